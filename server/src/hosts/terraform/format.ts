/** HCL as a format: `parse` and `edit`. */
import type { FormatSupport } from "../../syntax/formats";
import type { MemberNode, ObjectNode, ParsedDocument, ValueNode } from "../../syntax/nodes";
import { type TopBlock, topBlocks } from "./blocks";
import { editHcl } from "./edit";
import type { HclNode, ParseHcl } from "./grammar";
import { withoutHalfTyped } from "./halfTyped";
import { type Scan, scanHcl } from "./scan";
import { TreeReader } from "./tree";

/** Makes the support of HCL from a parser. */
export function hclFormat(parse: ParseHcl): FormatSupport {
  const trees = new RecentTrees(parse);
  return {
    parse: (text) => {
      trees.startFile();
      return parseHcl(text, (block) => trees.of(block));
    },
    edit: editHcl,
  };
}

/** How many files to remember: those that are edited at the same time. */
const FILES = 3;

/** Remembers the trees of the blocks of the last few files, because a keystroke changes one block. */
class RecentTrees {
  readonly #files: Map<string, HclNode>[] = [];

  constructor(private readonly parse: ParseHcl) {}

  startFile(): void {
    this.#files.unshift(new Map());
    this.#files.length = Math.min(this.#files.length, FILES);
  }

  of(block: string): HclNode {
    const known = this.#files.find((file) => file.has(block))?.get(block);
    const tree = known ?? this.parse(block);
    this.#files[0]?.set(block, tree);
    return tree;
  }
}

/**
 * Parses an HCL file. Its root has a member for each block, in which each label is the key of an object, as in the JSON
 * syntax of Terraform: `resource "a" "b" { c = 1 }` → `{"resource": {"a": {"b": {"c": 1}}}}`. Only the blocks that say
 * something about integrations have members.
 */
function parseHcl(text: string, parse: ParseHcl): ParsedDocument {
  const scan = scanHcl(text);
  const members = topBlocks(scan).map((block) => memberOf(text, scan, block, parse));
  return {
    format: "hcl",
    text,
    root: { kind: "object", span: { start: 0, end: text.length }, closed: true, members },
    problems: [],
    comments: scan.comments,
    hasByteOrderMark: text.startsWith("\ufeff"),
  };
}

function memberOf(text: string, scan: Scan, block: TopBlock, parse: ParseHcl): MemberNode {
  const { kind, kindSpan, labels, span, open } = block;
  const names = labels.map(({ start, end }) => text.slice(start, end).replace(/^"|"$/g, ""));
  const body = { start: open, end: span.end };
  let value: ValueNode = isRead(kind, names)
    ? readBlock(text, scan, block, parse)
    : { kind: "object", span: body, closed: block.unclosed.length === 0, members: [], isOpen: true };
  labels.forEach((_, index) => {
    const at = labels.length - 1 - index;
    const label = labels[at] ?? kindSpan;
    const labelled = { start: label.start, end: span.end };
    const member: MemberNode = {
      kind: "member",
      span: labelled,
      key: { kind: "string", span: label, closed: true, value: names[at] ?? "", style: "plain" },
      colon: label.end,
      value,
    };
    value = { kind: "object", span: labelled, closed: true, members: [member] };
  });
  return {
    kind: "member",
    span,
    key: { kind: "string", span: kindSpan, closed: true, value: kind, style: "plain" },
    colon: kindSpan.end,
    value,
  };
}

/** True for blocks that are an integration or say something about one. */
function isRead(kind: string, [type = ""]: readonly string[]): boolean {
  return kind === "locals" || (kind === "resource" && /^aws_(?:api_gateway|apigatewayv2)_/.test(type));
}

/** Numbers that the grammar does not know. */
const EXPONENT = /\b\d+(?:\.\d+)?[eE][+-]?\d+\b/g;

function readBlock(text: string, scan: Scan, block: TopBlock, parse: ParseHcl): ObjectNode {
  const { span, open, unclosed } = block;
  const { text: masked, halfTyped } = withoutHalfTyped(scan.masked.slice(span.start, span.end), (offset) =>
    scan.markers.has(offset + span.start),
  );
  const closing = unclosed.map((bracket) => (bracket === "{" ? "}" : bracket === "[" ? "]" : ")")).reverse();
  const tree = parse(masked.replace(EXPONENT, (number) => "1".repeat(number.length)) + closing.join(""));
  const shifted = halfTyped.map(({ key, equals }) => ({
    key: { start: key.start + span.start, end: key.end + span.start },
    ...(equals !== undefined && { equals: equals + span.start }),
  }));
  const reader = new TreeReader(text, scan.strings, span.start, shifted);
  const body = { start: open, end: span.end };
  return reader.body(firstBlock(tree), body, unclosed.length === 0);
}

/** The outermost block of a tree, also of one with errors around it. */
function firstBlock(node: HclNode): HclNode | undefined {
  const queue = [node];
  for (let index = 0; index < queue.length && index < 1000; index++) {
    const at = queue[index];
    if (at?.type === "block") return at;
    if (at && at.type !== "attribute") queue.push(...at.children);
  }
  return undefined;
}
