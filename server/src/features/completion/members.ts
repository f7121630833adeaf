import type { Protocol } from "../../model/protocol";
import type { MemberSchema } from "../../model/schema";
import type { MapSchema, StructureSchema } from "../context/schemaAt";
import { apis, describeMember, describeValue } from "../docs/documentation";
import type { CompletionSource } from "./item";
import type { NameCandidate } from "./nameCandidate";
import { skeletonOf } from "./write";

/** The members of the input, or of a structure in it. */
export function memberCandidates(
  source: CompletionSource,
  { members, required }: StructureSchema,
): readonly NameCandidate[] {
  return [...members.values()]
    .filter(({ isElsewhere }) => !isElsewhere)
    .map((schema) => memberCandidate(source, schema, required.has(schema.name)));
}

function memberCandidate(
  { document, protocol }: CompletionSource,
  schema: MemberSchema,
  required: boolean,
): NameCandidate {
  const applies = !protocol || schema.protocols.includes(protocol);
  const only = schema.protocols.length === 1 ? `${apis(schema.protocols)} only` : "";
  return {
    label: schema.spelled ?? schema.name,
    name: [schema.spelled ?? schema.name],
    standsFor: schema.name,
    value: skeletonOf(schema, protocol),
    // Members for other protocols stay available, but last.
    rank: required ? 0 : applies ? 1 : 2,
    detail: required ? "required" : only,
    documentation: describeMember(schema, required, document.format),
    offersMore: offersValues(schema),
  };
}

function offersValues(schema: MemberSchema): boolean {
  return schema.type === "string" && (schema.enum !== undefined || schema.values !== undefined);
}

/** The keys that the schema suggests for a map with free keys. */
export function keyCandidates(
  { map, value }: MapSchema,
  protocol: Protocol | undefined,
): readonly NameCandidate[] {
  return (map.keys ?? []).map((key) => ({
    label: key.value,
    name: [key.value],
    value: skeletonOf(value, protocol),
    rank: 1,
    detail: "",
    documentation: describeValue(key, map),
    offersMore: false,
  }));
}
