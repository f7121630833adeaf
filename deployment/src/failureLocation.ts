/** Finds the place in the file that an AWS failure is about. */
import {
  type Analysis,
  type InputRule,
  isRecord,
  type Json,
  type MemberNode,
  type ObjectNode,
  RULES,
  type RuleCode,
  type Span,
  toJson,
} from "../../server/src/service";
import type { AwsError } from "./awsError";

export interface LocatedFailure {
  /** The value that AWS rejects; the member's name if it has no value, the file's first character if it is missing. */
  readonly span: Span;
  /** AWS's own words. */
  readonly message: string;
  /** What to do next, as a sentence. */
  readonly advice: string;
  /** The rule that quotes this message. */
  readonly code?: RuleCode;
}

/** Returns the problem in the file that made a call fail; undefined if the failure is not about the file. */
export function locateFailure(analysis: Analysis, failure: AwsError): LocatedFailure | undefined {
  // Not an answer of API Gateway.
  if (failure.call === undefined || failure.call.service === "lambda") return undefined;
  if (failure.kind !== "bad-request" && failure.kind !== "not-found" && failure.kind !== "conflict")
    return undefined;
  // Route keys do not come from the file.
  if (failure.call.operation.endsWith("Route")) return undefined;
  const { message, advice } = failure;
  // A rule may have reported it already, with a lower severity or while it was turned off in the editor.
  const foreseen = analysis.problems.find(({ aws }) => aws !== undefined && says(message, aws));
  if (foreseen) return { span: foreseen.span, message, advice, code: foreseen.code };
  const rules = RULES.filter((rule) => rule.on !== "input" || isFor(rule, analysis));
  const code = rules.find(({ aws }) => aws !== undefined && says(message, aws))?.code;
  return { span: placeOf(analysis, message), message, advice, ...(code && { code }) };
}

function isFor({ operations }: InputRule, { operation }: Analysis): boolean {
  return operations === undefined || operations.includes(operation.name);
}

function says(message: string, words: string): boolean {
  return message.trim() === words || message.includes(words);
}

function placeOf({ document: { root }, operation }: Analysis, message: string): Span {
  if (root?.kind !== "object") return { start: 0, end: 0 };
  const patched = patchNamed(root, message);
  if (patched) return patched;
  const member =
    entryNamed(root, message) ??
    named(root, MEMBERS.find(([pattern]) => pattern.test(message))?.[1] ?? []) ??
    named(root, mentioned(message, operation.members.keys()));
  return member
    ? (member.value?.span ?? member.key.span)
    : { start: root.span.start, end: root.span.start + 1 };
}

/** The members that AWS's messages are about, by their names in both families. */
const MEMBERS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/PayloadFormatVersion/i, ["PayloadFormatVersion"]],
  [/^Timeout should be/i, ["TimeoutInMillis", "timeoutInMillis"]],
  [/Role ARN|pass role/i, ["CredentialsArn", "credentials"]],
  [/Subtype|^Operation: /i, ["IntegrationSubtype"]],
  [/ConnectionId|vpcLinkId/i, ["ConnectionId", "connectionId", "ConnectionType", "connectionType"]],
  [
    /VpcLink .*uri|integration uri|ARN for integration|HTTP endpoint|AWS URI|AWS_PROXY' currently/i,
    ["IntegrationUri", "uri"],
  ],
  [
    /HttpMethod parameter|for HttpMethod|HttpMethod specified/i,
    ["IntegrationMethod", "integrationHttpMethod"],
  ],
  [/protocol type of HTTP/i, ["IntegrationType"]],
  [/Status Code .* is not valid|Response Actioned/i, ["ResponseParameters"]],
  [/Request Actioned/i, ["RequestParameters"]],
  [
    /mapping (?:expression|identifier)/i,
    ["RequestParameters", "requestParameters", "ResponseParameters", "responseParameters"],
  ],
  [/method response exists/i, ["responseParameters"]],
  [/cache key/i, ["cacheKeyParameters"]],
  [/content type/i, ["requestTemplates", "responseTemplates"]],
  [/regex/i, ["selectionPattern"]],
  [/ResponseTransferMode/i, ["responseTransferMode"]],
  [/^Invalid ARN/i, ["uri", "credentials", "IntegrationUri", "CredentialsArn"]],
  [/API identifier/i, ["ApiId", "restApiId"]],
  [/Resource identifier/i, ["resourceId"]],
  [/Method identifier/i, ["httpMethod"]],
  [/Integration identifier/i, ["IntegrationId"]],
  [/status code/i, ["statusCode"]],
];

function named(root: ObjectNode, names: readonly string[]): MemberNode | undefined {
  for (const name of names) {
    const member = root.members.findLast(({ key }) => key.value === name);
    if (member) return member;
  }
  return undefined;
}

function mentioned(message: string, names: Iterable<string>): readonly string[] {
  return [...names].filter((name) => new RegExp(`\\b${name}\\b`, "i").test(message));
}

/** The patch operation whose path or value AWS quotes, or the only one; undefined if there are none. */
function patchNamed(root: ObjectNode, message: string): Span | undefined {
  const list = named(root, ["patchOperations"])?.value;
  if (list?.kind !== "array") return undefined;
  const parts = list.items.flatMap((item) =>
    item.kind === "object" ? ["path", "value"].flatMap((name) => named(item, [name])?.value ?? []) : [],
  );
  const quoted = parts
    .map((node) => ({ node, text: plain(toJson(node)) }))
    .filter(({ text }) => text !== "" && message.includes(text))
    // The longest says most: `/uri` is also a part of other paths.
    .sort((a, b) => b.text.length - a.text.length)[0];
  const about = MEMBERS.find(([pattern]) => pattern.test(message))?.[1] ?? [];
  const of = parts.find((node) => about.some((name) => plain(toJson(node)).startsWith(`/${name}`)));
  const [only, ...others] = list.items;
  return quoted?.node.span ?? of?.span ?? (others.length === 0 ? only?.span : undefined);
}

/** The entry of a map whose key or value AWS quotes after "specified: " or similar. */
function entryNamed(root: ObjectNode, message: string): MemberNode | undefined {
  const quoted = Array.from(
    message.matchAll(/specified:? ([^\][]+)\]|Status Code (\S+) is/g),
    ([, text, status]) => text ?? status,
  );
  if (quoted.length === 0) return undefined;
  const entries = root.members.flatMap(({ value }) => (value?.kind === "object" ? entriesOf(value) : []));
  return entries.find(
    ({ key, value }) => quoted.includes(key.value) || quoted.includes(plain(toJson(value))),
  );
}

function entriesOf({ members }: ObjectNode): readonly MemberNode[] {
  return members.flatMap((member) =>
    member.value?.kind === "object" ? [member, ...member.value.members] : [member],
  );
}

function plain(value: Json | undefined): string {
  return value === undefined || isRecord(value) ? "" : String(value);
}
