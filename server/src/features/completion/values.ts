import type { Operation } from "../../model/operations";
import type { Protocol } from "../../model/protocol";
import type { MemberSchema } from "../../model/schema";
import type { Cursor } from "../../syntax/locate";
import type { ParsedDocument } from "../../syntax/nodes";
import { apis, describeMember, describeValue } from "../documentation";
import { memberSchemaAt } from "../schemaAt";
import { type CompletionItem, escapeSnippet, replaceSpan } from "./item";
import { defaultFor, valueSnippet } from "./names";

type Choice = Pick<CompletionItem, "label" | "kind" | "detail" | "documentation" | "snippet"> & {
  readonly applies: boolean;
};

/** The values that a member takes, with quotes where there are none and a comma where one is missing. */
export function completeValues(
  document: ParsedDocument,
  operation: Operation,
  protocol: Protocol | undefined,
  cursor: Cursor & { kind: "value" },
  offset: number,
): readonly CompletionItem[] {
  const schema = memberSchemaAt(operation, cursor.path);
  const { node, member, object } = cursor;
  if (!schema || node?.kind === "object" || node?.kind === "array") return [];
  const replace = node ? replaceSpan(document.text, node, offset) : { start: offset, end: offset };
  // A value is there already behind the cursor: offering another one would make two.
  if (!node && member.value) return [];
  const follows = object.members.some((other) => other !== member && other.span.start >= replace.end);
  const comma = follows && member.comma === undefined ? "," : "";
  const space = document.text[replace.start - 1] === ":" ? " " : "";
  const isQuoted = node?.kind === "string";
  return choices(schema, protocol).map(({ applies, ...choice }, index) => ({
    ...choice,
    replace,
    snippet: space + choice.snippet + comma,
    filterText: isQuoted ? JSON.stringify(choice.label) : choice.label,
    sortText: `${applies ? 0 : 1}${String(index).padStart(3, "0")}`,
  }));
}

function choices(schema: MemberSchema, protocol: Protocol | undefined): readonly Choice[] {
  const known = schema.enum ?? schema.values;
  if (known) {
    return known.map((value) => ({
      label: value.value,
      kind: "value",
      detail: value.protocols.length === 1 ? `${apis(value.protocols)} only` : "",
      documentation: describeValue(value, schema),
      snippet: escapeSnippet(JSON.stringify(value.value)),
      applies: !protocol || value.protocols.includes(protocol),
    }));
  }
  const documentation = describeMember(schema, false);
  if (schema.type === "integer") {
    const value = JSON.stringify(defaultFor(schema, protocol) ?? schema.example ?? schema.minimum ?? 0);
    return [{ label: value, kind: "value", detail: "default", documentation, snippet: value, applies: true }];
  }
  if (schema.type === "boolean") {
    return [true, false].map((value) => ({
      label: String(value),
      kind: "value",
      detail: value === schema.default ? "default" : "",
      documentation,
      snippet: String(value),
      applies: true,
    }));
  }
  if (schema.type === "object" || schema.type === "array") {
    const label = schema.type === "object" ? "{ … }" : "[ … ]";
    const snippet = valueSnippet(schema, protocol);
    return [{ label, kind: "snippet", detail: "", documentation, snippet, applies: true }];
  }
  return [];
}
