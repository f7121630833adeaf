import type { ParsedUri, RestBackend } from "../../expressions";
import type { IntegrationInput } from "../../model/input";
import type { OperationName } from "../../model/operationNames";
import type { Span, StringNode } from "../../syntax/nodes";
import { spanIn } from "../shared/part";
import { uriOf as parsedUri } from "../uri/uris";

/** The operations of most rules here, and of the rules on responses. */
export const PUT: readonly OperationName[] = ["put-integration"];
export const PUT_RESPONSE: readonly OperationName[] = ["put-integration-response"];
export const PUT_BOTH: readonly OperationName[] = ["put-integration", "put-integration-response"];

const TYPES = ["AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY", "MOCK"] as const;

export type RestType = (typeof TYPES)[number];

/** The integration's type; undefined where it is absent or no type, of which other rules speak. */
export function typeOf(input: IntegrationInput): RestType | undefined {
  const text = input.text("type");
  return TYPES.find((type) => type === text);
}

/** True for a type that hands request and response through: no template runs. */
export function isProxy(type: RestType | undefined): boolean {
  return type === "AWS_PROXY" || type === "HTTP_PROXY";
}

/** Where an integration of that type sends the request. */
export function backendOf(type: RestType | undefined): RestBackend | "none" | undefined {
  if (type === undefined) return undefined;
  if (type === "MOCK") return "none";
  return type.startsWith("AWS") ? "aws" : "http";
}

/** The input's `uri` with something in it, parsed. */
export interface RestUri {
  readonly node: StringNode;
  readonly uri: ParsedUri;
  /** The source of a piece of the uri. */
  at(span: Span): Span;
}

/** The input's `uri`; undefined where there is none or an empty one. */
export function uriOf(input: IntegrationInput): RestUri | undefined {
  const node = input.string("uri");
  if (!node?.value) return undefined;
  return { node, uri: parsedUri(node), at: (span) => spanIn(input, node, span) };
}

/** True for a uri that invokes a Lambda function. */
export function isLambda({ kind }: ParsedUri): boolean {
  return kind === "lambda-invoke" || kind === "lambda-stream";
}

/** True for text that begins with what somebody has yet to fill in, so that nothing is known of its form. */
export function startsOpen(text: string): boolean {
  return text.startsWith("${") || /^<[^>]+>/.test(text);
}
