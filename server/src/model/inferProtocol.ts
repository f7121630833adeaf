import type { MemberNode, ObjectNode, Span, ValueNode } from "../syntax/nodes";
import type { Protocol } from "./protocol";

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

type Witness = (member: MemberNode) => Evidence | undefined;

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
      ? tells("WEBSOCKET", member, text(member.value))
      : undefined,
  PayloadFormatVersion: (member) => (text(member.value) === "2.0" ? tells("HTTP", member, "2.0") : undefined),
  IntegrationUri: (member) =>
    PRIVATE_TARGET.test(text(member.value) ?? "") ? tells("HTTP", member, "of a private target") : undefined,
  ResponseParameters: (member) =>
    entries(member.value).some((entry) => /^[1-5]\d\d$/.test(entry.key.value))
      ? tells("HTTP", member, "by status code")
      : undefined,
  RequestParameters: (member) => {
    for (const entry of entries(member.value)) {
      const key = entry.key.value;
      const value = text(entry.value) ?? "";
      const protocol =
        HTTP_MAPPING_KEY.test(key) || HTTP_MAPPING_VALUE.test(value)
          ? "HTTP"
          : WEBSOCKET_MAPPING_KEY.test(key) || WEBSOCKET_MAPPING_VALUE.test(value)
            ? "WEBSOCKET"
            : undefined;
      if (protocol) return { protocol, span: entry.key.span, what: `the mapping ${key}` };
    }
    return undefined;
  },
};

/** Infers from an input's members whether its API is HTTP or WebSocket: the file itself never says. */
export function inferProtocol(root: ObjectNode): Inference {
  const evidence: Evidence[] = [];
  for (const member of root.members) {
    const name = member.key.value;
    const present = Object.hasOwn(byPresence, name) ? byPresence[name] : undefined;
    const witness = Object.hasOwn(byValue, name) ? byValue[name] : undefined;
    const found = present ? tells(present, member) : witness?.(member);
    if (found) evidence.push(found);
  }
  const protocol = evidence[0]?.protocol;
  const agreed = protocol && evidence.every((piece) => piece.protocol === protocol);
  return { ...(agreed && { protocol }), evidence };
}

function tells(protocol: Protocol, member: MemberNode, detail?: string): Evidence {
  const name = member.key.value;
  return { protocol, span: member.key.span, what: detail === undefined ? name : `${name} ${detail}` };
}

function text(node: ValueNode | undefined): string | undefined {
  return node?.kind === "string" ? node.value : undefined;
}

function entries(node: ValueNode | undefined): readonly MemberNode[] {
  return node?.kind === "object" ? node.members : [];
}
