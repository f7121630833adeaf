import { REGIONS } from "../../expressions/partitions";
import { spellingsOf } from "../../model/memberNames";
import type { StringNode } from "../../syntax/nodes";
import type { Finding, Fix } from "../engine/finding";
import type { InputRule } from "../engine/rule";
import { nearest } from "../shared/nearest";
import { replacePart, spanIn } from "../shared/part";
import { roleExample } from "./examples";
import { URI_OPERATIONS, type UriMember, uriFaults } from "./uris";

const CREDENTIALS = spellingsOf("credentials");

/** Returns whether no other rule checks the region and account of an ARN, or reports it as a whole. */
function isChecked({ name, uri }: UriMember): boolean {
  if (CREDENTIALS.includes(name)) return uri.kind === "role" || uri.kind === "arn";
  switch (uri.kind) {
    case "aws-path":
    case "aws-action":
      return true;
    case "lambda-function":
      return name === "IntegrationUri";
    case "arn":
      // This may be a misspelled function.
      return name === "IntegrationUri" && nearest(uri.arn.service?.text ?? "", ["lambda"]) !== undefined;
    default:
      return false;
  }
}

export const badField: InputRule = {
  code: "AG4012",
  title: "Invalid region or account in an ARN",
  severity: "error",
  description:
    "The region of an ARN is the name of an AWS region, such as `us-east-1`, and its account ID has 12 digits. AG4003 and AG4009 check the ARNs of Lambda invocations and Cloud Map services.",
  confidence: "docs",
  sources: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html"],
  bad: roleExample("arn:aws:iam::12345:role/orders"),
  good: roleExample("arn:aws:iam::123456789012:role/orders"),
  on: "input",
  operations: URI_OPERATIONS,
  check(input, report) {
    for (const { fault, ...member } of uriFaults(input, "badRegion", "badAccount")) {
      if (!isChecked(member)) continue;
      const { node } = member;
      report({ span: spanIn(input, node, fault.span), ...fieldProblem(node, fault) });
    }
  },
};

/** Describes an invalid region or account, with a fix that writes the most similar region. */
export function fieldProblem(
  node: StringNode,
  { kind, span }: { readonly kind: string; readonly span: Finding["span"] },
): { readonly message: string; readonly fixes: readonly Fix[] } {
  if (kind === "badAccount") return { message: "An AWS account ID has 12 digits.", fixes: [] };
  const near = nearest(node.value.slice(span.start, span.end), REGIONS);
  return near === undefined
    ? { message: "Not an AWS region.", fixes: [] }
    : {
        message: `Not an AWS region. Did you mean "${near}"?`,
        fixes: [replacePart(node, span, near, `Write "${near}"`)],
      };
}
