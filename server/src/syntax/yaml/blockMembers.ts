import { lineStartAt } from "../decode";
import type { KeyNode, ValueNode } from "../nodes";
import { awaitsNode, type OpenMapping } from "./openCollections";
import { propertiesOnLine, settleProperties, takeProperties } from "./pendingProperties";
import type { YamlReader } from "./reader";

/** Starts a member of block style: its name is the node, its colon is at `colon`. Moves past the colon. */
export function readMember(
  reader: YamlReader,
  node: ValueNode,
  column: number,
  start: number,
  colon: number,
): void {
  const { tree } = reader;
  const own = propertiesOnLine(reader);
  if (own) reader.properties = undefined;
  const mapping = mappingAt(
    reader,
    own ? own.span.start - reader.lineStart : column,
    own?.span.start ?? start,
  );
  tree.addMember(mapping, tree.nameKey(node, own), colon);
  reader.at = colon + 1;
  reader.mayStartKey = false;
}

/** Adds a name that has no colon, because it is still being typed or because a `?` comes before it. */
export function addNameWithoutColon(
  reader: YamlReader,
  node: ValueNode,
  column: number,
  start: number,
): void {
  const { tree } = reader;
  const mapping = mappingAt(reader, column, start);
  if (mapping.awaitsKey) {
    tree.addMember(mapping, tree.asKey(node));
    return;
  }
  const own = propertiesOnLine(reader);
  if (own) reader.properties = undefined;
  const key = tree.nameKey(node, own);
  tree.report("syntax", key.span, "A colon and a value are missing after this name.");
  tree.addMember(mapping, key);
}

/** Returns the mapping with names at the column: the innermost one, or a new one where a value is awaited. */
export function mappingAt(reader: YamlReader, column: number, start: number): OpenMapping {
  const { tree } = reader;
  const innermost = tree.innermost;
  if (innermost?.kind === "object" && innermost.indentation === column) {
    settleProperties(reader);
    return innermost;
  }
  if (innermost?.kind !== "object" || awaitsNode(innermost)) {
    return tree.openMapping(start, column, takeProperties(reader));
  }
  const half = takeHalfTypedName(reader.text, innermost, column);
  if (half) {
    const nested = tree.openMapping(half.span.start, column, takeProperties(reader));
    tree.report("syntax", half.span, "A colon and a value are missing after this name.");
    tree.addMember(nested, half);
    return nested;
  }
  if (innermost.strayColumn !== column) {
    const span = { start, end: start + 1 };
    tree.report("syntax", span, "This line is indented further than those before it.");
  }
  innermost.strayColumn = column;
  return innermost;
}

/** Removes and returns a value that turns out to be the first name of a nested mapping, still without a colon. */
function takeHalfTypedName(text: string, mapping: OpenMapping, column: number): KeyNode | undefined {
  const member = mapping.members.at(-1);
  const value = member?.value;
  if (!member || value?.kind !== "string" || value.style !== "plain" || value.anchored) return undefined;
  const lineStart = lineStartAt(text, value.span.start);
  const isAlone = text.slice(lineStart, value.span.start).trim() === "" && !/[\r\n]/.test(value.value);
  if (!isAlone || value.span.start - lineStart !== column) return undefined;
  delete member.value;
  return value;
}
