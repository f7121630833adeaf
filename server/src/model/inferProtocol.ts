import type { MemberNode, ObjectNode, Span, ValueNode } from "../syntax/nodes";
import type { Operation } from "./operations";
import { PROTOCOLS_OF, type Protocol } from "./protocol";

/** Something in the file that only one protocol has. */
export interface Evidence {
  readonly protocol: Protocol;
  readonly span: Span;
  /** What it is, to stand in a sentence: `IntegrationSubtype`, `PayloadFormatVersion 2.0`. */
  readonly what: string;
}

export interface Inference {
  /** Absent when nothing in the file tells, or when the evidence clashes. */
  readonly protocol?: Protocol;
  readonly evidence: readonly Evidence[];
}

type Witness = (member: MemberNode) => readonly Evidence[];

const HTTP_MAPPING_KEY = /^(?:append|overwrite|remove):/;
const HTTP_MAPPING_VALUE = /\$\{?(?:request|response)\./;
const WEBSOCKET_MAPPING_KEY = /^integration\.request\./;
const WEBSOCKET_MAPPING_VALUE = /^route\.request\./;
const PRIVATE_TARGET = /^arn:[^:]+:(?:elasticloadbalancing|servicediscovery):/;

/** The members that tell by being there. */
const byPresence: Readonly<Record<string, Protocol>> = {
  IntegrationSubtype: "HTTP",
  TlsConfig: "HTTP",
  RequestTemplates: "WEBSOCKET",
  TemplateSelectionExpression: "WEBSOCKET",
  ContentHandlingStrategy: "WEBSOCKET",
  PassthroughBehavior: "WEBSOCKET",
};

const byValue: Readonly<Record<string, Witness>> = {
  IntegrationType: (member) =>
    ["AWS", "HTTP", "MOCK"].includes(text(member.value) ?? "")
      ? [tells("WEBSOCKET", member, text(member.value))]
      : [],
  // Without quotes it is wrong, and as clear.
  PayloadFormatVersion: (member) =>
    (member.value?.kind === "number" ? member.value.text : text(member.value)) === "2.0"
      ? [tells("HTTP", member, "2.0")]
      : [],
  // No WebSocket API takes such an ARN, so it tells without its VPC_LINK, too.
  IntegrationUri: (member) =>
    PRIVATE_TARGET.test(text(member.value) ?? "") ? [tells("HTTP", member, "of a private target")] : [],
  ResponseParameters: (member) =>
    entries(member.value).some((entry) => /^[1-5]\d\d$/.test(entry.key.value))
      ? [tells("HTTP", member, "by status code")]
      : mappings(member),
  RequestParameters: mappings,
};

/**
 * Infers of which kind an input's API is. `apigateway` has REST APIs only, and only WebSocket APIs have
 * integration responses; the other files never say, but most have members that one kind only takes.
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
    const witness = Object.hasOwn(byValue, name) ? byValue[name] : undefined;
    evidence.push(...(present ? [tells(present, member)] : (witness?.(member) ?? [])));
  }
  const protocol = evidence[0]?.protocol;
  const agreed = protocol && evidence.every((piece) => piece.protocol === protocol);
  return { ...(agreed && { protocol }), evidence };
}

/** A person's word on the protocol, as far as the operation leaves it open. */
export function pinFor(operation: Operation, pinned: Protocol | undefined): Protocol | undefined {
  const open = PROTOCOLS_OF[operation.family];
  return pinned && open.length > 1 && open.includes(pinned) ? pinned : undefined;
}

/** The first mapping of each dialect. */
function mappings(member: MemberNode): readonly Evidence[] {
  const found = new Map<Protocol, Evidence>();
  for (const entry of entries(member.value)) {
    const protocol = dialectOf(entry);
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

function dialectOf({ key, value }: MemberNode): Protocol | undefined {
  const source = text(value) ?? "";
  if (HTTP_MAPPING_KEY.test(key.value) || HTTP_MAPPING_VALUE.test(source)) return "HTTP";
  if (WEBSOCKET_MAPPING_KEY.test(key.value) || WEBSOCKET_MAPPING_VALUE.test(source)) return "WEBSOCKET";
  return undefined;
}

function tells(protocol: Protocol, { key }: MemberNode, detail?: string): Evidence {
  return { protocol, span: key.span, what: detail === undefined ? key.value : `${key.value} ${detail}` };
}

function text(node: ValueNode | undefined): string | undefined {
  return node?.kind === "string" ? node.value : undefined;
}

function entries(node: ValueNode | undefined): readonly MemberNode[] {
  return node?.kind === "object" ? node.members : [];
}
