/** Converts the SDK's replies to the gateway's types. Absent and null values are left out. */

import { type Json, type MemberSchema, OPERATIONS, type OperationName } from "../../../server/src/service";
import { AwsError, type Call } from "../awsError";
import type { Members } from "../gateway";

/** Returns the members of a reply that an input of the operation can contain, without path segments, in its order. */
export function membersOf(operation: OperationName, reply: object): Members {
  const schemas = [...OPERATIONS[operation].members.values()].filter(({ inPath }) => !inPath);
  return pick(schemas, reply);
}

function pick(schemas: Iterable<MemberSchema>, reply: object): Members {
  const values = reply as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Array.from(schemas, (schema) => [schema.name, jsonOf(schema, values[schema.name])] as const).filter(
      (entry): entry is readonly [string, Json] => entry[1] !== undefined,
    ),
  );
}

function jsonOf(schema: MemberSchema, value: unknown): Json | undefined {
  if (value === undefined || value === null) return undefined;
  if (schema.properties)
    return typeof value === "object" ? pick(schema.properties.values(), value) : undefined;
  const { additional, items } = schema;
  if (additional) return typeof value === "object" ? mapOf(additional, value) : undefined;
  if (items) return Array.isArray(value) ? value.map(String) : undefined;
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? value
    : undefined;
}

/** A null entry is an empty template: AWS returns null for "". */
function mapOf(schema: MemberSchema, value: object): Json {
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      key,
      jsonOf(schema, entry) ?? (schema.additional ? {} : ""),
    ]),
  );
}

/** Returns a required value of a reply. Throws if it is missing, because then the reply is not from API Gateway. */
export function needed<T>(value: T | null | undefined, what: string, call: Call): T {
  if (value !== undefined && value !== null) return value;
  throw new AwsError(
    "unknown",
    `The response to ${call.operation} does not contain ${what}.`,
    "Check that the endpoint belongs to API Gateway.",
    call,
  );
}
