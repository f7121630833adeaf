import type { MemberSchema } from "../../model/schema";
import { encoderOf } from "../../syntax/encode";
import type { Cursor } from "../../syntax/locate";
import type { MemberNode, ParsedDocument, Span } from "../../syntax/nodes";
import { stringMap } from "../../syntax/stringMap";
import { objectSchemaAt } from "../context/schemaAt";
import { isByStatusCode, mappingsAt } from "../context/situation";
import { apis, describeMember, describeValue } from "../docs/documentation";
import { type CompletionItem, replaceSpan, type Source, sortTextOf } from "./item";
import { plainText, stopsIn, type Template } from "./snippet";
import { mappingKeys } from "./strings/mappingKeys";
import { statusKeys } from "./strings/statusCodes";
import { layoutOf, type Skeleton, skeletonOf, writeText, writeValue } from "./write";

/** A name that may be given, with what its value looks like. */
export interface NameCandidate {
  readonly label: string;
  readonly name: Template;
  readonly value: Skeleton;
  /** Lower ones come first. */
  readonly rank: number;
  readonly detail: string;
  readonly documentation: string;
  readonly offersMore: boolean;
}

/** The name under the cursor as far as it is typed. */
export interface TypedName {
  readonly text: string;
  readonly offset: number;
}

/** Names of members that are not there yet, each with a value to fill in and the commas around it. */
export function completeNames(
  source: Source,
  cursor: Cursor & { kind: "key" },
  offset: number,
): readonly CompletionItem[] {
  const { document } = source;
  const present = new Set(
    cursor.object.members.filter((member) => member !== cursor.member).map((member) => member.key.value),
  );
  const layout = layoutOf(document.format, cursor.object);
  const place = placeOf(document.text, cursor, offset);
  if (!place) return [];
  const comma = layout.kind === "braces" ? place.comma : "";
  const encode = encoderOf(place.quote === "" ? "plain" : place.quote === "'" ? "single" : "double");
  return candidates(source, cursor, typedName(document, cursor, place.replace, offset), present)
    .filter(({ name }) => !present.has(plainText(name)))
    .map((candidate, index) => {
      const { name } = candidate;
      const written = writeText(name, layout);
      return {
        label: candidate.label,
        kind: "member",
        detail: candidate.detail,
        documentation: candidate.documentation,
        replace: place.replace,
        snippet: place.hasValue
          ? written
          : `${written}:${writeValue(candidate.value, layout, stopsIn(name))}${comma}`,
        filterText: place.quote + encode(plainText(name)) + place.quote,
        sortText: sortTextOf(candidate.rank, index),
        ...(layout.kind === "braces" &&
          place.missingComma && { alsoEdit: [{ span: place.missingComma, newText: "," }] }),
        offersMore: candidate.offersMore && (!place.hasValue || stopsIn(name) > 0),
      };
    });
}

function candidates(
  source: Source,
  cursor: Cursor & { kind: "key" },
  typed: TypedName,
  present: ReadonlySet<string>,
): readonly NameCandidate[] {
  const { operation, protocol } = source;
  const object = objectSchemaAt(operation, cursor.path);
  if (!object) return [];
  if (object.kind === "structure") {
    return [...object.members.values()]
      .filter(({ name }) => !present.has(name))
      .map((schema) => memberCandidate(source, schema, object.required.has(schema.name)));
  }
  const known: readonly NameCandidate[] = (object.map.keys ?? []).map((key) => ({
    label: key.value,
    name: [key.value],
    value: skeletonOf(object.value, protocol),
    rank: 1,
    detail: "",
    documentation: describeValue(key, object.map),
    offersMore: false,
  }));
  if (isByStatusCode(operation, cursor.path)) return statusKeys(skeletonOf(object.value, protocol));
  const mappings = mappingsAt(operation, protocol, cursor.path);
  return mappings ? mappingKeys(source, mappings, known, typed) : known;
}

function memberCandidate(
  { document, protocol }: Source,
  schema: MemberSchema,
  required: boolean,
): NameCandidate {
  const applies = !protocol || schema.protocols.includes(protocol);
  const only = schema.protocols.length === 1 ? `${apis(schema.protocols)} only` : "";
  return {
    label: schema.name,
    name: [schema.name],
    value: skeletonOf(schema, protocol),
    // What belongs to the other protocol stays within reach, but last.
    rank: required ? 0 : applies ? 1 : 2,
    detail: required ? "required" : only,
    documentation: describeMember(schema, required, document.format),
    offersMore: offersValues(schema),
  };
}

function offersValues(schema: MemberSchema): boolean {
  return schema.type === "string" && (schema.enum !== undefined || schema.values !== undefined);
}

function typedName(
  document: ParsedDocument,
  { member }: Cursor & { kind: "key" },
  replace: Span,
  offset: number,
): TypedName {
  if (!member) return { text: "", offset: 0 };
  const { key } = member;
  if (key.kind !== "string") return { text: key.value, offset: offset - key.span.start };
  const map = stringMap(document, key);
  const text = key.closed ? key.value : key.value.slice(0, map.toValue(replace.end));
  return { text, offset: map.toValue(offset) };
}

/** What is around the name: the text to replace, whether its value is there, and which commas are missing. */
function placeOf(
  text: string,
  { object, member }: Cursor & { kind: "key" },
  offset: number,
):
  | {
      readonly replace: Span;
      /** The quote that the replaced text begins with. */
      readonly quote: string;
      readonly hasValue: boolean;
      readonly comma: "," | "";
      readonly missingComma: Span | undefined;
    }
  | undefined {
  const replace = member ? replaceSpan(text, member.key, offset) : { start: offset, end: offset };
  if (/[\r\n]/.test(text.slice(replace.start, replace.end))) return undefined;
  const first = text[replace.start];
  const members = object.written ?? object.members;
  const previous = members.findLast((other) => other !== member && other.span.end <= replace.start);
  const follows = members.some((other) => other !== member && other.span.start >= replace.end);
  return {
    replace,
    quote: member && (first === '"' || first === "'") ? first : "",
    hasValue: member?.colon !== undefined,
    comma: follows && member?.comma === undefined ? "," : "",
    missingComma: previous && commaMissingAfter(previous),
  };
}

function commaMissingAfter({ comma, value }: MemberNode): Span | undefined {
  return comma === undefined && value ? { start: value.span.end, end: value.span.end } : undefined;
}
