/** String literals: their quotes and escapes as Velocity reads them, and the template inside. */
import { BACKSLASH } from "./characters";
import { hasHole, splitText } from "./holes";
import type { BlockNode, StringNode } from "./nodes";
import { TokenStream } from "./stream";
import type * as T from "./tokens";

/**
 * Makes the node of a string literal.
 * @param parseBlock parses a whole template; passed in because templates contain strings.
 */
export function stringNode(
  stream: TokenStream,
  token: T.Token,
  parseBlock: (stream: TokenStream) => BlockNode,
): StringNode {
  const { text } = stream;
  const quote = text[token.start] === '"' ? '"' : "'";
  const start = token.start + 1;
  const end = token.end - 1;
  const raw = text.slice(start, end);
  const double = quote === '"';
  const plain = !raw.includes(quote) && !(double && raw.includes("\\u"));
  const { value, offsets } = plain
    ? { value: raw, offsets: undefined }
    : resolve(raw, quote, (at) => stream.at(start + at));
  const hasHoles = stream.options.written !== undefined && hasHole(raw);
  const node = {
    kind: "string",
    start: stream.at(token.start),
    end: stream.at(token.end),
    quote,
    value: hasHoles ? stream.written(start, end) : value,
    closed: true,
    cut: false,
  } as const;
  if (hasHoles && !(double && /[$#]/.test(raw))) {
    return { ...node, template: withHoles(stream, value, start, end, offsets) };
  }
  if (!double || !(raw.includes("$") || raw.includes("#"))) return node;
  // Velocity appends a blank, so that a `$` or `#` at the end starts nothing, and removes it again.
  const cut = !value.includes("##");
  const inner = cut ? `${value} ` : value;
  const base = stream.at(start);
  const map = offsets ?? (stream.offsets === undefined ? undefined : mapped(stream, start, inner.length));
  if (!stream.deeper()) return node;
  const nested = new TokenStream(
    inner,
    stream.problems,
    stream.macros,
    stream.options,
    stream.depth,
    base,
    map,
    value.length,
  );
  const template = parseBlock(nested);
  stream.higher();
  if (nested.ended) {
    stream.ended = true;
    stream.failed = true;
  }
  return { ...node, template, cut };
}

/** The text and holes of a string without references. */
function withHoles(
  stream: TokenStream,
  value: string,
  start: number,
  end: number,
  offsets: Int32Array | undefined,
): BlockNode {
  const at = (offset: number): number => offsets?.[offset] ?? stream.at(start + offset);
  const written = (from: number, to: number): string =>
    stream.options.written?.slice(at(from), at(to)) ?? value.slice(from, to);
  const lead = { text: "", at: at(0) };
  const statements = splitText(value, 0, { at, written }, lead, "plain", at(value.length));
  return { kind: "block", start: stream.at(start), end: stream.at(end), statements };
}

function mapped(stream: TokenStream, start: number, length: number): Int32Array {
  const offsets = new Int32Array(length + 2);
  for (let at = 0; at < offsets.length; at++) offsets[at] = stream.at(start + at);
  return offsets;
}

/** Resolves `\u0041`, then doubled quotes, and records the source offset of each character. */
function resolve(
  raw: string,
  quote: string,
  at: (offset: number) => number,
): { readonly value: string; readonly offsets: Int32Array } {
  const pieces: string[] = [];
  const sources: number[] = [];
  for (let i = 0; i < raw.length; i++) {
    const code = quote === '"' && raw.charCodeAt(i) === BACKSLASH ? escaped(raw, i) : undefined;
    pieces.push(code ?? raw[i] ?? "");
    sources.push(i);
    if (code !== undefined) i += 5;
  }
  let value = "";
  const kept: number[] = [];
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i] ?? "";
    value += piece;
    kept.push(at(sources[i] ?? 0));
    if (piece === quote && pieces[i + 1] === quote) i++;
  }
  // One more for the blank that Velocity appends, and one for the end after it.
  kept.push(at(raw.length), at(raw.length));
  return { value, offsets: Int32Array.from(kept) };
}

function escaped(raw: string, backslash: number): string | undefined {
  const digits = raw.slice(backslash + 2, backslash + 6);
  if (raw[backslash + 1] !== "u" || !/^[0-9A-Fa-f]{4}$/.test(digits)) return undefined;
  return String.fromCharCode(Number.parseInt(digits, 16));
}
