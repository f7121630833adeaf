import type { Span } from "../syntax/nodes";
import { parseArn } from "./arn";
import { type LambdaFunction, lambdaFunctionFault, parseLambdaFunction } from "./lambdaFunction";
import { type Part, part, shifted } from "./part";

/** The two ways of invoking a function, each with the version of Lambda's API and the last segment of the path. */
export const LAMBDA_INVOCATIONS = {
  "lambda-invoke": { version: "2015-03-31", ending: "invocations" },
  "lambda-stream": { version: "2021-11-15", ending: "response-streaming-invocations" },
} as const;

/**
 * What is wrong with the path of a Lambda invocation, after `path/`.
 * - `doubleSlash`: `path//2015-03-31`.
 * - `badVersion`, `badCollection`, `badEnding`: a fixed segment of the path differs from `expected`.
 * - `badFunction`: not the ARN of a function.
 */
export type LambdaInvocationFault =
  | { readonly kind: "doubleSlash" | "badFunction"; readonly span: Span }
  | {
      readonly kind: "badVersion" | "badCollection" | "badEnding";
      readonly span: Span;
      readonly expected: string;
    };

export interface LambdaInvocation {
  readonly kind: keyof typeof LAMBDA_INVOCATIONS;
  readonly version?: Part;
  readonly ending?: Part;
  readonly function?: LambdaFunction;
  readonly faults: readonly LambdaInvocationFault[];
}

/** Parses `2015-03-31/functions/ARN/invocations`, as far as it is typed. */
export function parseLambdaInvocation(path: Part): LambdaInvocation {
  const faults: LambdaInvocationFault[] = [];
  const { text } = path;
  const at = (start: number, end: number): Part => shifted(part(text, start, end), path.span.start);
  const slashes = text.startsWith("/") ? 1 : 0;
  if (slashes) {
    faults.push({ kind: "doubleSlash", span: { start: path.span.start - 1, end: path.span.start + 1 } });
  }
  const versionEnd = segmentEnd(text, slashes);
  const collectionEnd = segmentEnd(text, versionEnd + 1);
  const functionEnd = segmentEnd(text, collectionEnd + 1);
  const version = at(slashes, versionEnd);
  const collection = at(Math.min(versionEnd + 1, text.length), collectionEnd);
  const target = at(Math.min(collectionEnd + 1, text.length), functionEnd);
  const ending = at(Math.min(functionEnd + 1, text.length), text.length);

  const { "lambda-invoke": invoke, "lambda-stream": stream } = LAMBDA_INVOCATIONS;
  const streams =
    version.text === stream.version || (version.text !== invoke.version && ending.text === stream.ending);
  const expected = streams ? stream : invoke;
  const check = (kind: "badVersion" | "badCollection" | "badEnding", found: Part, wanted: string): void => {
    const span = found.text === "" ? { start: path.span.start, end: path.span.end } : found.span;
    if (found.text !== wanted) faults.push({ kind, span, expected: wanted });
  };
  check("badVersion", version, expected.version);
  if (faults.at(-1)?.kind !== "badVersion") check("badCollection", collection, "functions");
  const arn = parseArn(target);
  const found: LambdaFunction | undefined = arn
    ? parseLambdaFunction(arn)
    : /^\$\{stageVariables\.[^}]*\}$/.test(target.text)
      ? { span: target.span, hasNameVariable: true }
      : undefined;
  if (collection.text === "functions" && target.text !== "") {
    const wrong = lambdaFunctionFault(target, found);
    if (wrong) faults.push({ kind: "badFunction", span: wrong });
  }
  if (faults.every(({ kind }) => kind === "doubleSlash")) {
    if (target.text === "") faults.push({ kind: "badFunction", span: path.span });
    else check("badEnding", ending, expected.ending);
  }
  return {
    kind: streams ? "lambda-stream" : "lambda-invoke",
    ...(version.text && { version }),
    ...(ending.text && { ending }),
    ...(found && { function: found }),
    faults,
  };
}

function segmentEnd(text: string, from: number): number {
  const slash = from > text.length ? -1 : text.indexOf("/", from);
  return slash < 0 ? text.length : slash;
}
