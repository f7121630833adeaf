import type { Properties } from "./properties";
import type { YamlReader } from "./reader";
import { anchorNameAt, isFlowIndicator, isGap } from "./scan";

/** Reads the anchor or tag at the position. It belongs to the next node. */
export function readProperty(reader: YamlReader, unit: "&" | "!"): void {
  const { text, tree } = reader;
  const start = reader.at;
  let end = start + 1;
  if (unit === "&") end += anchorNameAt(text, start).length;
  else while (!isGap(text, end) && !(tree.inFlow && isFlowIndicator(text, end))) end++;
  const name = text.slice(start, end);
  if (name === "&") tree.report("syntax", { start, end }, "Expected a name after &.");
  const before = reader.properties;
  const isOuter = before !== undefined && before.lineStart !== reader.lineStart;
  if (isOuter && !reader.outerProperties) reader.outerProperties = before;
  const same = isOuter ? undefined : before;
  if (same && (unit === "&" ? same.anchor : same.tag) !== undefined) {
    tree.report("syntax", { start, end }, `This value already has ${unit === "&" ? "an anchor" : "a tag"}.`);
  }
  reader.properties = {
    ...same,
    span: { start: same?.span.start ?? start, end },
    lineStart: reader.lineStart,
    ...(unit === "&" ? { anchor: name.slice(1) } : { tag: { name, span: { start, end } } }),
  };
  reader.at = end;
}

/** Returns the properties of the next node, and removes them from the reader. */
export function takeProperties(reader: YamlReader): Properties | undefined {
  const properties = reader.outerProperties ?? reader.properties;
  if (reader.outerProperties) reader.outerProperties = undefined;
  else reader.properties = undefined;
  return properties;
}

/** Returns the properties on the same line as the next node. */
export function propertiesOnLine(reader: YamlReader): Properties | undefined {
  return reader.properties?.lineStart === reader.lineStart ? reader.properties : undefined;
}

/** Places empty nodes for anchors and tags that no node follows. */
export function settleProperties(reader: YamlReader): void {
  for (let properties = takeProperties(reader); properties; properties = takeProperties(reader)) {
    reader.tree.placeEmpty(properties);
  }
}
