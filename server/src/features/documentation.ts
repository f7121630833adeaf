import { API_NAME, PROTOCOLS, type Protocol } from "../model/protocol";
import type { MemberSchema, ValueSchema } from "../model/schema";
import type { Json } from "../syntax/json";

/** A member's documentation in Markdown: what it does, where it applies, default, limits, an example, a link. */
export function describeMember(schema: MemberSchema, required: boolean): string {
  const values = schema.enum ?? schema.values;
  const facts = [
    `Applies to: ${apis(schema.protocols)}`,
    schema.default !== undefined && `Default: ${defaultInWords(schema.default)}`,
    limits(schema) && `Limits: ${limits(schema)}`,
    values && `Values: ${values.map((value) => valueInList(value, schema)).join(", ")}`,
    schema.flag !== undefined && `Flag: \`${schema.flag}\``,
  ].filter((fact) => typeof fact === "string" && fact !== "");
  const sections = [
    `**${schema.name}** · ${schema.type}${required ? " · required" : ""}`,
    schema.description,
    facts.map((fact) => `- ${fact}`).join("\n"),
    schema.example === undefined
      ? ""
      : `\`\`\`json\n${JSON.stringify(schema.name)}: ${JSON.stringify(schema.example, null, 2)}\n\`\`\``,
    schema.docs === undefined ? "" : `[AWS documentation](${schema.docs})`,
  ];
  return sections.filter((section) => section !== "").join("\n\n");
}

/** A value's documentation in Markdown. */
export function describeValue(value: ValueSchema, schema: MemberSchema): string {
  const sections = [
    `**${value.value}** · ${schema.name}`,
    value.description,
    `- Applies to: ${apis(value.protocols)}${value.value === schema.default ? "\n- This is the default." : ""}`,
    schema.docs === undefined ? "" : `[AWS documentation](${schema.docs})`,
  ];
  return sections.filter((section) => section !== "").join("\n\n");
}

/** "HTTP APIs, WebSocket APIs" */
export function apis(protocols: readonly Protocol[]): string {
  return protocols.map((protocol) => `${API_NAME[protocol]}s`).join(", ");
}

function valueInList(value: ValueSchema, schema: MemberSchema): string {
  const [only, ...others] = value.protocols;
  const isNarrower = only !== undefined && others.length === 0 && schema.protocols.length > 1;
  return `\`${value.value}\`${isNarrower ? ` (${API_NAME[only]}s only)` : ""}`;
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
  const whose = schema.additional ? " a value" : "";
  const deeper = text.additional ?? text;
  if (deeper.maxLength === undefined) return "";
  const least = deeper.minLength === undefined ? "up to " : `${deeper.minLength} to `;
  return `${least}${deeper.maxLength.toLocaleString("en-US")} characters${whose}`;
}
