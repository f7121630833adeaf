/** The `#end` that a block misses, after Enter at the end of its first line. */
import type { TextEdit } from "../syntax/change";
import { type HostedTemplate, type TemplateHost, templatePositionAt } from "../templates/hostedTemplate";
import { childrenOf } from "../vtl/syntax/children";
import type { DefineNode, ForeachNode, IfNode, MacroNode, Node } from "../vtl/syntax/nodes";

type Block = IfNode | ForeachNode | DefineNode | MacroNode;

/**
 * Returns the edit that adds `#end` below an empty line, if the line before opens a block that is never closed; in a
 * template file or a YAML literal, where the lines of the template are those of the file.
 *
 * @param offset in the empty line
 */
export function closeBlock(host: TemplateHost, offset: number): TextEdit | undefined {
  const { text } = host.document;
  const { start, end } = lineAt(text, offset);
  if (start === 0 || text.slice(start, end).trim() !== "") return undefined;
  const opening = lineAt(text, start - 1);
  const { hosted } = templatePositionAt(host, opening.end) ?? {};
  if (!hosted || (hosted.node.style !== "bare" && hosted.node.style !== "literal")) return undefined;
  const from = hosted.map.toValue(opening.start);
  const to = hosted.map.toValue(opening.end);
  if (!hosted.template.text.slice(from, to).includes("#")) return undefined;
  const path = openBlocks(hosted.template.tree, from, to);
  const block = path.at(-1);
  if (!block || !isComplete(block, hosted) || !isUnclosed(path, hosted)) return undefined;
  const indentation = /^[ \t]*/.exec(text.slice(opening.start, opening.end))?.[0] ?? "";
  const eol = text.slice(opening.end, start);
  return { span: { start: end, end }, newText: `${eol}${indentation}#end` };
}

function lineAt(text: string, offset: number): { readonly start: number; readonly end: number } {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const feed = text.indexOf("\n", offset);
  const end = feed < 0 ? text.length : feed;
  return { start, end: end > start && text[end - 1] === "\r" ? end - 1 : end };
}

/** The blocks around the last one that starts in a part of the template and goes on after it, outermost first. */
function openBlocks(root: Node, from: number, to: number): readonly Block[] {
  const blocks: Block[] = [];
  let found = 0;
  let node: Node | undefined = root;
  while (node) {
    if (isBlock(node)) {
      blocks.push(node);
      if (node.start >= from) found = blocks.length;
    }
    node = childrenOf(node).findLast((child) => child.start < to && child.end >= to);
  }
  return blocks.slice(0, found);
}

function isBlock(node: Node): node is Block {
  return node.kind === "if" || node.kind === "foreach" || node.kind === "define" || node.kind === "macro";
}

/** Whether the directive itself has all that it needs, and nothing but its first branch. */
function isComplete(block: Block, { template }: HostedTemplate): boolean {
  if (block.kind === "if") {
    const [branch, ...others] = block.branches;
    if (!branch || others.length > 0 || block.otherwise || branch.condition.kind === "missing") return false;
    return isParenthesis(template.text, branch.condition.end);
  }
  const last = block.arguments.at(-1);
  const isWhole = block.kind !== "foreach" || block.arguments.length === 3;
  return last !== undefined && isWhole && isParenthesis(template.text, last.end);
}

function isParenthesis(text: string, offset: number): boolean {
  return /^[ \t]*\)/.test(text.slice(offset, offset + 100));
}

/**
 * Whether the last block has no `#end` of its own. Velocity gives the `#end` of a block to one inside of it that has
 * none: then it is indented like the outer block, which is left without.
 */
function isUnclosed(path: readonly Block[], { template: { text } }: HostedTemplate): boolean {
  const block = path.at(-1);
  if (!block?.endSpan) return block !== undefined;
  const isMissing = path.some(({ endSpan }) => !endSpan);
  return isMissing && columnOf(text, block.endSpan.start) < columnOf(text, block.start);
}

/** The number of blanks at the start of the line. */
function columnOf(text: string, offset: number): number {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0].length ?? 0;
}
