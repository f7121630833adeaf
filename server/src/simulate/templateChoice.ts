/** Which template a message is sent through, and what happens where none fits. */
import { parseSelection, type SelectionScope, type SelectionVariable } from "../expressions";
import type { BackendResponse } from "./backend";
import { bodyValue } from "./bodyPath";
import type { Entry, Part } from "./gateway";
import { headerValues } from "./parameters";
import type { Direction, Place } from "./steps";
import type { Way } from "./way";

/** A template to run, or none: the body then goes on as it is, or not at all. */
export type Choice =
  | { readonly kind: "template"; readonly entry: Entry }
  | { readonly kind: "passed" }
  | { readonly kind: "refused"; readonly reason: string; readonly place?: Place };

/** Chooses the request template, and settles what becomes of a request that none fits. */
export function chooseRequestTemplate(way: Way, integration: Part): Choice {
  const templates = integration.entries("requestTemplates");
  const { chosen, value } =
    integration.protocol === "REST"
      ? byContentType(way, integration, templates)
      : byExpression(way, integration, templates, "request");
  if (chosen && chosen.value !== "") return { kind: "template", entry: chosen };
  if (chosen) return passed(way, integration, "request", "The template is empty.", chosen);
  const behavior = integration.text("passthrough") ?? "WHEN_NO_MATCH";
  const isRefused = behavior === "NEVER" || (behavior === "WHEN_NO_TEMPLATES" && templates.length > 0);
  const found =
    templates.length === 0 ? "There is no template" : `No template is for ${value || "an empty key"}`;
  const reason = `${found}, and ${behavior} ${isRefused ? "refuses the request" : "lets the body through as it is"}.`;
  const place = integration.place("passthrough") ?? integration.place("requestTemplates");
  way.step({
    kind: "passthrough",
    direction: "request",
    outcome: isRefused ? "refused" : "passed",
    reason,
    ...(place && { place }),
  });
  return isRefused ? { kind: "refused", reason, ...(place && { place }) } : { kind: "passed" };
}

/** Chooses the template of an integration response; a body that none is for goes on as it is. */
export function chooseResponseTemplate(way: Way, response: Part, backend: BackendResponse): Choice {
  const templates = response.entries("responseTemplates");
  if (templates.length === 0) {
    return passed(way, response, "response", "There is no template, so the body goes on as it is.");
  }
  const { chosen, value } =
    response.protocol === "REST"
      ? byAccept(way, response, templates)
      : byExpression(way, response, templates, "response", backend);
  if (!chosen) {
    const reason = `No template is for ${value || "an empty key"}, so the body goes on as it is.`;
    return passed(way, response, "response", reason);
  }
  if (chosen.value === "") {
    return passed(way, response, "response", "The template is empty, so the body goes on as it is.", chosen);
  }
  return { kind: "template", entry: chosen };
}

function passed(way: Way, part: Part, direction: Direction, reason: string, entry?: Entry): Choice {
  const place = entry
    ? part.source.place(entry.member.span)
    : part.place(direction === "request" ? "requestTemplates" : "responseTemplates");
  way.step({ kind: "passthrough", direction, outcome: "passed", reason, ...(place && { place }) });
  return { kind: "passed" };
}

interface Selected {
  readonly value: string;
  readonly chosen?: Entry;
}

/** Only the MIME type counts, without parameters; none at all means JSON. */
function byContentType(way: Way, integration: Part, templates: readonly Entry[]): Selected {
  const value = mimeType(headerValues(way.scene.request.headers, "Content-Type")?.at(-1));
  const chosen = keyed(templates, value) ?? keyed(templates, "$default");
  return select(way, integration, "request", "contentType", value, chosen);
}

/** The first type that the client accepts, else JSON, else whichever template comes first. */
function byAccept(way: Way, response: Part, templates: readonly Entry[]): Selected {
  const accept = headerValues(way.scene.request.headers, "Accept")?.at(-1)?.split(",")[0];
  const value = mimeType(accept);
  const chosen = keyed(templates, value) ?? keyed(templates, "application/json") ?? templates[0];
  return select(way, response, "response", "accept", value, chosen);
}

function byExpression(
  way: Way,
  part: Part,
  templates: readonly Entry[],
  scope: SelectionScope,
  backend?: BackendResponse,
): Selected {
  const expression = part.text("selection");
  const value = expression === undefined ? "" : evaluateSelection(way, expression, scope, backend);
  const chosen =
    templates.find(({ key }) => key === value) ?? templates.find(({ key }) => key === "$default");
  return select(way, part, scope, "expression", value, chosen);
}

function select(
  way: Way,
  part: Part,
  direction: Direction,
  by: "contentType" | "accept" | "expression",
  value: string,
  chosen: Entry | undefined,
): Selected {
  const templates = direction === "request" ? "requestTemplates" : "responseTemplates";
  const place = chosen
    ? part.source.place(chosen.member.key.span)
    : ((by === "expression" ? part.place("selection") : undefined) ?? part.place(templates));
  way.step({
    kind: "templateSelection",
    direction,
    by,
    value,
    ...(chosen && { chosen: chosen.key }),
    ...(place && { place }),
  });
  return { value, ...(chosen && { chosen }) };
}

function keyed(templates: readonly Entry[], type: string): Entry | undefined {
  return templates.find(({ key }) => key.trim().toLowerCase() === type);
}

function mimeType(header: string | undefined): string {
  return header?.split(";")[0]?.trim().toLowerCase() || "application/json";
}

/** The text that a selection expression comes to; a variable without a value is empty. */
export function evaluateSelection(
  way: Way,
  expression: string,
  scope: SelectionScope,
  backend?: BackendResponse,
): string {
  return parseSelection(expression, scope)
    .parts.map((piece) => {
      if (piece.kind === "text") return piece.text;
      return piece.kind === "escape" ? "$" : variableText(way, piece, backend);
    })
    .join("");
}

function variableText(
  { scene }: Way,
  { variable, name, path }: SelectionVariable,
  backend?: BackendResponse,
): string {
  switch (variable.text) {
    case "request.body": {
      const found = bodyValue(scene.request.body ?? "", path?.text);
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
