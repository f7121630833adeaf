import { encoderOf } from "../../syntax/encode";
import type { MemberNode, ParsedDocument, Span } from "../../syntax/nodes";
import { stringMap } from "../../syntax/stringMap";
import type { NameContext } from "../context/cursorContext";
import { type CompletionItem, type CompletionSource, replaceSpan, sortTextOf } from "./item";
import { keyCandidates, memberCandidates } from "./members";
import type { NameCandidate, TypedName } from "./nameCandidate";
import { plainText, tabStopsIn } from "./snippet";
import { mappingKeys } from "./strings/mappingKey";
import { statusKeys } from "./strings/statusCode";
import { layoutOf, separatorOf, skeletonOf, writeName, writeValue } from "./write";

/** Names that the object does not have yet, each with a value to fill in and the commas that it needs. */
export function completeName(
  source: CompletionSource,
  context: NameContext,
  offset: number,
): readonly CompletionItem[] {
  return completeNames(source.document, context, offset, (typed) => candidates(source, context, typed));
}

/** A cursor on a name, or where a name can be typed. */
type NamePosition = Pick<NameContext, "object" | "member">;

/** The same for names that somebody else suggests. */
export function completeNames(
  document: ParsedDocument,
  context: NamePosition,
  offset: number,
  candidatesFor: (typed: TypedName) => readonly NameCandidate[],
): readonly CompletionItem[] {
  const { object, member } = context;
  const present = new Set(object.members.filter((other) => other !== member).map(({ key }) => key.value));
  const layout = layoutOf(document.format, object);
  const place = namePlaceAt(document.text, context, offset);
  if (!place) return [];
  const comma = layout.kind === "braces" ? place.comma : "";
  const missing = layout.kind === "braces" ? place.missingComma : undefined;
  // Editors refuse a second edit that touches the replaced text.
  const commaBefore = missing && missing.end === place.replace.start ? ", " : "";
  const encode = encoderOf(place.quote === "" ? "plain" : place.quote === "'" ? "single" : "double");
  return candidatesFor(typedName(document, member, place.replace, offset))
    .filter(({ name, standsFor }) => !present.has(standsFor ?? plainText(name)))
    .map((candidate, index) => {
      const { name } = candidate;
      const written = commaBefore + writeName(name, layout);
      return {
        label: candidate.label,
        kind: "member",
        detail: candidate.detail,
        documentation: candidate.documentation,
        replace: place.replace,
        snippet: place.hasValue
          ? written
          : `${written}${separatorOf(layout)}${writeValue(candidate.value, layout, tabStopsIn(name))}${comma}`,
        filterText: place.quote + encode(plainText(name)) + place.quote,
        sortText: sortTextOf(candidate.rank, index),
        ...(missing && commaBefore === "" && { alsoEdit: [{ span: missing, newText: "," }] }),
        offersMore: candidate.offersMore && (!place.hasValue || tabStopsIn(name) > 0),
      };
    });
}

/** Asks the provider for the kind of name. */
function candidates(
  source: CompletionSource,
  context: NameContext,
  typed: TypedName,
): readonly NameCandidate[] {
  const { protocol } = source;
  switch (context.kind) {
    case "name":
      return memberCandidates(source, context.schema);
    case "mapKey":
      return keyCandidates(context.schema, protocol);
    case "statusKey":
      return statusKeys(skeletonOf(context.schema.value, protocol));
    case "mappingKey":
      return mappingKeys(source, context, typed);
  }
}

function typedName(
  document: ParsedDocument,
  member: MemberNode | undefined,
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

/** What surrounds the name. */
interface NamePlace {
  readonly replace: Span;
  /** The quote that the replaced text begins with. */
  readonly quote: string;
  readonly hasValue: boolean;
  /** The comma that is missing after the new member. */
  readonly comma: "," | "";
  /** Where a comma is missing before the new member. */
  readonly missingComma: Span | undefined;
}

function namePlaceAt(text: string, { object, member }: NamePosition, offset: number): NamePlace | undefined {
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
