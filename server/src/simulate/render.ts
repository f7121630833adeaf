import type { Protocol } from "../model/protocol";
import type { ParsedDocument } from "../syntax/nodes";
import { type Rendering, type RenderOptions, type RenderRequest, renderTemplate } from "../vtl";
import { type Context, contextOf } from "./context";
import { lastOfEach } from "./parameters";
import type { MessageProblem } from "./readMessage";
import { type ClientRequest, readRequest } from "./request";

/** Returns what a template sees of a request. For a response template the body is the backend's. */
export function renderRequest(request: ClientRequest, context: Context, body: string): RenderRequest {
  return {
    body,
    params: {
      path: lastOfEach(request.pathParameters),
      querystring: lastOfEach(request.query),
      header: lastOfEach(request.headers),
    },
    context,
    stageVariables: lastOfEach(request.stageVariables),
  };
}

/** The rendering of a template for a sample request, or the problems of the request. */
export type SampleRendering =
  | { readonly kind: "done"; readonly rendering: Rendering }
  | { readonly kind: "badRequest"; readonly problems: readonly MessageProblem[] };

/** Renders one template for a sample request, with the same defaults of `$context` as a simulation. */
export function renderSample(
  template: string,
  requestDocument: ParsedDocument,
  protocol: Protocol,
  options: Pick<RenderOptions, "trace" | "isCancelled">,
): SampleRendering {
  const { request, problems } = readRequest(requestDocument);
  if (problems.length > 0) return { kind: "badRequest", problems };
  const context = contextOf(protocol, request, undefined);
  const rendering = renderTemplate(template, renderRequest(request, context, request.body ?? ""), options);
  return { kind: "done", rendering };
}
