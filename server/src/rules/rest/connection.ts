import type { InputRule } from "../engine/rule";
import { put } from "../shared/examples";
import { typeOf } from "../shared/restType";
import { guide, PREFLIGHT, REFERENCE } from "../shared/sources";
import { HTTP_PROXY, LAMBDA_PROXY, PRIVATE, without } from "./examples";
import { insert, remove, set, write } from "./fixes";
import { backendOf, PUT } from "./integration";

const TARGET = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/orders/50dc6c495c0c9188";
const VARIABLE = "${stageVariables.vpcLinkId}";

export const connectionIdMissing: InputRule = {
  code: "AG1033",
  title: "Missing VPC link",
  severity: "error",
  description:
    "A private integration requires `connectionId`: the ID of a VPC link, or a single stage variable that contains it.",
  aws: "ConnectionId should be set to the vpcLinkId or stage variable on connection type VPC_LINK",
  confidence: "verified-aws-third-party",
  sources: [`${PREFLIGHT}/pf-apigw-integration-vpc-link-connection-id`],
  bad: put(without(PRIVATE, "connectionId")),
  good: put(PRIVATE),
  on: "input",
  operations: PUT,
  check(input, report) {
    const connection = input.string("connectionType");
    const id = input.value("connectionId");
    if (connection?.value !== "VPC_LINK" || typeOf(input) === "MOCK") return;
    const isEmpty = id?.kind === "string" && id.value === "";
    if (input.has("connectionId") && !isEmpty) return;
    const title = `Set connectionId to ${VARIABLE}`;
    report({
      span: isEmpty ? id.span : connection.span,
      message: "VPC_LINK requires connectionId, the ID of the VPC link.",
      fixes: [isEmpty ? write(id, VARIABLE, title) : insert(input, "connectionId", VARIABLE, title)],
    });
  },
};

export const privateNotHttp: InputRule = {
  code: "AG1034",
  title: "Private integration requires an HTTP type",
  severity: "error",
  description:
    "VPC links only connect to HTTP backends, so the type of a private integration must be `HTTP` or `HTTP_PROXY`.",
  confidence: "docs",
  sources: [guide("set-up-private-integration")],
  bad: put({ ...LAMBDA_PROXY, connectionType: "VPC_LINK", connectionId: "abc123" }),
  good: put(PRIVATE),
  on: "input",
  operations: PUT,
  check(input, report) {
    const connection = input.string("connectionType");
    const type = input.string("type");
    // AG1026 reports it for MOCK integrations.
    if (connection?.value !== "VPC_LINK" || !type || backendOf(typeOf(input)) !== "aws") return;
    report({
      span: type.span,
      message: `Private integrations do not support type ${type.value}. Use HTTP or HTTP_PROXY.`,
      related: [{ span: connection.span, message: "VPC_LINK makes this a private integration." }],
    });
  },
};

export const connectionIdUnused: InputRule = onlyPrivate({
  code: "AG1035",
  severity: "warning",
  title: "connectionId without VPC_LINK",
  member: "connectionId",
  description:
    "API Gateway ignores `connectionId` unless `connectionType` is `VPC_LINK`. The default is `INTERNET`.",
  message: "API Gateway ignores connectionId unless connectionType is VPC_LINK.",
  source: REFERENCE,
  value: "abc123",
});

export const integrationTargetUnused: InputRule = onlyPrivate({
  code: "AG1036",
  severity: "error",
  title: "integrationTarget without VPC_LINK",
  member: "integrationTarget",
  description:
    "`integrationTarget` is the load balancer that a VPC link V2 connects to, so it requires `connectionType` `VPC_LINK`.",
  message: "integrationTarget requires connectionType VPC_LINK.",
  source: guide("set-up-private-integration"),
  value: TARGET,
});

/** Makes a rule for a member that only private integrations use. */
function onlyPrivate(of: {
  readonly code: InputRule["code"];
  readonly severity: InputRule["severity"];
  readonly title: string;
  readonly member: string;
  readonly description: string;
  readonly message: string;
  readonly source: string;
  readonly value: string;
}): InputRule {
  return {
    code: of.code,
    title: of.title,
    severity: of.severity,
    description: of.description,
    confidence: "docs",
    sources: [of.source],
    bad: put({ ...HTTP_PROXY, [of.member]: of.value }),
    good: put(PRIVATE),
    on: "input",
    operations: PUT,
    check(input, report) {
      const member = input.member(of.member);
      const connection = input.value("connectionType");
      if (!member || input.text(of.member) === "") return;
      if (connection && !(connection.kind === "string" && connection.value === "INTERNET")) return;
      const isHttp = backendOf(typeOf(input)) === "http";
      report({
        span: member.key.span,
        message: of.message,
        ...(connection && {
          related: [{ span: connection.span, message: "INTERNET does not use a VPC link." }],
        }),
        fixes: [
          // Other types do not support VPC_LINK.
          ...(isHttp ? [set(input, "connectionType", "VPC_LINK")] : []),
          remove(member, input.root),
        ],
      });
    },
  };
}
