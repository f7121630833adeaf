import {
  type MappingKey,
  type MappingKeyFault,
  type MappingScope,
  type MappingValue,
  type MappingValueFault,
  parseMappingKey,
  parseMappingValue,
} from "../../expressions";
import type { IntegrationInput } from "../../model/input";
import { SKELETON_KEY } from "../../model/skeleton";
import type { MemberNode, Span, StringNode } from "../../syntax/nodes";
import type { Fix } from "../engine/finding";
import { nearest } from "../shared/nearest";
import { spanIn } from "../shared/part";
import { replaced, write } from "./fixes";
import { startsOpen } from "./integration";

/** A parsed entry of `requestParameters` or `responseParameters`; `at` maps a range of its text to a range of the file. */
export interface Mapping {
  readonly member: MemberNode;
  readonly key: { readonly node: StringNode; readonly parsed: MappingKey; at(span: Span): Span };
  /** Absent for a placeholder, and for a value that is not a string, which other rules report. */
  readonly value?: { readonly node: StringNode; readonly parsed: MappingValue; at(span: Span): Span };
}

/** Returns the input's parameter mappings, parsed once for all rules. */
export function mappingsOf(input: IntegrationInput): readonly Mapping[] {
  return input.once(readMappings);
}

function readMappings(input: IntegrationInput): readonly Mapping[] {
  const isResponse = input.operation.name === "put-integration-response";
  const entries = input.entries(isResponse ? "responseParameters" : "requestParameters");
  return entries.flatMap((member) => {
    const { key } = member;
    if (key.kind !== "string" || key.value === SKELETON_KEY) return [];
    return [readMapping(input, member, key, isResponse)];
  });
}

function readMapping(
  input: IntegrationInput,
  member: MemberNode,
  key: StringNode,
  isResponse: boolean,
): Mapping {
  const scope: MappingScope = isResponse ? "response" : "restRequest";
  const { value: node } = member;
  const parsedKey = parseMappingKey(key.value, isResponse ? "response" : "request");
  const part = { node: key, parsed: parsedKey, at: (span: Span) => spanIn(input, key, span) };
  if (node?.kind !== "string" || isPlaceholder(node.value)) return { member, key: part };
  const parsed = parseMappingValue(node.value, scope);
  return {
    member,
    key: part,
    value: { node, parsed, at: (span: Span) => spanIn(input, node, span) },
  };
}

/** `${NAME}` and `<name>` are filled in before the file is used, whereas `${stageVariables.x}` is a mistake. */
function isPlaceholder(text: string): boolean {
  return (
    startsOpen(text) &&
    !/^\$\{(?:stageVariables|context|method|route|integration|request|response)\b/.test(text)
  );
}

/** Returns the name of the header that a mapping sets, with its span in the key; undefined for anything else. */
export function headerOf({ key }: Mapping): { readonly text: string; readonly span: Span } | undefined {
  const { reference, faults } = key.parsed;
  return reference?.location?.text === "header" && faults.length === 0 ? reference.name : undefined;
}

/** Describes what is wrong with a key or a value. `expected` lists the valid forms. */
export function explain(fault: MappingKeyFault | MappingValueFault, expected: string): string {
  switch (fault.kind) {
    case "unquoted":
      return `Unquoted text is not a mapping expression. Expected ${expected}.`;
    case "unclosed":
      return "Missing closing single quote.";
    case "dollarSyntax":
      return `Mappings do not use $ or braces. Write ${fault.plain}.`;
    case "httpDialect":
      return `This syntax is only supported for HTTP APIs. Expected ${expected}.`;
    case "otherScope":
      return `${fault.prefix} is not available here. Use ${fault.expected}.`;
    case "badName":
      return `${JSON.stringify(fault.characters)} is not allowed in a name. Use letters, digits and . _ $ - only.`;
    case "missingName":
      return `Missing name. Expected ${expected}.`;
    case "missingLocation":
    case "unknownLocation":
    case "unknownPrefix":
      return `Expected ${expected}.`;
  }
}

/** Returns a fix for a value whose intention is clear. */
export function valueFixes(
  fault: MappingValueFault,
  { node, text }: { readonly node: StringNode; readonly text: string },
  locations: Iterable<string>,
): readonly Fix[] {
  switch (fault.kind) {
    case "unquoted":
      return text.includes("'") ? [] : [write(node, `'${text}'`, "Enclose in single quotes")];
    case "unclosed":
      return [write(node, `${text}'`, "Add the closing single quote")];
    case "dollarSyntax":
      return [write(node, fault.plain)];
    case "httpDialect":
      return fault.plain === undefined ? [] : [write(node, fault.plain)];
    case "otherScope":
      return fault.prefix === "integration.response" || fault.expected === "integration.response"
        ? []
        : [write(node, replaced(text, fault.span, fault.expected))];
    case "unknownLocation": {
      const near = nearest(fault.location, locations);
      return near === undefined ? [] : [write(node, replaced(text, fault.span, near))];
    }
    default:
      return [];
  }
}

/** Returns the keys of the mappings. */
export function keysOf(mappings: readonly Mapping[]): ReadonlySet<string> {
  return new Set(mappings.map(({ key }) => key.node.value));
}

/** Returns a fix for a key whose intention is clear, unless another entry already has that name. */
export function keyFixes(
  fault: MappingKeyFault,
  { member, key }: Mapping,
  taken: ReadonlySet<string>,
  locations: Iterable<string>,
): readonly Fix[] {
  const name = correctedKey(fault, key.node.value, locations);
  if (name === undefined || taken.has(name)) return [];
  return [{ title: `Rename to "${name}"`, change: { kind: "renameMember", member, name } }];
}

function correctedKey(fault: MappingKeyFault, text: string, locations: Iterable<string>): string | undefined {
  if (fault.kind === "httpDialect") return fault.rewritten;
  if (fault.kind !== "unknownLocation") return undefined;
  const near = nearest(fault.location, locations);
  return near === undefined ? undefined : replaced(text, fault.span, near);
}
