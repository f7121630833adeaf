import { type ParsedUri, parseUri, pathParametersOf } from "../expressions";
import type { Span } from "../syntax/nodes";
import type { Execution } from "./execution";
import type { IntegrationConfig } from "./integrationConfig";
import type { Parameters } from "./parameters";

/** Fills in the stage variables and path parameters of a target, and reports stage variables without a value. */
export function fillUri(
  execution: Execution,
  integration: IntegrationConfig,
  path: Parameters,
): string | undefined {
  const node = integration.node("uri");
  if (!node?.value) return undefined;
  const { stageVariables } = execution.input.request;
  const parsed = parseUri(node.value);
  for (const { span, name } of parsed.stageVariables) {
    if (stageVariables.has(name.text)) continue;
    execution.report({
      code: "unsetStageVariable",
      severity: "warning",
      message: `The stage variable ${name.text} has no value, so this part of the URI is empty. Specify it in stageVariables of the sample request.`,
      place: integration.source.place(integration.source.map(node).toSource(span)),
    });
  }
  return fillIn(parsed, path, stageVariables);
}

/** A stage variable without a value is empty; a path parameter without one stays as written. */
function fillIn(parsed: ParsedUri, path: Parameters, stageVariables: Parameters): string {
  const pieces = [
    ...parsed.stageVariables.map(({ span, name }) => ({
      span,
      text: stageVariables.get(name.text)?.[0] ?? "",
    })),
    ...pathParametersOf(parsed).map(({ span, name }) => ({ span, text: path.get(name.text)?.[0] })),
  ].sort((a, b) => a.span.start - b.span.start);
  return replaced(parsed.text, pieces);
}

/** Replaces the path of a URL, which always starts with a slash; undefined if the target is not a URL. */
export function withPath(uri: string, path: string): string | undefined {
  const parsed = parseUri(uri);
  if (parsed.kind !== "http-url") return undefined;
  const end = parsed.port?.span.end ?? parsed.host.span.end;
  const own = parsed.path?.span ?? { start: end, end };
  return replaced(uri, [{ span: own, text: withSlash(path) }]);
}

/** API Gateway starts a path with a slash if the mapping does not. */
export function withSlash(path: string): string {
  return path.startsWith("/") ? path : `/${path}`;
}

function replaced(
  text: string,
  pieces: readonly { readonly span: Span; readonly text: string | undefined }[],
) {
  let result = "";
  let last = 0;
  for (const { span, text: by } of pieces) {
    if (by === undefined || span.start < last) continue;
    result += text.slice(last, span.start) + by;
    last = span.end;
  }
  return result + text.slice(last);
}
