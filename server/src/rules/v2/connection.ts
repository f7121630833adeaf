import type { IntegrationInput } from "../../model/input";
import type { Severity } from "../engine/finding";
import type { InputRule } from "../engine/rule";
import { VPC_LINK_BLANK } from "../shared/blanks";
import { emptyText } from "../shared/empty";
import { isUpdate, V2_INTEGRATIONS } from "../shared/scope";
import { guide, preflightV2, V2_REFERENCE } from "../shared/sources";

const PRIVATE_GUIDE = guide("http-api-develop-integrations-private");
const LISTENER =
  "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2";
const PRIVATE = `"IntegrationUri": "${LISTENER}", "IntegrationMethod": "ANY", "PayloadFormatVersion": "1.0", "RequestParameters": { "overwrite:path": "$request.path" }, "ConnectionType": "VPC_LINK"`;

export const connectionIdMissing: InputRule = {
  code: "AG2013",
  title: "Missing ConnectionId",
  severity: "error",
  description:
    "A private integration requires `ConnectionId`, the ID of its VPC link. On an update, the existing one may still apply, so a missing `ConnectionId` is only reported as information. An empty one is always an error.",
  aws: "ConnectionId must be set to vpcLinkId for ConnectionType VPC_LINK",
  confidence: "verified-aws-third-party",
  sources: [preflightV2("integration-vpc-link-connection-id")],
  bad: { text: `{ "IntegrationType": "HTTP_PROXY", ${PRIVATE} }` },
  good: { text: `{ "IntegrationType": "HTTP_PROXY", ${PRIVATE}, "ConnectionId": "abc123" }` },
  on: "input",
  operations: V2_INTEGRATIONS,
  protocols: ["HTTP", "unknown"],
  check(input, report) {
    const type = input.string("ConnectionType");
    const empty = emptyText(input, "ConnectionId");
    if (type?.value !== "VPC_LINK" || (input.has("ConnectionId") && !empty)) return;
    report({
      ...(!empty && onUpdate(input)),
      span: (empty ?? type).span,
      message: "VPC_LINK requires ConnectionId, the ID of the VPC link.",
      fixes: empty
        ? []
        : [
            {
              title: "Insert ConnectionId",
              change: {
                kind: "insertMember",
                object: input.root,
                name: "ConnectionId",
                value: VPC_LINK_BLANK,
              },
            },
          ],
    });
  },
};

export const privateNotHttpProxy: InputRule = {
  code: "AG2015",
  title: "Private integration requires HTTP_PROXY",
  severity: "error",
  description: "Private integrations of HTTP APIs must be `HTTP_PROXY` integrations.",
  confidence: "docs",
  sources: [PRIVATE_GUIDE],
  bad: { text: `{ "IntegrationType": "AWS_PROXY", ${PRIVATE}, "ConnectionId": "abc123" }` },
  good: { text: `{ "IntegrationType": "HTTP_PROXY", ${PRIVATE}, "ConnectionId": "abc123" }` },
  on: "input",
  operations: V2_INTEGRATIONS,
  protocols: ["HTTP", "unknown"],
  check(input, report) {
    const connection = input.string("ConnectionType");
    const type = input.string("IntegrationType");
    // AG2001 reports the other types.
    if (connection?.value !== "VPC_LINK" || type?.value !== "AWS_PROXY") return;
    report({
      span: type.span,
      message: "Private integrations require IntegrationType HTTP_PROXY.",
      related: [{ span: connection.span, message: "VPC_LINK makes this a private integration." }],
      fixes: [
        { title: 'Write "HTTP_PROXY"', change: { kind: "replaceValue", node: type, value: "HTTP_PROXY" } },
      ],
    });
  },
};

export const connectionIdUnused: InputRule = {
  code: "AG2016",
  title: "ConnectionId without VPC_LINK",
  severity: "warning",
  description:
    "API Gateway uses `ConnectionId` only when `ConnectionType` is `VPC_LINK`. The default is `INTERNET`.",
  confidence: "derived",
  sources: [V2_REFERENCE],
  bad: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "ANY", "ConnectionId": "abc123" }',
  },
  good: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "ANY" }',
  },
  on: "input",
  operations: V2_INTEGRATIONS,
  check(input, report) {
    const id = input.member("ConnectionId");
    const type = input.value("ConnectionType");
    if (!id || (type && !(type.kind === "string" && type.value === "INTERNET"))) return;
    report({
      ...onUpdate(input),
      span: id.key.span,
      message: "ConnectionId has no effect unless ConnectionType is VPC_LINK.",
      ...(type && { related: [{ span: type.span, message: "INTERNET connections do not use a VPC link." }] }),
      fixes: [
        {
          title: "Set ConnectionType to VPC_LINK",
          change: type
            ? { kind: "replaceValue", node: type, value: "VPC_LINK" }
            : { kind: "insertMember", object: input.root, name: "ConnectionType", value: "VPC_LINK" },
        },
      ],
    });
  },
};

export const tlsConfigUnused: InputRule = {
  code: "AG2018",
  title: "TlsConfig without VPC_LINK",
  severity: "warning",
  description:
    "`TlsConfig` applies only to private integrations. For a public endpoint, the scheme of its URL determines whether TLS is used.",
  confidence: "docs",
  sources: [V2_REFERENCE],
  bad: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "ANY", "PayloadFormatVersion": "1.0", "TlsConfig": { "ServerNameToVerify": "example.com" } }',
  },
  good: {
    text: `{ "IntegrationType": "HTTP_PROXY", ${PRIVATE}, "ConnectionId": "abc123", "TlsConfig": { "ServerNameToVerify": "example.com" } }`,
  },
  on: "input",
  operations: V2_INTEGRATIONS,
  // AG2037 covers WebSocket APIs.
  protocols: ["HTTP", "unknown"],
  check(input, report) {
    const tls = input.member("TlsConfig");
    if (!tls || input.text("ConnectionType") === "VPC_LINK") return;
    report({
      ...onUpdate(input),
      span: tls.key.span,
      message: "TlsConfig has no effect unless ConnectionType is VPC_LINK.",
      fixes: [
        { title: 'Remove "TlsConfig"', change: { kind: "removeMember", member: tls, object: input.root } },
      ],
    });
  },
};

/** On an update, existing settings may supply what the file omits, so the problem is only information. */
function onUpdate(input: IntegrationInput): { readonly severity?: Severity } {
  return isUpdate(input) ? { severity: "information" } : {};
}
