/** Reads HCL's templates: the text inside quoted strings and heredocs. */
import type { Hole, Piece, Span } from "../../syntax/nodes";
import { endOfInterpolation, signsBeforeBrace, type TemplateStyle } from "./sequences";

/** A template in some text, which is that of the file or of a string in a file of JSON. */
export interface TemplateSource {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly style: TemplateStyle;
  /** True for heredocs that lose the common indentation of their lines. */
  readonly isFlush?: boolean;
}

/** What a template says. */
export interface TemplateText {
  readonly value: string;
  /** Their sources are offsets of the text that the template is in. */
  readonly pieces: readonly Piece[];
  readonly holes: readonly Hole[];
  /** How many characters each line of a heredoc loses. */
  readonly indentation: number;
}

type Token =
  | { readonly kind: "text"; readonly span: Span }
  | { readonly kind: "escape"; readonly span: Span; readonly text: string }
  | { readonly kind: "hole"; readonly span: Span; readonly word?: string };

/** Makes the hole of an interpolation, whose span is its place in the file's text. */
export type MakeHole = (source: Span, start: number, end: number) => Hole;

/** Reads a template. Takes linear time, and accepts any text. */
export function readTemplate(source: TemplateSource, hole: MakeHole): TemplateText {
  const tokens = inDirectives(source, tokensOf(source));
  const indentation = source.isFlush ? commonIndentation(source, tokens) : 0;
  const pieces: Piece[] = [];
  const holes: Hole[] = [];
  const parts: string[] = [];
  let length = 0;
  const add = (kind: Piece["kind"], span: Span, text: string): void => {
    if (text === "") return;
    const start = length;
    length += text.length;
    parts.push(text);
    const last = pieces.at(-1);
    if (kind === "copied" && last?.kind === "copied" && last.source.end === span.start) {
      pieces[pieces.length - 1] = {
        ...last,
        end: length,
        source: { start: last.source.start, end: span.end },
      };
    } else pieces.push({ start, end: length, source: span, kind });
  };
  const { text } = source;
  const known = references(text, tokens);
  for (const token of tokens) {
    if (token.kind === "escape") add("escaped", token.span, token.text);
    else if (token.kind === "hole") {
      const start = length;
      add("hole", token.span, uniqueName(text.slice(token.span.start, token.span.end), known));
      holes.push(hole(token.span, start, length));
    } else if (indentation === 0) add("copied", token.span, text.slice(token.span.start, token.span.end));
    else {
      for (const span of withoutIndentation(source, token.span, indentation)) {
        add("copied", span, text.slice(span.start, span.end));
      }
    }
  }
  return { value: parts.join(""), pieces, holes, indentation };
}

/** The escaped interpolations in a text: each looks like one in the text, but is none. */
function references(text: string, tokens: readonly Token[]): ReadonlySet<string> {
  const found = new Set<string>();
  tokens.forEach((token, index) => {
    const next = tokens[index + 1];
    if (token.kind !== "escape" || !token.text.endsWith("{") || next?.kind !== "text") return;
    const rest = text.slice(next.span.start, Math.min(next.span.end, next.span.start + 200));
    const end = rest.indexOf("}");
    if (end >= 0) found.add(token.text + rest.slice(0, end + 1));
  });
  return found;
}

/** The text of a hole, with a number if the same is written as text: holes are found again by their texts. */
function uniqueName(written: string, known: ReadonlySet<string>): string {
  if (!known.has(written)) return written;
  let number = 2;
  const numbered = (): string => `${written.slice(0, -1)}:${number}}`;
  while (known.has(numbered())) number++;
  return numbered();
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };
const CODE = /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))/y;
const SPECIAL = { quoted: /[$%\\]/g, heredoc: /[$%]/g } as const;

function tokensOf({ text, from: first, to, style }: TemplateSource): readonly Token[] {
  const tokens: Token[] = [];
  const special = SPECIAL[style];
  let start = first;
  let at = first;
  const flush = (end: number): void => {
    if (start < end) tokens.push({ kind: "text", span: { start, end } });
  };
  while (at < to) {
    special.lastIndex = at;
    const found = special.exec(text);
    if (!found || found.index >= to) break;
    at = found.index;
    if (found[0] === "\\") {
      const found = escapeAt(text, at);
      if (found && found.span.end <= to) {
        flush(at);
        tokens.push(found);
        at = found.span.end;
        start = at;
      } else at++;
      continue;
    }
    const signs = signsBeforeBrace(text, at, to);
    if (signs === 0) {
      while (text[at] === found[0]) at++;
    } else if (signs === 1) {
      flush(at);
      const { end } = endOfInterpolation(text, at, to, style);
      tokens.push(holeToken(text, found[0], { start: at, end }));
      at = end;
      start = at;
    } else {
      // The last two signs and the brace stand for one sign and the brace.
      const from = at + signs - 2;
      flush(from);
      at = from + 3;
      tokens.push({ kind: "escape", span: { start: from, end: at }, text: `${found[0]}{` });
      start = at;
    }
  }
  flush(to);
  return tokens;
}

function escapeAt(text: string, at: number): Extract<Token, { kind: "escape" }> | undefined {
  const short = ESCAPES[text[at + 1] ?? ""];
  if (short !== undefined) return { kind: "escape", span: { start: at, end: at + 2 }, text: short };
  CODE.lastIndex = at;
  const code = CODE.exec(text);
  if (!code) return undefined;
  const point = Number.parseInt(code[1] ?? code[2] ?? "", 16);
  if (point > 0x10ffff) return undefined;
  return {
    kind: "escape",
    span: { start: at, end: at + code[0].length },
    text: String.fromCodePoint(point),
  };
}

/** The hole of an interpolation or directive, with the blanks that its `~` removes. */
function holeToken(text: string, sign: string, { start, end }: Span): Extract<Token, { kind: "hole" }> {
  const word = sign === "%" ? (/^%\{~?\s*(\w*)/.exec(text.slice(start, start + 40))?.[1] ?? "") : undefined;
  return { kind: "hole", span: { start, end }, ...(word !== undefined && { word }) };
}

/**
 * Makes one hole of each directive with its end and all between them, which may be there or not, or several times, and
 * adds the blanks to the holes that are removed by a `~` in them.
 */
function inDirectives(source: TemplateSource, tokens: readonly Token[]): readonly Token[] {
  if (!tokens.some(({ kind }) => kind === "hole")) return tokens;
  const joined: Token[] = [];
  let opening: Span | undefined;
  let depth = 0;
  const { text } = source;
  tokens.forEach((token, index) => {
    if (token.kind !== "hole") {
      if (!opening) joined.push(token);
      return;
    }
    if (token.word === "if" || token.word === "for") {
      opening ??= token.span;
      depth++;
    } else if ((token.word === "endif" || token.word === "endfor") && depth > 0) depth--;
    const isLast = index === tokens.length - 1;
    if (opening && depth > 0 && !isLast) return;
    joined.push({ kind: "hole", span: { start: opening?.start ?? token.span.start, end: token.span.end } });
    opening = undefined;
  });
  if (opening) joined.push({ kind: "hole", span: { start: (opening as Span).start, end: source.to } });
  return joined.some(({ kind, span }) => kind === "hole" && text.slice(span.start, span.end).includes("~"))
    ? withRemovedBlanks(source, joined)
    : joined;
}

function withRemovedBlanks({ text, to }: TemplateSource, tokens: readonly Token[]): readonly Token[] {
  const adjusted: Token[] = [];
  let removed = 0;
  for (const token of tokens) {
    if (token.kind !== "hole") {
      const start = Math.max(token.span.start, removed);
      if (token.kind === "escape" || start < token.span.end) {
        adjusted.push({ ...token, span: { ...token.span, start } });
      }
      continue;
    }
    let { start, end } = token.span;
    const last = adjusted.at(-1);
    if (text[start + 2] === "~" && last?.kind === "text") {
      // Blanks are removed up to the line break before them, and with the one after them.
      const kept =
        last.span.start + text.slice(last.span.start, last.span.end).replace(/[^\S\n]+$/, "").length;
      start = kept;
      adjusted.pop();
      if (kept > last.span.start) adjusted.push({ ...last, span: { start: last.span.start, end: kept } });
    }
    if (text[end - 2] === "~") {
      while (end < to && /[^\S\n]/.test(text[end] ?? "")) end++;
      if (end < to && text[end] === "\n") end++;
      removed = end;
    }
    adjusted.push({ ...token, span: { start, end } });
  }
  return adjusted;
}

/** The smallest number of blanks at the start of the lines. Lines of blanks do not count. */
function commonIndentation({ text, from, to }: TemplateSource, tokens: readonly Token[]): number {
  let least = Number.POSITIVE_INFINITY;
  const look = (lineStart: number): void => {
    if (least === 0 || lineStart >= to) return;
    let at = lineStart;
    while (at < to && (text[at] === " " || text[at] === "\t")) at++;
    if (!isLineEnd(text, at, to)) least = Math.min(least, at - lineStart);
  };
  look(from);
  for (const { kind, span } of tokens) {
    if (kind !== "text") continue;
    for (let at = text.indexOf("\n", span.start); at >= 0 && at < span.end; at = text.indexOf("\n", at + 1)) {
      look(at + 1);
    }
  }
  return Number.isFinite(least) ? least : 0;
}

function isLineEnd(text: string, at: number, to: number): boolean {
  return at >= to || text[at] === "\n" || (text[at] === "\r" && text[at + 1] === "\n");
}

/** The pieces of a text without the indentation of the lines that start in it. */
function withoutIndentation(
  { text, from, to }: TemplateSource,
  { start, end }: Span,
  indentation: number,
): readonly Span[] {
  const spans: Span[] = [];
  let at = start;
  let isLineStart = start === from || text[start - 1] === "\n";
  while (at < end) {
    if (isLineStart) {
      let blank = at;
      while (blank < end && (text[blank] === " " || text[blank] === "\t")) blank++;
      // A line of blanks keeps them.
      if (!isLineEnd(text, blank, to)) at = Math.min(blank, at + indentation);
    }
    const newline = text.indexOf("\n", at);
    const next = newline < 0 || newline >= end ? end : newline + 1;
    if (at < next) spans.push({ start: at, end: next });
    at = next;
    isLineStart = true;
  }
  return spans;
}
