import { findSubtype, httpKeyAt, KEY_TARGETS, parseHttpKey, parseMappingKey } from "../../expressions";
import type { Operation } from "../../model/operations";
import type { Span } from "../../syntax/nodes";
import type { ContextOf } from "../context/cursorContext";
import { memberText } from "../context/inputMembers";
import { dialectOf } from "../context/mappingMap";
import { describeParameter } from "../docs/documentation";
import { explainHttpKey, explainMappingKey, RESERVED } from "../docs/explain";
import { escaped } from "../docs/markdown";
import type { Hover } from "./hover";

/** Explains the key of a mapping; a reserved header's name is explained by itself. */
export function hoverMappingKey(
  text: string,
  { mappings, root }: ContextOf<"mappingKey">,
  operation: Operation,
  at: number,
): Hover | undefined {
  const { direction } = mappings;
  const whole: Span = { start: 0, end: text.length };
  const name = direction === "request" ? memberText(root, operation, "subtype") : undefined;
  const subtype = name === undefined ? undefined : findSubtype(name);
  const parameter = subtype?.parameters.find((candidate) => candidate.name === text);
  if (subtype && parameter) return { span: whole, markdown: describeParameter(parameter, subtype) };
  if (dialectOf(text, mappings) === "http") {
    const key = parseHttpKey(text, direction);
    const { knownAction, target, name } = key;
    if (!knownAction || !target) return undefined;
    const reserved = key.faults.find(({ kind }) => kind === "reservedHeader");
    if (reserved && httpKeyAt(key, at)?.slot === "name") {
      return {
        span: reserved.span,
        markdown: `**${escaped(name?.text ?? "")}** · reserved header\n\n${RESERVED}`,
      };
    }
    return { span: whole, markdown: explainHttpKey(knownAction, target, direction, name?.text) };
  }
  const { reference } = parseMappingKey(text, direction);
  const location = reference?.location?.text;
  const { prefix, locations } = KEY_TARGETS[direction];
  if (reference?.prefix.text !== prefix || location === undefined || !Object.hasOwn(locations, location)) {
    return undefined;
  }
  return { span: whole, markdown: explainMappingKey(direction, location, reference.name?.text) };
}
