import type { Subtype, SubtypeParameter } from "../../expressions";
import { withCommas } from "../../model/numbers";
import { API_NAME, PROTOCOLS, type Protocol } from "../../model/protocol";
import type { MemberSchema, ValueSchema } from "../../model/schema";
import type { Json } from "../../syntax/json";
import type { Format } from "../../syntax/nodes";
import { printMember } from "../../syntax/printYaml";
import { escaped } from "./markdown";
import { STATUS_CODES } from "./statusCodes";

/**
 * Describes a member in Markdown: what it does, which APIs it applies to, its default and limits, an example in
 * the file's format, and a link.
 */
export function describeMember(schema: MemberSchema, required: boolean, format: Format = "json"): string {
  const kind = `${format} ${required}`;
  const known = described.get(schema) ?? new Map<string, string>();
  described.set(schema, known);
  const text = known.get(kind) ?? describe(schema, required, format);
  known.set(kind, text);
  return text;
}

/** Remembered, because every list of completions includes the texts of all members. */
const described = new WeakMap<MemberSchema, Map<string, string>>();

function describe(schema: MemberSchema, required: boolean, format: Format): string {
  const values = schema.enum ?? schema.values;
  const limit = limits(schema);
  const facts = [
    `Applies to: ${apis(schema.protocols)}`,
    schema.default !== undefined && `Default: ${defaultInWords(schema.default)}`,
    limit && `Limits: ${limit}`,
    values && `Values: ${values.map((value) => valueInList(value, schema)).join(", ")}`,
    schema.flag !== undefined && `Flag: \`${schema.flag}\``,
  ].filter((fact) => typeof fact === "string" && fact !== "");
  const name = schema.spelled ?? schema.name;
  const sections = [
    `**${name}** · ${schema.type}${required ? " · required" : ""}`,
    schema.description,
    facts.map((fact) => `- ${fact}`).join("\n"),
    schema.example === undefined ? "" : exampleIn(format, name, schema.example),
    schema.docs === undefined ? "" : `[AWS documentation](${schema.docs})`,
  ];
  return sections.filter((section) => section !== "").join("\n\n");
}

/** Describes a value of a member in Markdown. */
export function describeValue(value: ValueSchema, schema: MemberSchema): string {
  const sections = [
    `**${value.spelled ?? value.value}** · ${schema.spelled ?? schema.name}`,
    value.description,
    `- Applies to: ${apis(value.protocols)}${value.value === schema.default ? "\n- This is the default." : ""}`,
    schema.docs === undefined ? "" : `[AWS documentation](${schema.docs})`,
  ];
  return sections.filter((section) => section !== "").join("\n\n");
}

/** Describes a parameter of an AWS service integration, which is the key of a mapping, in Markdown. */
export function describeParameter(
  { name, required, description }: SubtypeParameter,
  subtype: Subtype,
): string {
  return [
    `**${name}** · parameter of ${subtype.name}${required ? " · required" : ""}`,
    description,
    `- The role in \`CredentialsArn\` must allow \`${subtype.iamAction}\`.`,
  ].join("\n\n");
}

/** Describes a status code in Markdown. */
export function describeStatus(code: string): string {
  return `**${escaped(code)}** · ${STATUS_CODES[code] ?? "status code"}`;
}

/** "HTTP APIs, WebSocket APIs" */
export function apis(protocols: readonly Protocol[]): string {
  return protocols.map((protocol) => `${API_NAME[protocol]}s`).join(", ");
}

function exampleIn(format: Format, name: string, example: Json): string {
  const lines =
    format === "json"
      ? [`${JSON.stringify(name)}: ${JSON.stringify(example, null, 2)}`]
      : format === "hcl"
        ? [`${name} = ${JSON.stringify(example, null, 2)}`]
        : printMember(name, example, true);
  return `\`\`\`${format}\n${lines.join("\n")}\n\`\`\``;
}

function valueInList(value: ValueSchema, schema: MemberSchema): string {
  const [only, ...others] = value.protocols;
  const isNarrower = only !== undefined && others.length === 0 && schema.protocols.length > 1;
  return `\`${value.spelled ?? value.value}\`${isNarrower ? ` (${API_NAME[only]}s only)` : ""}`;
}

function defaultInWords(value: Json): string {
  if (typeof value !== "object" || value === null) return `\`${String(value)}\``;
  return PROTOCOLS.filter((protocol) => protocol in value)
    .map(
      (protocol) =>
        `\`${String((value as Readonly<Record<string, Json>>)[protocol])}\` (${API_NAME[protocol]}s)`,
    )
    .join(", ");
}

function limits(schema: MemberSchema): string {
  if (schema.limits !== undefined) return schema.limits;
  const text = schema.additional ?? schema;
  const whose = schema.additional ? " per value" : "";
  const deeper = text.additional ?? text;
  if (deeper.maxLength === undefined) return "";
  const least = deeper.minLength === undefined ? "up to " : `${deeper.minLength} to `;
  return `${least}${withCommas(deeper.maxLength)} characters${whose}`;
}
