import type { MemberNode, ObjectNode, Span, ValueNode } from "../syntax/nodes";
import type { Operation } from "./operations";
import { PROTOCOLS_OF, type Protocol } from "./protocol";

/** A part of the file that only one protocol supports. */
export interface Evidence {
  readonly protocol: Protocol;
  readonly span: Span;
  /** The name of the part in a sentence, such as `IntegrationSubtype` or `PayloadFormatVersion 2.0`. */
  readonly what: string;
}

export interface Inference {
  /** Absent if there is no evidence, or if it is contradictory. */
  readonly protocol?: Protocol;
  readonly evidence: readonly Evidence[];
}

type FindEvidence = (member: MemberNode) => readonly Evidence[];

const HTTP_MAPPING_KEY = /^(?:append|overwrite|remove):/;
const HTTP_MAPPING_VALUE = /\$\{?(?:request|response)\./;
const WEBSOCKET_MAPPING_KEY = /^integration\.request\./;
const WEBSOCKET_MAPPING_VALUE = /^route\.request\./;
const PRIVATE_TARGET = /^arn:[^:]+:(?:elasticloadbalancing|servicediscovery):/;

/** Members that only one protocol has. */
const byPresence: Readonly<Record<string, Protocol>> = {
  IntegrationSubtype: "HTTP",
  TlsConfig: "HTTP",
  RequestTemplates: "WEBSOCKET",
  TemplateSelectionExpression: "WEBSOCKET",
  ContentHandlingStrategy: "WEBSOCKET",
  PassthroughBehavior: "WEBSOCKET",
};

/** Members whose values depend on the protocol. */
const byValue: Readonly<Record<string, FindEvidence>> = {
  IntegrationType: (member) =>
    ["AWS", "HTTP", "MOCK"].includes(text(member.value) ?? "")
      ? [evidenceOf("WEBSOCKET", member, text(member.value))]
      : [],
  // Without quotes the value is invalid, but the evidence is as clear.
  PayloadFormatVersion: (member) =>
    (member.value?.kind === "number" ? member.value.text : text(member.value)) === "2.0"
      ? [evidenceOf("HTTP", member, "2.0")]
      : [],
  // WebSocket APIs do not support these ARNs, so this holds without a VPC_LINK too.
  IntegrationUri: (member) =>
    PRIVATE_TARGET.test(text(member.value) ?? "")
      ? [evidenceOf("HTTP", member, "with a private target")]
      : [],
  ResponseParameters: (member) =>
    entries(member.value).some((entry) => /^[1-5]\d\d$/.test(entry.key.value))
      ? [evidenceOf("HTTP", member, "by status code")]
      : mappings(member),
  RequestParameters: mappings,
};

/**
 * Infers the protocol of the API that an input is for. Some operations exist for only one protocol. The others
 * never name it, but most inputs have members that only one protocol supports.
 */
export function inferProtocol(root: ObjectNode, operation: Operation): Inference {
  const [only, ...others] = operation.protocols;
  if (only && others.length === 0) {
    const span = { start: root.span.start, end: root.span.start + 1 };
    return { protocol: only, evidence: [{ protocol: only, span, what: `the operation ${operation.name}` }] };
  }
  const evidence: Evidence[] = [];
  for (const member of root.members) {
    const name = member.key.value;
    const present = Object.hasOwn(byPresence, name) ? byPresence[name] : undefined;
    const find = Object.hasOwn(byValue, name) ? byValue[name] : undefined;
    evidence.push(...(present ? [evidenceOf(present, member)] : (find?.(member) ?? [])));
  }
  const protocol = evidence[0]?.protocol;
  const agreed = protocol && evidence.every((piece) => piece.protocol === protocol);
  return { ...(agreed && { protocol }), evidence };
}

/** Returns the pinned protocol if the operation supports more than one and this is one of them. */
export function pinFor(operation: Operation, pinned: Protocol | undefined): Protocol | undefined {
  const possible = PROTOCOLS_OF[operation.family];
  return pinned && possible.length > 1 && possible.includes(pinned) ? pinned : undefined;
}

/** Returns the first mapping in the syntax of each protocol. */
function mappings(member: MemberNode): readonly Evidence[] {
  const found = new Map<Protocol, Evidence>();
  for (const entry of entries(member.value)) {
    const protocol = protocolOf(entry);
    if (protocol && !found.has(protocol)) {
      found.set(protocol, {
        protocol,
        span: entry.key.span,
        what: `the mapping ${entry.key.value}`,
      });
    }
  }
  return [...found.values()];
}

function protocolOf({ key, value }: MemberNode): Protocol | undefined {
  const source = text(value) ?? "";
  if (HTTP_MAPPING_KEY.test(key.value) || HTTP_MAPPING_VALUE.test(source)) return "HTTP";
  if (WEBSOCKET_MAPPING_KEY.test(key.value) || WEBSOCKET_MAPPING_VALUE.test(source)) return "WEBSOCKET";
  return undefined;
}

function evidenceOf(protocol: Protocol, { key }: MemberNode, detail?: string): Evidence {
  return { protocol, span: key.span, what: detail === undefined ? key.value : `${key.value} ${detail}` };
}

function text(node: ValueNode | undefined): string | undefined {
  return node?.kind === "string" ? node.value : undefined;
}

function entries(node: ValueNode | undefined): readonly MemberNode[] {
  return node?.kind === "object" ? node.members : [];
}
