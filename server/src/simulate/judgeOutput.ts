/** Whether the output of a template has to be JSON, and whether it is. */
import type { IntegrationInput } from "../model/input";
import { memberName } from "../model/memberNames";
import type { Protocol } from "../model/protocol";
import type { TemplateKind } from "../model/templates";
import { contentTypeMappingOf, scopeOf, staticText } from "../rules/engine/inputTemplates";
import { Template } from "../rules/engine/template";
import { LineIndex } from "../syntax/lines";
import type { Span } from "../syntax/nodes";
import { findOutputFault, type Rendering } from "../vtl";
import { mockStatus } from "./mock";

/** A template, and what is known about the message that it writes. */
export interface JudgedTemplate {
  readonly text: string;
  readonly kind: TemplateKind;
  readonly protocol: Protocol;
  /** The content type or, for a WebSocket API, the value of the selection expression. */
  readonly key?: string;
  readonly integrationType?: string;
  readonly uri?: string;
  /** The value of the mapping of Content-Type for this message, as written in the input. */
  readonly contentTypeMapping?: string;
}

/**
 * Who needs JSON.
 * - `lambda`, `service`: the backend, which rejects anything else.
 * - `recipient`: the backend or the client, because the message has the content type of JSON.
 */
export type JsonReader = "lambda" | "service" | "recipient";

export interface JsonProblem {
  readonly reader: JsonReader;
  /** Includes the line and the column in the output, both from 1. */
  readonly message: string;
  readonly output: Span;
  /** Offsets into the template; absent if its piece is unknown. */
  readonly template?: Span;
}

/** The code of such a problem. */
export const JSON_PROBLEM = "VTL-json";

/** The severity of the problem: an error if the request fails. */
export function severityOf({ reader }: JsonProblem): "error" | "warning" {
  return reader === "recipient" ? "warning" : "error";
}

/** The start of a form or an AWS query: `Action=SendMessage&…`. */
const FORM = /^\s*[A-Za-z][\w.]*=/;

/** Whether an output looks like a form, which nobody reads as JSON. */
export function isForm(output: string): boolean {
  return FORM.test(output);
}

/**
 * Adds what the inputs say about the message that a template writes.
 * @param own the input that contains the template.
 * @param integration the input of the integration, if it is known.
 */
export function judgedTemplate(
  template: Pick<JudgedTemplate, "text" | "kind" | "protocol" | "key">,
  own: IntegrationInput,
  integration: IntegrationInput | undefined,
): JudgedTemplate {
  const textOf = (role: "type" | "uri"): string | undefined =>
    integration?.text(memberName(integration.operation.family, role));
  const integrationType = textOf("type");
  const uri = textOf("uri");
  const contentTypeMapping = contentTypeMappingOf(own, template.kind);
  return {
    ...template,
    ...(integrationType !== undefined && { integrationType }),
    ...(uri !== undefined && { uri }),
    ...(contentTypeMapping !== undefined && { contentTypeMapping }),
  };
}

/** Returns who needs the output to be JSON; undefined if nobody does, or nobody knows. */
export function jsonReaderOf(template: JudgedTemplate): JsonReader | undefined {
  const { text, contentTypeMapping: mapping, key = "", ...facts } = template;
  // An empty content type is none, so that the key decides.
  const contentTypeMapping = mapping === undefined || staticText(mapping) === "" ? undefined : mapping;
  const scope = scopeOf({ ...facts, key, ...(contentTypeMapping && { contentTypeMapping }) });
  if (scope.backend) return scope.backend;
  // A content type that depends on the request says nothing about the template.
  if (contentTypeMapping && staticText(contentTypeMapping) === undefined) return undefined;
  return new Template(text, scope).writesJson ? "recipient" : undefined;
}

/**
 * Checks that an output is JSON where somebody needs JSON. An empty output is an empty message, which is fine.
 * @param traced renders again with a trace; only called if something is wrong and there is no trace.
 */
export function judgeOutput(
  template: JudgedTemplate,
  { output, overrides, trace }: Rendering,
  traced: () => Rendering["trace"],
): JsonProblem | undefined {
  if (output.trim() === "" || !findOutputFault(template.text, output, [])) return undefined;
  const reader = jsonReaderOf(template);
  if (!reader) return undefined;
  if (
    reader === "recipient" &&
    (isNotMeantAsJson(template, output) || setsContentType(template, overrides))
  ) {
    return undefined;
  }
  const fault = findOutputFault(template.text, output, trace ?? traced() ?? []);
  if (!fault) return undefined;
  const { line, character } = new LineIndex(output).position(fault.output.start);
  return {
    ...fault,
    reader,
    message: `The output is not valid JSON at line ${line + 1}, column ${character + 1}. ${fault.message}`,
  };
}

/** True for forms, and for the relaxed JSON that a MOCK accepts if the template may belong to one. */
function isNotMeantAsJson({ kind, integrationType }: JudgedTemplate, output: string): boolean {
  const mayBeMock = kind === "request" && integrationType === undefined;
  return isForm(output) || (mayBeMock && mockStatus(output) !== undefined);
}

function setsContentType({ kind }: JudgedTemplate, overrides: Rendering["overrides"]): boolean {
  const { header } = kind === "request" ? overrides.requestOverride : overrides.responseOverride;
  return Object.keys(header).some((name) => name.toLowerCase() === "content-type");
}
