import type { InputRule } from "../engine/rule";
import { ROLE_BLANK } from "../shared/blanks";
import { emptyText } from "../shared/empty";
import { put } from "../shared/examples";
import { serviceWithRole } from "../shared/needed";
import { MOTO } from "../shared/sources";
import { QUEUE, without } from "./examples";
import { insert } from "./fixes";
import { PUT, startsOpen, uriOf } from "./integration";

export const credentialsNotArn: InputRule = {
  code: "AG1009",
  title: "Credentials are not an ARN",
  severity: "error",
  description:
    "`credentials` is the ARN of the role that API Gateway assumes, or `arn:aws:iam::*:user/*` for the caller's own credentials. Remove the member if the integration needs no credentials.",
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
      message: "Expected the ARN of a role: arn:aws:iam::ACCOUNT:role/NAME.",
    });
  },
};

export const credentialsMissing: InputRule = {
  code: "AG1010",
  title: "Missing role for a service integration",
  severity: "error",
  description:
    "To call an AWS service, API Gateway assumes the role specified in `credentials`. Lambda functions do not need one, because a function's resource policy can grant access to API Gateway. The same may apply to a few other services with resource policies.",
  aws: "Role ARN must be specified for AWS integrations",
  confidence: "emulator",
  sources: [MOTO],
  bad: put(without(QUEUE, "credentials")),
  good: put(QUEUE),
  on: "input",
  operations: PUT,
  check(input, report) {
    const empty = emptyText(input, "credentials");
    const service = serviceWithRole(input);
    const type = input.string("type");
    const found = uriOf(input);
    if (!type || !found || !service || (input.has("credentials") && !empty)) return;
    const { at } = found;
    report({
      span: (empty ?? type).span,
      message: `An integration with ${service.text} requires credentials, the ARN of a role that is allowed to call it.`,
      related: [{ span: at(service.span), message: "The service is specified here." }],
      fixes: empty ? [] : [insert(input, "credentials", ROLE_BLANK)],
    });
  },
};
