import { decode, TextSink } from "../decode";
import type { StringNode, ValueNode } from "../nodes";
import { reportTab, type YamlReader } from "./reader";
import { afterSpaces, anchorNameAt, isColon, isFlowIndicator, isGap, scanPlain, scanQuoted } from "./scan";

/** A scalar whose end is known. It becomes a node once it is clear whether it is a key. */
export interface Scalar {
  readonly end: number;
  readonly isOnOneLine: boolean;
  node(isKey: boolean): ValueNode;
}

/** Finds the scalar at the position without moving. Its further lines are indented more than `indentation`. */
export function scalarAt(
  reader: YamlReader,
  inFlow: boolean,
  indentation: number,
  isOneLine: boolean,
): Scalar {
  const unit = reader.text[reader.at];
  if (unit === '"' || unit === "'") return quotedAt(reader, inFlow);
  if (unit === "*") return aliasAt(reader);
  return plainAt(reader, inFlow, isOneLine ? Number.POSITIVE_INFINITY : indentation + 1);
}

function quotedAt({ text, tree, at: start }: YamlReader, inFlow: boolean): Scalar {
  const scan = scanQuoted(text, start, inFlow);
  const { end, closed } = scan;
  const span = { start, end };
  for (const bad of scan.badEscapes) {
    tree.report("syntax", bad, 'Invalid escape. To include a backslash, write "\\\\".');
  }
  if (!closed) tree.report("syntax", span, "Unterminated string: missing closing quote.");
  const style = text[start] === '"' ? "double" : "single";
  const node = (): StringNode => {
    const shape = { kind: "string", span, closed, style } as const;
    return { ...shape, value: decoded(text, shape) };
  };
  const follows = text.charAt(end);
  const isOver =
    !closed ||
    isGap(text, end) ||
    follows === ":" ||
    follows === "#" ||
    (inFlow && isFlowIndicator(text, end));
  if (!isOver) {
    const quote = style === "double" ? 'escape it as \\"' : "double it";
    const message = `Unexpected text after the closing quote. To include a quote in the string, ${quote}.`;
    tree.report("syntax", { start: end, end: end + 1 }, message);
  }
  return { end, isOnOneLine: scan.isOnOneLine, node };
}

function aliasAt({ text, tree, at: start }: YamlReader): Scalar {
  const name = anchorNameAt(text, start);
  const end = start + 1 + name.length;
  return { end, isOnOneLine: true, node: () => tree.alias(name, { start, end }) };
}

function plainAt({ text, tree, at: start }: YamlReader, inFlow: boolean, minColumn: number): Scalar {
  const isDash = text[start] === "-" && isGap(text, start + 1);
  if (/[%@`|>]/.test(text.charAt(start)) || isDash) {
    tree.report(
      "syntax",
      { start, end: start + 1 },
      `Strings that start with ${text[start]} must be quoted.`,
    );
  }
  const scan = scanPlain(text, start, inFlow, minColumn);
  // A colon after the last of several lines makes that line a key, which is not part of the text.
  const endsWithKey =
    scan.endBeforeLastLine !== undefined && isColon(text, afterSpaces(text, scan.end), inFlow);
  const end = Math.max(start + 1, endsWithKey ? (scan.endBeforeLastLine ?? scan.end) : scan.end);
  for (const tab of scan.tabs) if (tab.end <= end) reportTab(tree, tab);
  const span = { start, end };
  const isOnOneLine = scan.endBeforeLastLine === undefined;
  const node = (isKey: boolean): ValueNode => {
    const value = isOnOneLine
      ? text.slice(start, end)
      : decoded(text, { span, closed: true, style: "plain" });
    return tree.plain(span, value, isKey);
  };
  return { end, isOnOneLine, node };
}

function decoded(text: string, node: Pick<StringNode, "span" | "closed" | "style">): string {
  const sink = new TextSink(text);
  decode(text, node, sink);
  return sink.value;
}
