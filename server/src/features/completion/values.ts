import type { Protocol } from "../../model/protocol";
import type { MemberSchema } from "../../model/schema";
import { Template } from "../../rules/engine/template";
import type { ValueContext } from "../context/cursorContext";
import { apis, describeMember, describeValue } from "../docs/documentation";
import { type CompletionItem, type CompletionSource, type Suggestion, sortTextOf } from "./item";
import { likeliestFirst } from "./likelihood";
import { completeId } from "./strings/ids";
import { completeMapping } from "./strings/mappingValue";
import { patchPaths } from "./strings/patchPath";
import { completeSelection } from "./strings/selection";
import { declaredStatuses } from "./strings/statusCode";
import { completeUri } from "./strings/uri";
import { itemsFor } from "./suggestions";
import { templateCursor } from "./template/cursor";
import { suggestInTemplate } from "./template/suggest";
import { textPlaceAt, type ValueSurroundings } from "./textPlace";
import type { TextPlace } from "./textPlaceTypes";
import { defaultFor, type Layout, layoutOf, skeletonOf, writeValue } from "./write";

/** The values that a member accepts, with the quotes and the comma that they need. */
export function completeValue(
  source: CompletionSource,
  context: ValueContext,
  offset: number,
): readonly CompletionItem[] {
  const { schema, node, member, object } = context;
  // With a value after the cursor, inserting another one would make two.
  if (!schema || (!node && member.value)) return [];
  const layout = layoutOf(source.document.format, object);
  const end = node?.span.end ?? offset;
  const follows = (object.written ?? object.members).some(
    (other) => other !== member && other.span.start >= end,
  );
  const around: ValueSurroundings = {
    layout,
    comma: layout.kind === "braces" && follows && member.comma === undefined ? "," : "",
  };
  const place = textPlaceAt(source.document, node, offset, around);
  if (!place) return [];
  const suggestions = suggestionsAt(source, context, place, offset);
  return suggestions ? itemsFor(place, suggestions) : choices(source, schema, layout, place);
}

/** Asks the provider for the kind of value; undefined if the schema alone says what can be typed. */
function suggestionsAt(
  source: CompletionSource,
  context: ValueContext,
  place: TextPlace,
  offset: number,
): readonly Suggestion[] | undefined {
  switch (context.kind) {
    case "template": {
      const api = source.operation.family === "apigateway" ? "REST" : source.protocol;
      const { facts, templates, samples, document } = source;
      // A template that is not closed yet is read up to the end of its line only.
      const hosted = templates.find(({ node }) => node === context.string && node.value === place.text);
      const template = hosted?.template ?? new Template(place.text, { kind: context.templateKind });
      const file = { api, facts, text: document.text, offset, templates, samples };
      return suggestInTemplate(templateCursor(template, hosted?.path ?? [], place.offset, file));
    }
    case "mappingValue":
      return completeMapping(source, context, place);
    case "uri":
      return completeUri(source, context.role, place);
    case "selection":
      return completeSelection(context.scope, place);
    case "patchPath":
      return patchPaths(source, place);
    case "statusCode":
      return declaredStatuses(source, place);
    case "id":
      return completeId(source, context.role, place);
    case "plain":
      return undefined;
    default:
      return context satisfies never;
  }
}

/** The values that the schema lists. */
function choices(
  source: CompletionSource,
  schema: MemberSchema,
  layout: Layout,
  place: TextPlace,
): readonly CompletionItem[] {
  const { document, protocol } = source;
  const known = schema.enum ?? schema.values;
  if (known) {
    return likeliestFirst(source, schema, known).flatMap((value, index) => {
      const label = value.spelled ?? value.value;
      const written = place.writeWhole([label]);
      const applies = !protocol || value.protocols.includes(protocol);
      const item = written && {
        label,
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

/** Numbers, booleans, and empty objects and lists. */
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
