import type { Json } from "../syntax/json";
import type { Protocol } from "./protocol";
import { PROTOCOLS } from "./protocol";

/** A value that a member takes, with its documentation in Markdown. */
export interface ValueSchema {
  readonly value: string;
  readonly description: string;
  readonly protocols: readonly Protocol[];
}

const MEMBER_TYPES = ["string", "integer", "boolean", "object", "array"] as const;

export type MemberType = (typeof MEMBER_TYPES)[number];

/** What is known of a member of an operation's input. */
export interface MemberSchema {
  readonly name: string;
  readonly type: MemberType;
  /** Markdown, a few sentences. */
  readonly description: string;
  readonly protocols: readonly Protocol[];
  /** The values that AWS's model admits; any other is refused. */
  readonly enum?: readonly ValueSchema[];
  /** Values worth offering where AWS's model admits any text. */
  readonly values?: readonly ValueSchema[];
  /** Keys worth offering in a map. */
  readonly keys?: readonly ValueSchema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** The limits in words, where the numbers alone do not tell them. */
  readonly limits?: string;
  /** Names a request's path segment, which people often give as a flag instead. */
  readonly inPath: boolean;
  readonly default?: Json;
  readonly example?: Json;
  /** A value with snippet placeholders (`$1`, `${1:text}`) in its strings. */
  readonly snippet?: Json;
  readonly flag?: string;
  readonly docs?: string;
  /** A structure's members. */
  readonly properties?: ReadonlyMap<string, MemberSchema>;
  /** What a map's values look like. */
  readonly additional?: MemberSchema;
  /** What an array's items look like. */
  readonly items?: MemberSchema;
}

/** The parts of JSON Schema, of VS Code's additions to it and of ours (`x-apigw`) that `schemas/` uses. */
export interface SchemaSource {
  readonly $ref?: string;
  readonly type?: string;
  readonly title?: string;
  readonly markdownDescription?: string;
  readonly required?: readonly string[];
  readonly properties?: { readonly [name: string]: SchemaSource };
  readonly additionalProperties?: boolean | SchemaSource;
  readonly items?: SchemaSource;
  readonly enum?: readonly string[];
  readonly markdownEnumDescriptions?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly examples?: readonly Json[];
  readonly defaultSnippets?: readonly { readonly body: Json }[];
  readonly "x-apigw"?: {
    readonly flag?: string;
    readonly location?: string;
    readonly protocols?: readonly string[];
    readonly valueProtocols?: { readonly [value: string]: readonly string[] };
    readonly values?: { readonly [value: string]: string };
    readonly keys?: { readonly [key: string]: string };
    readonly default?: Json;
    /** The numbers that API Gateway accepts, by protocol; see `timeouts.ts`. */
    readonly ranges?: { readonly [protocol: string]: { readonly [bound: string]: number } };
    readonly limits?: string;
    readonly docs?: string;
    readonly command?: string;
  };
}

export type Definitions = { readonly [name: string]: SchemaSource };

/**
 * Reads one member's schema, following `$ref` into the definitions. A part that names no protocols is for
 * those of the whole.
 */
export function readMember(
  name: string,
  source: SchemaSource,
  definitions: Definitions,
  protocolsOfWhole: readonly Protocol[],
): MemberSchema {
  const schema = resolve(source, definitions);
  const extra = schema["x-apigw"] ?? {};
  const protocols = readProtocols(extra.protocols) ?? protocolsOfWhole;
  const describe = (value: string, description: string): ValueSchema => ({
    value,
    description,
    protocols: readProtocols(extra.valueProtocols?.[value]) ?? protocols,
  });
  const describeAll = (texts: { readonly [value: string]: string }): ValueSchema[] =>
    Object.entries(texts).map(([value, text]) => describe(value, text));
  return {
    name,
    type: MEMBER_TYPES.find((type) => type === schema.type) ?? "string",
    description: schema.markdownDescription ?? "",
    protocols,
    inPath: extra.location === "uri",
    ...(schema.enum && {
      enum: schema.enum.map((value, i) => describe(value, schema.markdownEnumDescriptions?.[i] ?? "")),
    }),
    ...(extra.values && { values: describeAll(extra.values) }),
    ...(extra.keys && { keys: describeAll(extra.keys) }),
    ...(schema.minimum !== undefined && { minimum: schema.minimum }),
    ...(schema.maximum !== undefined && { maximum: schema.maximum }),
    ...(schema.minLength !== undefined && { minLength: schema.minLength }),
    ...(schema.maxLength !== undefined && { maxLength: schema.maxLength }),
    ...(extra.limits !== undefined && { limits: extra.limits }),
    ...(extra.default !== undefined && { default: extra.default }),
    ...(schema.examples?.[0] !== undefined && { example: schema.examples[0] }),
    ...(schema.defaultSnippets?.[0] && { snippet: schema.defaultSnippets[0].body }),
    ...(extra.flag !== undefined && { flag: extra.flag }),
    ...(extra.docs !== undefined && { docs: extra.docs }),
    ...(schema.properties && { properties: readMembers(schema.properties, definitions, protocols) }),
    ...(typeof schema.additionalProperties === "object" && {
      additional: readMember(name, schema.additionalProperties, definitions, protocols),
    }),
    ...(schema.items && { items: readMember(name, schema.items, definitions, protocols) }),
  };
}

/** Reads all members of a structure, in the schema's order, which is the AWS CLI's. */
export function readMembers(
  properties: { readonly [name: string]: SchemaSource },
  definitions: Definitions,
  protocols: readonly Protocol[],
): ReadonlyMap<string, MemberSchema> {
  return new Map(
    Object.entries(properties).map(([name, source]) => [
      name,
      readMember(name, source, definitions, protocols),
    ]),
  );
}

/** What stands beside a `$ref` takes the place of the definition's own, which may be a `$ref` again. */
function resolve(source: SchemaSource, definitions: Definitions): SchemaSource {
  const { $ref, ...own } = source;
  const definition = $ref === undefined ? undefined : definitions[$ref.split("/").at(-1) ?? ""];
  return definition ? { ...resolve(definition, definitions), ...own } : source;
}

function readProtocols(names: readonly string[] | undefined): readonly Protocol[] | undefined {
  return names && PROTOCOLS.filter((protocol) => names.includes(protocol));
}
