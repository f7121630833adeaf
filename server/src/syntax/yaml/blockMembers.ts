import { lineStartAt } from "../decode";
import type { KeyNode, ValueNode } from "../nodes";
import { awaitsNode, type OpenMapping } from "./openCollections";
import { propertiesOnLine, settleProperties, takeProperties } from "./pendingProperties";
import type { YamlReader } from "./reader";

/** Starts a member in block style with the node as its key, and moves past its colon. */
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

/** Adds a key without a colon: one that is still being typed, or that follows a `?`. */
export function addKeyWithoutColon(reader: YamlReader, node: ValueNode, column: number, start: number): void {
  const { tree } = reader;
  const mapping = mappingAt(reader, column, start);
  if (mapping.awaitsKey) {
    tree.addMember(mapping, tree.asKey(node));
    return;
  }
  const own = propertiesOnLine(reader);
  if (own) reader.properties = undefined;
  const key = tree.nameKey(node, own);
  tree.report("syntax", key.span, "Expected a colon and a value after this key.");
  tree.addMember(mapping, key);
}

/** Returns the mapping whose keys are at the column: the innermost one, or a new one where a value is expected. */
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
  const half = takeHalfTypedKey(reader.text, innermost, column);
  if (half) {
    const nested = tree.openMapping(half.span.start, column, takeProperties(reader));
    tree.report("syntax", half.span, "Expected a colon and a value after this key.");
    tree.addMember(nested, half);
    return nested;
  }
  if (innermost.strayColumn !== column) {
    const span = { start, end: start + 1 };
    tree.report(
      "syntax",
      span,
      "Unexpected indentation: this line is indented more than the keys before it.",
    );
  }
  innermost.strayColumn = column;
  return innermost;
}

/** Removes and returns a value that turns out to be the first key of a nested mapping, still without a colon. */
function takeHalfTypedKey(text: string, mapping: OpenMapping, column: number): KeyNode | undefined {
  const member = mapping.members.at(-1);
  const value = member?.value;
  if (!member || value?.kind !== "string" || value.style !== "plain" || value.anchored) return undefined;
  const lineStart = lineStartAt(text, value.span.start);
  const isAlone = text.slice(lineStart, value.span.start).trim() === "" && !/[\r\n]/.test(value.value);
  if (!isAlone || value.span.start - lineStart !== column) return undefined;
  delete member.value;
  return value;
}
