import { AN_API, API_NAME, type Protocol } from "../../model/protocol";
import type { InputRule } from "../engine/rule";
import { V2_INTEGRATIONS } from "../shared/scope";
import { V2_REFERENCE } from "../shared/sources";

export const mixedProtocols: InputRule = {
  code: "AG0028",
  title: "Mixed HTTP and WebSocket settings",
  severity: "warning",
  description:
    "The file combines settings that are only supported for HTTP APIs with settings that are only supported for WebSocket APIs, so API Gateway ignores or rejects some of them. Pin the protocol to see which.",
  confidence: "decision",
  sources: [V2_REFERENCE],
  bad: { text: '{ "IntegrationType": "MOCK", "TlsConfig": { "ServerNameToVerify": "example.com" } }' },
  good: {
    text: String.raw`{ "IntegrationType": "MOCK", "RequestTemplates": { "$default": "{\"statusCode\": 200}" } }`,
  },
  on: "input",
  operations: V2_INTEGRATIONS,
  protocols: ["unknown"],
  check({ inference }, report) {
    const [first, ...rest] = inference.evidence;
    const clash = first && rest.find((piece) => piece.protocol !== first.protocol);
    if (!clash) return;
    report({
      span: clash.span,
      message: `${capitalized(clash.what)} is only supported for ${API_NAME[clash.protocol]}s, but ${first.what} is only supported for ${API_NAME[first.protocol]}s.`,
      related: [
        {
          span: first.span,
          message: `${capitalized(first.what)} is only supported for ${API_NAME[first.protocol]}s.`,
        },
      ],
    });
  },
};

export const nonProxyOnHttp: InputRule = {
  code: "AG2001",
  title: "Non-proxy integration on an HTTP API",
  severity: "error",
  description:
    "HTTP APIs only support the proxy integrations `AWS_PROXY` and `HTTP_PROXY`. `AWS`, `HTTP` and `MOCK` are for WebSocket and REST APIs.",
  aws: "Currently, an API with a protocol type of HTTP may only be associated with proxy integrations (AWS_PROXY, HTTP_PROXY)",
  confidence: "verified-aws-third-party",
  sources: ["https://github.com/aws/aws-cli/issues/6363"],
  bad: {
    text: '{ "IntegrationType": "HTTP", "IntegrationUri": "https://example.com", "IntegrationMethod": "GET", "PayloadFormatVersion": "1.0" }',
    protocol: "HTTP",
  },
  good: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "GET", "PayloadFormatVersion": "1.0" }',
    protocol: "HTTP",
  },
  on: "input",
  operations: V2_INTEGRATIONS,
  protocols: ["HTTP"],
  check(input, report) {
    const type = input.string("IntegrationType");
    if (!type || !["AWS", "HTTP", "MOCK"].includes(type.value)) return;
    const proxies =
      type.value === "AWS"
        ? ["AWS_PROXY"]
        : type.value === "HTTP"
          ? ["HTTP_PROXY"]
          : ["AWS_PROXY", "HTTP_PROXY"];
    report({
      span: type.span,
      message: `HTTP APIs do not support ${type.value} integrations. Use AWS_PROXY or HTTP_PROXY.`,
      fixes: proxies.map((proxy) => ({
        title: `Write "${proxy}"`,
        change: { kind: "replaceValue", node: type, value: proxy },
      })),
    });
  },
};

export const webSocketOnlyMember: InputRule = otherProtocolRule({
  code: "AG2036",
  here: "HTTP",
  there: "WEBSOCKET",
  members: [
    "RequestTemplates",
    "TemplateSelectionExpression",
    "ContentHandlingStrategy",
    "PassthroughBehavior",
  ],
  description:
    "AWS documents mapping templates, their selection, content handling and passthrough behavior for WebSocket APIs only. HTTP APIs pass payloads through unchanged. Whether API Gateway rejects or ignores these members has not been tested.",
  bad: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "GET", "PayloadFormatVersion": "1.0", "PassthroughBehavior": "NEVER" }',
    protocol: "HTTP",
  },
  good: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "GET", "PayloadFormatVersion": "1.0" }',
    protocol: "HTTP",
  },
});

export const httpOnlyMember: InputRule = otherProtocolRule({
  code: "AG2037",
  here: "WEBSOCKET",
  there: "HTTP",
  members: ["ResponseParameters", "TlsConfig", "IntegrationSubtype"],
  description:
    "AWS documents response parameters, the TLS configuration and subtypes for HTTP APIs only. Whether API Gateway rejects or ignores them on a WebSocket API has not been tested.",
  bad: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "GET", "TlsConfig": { "ServerNameToVerify": "example.com" } }',
    protocol: "WEBSOCKET",
  },
  good: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "GET" }',
    protocol: "WEBSOCKET",
  },
});

/** Creates a rule for members that are only supported for the other protocol. */
function otherProtocolRule(of: {
  readonly code: InputRule["code"];
  readonly here: Protocol;
  readonly there: Protocol;
  readonly members: readonly string[];
  readonly description: string;
  readonly bad: InputRule["bad"];
  readonly good: InputRule["good"];
}): InputRule {
  return {
    code: of.code,
    title: `${API_NAME[of.there]} member on ${AN_API[of.here]}`,
    severity: "warning",
    description: of.description,
    confidence: "docs",
    sources: [V2_REFERENCE],
    bad: of.bad,
    good: of.good,
    on: "input",
    operations: V2_INTEGRATIONS,
    protocols: [of.here],
    check(input, report) {
      for (const name of of.members) {
        const member = input.member(name);
        if (!member) continue;
        report({
          span: member.key.span,
          message: `${name} is only supported for ${API_NAME[of.there]}s, but this integration is for ${AN_API[of.here]}.`,
          fixes: [
            { title: `Remove "${name}"`, change: { kind: "removeMember", member, object: input.root } },
          ],
        });
      }
    },
  };
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
