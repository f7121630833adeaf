import { parseCacheKey, referenceAt, VALUE_SOURCES } from "../../../expressions";
import type { ArrayNode } from "../../../syntax/nodes";
import { requestValues } from "../../context/inputMembers";
import { explainSource } from "../../docs/explain";
import type { CompletionSource, Suggestion } from "../item";
import type { TextPlace } from "../textPlaceTypes";
import { commonHeaders } from "./headers";
import { parameterNames } from "./parameterNames";

/** Parts of the request that can be cache keys, first those that the file's request parameters already read. */
export function cacheKeys(
  source: CompletionSource,
  list: ArrayNode,
  { text, offset }: TextPlace,
): readonly Suggestion[] {
  const { reference } = parseCacheKey(text);
  const slot = referenceAt(reference, offset);
  if (slot?.slot === "name") {
    const location = reference.location?.text ?? "";
    const guesses = /header$/.test(location) ? commonHeaders("request") : [];
    return parameterNames(source.facts, location, guesses).map(({ name, ...known }) => ({
      label: name,
      text: [name],
      replace: slot.replace,
      documentation: explainSource("method.request", location, name),
      ...known,
    }));
  }
  const replace = { start: 0, end: text.length };
  const present = new Set(list.items.map((item) => (item.kind === "string" ? item.value : "")));
  const known = readByMappings(source)
    .filter((name) => name === text || !present.has(name))
    .map((name) => ({
      label: name,
      text: [name],
      replace,
      detail: "in requestParameters",
      documentation: "A part of the request that is used in `requestParameters`.",
    }));
  const open = Object.keys(VALUE_SOURCES["method.request"])
    .filter((location) => location !== "body")
    .map((location) => ({
      label: `method.request.${location}.`,
      text: [`method.request.${location}.`, { stop: 1, text: "" }],
      replace,
      documentation: explainSource("method.request", location),
      rank: 1,
      offersMore: true,
    }));
  return [...known, ...open];
}

/** Returns the parts of the request that the file's mappings read. */
function readByMappings({ root, operation }: CompletionSource): readonly string[] {
  const values = new Set(requestValues(root, operation));
  return [...values].filter((value) => value.startsWith("method.request.") && !/\.body\b/.test(value));
}
