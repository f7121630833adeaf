import type { Protocol } from "../../model/protocol";
import type { MemberSchema } from "../../model/schema";
import type { Cursor } from "../../syntax/locate";
import { parseTemplate } from "../../vtl/syntax/parse";
import { memberSchemaAt } from "../context/schemaAt";
import { expressionAt, mappingsAt, templateKindAt } from "../context/situation";
import { apis, describeMember, describeValue } from "../docs/documentation";
import { type CompletionItem, type Source, type Suggestion, sortTextOf } from "./item";
import { placeOf, type Surroundings, type TextPlace } from "./place";
import { completeMapping } from "./strings/mappingValues";
import { completeSelection } from "./strings/selection";
import { declaredStatuses } from "./strings/statusCodes";
import { completeUri } from "./strings/uri";
import { suggestionsIn } from "./template/complete";
import { defaultFor, type Layout, layoutOf, skeletonOf, writeValue } from "./write";

/** The values that a member takes, with quotes where there are none and a comma where one is missing. */
export function completeValues(
  source: Source,
  cursor: Cursor & { kind: "value" },
  offset: number,
): readonly CompletionItem[] {
  const schema = memberSchemaAt(source.operation, cursor.path);
  const { node, member, object } = cursor;
  // A value is there already behind the cursor: offering another one would make two.
  if (!schema || (!node && member.value)) return [];
  const layout = layoutOf(source.document.format, object);
  const end = node?.span.end ?? offset;
  const follows = (object.written ?? object.members).some(
    (other) => other !== member && other.span.start >= end,
  );
  const around: Surroundings = {
    layout,
    comma: layout.kind === "braces" && follows && member.comma === undefined ? "," : "",
  };
  const place = placeOf(source.document, node, offset, around);
  if (!place) return [];
  const suggestions = suggestionsAt(source, cursor, place);
  return suggestions ? suggested(place, suggestions) : choices(source, schema, layout, place);
}

/** What the provider of the situation suggests; undefined for a value that is no expression. */
function suggestionsAt(
  source: Source,
  { path, member }: Cursor & { kind: "value" },
  place: TextPlace,
): readonly Suggestion[] | undefined {
  const kind = templateKindAt(path);
  if (kind) {
    const api = source.operation.family === "apigateway" ? "REST" : source.protocol;
    return suggestionsIn(parseTemplate(place.text), place.offset, { api, kind, facts: source.facts });
  }
  const mappings = mappingsAt(source.operation, source.protocol, path.slice(0, -1));
  if (mappings && path.length > 1) return completeMapping(source, mappings, member.key.value, place);
  const expression = expressionAt(source.operation, path);
  switch (expression) {
    case undefined:
      return declaredStatuses(source, path, place);
    case "requestSelection":
      return completeSelection("request", place);
    case "responseSelection":
      return completeSelection("response", place);
    default:
      return completeUri(source, expression, place);
  }
}

/** The suggestions as items, without those that cannot be written where the cursor is. */
export function suggested(place: TextPlace, suggestions: readonly Suggestion[]): readonly CompletionItem[] {
  return suggestions.flatMap((suggestion, index) => {
    const written = place.write(suggestion.text, suggestion.replace);
    if (!written) return [];
    const item: CompletionItem = {
      label: suggestion.label,
      kind: suggestion.text.length > 1 ? "snippet" : "value",
      detail: suggestion.detail ?? "",
      documentation: suggestion.documentation,
      ...written,
      sortText: sortTextOf(suggestion.rank ?? 0, index),
      ...(suggestion.offersMore && { offersMore: true }),
    };
    return [item];
  });
}

function choices(
  { document, protocol }: Source,
  schema: MemberSchema,
  layout: Layout,
  place: TextPlace,
): readonly CompletionItem[] {
  const known = schema.enum ?? schema.values;
  if (known) {
    return known.flatMap((value, index) => {
      const written = place.writeWhole([value.value]);
      const applies = !protocol || value.protocols.includes(protocol);
      const item = written && {
        label: value.value,
        kind: "value" as const,
        detail: value.protocols.length === 1 ? `${apis(value.protocols)} only` : "",
        documentation: describeValue(value, schema),
        ...written,
        sortText: sortTextOf(applies ? 0 : 1, index),
      };
      return item ? [item] : [];
    });
  }
  const documentation = describeMember(schema, false, document.format);
  return bareChoices(schema, protocol, layout).flatMap(({ label, snippet, detail, kind }, index) => {
    const written = place.writeBare(snippet, label);
    return written
      ? [{ label, kind, detail, documentation, ...written, sortText: sortTextOf(0, index) }]
      : [];
  });
}

/** Numbers, booleans, and the start of an object or list. */
function bareChoices(
  schema: MemberSchema,
  protocol: Protocol | undefined,
  layout: Layout,
): readonly (Pick<CompletionItem, "label" | "kind" | "detail"> & { readonly snippet: string })[] {
  switch (schema.type) {
    case "integer": {
      const label = JSON.stringify(defaultFor(schema, protocol) ?? schema.example ?? schema.minimum ?? 0);
      return [{ label, kind: "value", detail: "default", snippet: label }];
    }
    case "boolean":
      return [true, false].map((value) => ({
        label: String(value),
        kind: "value",
        detail: value === schema.default ? "default" : "",
        snippet: String(value),
      }));
    case "object":
    case "array": {
      const label = schema.type === "object" ? "{ … }" : "[ … ]";
      const value = writeValue(skeletonOf(schema, protocol), layout);
      return [{ label, kind: "snippet", detail: "", snippet: value.replace(/^ /, "") }];
    }
    case "string":
      return [];
  }
}
