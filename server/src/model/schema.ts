import { defined } from "../syntax/defined";
import type { Json } from "../syntax/json";
import { PROTOCOLS, type Protocol } from "./protocol";

/** A value of a member, with its documentation in Markdown. */
export interface ValueSchema {
  readonly value: string;
  /** How a host file writes the value, if it differs. */
  readonly spelled?: string;
  readonly description: string;
  readonly protocols: readonly Protocol[];
}

const MEMBER_TYPES = ["string", "integer", "boolean", "object", "array"] as const;

export type MemberType = (typeof MEMBER_TYPES)[number];

/** What the schema says about a member of an operation's input. */
export interface MemberSchema {
  readonly name: string;
  /** How a host file spells the name, if it differs. */
  readonly spelled?: string;
  /** True if a host file has the member in another place than the others. */
  readonly isElsewhere?: true;
  readonly type: MemberType;
  /** Markdown, a few sentences. */
  readonly description: string;
  readonly protocols: readonly Protocol[];
  /** The values in AWS's model. AWS rejects all others. */
  readonly enum?: readonly ValueSchema[];
  /** Suggested values, where AWS's model allows any string. */
  readonly values?: readonly ValueSchema[];
  /** Suggested keys of a map. */
  readonly keys?: readonly ValueSchema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** The limits in words, where numbers are not enough. */
  readonly limits?: string;
  /** True for a path segment of the request, which is often passed as a flag instead. */
  readonly inPath: boolean;
  readonly default?: Json;
  readonly example?: Json;
  /** A value with snippet placeholders (`$1`, `${1:text}`) in its strings. */
  readonly snippet?: Json;
  readonly flag?: string;
  readonly docs?: string;
  /** A structure's members. */
  readonly properties?: ReadonlyMap<string, MemberSchema>;
  /** The schema of a map's values. */
  readonly additional?: MemberSchema;
  /** The schema of an array's items. */
  readonly items?: MemberSchema;
}

/** The subset of JSON Schema that `schemas/` uses, with VS Code's extensions and ours (`x-apigw`). */
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
 * Reads the schema of one member, following `$ref` into the definitions. Parts that do not name protocols
 * inherit them.
 */
export function readMember(
  name: string,
  source: SchemaSource,
  definitions: Definitions,
  inheritedProtocols: readonly Protocol[],
): MemberSchema {
  const schema = resolve(source, definitions);
  const extra = schema["x-apigw"] ?? {};
  const protocols = readProtocols(extra.protocols) ?? inheritedProtocols;
  const describe = (value: string, description: string): ValueSchema => ({
    value,
    description,
    protocols: readProtocols(extra.valueProtocols?.[value]) ?? protocols,
  });
  const describeAll = (texts: { readonly [value: string]: string }): ValueSchema[] =>
    Object.entries(texts).map(([value, text]) => describe(value, text));
  const readNested = (nested: SchemaSource): MemberSchema => readMember(name, nested, definitions, protocols);
  const additional = schema.additionalProperties;
  return {
    name,
    type: MEMBER_TYPES.find((type) => type === schema.type) ?? "string",
    description: schema.markdownDescription ?? "",
    protocols,
    inPath: extra.location === "uri",
    ...defined({
      enum: schema.enum?.map((value, i) => describe(value, schema.markdownEnumDescriptions?.[i] ?? "")),
      values: extra.values && describeAll(extra.values),
      keys: extra.keys && describeAll(extra.keys),
      minimum: schema.minimum,
      maximum: schema.maximum,
      minLength: schema.minLength,
      maxLength: schema.maxLength,
      limits: extra.limits,
      default: extra.default,
      example: schema.examples?.[0],
      snippet: schema.defaultSnippets?.[0]?.body,
      flag: extra.flag,
      docs: extra.docs,
      properties: schema.properties && readMembers(schema.properties, definitions, protocols),
      additional: typeof additional === "object" ? readNested(additional) : undefined,
      items: schema.items && readNested(schema.items),
    }),
  };
}

/** Reads the schemas of all members of a structure, in the schema's order, which is the AWS CLI's. */
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

/** Follows `$ref`. Keywords next to a `$ref` override those of the definition, which may have a `$ref` too. */
function resolve(source: SchemaSource, definitions: Definitions): SchemaSource {
  const { $ref, ...own } = source;
  const definition = $ref === undefined ? undefined : definitions[$ref.split("/").at(-1) ?? ""];
  return definition ? { ...resolve(definition, definitions), ...own } : source;
}

function readProtocols(names: readonly string[] | undefined): readonly Protocol[] | undefined {
  return names && PROTOCOLS.filter((protocol) => names.includes(protocol));
}
