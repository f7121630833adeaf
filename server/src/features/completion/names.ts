import type { Operation } from "../../model/operations";
import type { Protocol } from "../../model/protocol";
import type { MemberSchema } from "../../model/schema";
import type { Json } from "../../syntax/json";
import type { Cursor } from "../../syntax/locate";
import type { MemberNode, ParsedDocument, Span } from "../../syntax/nodes";
import { apis, describeMember, describeValue } from "../documentation";
import { objectSchemaAt } from "../schemaAt";
import { type CompletionItem, escapeSnippet, replaceSpan } from "./item";

interface Candidate {
  readonly name: string;
  readonly value: MemberSchema;
  readonly rank: number;
  readonly detail: string;
  readonly documentation: string;
}

/** Names of members that are not there yet, each with a value to fill in and the commas around it. */
export function completeNames(
  document: ParsedDocument,
  operation: Operation,
  protocol: Protocol | undefined,
  cursor: Cursor & { kind: "key" },
  offset: number,
): readonly CompletionItem[] {
  const present = new Set(
    cursor.object.members.filter((member) => member !== cursor.member).map((member) => member.key.value),
  );
  const place = placeOf(document.text, cursor, offset);
  return candidates(operation, protocol, cursor)
    .filter(({ name }) => !present.has(name))
    .map((candidate, index) => {
      const quoted = JSON.stringify(candidate.name);
      return {
        label: candidate.name,
        kind: "member",
        detail: candidate.detail,
        documentation: candidate.documentation,
        replace: place.replace,
        snippet: place.hasValue
          ? escapeSnippet(quoted)
          : `${escapeSnippet(quoted)}: ${valueSnippet(candidate.value, protocol)}${place.comma}`,
        filterText: place.isQuoted ? quoted : candidate.name,
        sortText: `${candidate.rank}${String(index).padStart(3, "0")}`,
        ...(place.missingComma && { alsoEdit: [{ span: place.missingComma, newText: "," }] }),
        offersMore: !place.hasValue && offersValues(candidate.value),
      };
    });
}

function candidates(
  operation: Operation,
  protocol: Protocol | undefined,
  cursor: Cursor & { kind: "key" },
): readonly Candidate[] {
  const object = objectSchemaAt(operation, cursor.path);
  if (!object) return [];
  if (object.kind === "map") {
    return (object.map.keys ?? []).map((key) => ({
      name: key.value,
      value: object.value,
      rank: 0,
      detail: "",
      documentation: describeValue(key, object.map),
    }));
  }
  return [...object.members.values()].map((schema) => {
    const required = object.required.has(schema.name);
    const applies = !protocol || schema.protocols.includes(protocol);
    const only = schema.protocols.length === 1 ? `${apis(schema.protocols)} only` : "";
    return {
      name: schema.name,
      value: schema,
      // What belongs to the other protocol stays within reach, but last.
      rank: required ? 0 : applies ? 1 : 2,
      detail: required ? "required" : only,
      documentation: describeMember(schema, required),
    };
  });
}

/** What is around the name: the text to replace, whether its value is there, and which commas are missing. */
function placeOf(
  text: string,
  { object, member }: Cursor & { kind: "key" },
  offset: number,
): {
  readonly replace: Span;
  readonly isQuoted: boolean;
  readonly hasValue: boolean;
  readonly comma: "," | "";
  readonly missingComma: Span | undefined;
} {
  const replace = member ? replaceSpan(text, member.key, offset) : { start: offset, end: offset };
  const previous = object.members.findLast((other) => other !== member && other.span.end <= replace.start);
  const follows = object.members.some((other) => other !== member && other.span.start >= replace.end);
  return {
    replace,
    isQuoted: member?.key.kind === "string",
    hasValue: member?.colon !== undefined,
    comma: follows && member?.comma === undefined ? "," : "",
    missingComma: previous && commaMissingAfter(previous),
  };
}

function commaMissingAfter({ comma, value }: MemberNode): Span | undefined {
  return comma === undefined && value ? { start: value.span.end, end: value.span.end } : undefined;
}

function offersValues(schema: MemberSchema): boolean {
  return schema.type === "string" && (schema.enum !== undefined || schema.values !== undefined);
}

/** A value to fill in, as a snippet. */
export function valueSnippet(schema: MemberSchema, protocol: Protocol | undefined): string {
  if (schema.snippet !== undefined) return JSON.stringify(schema.snippet, null, "\t");
  if (schema.type === "object") return "{\n\t$1\n}";
  if (schema.type === "string") return '"$1"';
  const value = defaultFor(schema, protocol) ?? schema.example;
  return value === undefined ? "$1" : `\${1:${JSON.stringify(value)}}`;
}

/** The default on an API of that protocol; the lowest of them while the protocol is unknown. */
export function defaultFor(schema: MemberSchema, protocol: Protocol | undefined): Json | undefined {
  const value = schema.default;
  if (typeof value !== "object" || value === null) return value;
  const byProtocol = Object.entries(value);
  return byProtocol.find(([name]) => name === protocol)?.[1] ?? byProtocol.at(-1)?.[1];
}
