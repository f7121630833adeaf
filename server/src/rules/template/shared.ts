import type { Protocol } from "../../model/protocol";
import type { TemplateKind } from "../../model/templates";
import type { Span } from "../../syntax/nodes";
import type { Fix } from "../engine/finding";
import type { Example } from "../engine/rule";
import type { Template } from "../engine/template";
import { guide } from "../shared/sources";

/** AWS's reference of what templates can read and call. */
export const TEMPLATE_GUIDE = guide("api-gateway-mapping-template-reference");
export const WEBSOCKET_GUIDE = guide("apigateway-websocket-api-mapping-template-reference");
export const OVERRIDE_GUIDE = guide("apigateway-override-request-response-parameters");
export const VELOCITY_GUIDE = "https://velocity.apache.org/engine/1.7/user-guide.html";

/** A template by itself as a page's example. */
export function vtl(
  text: string,
  scope: { readonly protocol?: Protocol; readonly kind?: TemplateKind } = {},
): Example {
  return { text, fileName: "template.vtl", ...scope };
}

/** What AWS answers at run time where a template fails. */
export function transformError({ scope }: Template): string {
  return `Execution failed due to configuration error: Unable to transform ${scope.kind ?? "request"}`;
}

/** Puts a text in the place of one span, unless there is none to put. */
export function rewrite(template: Template, span: Span, text: string | undefined): readonly Fix[] {
  return text === undefined ? [] : template.fixes(`Write ${text}`, { span, text });
}

/** " Did you mean x?" */
export function didYouMean(name: string | undefined): string {
  return name === undefined ? "" : ` Did you mean ${name}?`;
}
