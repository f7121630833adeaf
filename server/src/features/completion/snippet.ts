/** A place to fill in. */
export interface TabStop {
  readonly stop: number;
  readonly text: string;
}

/** Text with places to fill in, free of a snippet's escapes and of the file's. */
export type Snippet = readonly (string | TabStop)[];

/** Reads `$1` and `${1:text}` as places; any other dollar sign is text. */
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

/** The text as it stands before anything is filled in. */
export function plainText(pieces: Snippet): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : piece.text)).join("");
}

/** The template as a snippet; `encode` writes each piece as the file's format wants it. */
export function printSnippet(pieces: Snippet, encode: (text: string) => string = (text) => text): string {
  return pieces
    .map((piece) => {
      if (typeof piece === "string") return escapeSnippet(encode(piece));
      return piece.text ? `\${${piece.stop}:${escapeSnippet(encode(piece.text))}}` : `$${piece.stop}`;
    })
    .join("");
}

export function tabStopsIn(pieces: Snippet): number {
  return Math.max(0, ...pieces.map((piece) => (typeof piece === "string" ? 0 : piece.stop)));
}

/** The template with its places numbered behind that many others. */
export function renumbered(pieces: Snippet, before: number): Snippet {
  return pieces.map((piece) => (typeof piece === "string" ? piece : { ...piece, stop: piece.stop + before }));
}

/** Text that a snippet takes literally. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}
