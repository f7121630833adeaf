/** Replies of the SDK → the port's types. What AWS leaves out or sends as null is left out. */

import { type Json, type MemberSchema, OPERATIONS, type OperationName } from "../../../server/src/service";
import { AwsError, type Call } from "../awsError";
import type { Members } from "../gateway";

/** A reply's members that an input of the operation could hold, path segments aside, in the input's order. */
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

/** An entry that AWS keeps as null is an empty template: it gives null for "". */
function mapOf(schema: MemberSchema, value: object): Json {
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      key,
      jsonOf(schema, entry) ?? (schema.additional ? {} : ""),
    ]),
  );
}

/** What a reply must hold; an answer without it is none of API Gateway's. */
export function needed<T>(value: T | null | undefined, what: string, call: Call): T {
  if (value !== undefined && value !== null) return value;
  throw new AwsError(
    "unknown",
    `The answer to ${call.operation} holds no ${what}.`,
    "Check whether the endpoint is API Gateway's.",
    call,
  );
}
