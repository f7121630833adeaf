/** Where the `#end` of a block is missing, judging by the indentation. */
import type { TextPiece } from "../../syntax/change";
import type { Span } from "../../syntax/nodes";
import type { BlockNode } from "../../vtl/syntax/nodes";
import type { Template } from "../engine/template";

interface Edge extends Span {
  readonly opens: boolean;
}

/** A directive with a body. */
interface Opening {
  readonly at: number;
  /** The blanks before it; undefined if other text precedes it on its line, or its body begins there. */
  readonly indentation: string | undefined;
}

/**
 * Returns the insertions of `#end` that the template lacks. The parser gives each `#end` to the innermost block, which
 * may be the one that lacks its own: an `#end` that is indented less than a block shows that the block ends before it.
 */
export function missingEnds({ text, tree }: Template): readonly TextPiece[] {
  const open: Opening[] = [];
  const missing: TextPiece[] = [];
  for (const edge of edgesOf(tree.body)) {
    if (edge.opens) {
      open.push({ at: edge.start, indentation: indentationOf(text, edge) });
      continue;
    }
    const own = blanksBefore(text, edge.start);
    while (own !== undefined && open.length > 1) {
      const last = open.at(-1);
      if (last?.indentation === undefined || last.indentation.length <= own.length) break;
      missing.push(endOfLines(text, last.indentation, edge.start));
      open.pop();
    }
    open.pop();
  }
  for (const { at, indentation } of open.reverse()) missing.push(endOf(text, at, indentation));
  return missing;
}

/** Returns the starts and ends of blocks in text order. */
function edgesOf(body: BlockNode): readonly Edge[] {
  const edges: Edge[] = [];
  const visit = ({ statements }: BlockNode): void => {
    for (const node of statements) {
      const bodies =
        node.kind === "if"
          ? [...node.branches.map((branch) => branch.body), ...(node.otherwise ? [node.otherwise.body] : [])]
          : "body" in node && node.body
            ? [node.body]
            : [];
      if (bodies.length === 0 || !("nameSpan" in node)) continue;
      edges.push({ ...node.nameSpan, opens: true });
      for (const each of bodies) visit(each);
      if ("endSpan" in node && node.endSpan) edges.push({ ...node.endSpan, opens: false });
    }
  };
  visit(body);
  return edges;
}

/** The blanks between the start of the line and the offset; undefined if there is anything else. */
function blanksBefore(text: string, offset: number): string | undefined {
  const before = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  return before.trim() === "" ? before : undefined;
}

/** The indentation of a directive that has its line to itself. */
function indentationOf(text: string, { start, end }: Span): string | undefined {
  const line = text.slice(end, lineEnd(text, end)).trim();
  return line === "" || line.endsWith(")") ? blanksBefore(text, start) : undefined;
}

function endOf(text: string, at: number, indentation: string | undefined): TextPiece {
  const end = lineEnd(text, at);
  const hasLines = text.slice(end).trim() !== "";
  // A body on the directive's line ends with that line.
  if (indentation === undefined || !hasLines) return insertion(contentEnd(text, end), "#end");
  for (let start = end + 1; start < text.length; start = lineEnd(text, start) + 1) {
    const line = text.slice(start, lineEnd(text, start));
    const content = line.trimStart();
    if (content.trim() === "" || line.length - content.length > indentation.length) continue;
    // A body that is not indented shows no end, so the block ends with the text.
    if (text.slice(end, start).trim() === "") break;
    if (!/^#\{?else/.test(content)) return endOfLines(text, indentation, start);
  }
  return endOfLines(text, indentation, text.length);
}

/** Inserts a line with `#end` after the last line with content before the offset. */
function endOfLines(text: string, indentation: string, before: number): TextPiece {
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  return insertion(contentEnd(text, before), `${lineBreak}${indentation}#end`);
}

function contentEnd(text: string, before: number): number {
  return text.slice(0, before).trimEnd().length;
}

function insertion(at: number, text: string): TextPiece {
  return { span: { start: at, end: at }, text };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}
