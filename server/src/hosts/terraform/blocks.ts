/** Splits an HCL file into its top-level blocks, so that one with a syntax error leaves the others alone. */
import type { Span } from "../../syntax/nodes";
import type { Scan } from "./scan";

/** A block such as `resource "type" "name" { … }`. */
export interface TopBlock {
  readonly kind: string;
  readonly kindSpan: Span;
  /** Spans of the labels, with quotes if they have them. */
  readonly labels: readonly Span[];
  /** From the block's type to where the next block begins, or to its closing brace. */
  readonly span: Span;
  /** Where the block's opening brace is. */
  readonly open: number;
  /** The brackets that are not closed, from the outside in. */
  readonly unclosed: readonly string[];
}

/** A line that starts a block, whatever is open before it. */
const KEYWORD =
  /^(?:resource|data|locals|variable|output|module|provider|terraform|moved|import|removed|check|ephemeral)\b[^={]*\{/;
const HEADER = /([A-Za-z_][\w-]*)((?:[ \t]+(?:"[^"\n]*"|[\w-]+))*)[ \t]*\{/y;
const BRACKET = /[{}[\]()]/g;
const CLOSING: Readonly<Record<string, string>> = { "{": "}", "[": "]", "(": ")" };

/** Returns the blocks in the order of the file. Takes linear time. */
export function topBlocks({ masked }: Scan): readonly TopBlock[] {
  const blocks: TopBlock[] = [];
  let current: Omit<TopBlock, "span" | "unclosed"> | undefined;
  let open: string[] = [];
  const finish = (end: number): void => {
    if (current) {
      blocks.push({ ...current, span: { start: current.kindSpan.start, end }, unclosed: open });
    }
    current = undefined;
    open = [];
  };
  for (let start = 0; start < masked.length; ) {
    const newline = masked.indexOf("\n", start);
    const end = newline < 0 ? masked.length : newline;
    const line = masked.slice(start, end);
    if (current && KEYWORD.test(line)) finish(start);
    if (!current) current = headerAt(masked, start + (/\S/.exec(line)?.index ?? 0));
    let closed: number | undefined;
    const from = Math.max(0, (current?.open ?? start) - start);
    for (const found of current ? line.slice(from).matchAll(BRACKET) : []) {
      const [bracket] = found;
      const closing = CLOSING[bracket];
      if (closing) open.push(closing);
      else {
        // A bracket that is never closed does not hide the end of what is around it.
        const match = open.lastIndexOf(bracket);
        if (match >= 0) open.length = match;
        if (open.length === 0) {
          closed = start + from + found.index + 1;
          break;
        }
      }
    }
    if (closed !== undefined) finish(closed);
    start = end + 1;
  }
  finish(masked.length);
  return blocks;
}

function headerAt(masked: string, at: number): Omit<TopBlock, "span" | "unclosed"> | undefined {
  HEADER.lastIndex = at;
  const header = HEADER.exec(masked);
  if (!header) return undefined;
  const [whole, kind = "", rest = ""] = header;
  const labels: Span[] = [];
  const from = at + kind.length;
  for (const label of rest.matchAll(/"[^"\n]*"|[\w-]+/g)) {
    const start = from + label.index;
    labels.push({ start, end: start + label[0].length });
  }
  const kindSpan = { start: at, end: at + kind.length };
  return { kind, kindSpan, labels, open: at + whole.length - 1 };
}
