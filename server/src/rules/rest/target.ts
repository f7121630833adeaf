import type { InputRule } from "../engine/rule";
import { put } from "../shared/examples";
import { spanIn } from "../shared/part";
import { typeOf } from "../shared/restType";
import { guide } from "../shared/sources";
import { uriOf } from "../uri/uris";
import { PRIVATE, without } from "./examples";
import { backendOf, PUT, startsOpen } from "./integration";

export const targetMissing: InputRule = {
  code: "AG1004",
  title: "Missing URI",
  severity: "error",
  description:
    "All types except `MOCK` require `uri`, the target of the request. A private integration requires one as well: it determines the `Host` header and the name that the certificate is verified against.",
  aws: "Invalid integration URI specified",
  confidence: "verified-aws-third-party",
  sources: ["https://github.com/aws/aws-cdk/pull/10730"],
  bad: put(without(PRIVATE, "uri")),
  good: put(PRIVATE),
  on: "input",
  operations: PUT,
  check(input, report) {
    const type = input.string("type");
    const backend = backendOf(typeOf(input));
    const uri = input.value("uri");
    if (!type || !backend || backend === "none") return;
    const isEmpty = uri?.kind === "string" && uri.value === "";
    if (input.has("uri") && !isEmpty) return;
    report({
      span: isEmpty ? uri.span : type.span,
      message: `${type.value} requires uri, the target of the request.`,
    });
  },
};

export const targetNotLoadBalancer: InputRule = {
  code: "AG1037",
  title: "Target is not a load balancer",
  severity: "error",
  description:
    "`integrationTarget` is the ARN of an Application Load Balancer or Network Load Balancer, or of one of its listeners, that a VPC link V2 connects to. A VPC link V2 requires it (`IntegrationTarget is required for VpcLinkV2 …`). Unlike HTTP APIs, REST APIs do not support AWS Cloud Map.",
  confidence: "docs",
  sources: [
    guide("set-up-private-integration"),
    guide("private-integration"),
    "https://github.com/hashicorp/terraform-provider-aws/issues/45230",
  ],
  // AG0022 reports every integrationTarget, so a file without problems has none.
  bad: put({ ...PRIVATE, integrationTarget: "orders.example.com" }),
  good: put(PRIVATE),
  on: "input",
  operations: PUT,
  check(input, report) {
    const node = input.string("integrationTarget");
    if (!node?.value || startsOpen(node.value)) return;
    const uri = uriOf(node);
    if (uri.kind !== "elb" && uri.kind !== "elb-listener") {
      report({
        span: node.span,
        message: `${
          uri.kind === "cloud-map" ? "REST APIs do not support Cloud Map. " : ""
        }Expected the ARN of a load balancer or of one of its listeners: arn:aws:elasticloadbalancing:REGION:ACCOUNT:loadbalancer/app/….`,
      });
      return;
    }
    const [fault] = uri.faults;
    if (!fault) return;
    report({
      span: spanIn(input, node, fault.span),
      message: `Invalid part of a load balancer ARN. Expected arn:aws:elasticloadbalancing:REGION:ACCOUNT:${
        uri.kind === "elb" ? "loadbalancer/app/NAME/ID" : "listener/app/NAME/ID/ID"
      }, with net instead of app for a Network Load Balancer.`,
    });
  },
};
