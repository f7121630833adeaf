/** A place to fill in, with its number and default text. */
export interface TabStop {
  readonly stop: number;
  readonly text: string;
}

/** Text with tab stops, without the escapes of snippets or of the file. */
export type Snippet = readonly (string | TabStop)[];

/** Parses `$1` and `${1:text}` as tab stops; any other dollar sign is text. */
export function parseSnippet(source: string): Snippet {
  const pieces: (string | TabStop)[] = [];
  let end = 0;
  for (const { 0: all, 1: named, 2: text = "", 3: bare, index } of source.matchAll(
    /\$\{(\d+):([^}]*)\}|\$(\d+)/g,
  )) {
    if (index > end) pieces.push(source.slice(end, index));
    pieces.push({ stop: Number(named ?? bare), text });
    end = index + all.length;
  }
  if (end < source.length) pieces.push(source.slice(end));
  return pieces;
}

/** Returns the text with the default texts of its tab stops. */
export function plainText(pieces: Snippet): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : piece.text)).join("");
}

/** Prints in snippet syntax; `encode` escapes each piece for the file's format. */
export function printSnippet(pieces: Snippet, encode: (text: string) => string = (text) => text): string {
  return pieces
    .map((piece) => {
      if (typeof piece === "string") return escapeSnippet(encode(piece));
      return piece.text ? `\${${piece.stop}:${escapeSnippet(encode(piece.text))}}` : `$${piece.stop}`;
    })
    .join("");
}

/** Returns the highest number of a tab stop; 0 if there is none. */
export function tabStopsIn(pieces: Snippet): number {
  return Math.max(0, ...pieces.map((piece) => (typeof piece === "string" ? 0 : piece.stop)));
}

/** Adds the offset `before` to the numbers of all tab stops. */
export function renumbered(pieces: Snippet, before: number): Snippet {
  return pieces.map((piece) => (typeof piece === "string" ? piece : { ...piece, stop: piece.stop + before }));
}

/** Escapes text that a snippet must take literally. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}
