import type { ParsedUri, RestBackend } from "../../expressions";
import type { IntegrationInput } from "../../model/input";
import type { OperationName } from "../../model/operationNames";
import type { Span, StringNode } from "../../syntax/nodes";
import { spanIn } from "../shared/part";
import type { RestType } from "../shared/restType";
import { uriOf as parsedUri } from "../uri/uris";

/** The operations that the rules for REST APIs apply to. */
export const PUT: readonly OperationName[] = ["put-integration"];
export const PUT_RESPONSE: readonly OperationName[] = ["put-integration-response"];
/** The operations whose inputs are lists of changes. */
export const PATCHES: readonly OperationName[] = [
  "apigateway update-integration",
  "apigateway update-integration-response",
];
export const PUT_BOTH: readonly OperationName[] = ["put-integration", "put-integration-response"];

/** Whether requests and responses pass through unchanged, so that no template runs. */
export function isProxy(type: RestType | undefined): boolean {
  return type === "AWS_PROXY" || type === "HTTP_PROXY";
}

/** Returns the kind of backend that an integration of this type calls; "none" for a MOCK. */
export function backendOf(type: RestType | undefined): RestBackend | "none" | undefined {
  if (type === undefined) return undefined;
  if (type === "MOCK") return "none";
  return type.startsWith("AWS") ? "aws" : "http";
}

/** The input's non-empty `uri`, parsed. */
export interface RestUri {
  readonly node: StringNode;
  readonly uri: ParsedUri;
  /** Maps a range of the uri to a range of the file. */
  at(span: Span): Span;
}

/** Returns the input's `uri`; undefined if it is missing or empty. */
export function uriOf(input: IntegrationInput): RestUri | undefined {
  const node = input.string("uri");
  if (!node?.value) return undefined;
  return { node, uri: parsedUri(node), at: (span) => spanIn(input, node, span) };
}

/** Whether the uri invokes a Lambda function. */
export function isLambda({ kind }: ParsedUri): boolean {
  return kind === "lambda-invoke" || kind === "lambda-stream";
}

/** Whether the text starts with a placeholder that is filled in later, so that its form is unknown. */
export function startsOpen(text: string): boolean {
  return text.startsWith("${") || /^<[^>]+>/.test(text);
}
