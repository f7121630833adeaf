import type { ParsedUri } from "../../expressions/uri";
import { spellingsOf } from "../../model/memberNames";
import type { InputRule } from "../engine/rule";
import { spanIn } from "../shared/part";
import { V2_REFERENCE } from "../shared/sources";
import { roleExample } from "./examples";
import { URI_OPERATIONS, urisOf } from "./uris";

const CREDENTIALS = spellingsOf("credentials");

export const notRole: InputRule = {
  code: "AG4013",
  title: "Credentials are not a role",
  severity: "warning",
  description:
    "API Gateway assumes the role in `credentials` or `CredentialsArn`: `arn:aws:iam::ACCOUNT:role/NAME`. The only other value is `arn:aws:iam::*:user/*`, for the credentials of the caller. API Gateway cannot assume a user or the ARN of another service: requests to the API fail.",
  confidence: "issue-report",
  sources: [V2_REFERENCE, "https://github.com/aws-controllers-k8s/apigatewayv2-controller/pull/131"],
  bad: roleExample("arn:aws:iam::123456789012:user/orders"),
  good: roleExample("arn:aws:iam::123456789012:role/orders"),
  on: "input",
  operations: URI_OPERATIONS,
  check(input, report) {
    for (const { name, node, uri } of urisOf(input)) {
      if (!CREDENTIALS.includes(name) || !("arn" in uri)) continue;
      const finding = roleProblem(uri);
      if (finding) report({ span: spanIn(input, node, finding.span), message: finding.message });
    }
  },
};

function roleProblem(uri: ParsedUri & { readonly kind: string }) {
  if (!("arn" in uri) || uri.kind === "caller-identity") return undefined;
  const { service, region, resource } = uri.arn;
  if (service && service.text !== "iam") {
    return /[${}<>]/.test(service.text)
      ? undefined
      : {
          span: service.span,
          message: `Expected the ARN of an IAM role, not of ${service.text || "no service"}.`,
        };
  }
  if (region?.text && !/[${}<>]/.test(region.text)) {
    return { span: region.span, message: "The ARN of a role has no region: arn:aws:iam::ACCOUNT:role/NAME." };
  }
  // AWS documents a stage variable after the account.
  if (resource === undefined || /^role\/.|^[$<{]/.test(resource.text)) return undefined;
  return {
    span: resource.text ? resource.span : uri.span,
    message: "API Gateway can only assume a role: arn:aws:iam::ACCOUNT:role/NAME.",
  };
}
