/** References to the variables of `Fn::Sub` in strings that are not its own. */
import type { Edit, ParsedDocument, StringNode, UnreplacedReference } from "../../syntax/nodes";
import { stringMap } from "../../syntax/stringMap";
import { isPseudoParameter } from "./references";
import type { Scope } from "./scope";
import { velocityNames } from "./velocity";

const REFERENCE = /\$\{([A-Za-z0-9:]+)(?:\.[A-Za-z0-9.]+)?\}/g;

/** Returns the first reference to a name of the template in a plain string; undefined if there is none. */
export function unreplacedIn(
  document: ParsedDocument,
  node: StringNode,
  scope: Scope,
): UnreplacedReference | undefined {
  const { value } = node;
  if (scope.isIncluded || !value.includes("${")) return undefined;
  const isVelocity = velocityNames(value);
  const found = [...value.matchAll(REFERENCE)].filter(([reference, name = ""]) => {
    if (isPseudoParameter(name)) return true;
    return scope.find(name) !== undefined && !isVelocity(reference.slice(2, -1));
  });
  const [first] = found;
  if (!first) return undefined;
  const map = stringMap(document, node);
  const replaced = new Set(found.map(({ index }) => index));
  return {
    by: "Fn::Sub",
    text: first[0],
    source: map.toSource({ start: first.index, end: first.index + first[0].length }),
    edits: node.anchored ? [] : [...wrapped(document, node, escapes(document, node, replaced))],
  };
}

/** The edits that keep all other references as they are. */
function escapes(document: ParsedDocument, node: StringNode, replaced: ReadonlySet<number>): readonly Edit[] {
  const map = stringMap(document, node);
  return [...node.value.matchAll(/\$\{/g)].flatMap(({ index }) => {
    if (replaced.has(index)) return [];
    const { end } = map.toSource({ start: index, end: index + 2 });
    return [{ span: { start: end, end }, newText: "!" }];
  });
}

/** The edits that make the string one of `Fn::Sub`. */
function wrapped({ format }: ParsedDocument, { span }: StringNode, inside: readonly Edit[]): readonly Edit[] {
  const { start, end } = span;
  const before = { span: { start, end: start }, newText: format === "json" ? '{"Fn::Sub": ' : "!Sub " };
  const after = { span: { start: end, end }, newText: "}" };
  return [before, ...inside, ...(format === "json" ? [after] : [])];
}
