/** Selects the template for a message, and decides what happens if none matches. */
import { parseSelection, type SelectionScope, type SelectionVariable } from "../expressions";
import type { BackendResponse } from "./backend";
import { bodyValue } from "./bodyPath";
import type { Execution } from "./execution";
import { type IntegrationConfig, type StringEntry, typeOf } from "./integrationConfig";
import { headerValues } from "./parameters";
import type { Direction, SimulationPlace } from "./steps";

/** The selected template. Without one the body passes through unchanged, or the request is rejected. */
export type TemplateChoice =
  | { readonly kind: "template"; readonly entry: StringEntry }
  | { readonly kind: "passed" }
  | { readonly kind: "refused"; readonly reason: string; readonly place?: SimulationPlace };

/** Selects the request template, or applies the passthrough behavior if none matches. */
export function chooseRequestTemplate(execution: Execution, integration: IntegrationConfig): TemplateChoice {
  const templates = integration.entries("requestTemplates");
  const { chosen, value } =
    integration.protocol === "REST"
      ? byContentType(execution, integration, templates)
      : byExpression(execution, integration, templates, "request");
  if (chosen && chosen.value !== "") return { kind: "template", entry: chosen };
  if (chosen)
    return passed(
      execution,
      integration,
      "request",
      "The template is empty, so the body passes through unchanged.",
      chosen,
    );
  const behavior = integration.text("passthrough") ?? "WHEN_NO_MATCH";
  const isRefused = behavior === "NEVER" || (behavior === "WHEN_NO_TEMPLATES" && templates.length > 0);
  const found =
    templates.length === 0 ? "There are no templates" : `No template matches ${value || "an empty key"}`;
  const reason = `${found}, and ${behavior} ${isRefused ? "rejects the request" : "passes the body through unchanged"}.`;
  const place = integration.place("passthrough") ?? integration.place("requestTemplates");
  execution.step({
    kind: "passthrough",
    direction: "request",
    outcome: isRefused ? "refused" : "passed",
    reason,
    ...(place && { place }),
  });
  return isRefused ? { kind: "refused", reason, ...(place && { place }) } : { kind: "passed" };
}

/** Selects the template of an integration response. If none matches, the body passes through unchanged. */
export function chooseResponseTemplate(
  execution: Execution,
  response: IntegrationConfig,
  backend: BackendResponse,
): TemplateChoice {
  const templates = response.entries("responseTemplates");
  if (templates.length === 0) {
    return passed(
      execution,
      response,
      "response",
      "There are no templates, so the body passes through unchanged.",
    );
  }
  const { chosen, value } =
    response.protocol === "REST"
      ? byAccept(execution, response, templates)
      : byExpression(execution, response, templates, "response", backend);
  if (!chosen) {
    const reason = `No template matches ${value || "an empty key"}, so the body passes through unchanged.`;
    return passed(execution, response, "response", reason);
  }
  if (chosen.value === "") {
    return passed(
      execution,
      response,
      "response",
      "The template is empty, so the body passes through unchanged.",
      chosen,
    );
  }
  return { kind: "template", entry: chosen };
}

function passed(
  execution: Execution,
  part: IntegrationConfig,
  direction: Direction,
  reason: string,
  entry?: StringEntry,
): TemplateChoice {
  const place = entry
    ? part.source.place(entry.member.span)
    : part.place(direction === "request" ? "requestTemplates" : "responseTemplates");
  execution.step({ kind: "passthrough", direction, outcome: "passed", reason, ...(place && { place }) });
  return { kind: "passed" };
}

interface Selected {
  readonly value: string;
  readonly chosen?: StringEntry;
}

/** Only the MIME type counts, without its parameters. The default is JSON. */
function byContentType(
  execution: Execution,
  integration: IntegrationConfig,
  templates: readonly StringEntry[],
): Selected {
  const header = headerValues(execution.input.request.headers, "Content-Type")?.at(-1);
  const value = mimeType(header);
  const match = keyed(templates, value);
  const chosen = match ?? keyed(templates, "$default");
  const reason = !match
    ? FALLBACK
    : header
      ? "its key is the content type of the request"
      : "a request without Content-Type is taken as JSON";
  return select(execution, integration, "request", templates, { by: "contentType", value, chosen, reason });
}

/** The first type that the client accepts, else JSON, else the first template. */
function byAccept(
  execution: Execution,
  response: IntegrationConfig,
  templates: readonly StringEntry[],
): Selected {
  const accept = headerValues(execution.input.request.headers, "Accept")?.at(-1)?.split(",")[0];
  const value = mimeType(accept);
  const match = keyed(templates, value);
  const json = keyed(templates, "application/json");
  const chosen = match ?? json ?? templates[0];
  const reason = match
    ? accept
      ? "its key is the first type that the client accepts"
      : "a request without Accept is answered with JSON"
    : json
      ? "no key matches, so that JSON is used"
      : "no key matches, so that the first template is used";
  return select(execution, response, "response", templates, { by: "accept", value, chosen, reason });
}

function byExpression(
  execution: Execution,
  part: IntegrationConfig,
  templates: readonly StringEntry[],
  scope: SelectionScope,
  backend?: BackendResponse,
): Selected {
  const expression = part.text("selection");
  const fallback = templates.find(({ key }) => key === "$default");
  // Without an expression there is no key to look for, not even an empty one.
  if (expression === undefined) {
    const chosen = fallback ?? assumedTemplate(execution, part, templates, scope);
    const reason = fallback ? "there is no selection expression" : "assumed, without a selection expression";
    return select(execution, part, scope, templates, { by: "expression", value: "", chosen, reason });
  }
  const value = evaluateSelection(execution, expression, scope, backend);
  const match = templates.find(({ key }) => key === value);
  const reason = match ? "its key is the value of the selection expression" : FALLBACK;
  return select(execution, part, scope, templates, {
    by: "expression",
    value,
    chosen: match ?? fallback,
    reason,
  });
}

/**
 * Returns the template of a MOCK whose keys are content types. AWS's own samples contain such integrations without an
 * expression, although nothing documents that one of their templates is selected.
 */
function assumedTemplate(
  execution: Execution,
  part: IntegrationConfig,
  templates: readonly StringEntry[],
  scope: SelectionScope,
): StringEntry | undefined {
  if (scope === "response" || typeOf(part) !== "MOCK") return undefined;
  if (!templates.every(({ key }) => key.includes("/"))) return undefined;
  const assumed = keyed(templates, "application/json") ?? templates[0];
  const place = part.place("requestTemplates");
  if (assumed) {
    execution.report({
      code: "assumedTemplate",
      severity: "information",
      message: `AWS does not document which template is selected without TemplateSelectionExpression. This simulation assumes ${assumed.key}.`,
      ...(place && { place }),
    });
  }
  return assumed;
}

const FALLBACK = "no other key matches";

function select(
  execution: Execution,
  part: IntegrationConfig,
  direction: Direction,
  templates: readonly StringEntry[],
  selection: {
    readonly by: "contentType" | "accept" | "expression";
    readonly value: string;
    readonly chosen: StringEntry | undefined;
    /** Why that one was chosen. */
    readonly reason: string;
  },
): Selected {
  const { by, value, chosen, reason } = selection;
  const member = direction === "request" ? "requestTemplates" : "responseTemplates";
  const placeOf = (entry: StringEntry) => part.source.place(entry.member.key.span);
  const place = chosen
    ? placeOf(chosen)
    : ((by === "expression" ? part.place("selection") : undefined) ?? part.place(member));
  execution.step({
    kind: "templateSelection",
    direction,
    by,
    value,
    ...(chosen && { chosen: chosen.key }),
    candidates: templates.map((entry) => ({
      key: entry.key,
      isChosen: entry === chosen,
      reason: entry === chosen ? reason : unchosen(entry, chosen),
      place: placeOf(entry),
    })),
    ...(place && { place }),
  });
  return { value, ...(chosen && { chosen }) };
}

function unchosen({ key }: StringEntry, chosen: StringEntry | undefined): string {
  if (chosen && mediaType(key) === mediaType(chosen.key)) return "an earlier key is the same";
  return key === "$default" ? "only used if no other key matches" : "its key does not match";
}

function mediaType(key: string): string {
  return key.trim().toLowerCase();
}

function keyed(templates: readonly StringEntry[], type: string): StringEntry | undefined {
  return templates.find(({ key }) => mediaType(key) === type);
}

function mimeType(header: string | undefined): string {
  return header?.split(";")[0]?.trim().toLowerCase() || "application/json";
}

/** Evaluates a selection expression. A variable without a value is empty. */
export function evaluateSelection(
  execution: Execution,
  expression: string,
  scope: SelectionScope,
  backend?: BackendResponse,
): string {
  return parseSelection(expression, scope)
    .parts.map((piece) => {
      if (piece.kind === "text") return piece.text;
      return piece.kind === "escape" ? "$" : variableText(execution, piece, backend);
    })
    .join("");
}

function variableText(
  { input }: Execution,
  { variable, name, path }: SelectionVariable,
  backend?: BackendResponse,
): string {
  switch (variable.text) {
    case "request.body": {
      const found = bodyValue(input.request.body ?? "", path?.text);
      return found.kind === "value" ? found.text : "";
    }
    case "integration.response.statuscode":
      return backend ? String(backend.status) : "";
    case "integration.response.header":
      return (backend && headerValues(backend.headers, name?.text ?? "")?.at(-1)) ?? "";
    case "integration.response.multivalueheader":
      return (backend && headerValues(backend.headers, name?.text ?? "")?.join(",")) ?? "";
    default:
      return "";
  }
}
