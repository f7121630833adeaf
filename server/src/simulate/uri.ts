import { parseUri, pathParametersOf } from "../expressions";
import type { Span } from "../syntax/nodes";

/** Fills in the stage variables and path parameters of a target. Those without a value stay as written. */
export function fillUri(
  uri: string,
  path: ReadonlyMap<string, readonly string[]>,
  stageVariables: ReadonlyMap<string, readonly string[]>,
): string {
  const parsed = parseUri(uri);
  const pieces = [
    ...parsed.stageVariables.map(({ span, name }) => ({ span, text: stageVariables.get(name.text)?.[0] })),
    ...pathParametersOf(parsed).map(({ span, name }) => ({ span, text: path.get(name.text)?.[0] })),
  ].sort((a, b) => a.span.start - b.span.start);
  return replaced(uri, pieces);
}

/** Replaces the path of a URL; undefined if the target is not a URL. */
export function withPath(uri: string, path: string): string | undefined {
  const parsed = parseUri(uri);
  if (parsed.kind !== "http-url") return undefined;
  const end = parsed.port?.span.end ?? parsed.host.span.end;
  const own = parsed.path?.span ?? { start: end, end };
  return replaced(uri, [{ span: own, text: path }]);
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
