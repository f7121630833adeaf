import type { ContextOf } from "../../context/cursorContext";
import { dialectOf } from "../../context/mappingMap";
import type { CompletionSource, Suggestion } from "../item";
import type { TextPlace } from "../textPlaceTypes";
import { httpMappingValues } from "./httpMappingValue";
import { restMappingValues } from "./restMappingValue";

/** What a mapping's value can read, and static text that suits its key. */
export function completeMapping(
  { operation, facts }: CompletionSource,
  { mappings, member }: ContextOf<"mappingValue">,
  place: TextPlace,
): readonly Suggestion[] {
  const key = member.key.value;
  const dialect = dialectOf(key, mappings);
  if (dialect === undefined) return [];
  if (dialect === "http") return httpMappingValues(mappings.direction, facts, key, place);
  const api = operation.family === "apigateway" ? "REST" : "WEBSOCKET";
  return restMappingValues(dialect, api, facts, key, place);
}
