import type { Json } from "../syntax/json";
import {
  filled,
  type NewInputTarget,
  type PlaceholderValues,
  placeholdersIn,
  placeholderValues,
} from "./targets";

const VERSION = "2012-10-17";

/** The policy that lets API Gateway assume the role of an integration. */
export const TRUST_POLICY: Json = {
  Version: VERSION,
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "apigateway.amazonaws.com" },
      Action: "sts:AssumeRole",
    },
  ],
};

/** Returns the IAM policy of the role of a new integration. Placeholders without a value get their example value. */
export function permissionsPolicy(
  { permissions }: Pick<NewInputTarget, "permissions">,
  values: PlaceholderValues = {},
): Json {
  return {
    Version: VERSION,
    Statement: permissions.map(({ action, resources }) => ({
      Effect: "Allow",
      Action: action,
      Resource: filled(resources.length === 1 && resources[0] ? resources[0] : resources, values),
    })),
  };
}

/**
 * Returns the IAM policy of the role of an integration that was created from the target and edited since. What such
 * an input does not contain, such as the region of an event bus, is `*`.
 */
export function permissionsPolicyOf(target: NewInputTarget, input: Json): Json {
  const inInput = placeholdersIn(target.document);
  const unknown = [...placeholdersIn(target.permissions.flatMap(({ resources }) => resources))].filter(
    (name) => !inInput.has(name),
  );
  const values = Object.fromEntries(unknown.map((name) => [name, "*"]));
  return permissionsPolicy(target, { ...values, ...placeholderValues(target, input) });
}

/** Returns the permissions as text, such as `sqs:SendMessage on arn:aws:sqs:us-east-1:123456789012:my-queue`. */
export function permissionTexts(
  { permissions }: Pick<NewInputTarget, "permissions">,
  values: PlaceholderValues = {},
): readonly string[] {
  return permissions.map(
    ({ action, resources }) =>
      `${action} on ${resources.map((resource) => filled(resource, values)).join(", ")}`,
  );
}
