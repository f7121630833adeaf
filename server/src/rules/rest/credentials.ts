import type { InputRule } from "../engine/rule";
import { MOTO } from "../shared/sources";
import { put, QUEUE, without } from "./examples";
import { insert } from "./fixes";
import { PUT, startsOpen, uriOf } from "./integration";

export const credentialsNotArn: InputRule = {
  code: "AG1009",
  title: "Credentials are no ARN",
  severity: "error",
  description:
    "`credentials` is the ARN of the role that API Gateway takes on, or `arn:aws:iam::*:user/*` for the caller's own. Leave it out where there is none.",
  aws: "Invalid ARN specified in the request",
  confidence: "verified-aws-third-party",
  sources: ["https://github.com/aws/aws-sdk-java/issues/860"],
  bad: put({ ...QUEUE, credentials: "NONE" }),
  good: put(QUEUE),
  on: "input",
  operations: PUT,
  check(input, report) {
    const node = input.string("credentials");
    if (!node?.value || node.value.startsWith("arn:") || startsOpen(node.value)) return;
    report({
      span: node.span,
      message: "Credentials are the ARN of a role: arn:aws:iam::ACCOUNT:role/NAME.",
    });
  },
};

export const credentialsMissing: InputRule = {
  code: "AG1010",
  title: "Service integration without a role",
  severity: "error",
  description:
    "To call an AWS service API Gateway takes on a role, which `credentials` names. A Lambda function's own policy can let API Gateway in, so it needs none; perhaps the same holds for a few other services with policies of their own.",
  aws: "Role ARN must be specified for AWS integrations",
  confidence: "emulator",
  sources: [MOTO],
  bad: put(without(QUEUE, "credentials")),
  good: put(QUEUE),
  on: "input",
  operations: PUT,
  check(input, report) {
    const type = input.string("type");
    const found = uriOf(input);
    if (type?.value !== "AWS" || !found || input.has("credentials")) return;
    const { uri, at } = found;
    if (uri.kind !== "aws-path" && uri.kind !== "aws-action") return;
    const service = uri.awsService;
    if (service.text === "" || service.text === "lambda" || /[${}<>]/.test(service.text)) return;
    report({
      span: type.span,
      message: `An integration with ${service.text} needs credentials: the ARN of the role that may call it.`,
      related: [{ span: at(service.span), message: "The service is named here." }],
      fixes: [insert(input, "credentials", "")],
    });
  },
};
