import { URI_NAMES, type UriFault } from "../../expressions/uri";
import type { Span } from "../../syntax/nodes";
import type { Example, InputRule } from "../engine/rule";
import { replacePart, spanIn } from "../shared/part";
import { V2_INTEGRATIONS } from "../shared/scope";
import { uriOf } from "../uri/uris";

const PRIVATE_GUIDE =
  "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html";
const REFERENCE =
  "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations-integrationid.html";
const BALANCER = "arn:aws:elasticloadbalancing:us-east-1:123456789012:";
const LISTENER = `${BALANCER}listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2`;
const PATH = '"RequestParameters": { "overwrite:path": "$request.path" }';

/** The faults of a listener's ARN; AG4009 tells those of a Cloud Map service. */
const LISTENER_FAULTS: readonly UriFault["kind"][] = ["badListener", "badRegion", "badAccount"];

export const notPrivateTarget: InputRule = {
  code: "AG2014",
  title: "No target of a private integration",
  severity: "error",
  description:
    "Behind a VPC link an HTTP API reaches the listener of an Application or Network Load Balancer, or a Cloud Map service. It is named by its ARN: not by a URL, and not by the load balancer's own ARN.",
  aws: "For VpcLink VPC_LINK, integration uri should be a valid ELB listener ARN or a valid Cloud Map service ARN.",
  confidence: "verified-aws-third-party",
  sources: ["https://github.com/klothoplatform/klotho/pull/347", PRIVATE_GUIDE],
  bad: privateExample(`${BALANCER}loadbalancer/app/web/50dc6c495c0c9188`, PATH),
  good: privateExample(LISTENER, PATH),
  on: "input",
  operations: V2_INTEGRATIONS,
  protocols: ["HTTP"],
  check(input, report) {
    const connection = input.string("ConnectionType");
    const node = input.string("IntegrationUri");
    if (connection?.value !== "VPC_LINK" || !node?.value) return;
    const uri = uriOf(node);
    if (["cloud-map", "placeholder", "stage-variable"].includes(uri.kind)) return;
    const related = [{ span: connection.span, message: "VPC_LINK makes it a private integration." }];
    const tell = (span: Span, message: string): void =>
      report({ span: spanIn(input, node, span), message, related });
    if (uri.kind === "elb-listener") {
      const fault = uri.faults.find(({ kind }) => LISTENER_FAULTS.includes(kind));
      if (fault)
        tell(
          fault.span,
          "This is no listener's ARN: …:listener/app/NAME/ID/ID or …:listener/net/NAME/ID/ID.",
        );
    } else if (uri.kind === "elb") {
      tell(
        uri.arn.resource?.span ?? uri.span,
        "This is the load balancer: a VPC link reaches one of its listeners.",
      );
    } else {
      tell(uri.span, `A VPC link reaches a listener or a Cloud Map service; this is ${URI_NAMES[uri.kind]}.`);
    }
  },
};

export const stageInPath: InputRule = {
  code: "AG2062",
  title: "Stage name in the backend's path",
  severity: "information",
  description:
    "A private integration hands on the path with the stage's name in front. Mapping `overwrite:path` to `$request.path` leaves it out. It makes no difference for the stage `$default`.",
  confidence: "docs",
  sources: [PRIVATE_GUIDE],
  bad: privateExample(LISTENER),
  good: privateExample(LISTENER, PATH),
  on: "input",
  operations: ["create-integration"],
  protocols: ["HTTP"],
  check(input, report) {
    const connection = input.string("ConnectionType");
    if (connection?.value !== "VPC_LINK") return;
    const parameters = input.value("RequestParameters");
    if (input.entries("RequestParameters").some(({ key }) => key.value === "overwrite:path")) return;
    if (parameters && parameters.kind !== "object") return;
    const [name, value] = ["overwrite:path", "$request.path"];
    report({
      span: connection.span,
      message: "The backend gets the stage's name in the path, unless overwrite:path is mapped.",
      fixes: [
        {
          title: "Map overwrite:path to $request.path",
          change: parameters
            ? { kind: "insertMember", object: parameters, name, value }
            : {
                kind: "insertMember",
                object: input.root,
                name: "RequestParameters",
                value: { [name]: value },
              },
        },
      ],
    });
  },
};

export const vpcLinkOfWebSocket: InputRule = {
  code: "AG2063",
  title: "VPC link on a WebSocket API",
  severity: "hint",
  description:
    "AWS's API reference gives VPC links to HTTP APIs only, but its guide to the console offers them for WebSocket APIs, too.",
  confidence: "docs",
  sources: [REFERENCE],
  bad: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "GET", "ConnectionType": "VPC_LINK", "ConnectionId": "abc123" }',
    protocol: "WEBSOCKET",
  },
  good: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "GET" }',
    protocol: "WEBSOCKET",
  },
  on: "input",
  operations: V2_INTEGRATIONS,
  protocols: ["WEBSOCKET"],
  check(input, report) {
    const connection = input.string("ConnectionType");
    if (connection?.value !== "VPC_LINK") return;
    report({
      span: connection.span,
      message: "AWS's reference knows VPC links on HTTP APIs only; for WebSocket APIs its pages differ.",
    });
  },
};

export const greedyParameter: InputRule = {
  code: "AG2061",
  title: "Greedy parameter in the target",
  severity: "warning",
  description:
    "The plus sign belongs into the route's path. In the URL the parameter is named without it, `{proxy}` for the route's `{proxy+}`.",
  confidence: "docs",
  sources: [
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html",
  ],
  bad: urlExample("https://example.com/{proxy+}"),
  good: urlExample("https://example.com/{proxy}"),
  on: "input",
  operations: V2_INTEGRATIONS,
  protocols: ["HTTP", "unknown"],
  check(input, report) {
    const node = input.string("IntegrationUri");
    const uri = node && uriOf(node);
    if (!node || uri?.kind !== "http-url") return;
    for (const { span, name, greedy } of uri.parameters) {
      if (!greedy) continue;
      const fixed = `{${name.text}}`;
      report({
        span: spanIn(input, node, span),
        message: `In the URL the parameter is ${fixed}: the plus sign is for the route's path.`,
        fixes: [replacePart(node, span, fixed)],
      });
    }
  },
};

function privateExample(uri: string, ...members: readonly string[]): Example {
  const all = [
    '"IntegrationType": "HTTP_PROXY"',
    `"IntegrationUri": "${uri}"`,
    '"IntegrationMethod": "ANY"',
    '"PayloadFormatVersion": "1.0"',
    '"ConnectionType": "VPC_LINK"',
    '"ConnectionId": "abc123"',
    ...members,
  ];
  return { text: `{ ${all.join(", ")} }`, protocol: "HTTP" };
}

function urlExample(uri: string): Example {
  return {
    text: `{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "${uri}", "IntegrationMethod": "ANY", "PayloadFormatVersion": "1.0" }`,
    protocol: "HTTP",
  };
}
