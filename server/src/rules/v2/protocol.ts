import { AN_API, API_NAME, type Protocol } from "../../model/protocol";
import type { InputRule } from "../engine/rule";
import { V2_INTEGRATIONS } from "../shared/scope";

const REFERENCE =
  "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations-integrationid.html";

export const mixedProtocols: InputRule = {
  code: "AG0028",
  title: "HTTP and WebSocket mixed",
  severity: "warning",
  description:
    "The file holds what only an HTTP API has beside what only a WebSocket API has, so whichever the API is, some of it is ignored or refused. Pin the protocol to be told which.",
  confidence: "decision",
  sources: [REFERENCE],
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
      message: `${capitalized(clash.what)} is for ${API_NAME[clash.protocol]}s only, but ${first.what} is for ${API_NAME[first.protocol]}s only.`,
      related: [
        { span: first.span, message: `${capitalized(first.what)} is for ${API_NAME[first.protocol]}s only.` },
      ],
    });
  },
};

export const nonProxyOnHttp: InputRule = {
  code: "AG2001",
  title: "Non-proxy integration on an HTTP API",
  severity: "error",
  description:
    "HTTP APIs have proxy integrations only: `AWS_PROXY` and `HTTP_PROXY`. `AWS`, `HTTP` and `MOCK` belong to WebSocket (and REST) APIs.",
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
      message: `An HTTP API has no ${type.value} integrations, only AWS_PROXY and HTTP_PROXY.`,
      fixes: proxies.map((proxy) => ({
        title: `Write "${proxy}"`,
        change: { kind: "replaceValue", node: type, value: proxy },
      })),
    });
  },
};

export const webSocketOnlyMember: InputRule = onlyElsewhere({
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
    "AWS documents templates, their selection, content handling and pass-through behaviour for WebSocket APIs only: an HTTP API hands payloads through as they are. Whether the service refuses or ignores them was not tried.",
  bad: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "GET", "PayloadFormatVersion": "1.0", "PassthroughBehavior": "NEVER" }',
    protocol: "HTTP",
  },
  good: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "GET", "PayloadFormatVersion": "1.0" }',
    protocol: "HTTP",
  },
});

export const httpOnlyMember: InputRule = onlyElsewhere({
  code: "AG2037",
  here: "WEBSOCKET",
  there: "HTTP",
  members: ["ResponseParameters", "TlsConfig", "IntegrationSubtype"],
  description:
    "AWS documents response parameters, the TLS configuration and subtypes for HTTP APIs only. Whether the service refuses or ignores them on a WebSocket API was not tried.",
  bad: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "GET", "TlsConfig": { "ServerNameToVerify": "example.com" } }',
    protocol: "WEBSOCKET",
  },
  good: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "GET" }',
    protocol: "WEBSOCKET",
  },
});

/** A rule on members that the API's protocol does not have. */
function onlyElsewhere(of: {
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
    title: `Member of ${API_NAME[of.there]}s on ${AN_API[of.here]}`,
    severity: "warning",
    description: of.description,
    confidence: "docs",
    sources: [REFERENCE],
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
          message: `Only ${API_NAME[of.there]}s have ${name}; this is for ${AN_API[of.here]}.`,
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
