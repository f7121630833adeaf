import { URI_NAMES, type UriFault } from "../../expressions/uri";
import type { Span } from "../../syntax/nodes";
import type { Example, InputRule } from "../engine/rule";
import { replacePart, spanIn } from "../shared/part";
import { V2_INTEGRATIONS } from "../shared/scope";
import { guide, V2_REFERENCE } from "../shared/sources";
import { uriOf } from "../uri/uris";

const PRIVATE_GUIDE = guide("http-api-develop-integrations-private");
const BALANCER = "arn:aws:elasticloadbalancing:us-east-1:123456789012:";
const LISTENER = `${BALANCER}listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2`;
const PATH = '"RequestParameters": { "overwrite:path": "$request.path" }';

/** The faults in a listener's ARN. AG4009 reports those of a Cloud Map service. */
const LISTENER_FAULTS: readonly UriFault["kind"][] = ["badListener", "badRegion", "badAccount"];

export const notPrivateTarget: InputRule = {
  code: "AG2014",
  title: "Invalid target of a private integration",
  severity: "error",
  description:
    "Through a VPC link, an HTTP API reaches a listener of an Application or Network Load Balancer, or a Cloud Map service. Specify its ARN, not a URL or the ARN of the load balancer itself.",
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
    const related = [{ span: connection.span, message: "VPC_LINK makes this a private integration." }];
    const reportAt = (span: Span, message: string): void =>
      report({ span: spanIn(input, node, span), message, related });
    if (uri.kind === "elb-listener") {
      const fault = uri.faults.find(({ kind }) => LISTENER_FAULTS.includes(kind));
      if (fault)
        reportAt(
          fault.span,
          "Not a valid listener ARN. Expected …:listener/app/NAME/ID/ID or …:listener/net/NAME/ID/ID.",
        );
    } else if (uri.kind === "elb") {
      reportAt(
        uri.arn.resource?.span ?? uri.span,
        "This is the ARN of a load balancer. Use the ARN of one of its listeners.",
      );
    } else {
      reportAt(
        uri.span,
        `VPC_LINK requires the ARN of a load balancer listener or a Cloud Map service, but this is ${URI_NAMES[uri.kind]}.`,
      );
    }
  },
};

export const stageInPath: InputRule = {
  code: "AG2062",
  title: "Stage name in the backend path",
  severity: "information",
  description:
    "Private integrations send the path to the backend with the stage name at the start. Map `overwrite:path` to `$request.path` to remove it. The stage `$default` is not affected.",
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
      message: "The backend receives the stage name in the path unless overwrite:path is mapped.",
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
    "AWS's API reference describes VPC links for HTTP APIs only, but its guide to the console also offers them for WebSocket APIs.",
  confidence: "docs",
  sources: [V2_REFERENCE],
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
      message:
        "AWS's API reference describes VPC links for HTTP APIs only. For WebSocket APIs, its pages disagree.",
    });
  },
};

export const greedyParameter: InputRule = {
  code: "AG2061",
  title: "Greedy parameter in the URL",
  severity: "warning",
  description:
    "The plus sign belongs in the route's path. In the URL, use the parameter without it: `{proxy}` for the route's `{proxy+}`.",
  confidence: "docs",
  sources: [guide("http-api-develop-integrations-http")],
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
        message: `Use ${fixed} in the URL. The plus sign belongs in the route's path.`,
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
