import type { Protocol } from "../../model/protocol";
import type { TemplateKind } from "../../model/templates";
import type { Span } from "../../syntax/nodes";
import type { Fix } from "../engine/finding";
import type { Example } from "../engine/rule";
import type { Template } from "../engine/template";
import { guide } from "../shared/sources";

/** AWS's reference of the variables and functions for templates. */
export const TEMPLATE_GUIDE = guide("api-gateway-mapping-template-reference");
export const WEBSOCKET_GUIDE = guide("apigateway-websocket-api-mapping-template-reference");
export const OVERRIDE_GUIDE = guide("apigateway-override-request-response-parameters");
export const VELOCITY_GUIDE = "https://velocity.apache.org/engine/1.7/user-guide.html";

/** Returns an example that is a template file. */
export function vtl(
  text: string,
  scope: { readonly protocol?: Protocol; readonly kind?: TemplateKind } = {},
): Example {
  return { text, fileName: "template.vtl", ...scope };
}

/** Returns AWS's answer to a call whose template fails. */
export function transformError({ scope }: Template): string {
  return `Execution failed due to configuration error: Unable to transform ${scope.kind ?? "request"}`;
}

/** Returns a fix that replaces the span, or none if there is no replacement. */
export function rewrite(template: Template, span: Span, text: string | undefined): readonly Fix[] {
  return text === undefined ? [] : template.fixes(`Write ${text}`, { span, text });
}

/** Undoes the escape `\'`, which is not valid JSON. */
export const UNESCAPE = `.replaceAll("\\\\'", "'")`;

/** Returns " Did you mean x?", or nothing. */
export function didYouMean(name: string | undefined): string {
  return name === undefined ? "" : ` Did you mean ${name}?`;
}

/** Returns the span with its whole line if nothing else is on it. */
export function withLine(text: string, { start, end }: Span): Span {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const to = text.indexOf("\n", end);
  const isAlone =
    text.slice(from, start).trim() === "" && text.slice(end, to < 0 ? undefined : to).trim() === "";
  if (!isAlone) return { start, end };
  return to < 0 ? { start: Math.max(from - 1, 0), end: text.length } : { start: from, end: to + 1 };
}
