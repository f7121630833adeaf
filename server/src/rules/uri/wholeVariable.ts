import { memberName, spellingsOf } from "../../model/memberNames";
import type { InputRule } from "../engine/rule";
import { spanIn } from "../shared/part";
import { guide } from "../shared/sources";
import { uriExample } from "./examples";
import { URI_OPERATIONS, urisOf } from "./uris";

const CREDENTIALS = spellingsOf("credentials");
const TARGETS = spellingsOf("uri");

export const variableForArn: InputRule = {
  code: "AG4011",
  title: "Stage variable in place of an ARN",
  severity: "error",
  description:
    "API Gateway checks the form of an ARN before it replaces stage variables, so a stage variable cannot contain a whole ARN. It can be the name or alias of a function (`…:function:${stageVariables.name}`), the path or action of another service (`arn:aws:apigateway:REGION:SERVICE:${stageVariables.path}`) or the name of a role (`arn:aws:iam::ACCOUNT:${stageVariables.role}`).",
  confidence: "verified-aws-third-party",
  sources: [
    "https://github.com/amazon-archives/aws-apigateway-importer/issues/94",
    "https://github.com/hashicorp/terraform-provider-aws/issues/156",
    guide("aws-api-gateway-stage-variables-reference"),
  ],
  bad: uriExample("${stageVariables.function}"),
  good: uriExample(
    "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:orders:${stageVariables.alias}/invocations",
  ),
  on: "input",
  operations: URI_OPERATIONS,
  check(input, report) {
    const type = input.text(memberName(input.operation.family, "type"));
    const isAws = type === "AWS" || type === "AWS_PROXY";
    for (const { name, node, uri } of urisOf(input)) {
      const isRole = CREDENTIALS.includes(name);
      if (isRole || (isAws && TARGETS.includes(name))) {
        const first = uri.stageVariables[0];
        if (first?.span.start === 0) {
          report({
            span: spanIn(input, node, first.span),
            message: `A stage variable cannot contain ${isRole ? "the ARN of a role, only its name: arn:aws:iam::ACCOUNT:${stageVariables.NAME}." : "the ARN of a target, only parts of it, such as the name of a function."}`,
            // AWS's answer is only known for REST APIs.
            ...(input.operation.family === "apigateway" && { aws: "Invalid ARN specified in the request" }),
          });
        }
      }
      if ("function" in uri && uri.function && !uri.function.arn) {
        report({
          span: spanIn(input, node, uri.function.span),
          message:
            "A stage variable cannot contain the ARN of a function, only its name or alias: arn:aws:lambda:REGION:ACCOUNT:function:${stageVariables.NAME}.",
        });
      }
    }
  },
};
