/** Which backends require JSON. */
import { parseUri } from "../../expressions/uri";

/** A backend that rejects any request that is not JSON. */
export type JsonBackend = "lambda" | "service";

/** AWS services whose API takes JSON, by their name in a URI. */
const JSON_SERVICES: ReadonlySet<string> = new Set([
  "athena",
  "cognito-idp",
  "dynamodb",
  "events",
  "firehose",
  "glue",
  "kinesis",
  "kms",
  "logs",
  "secretsmanager",
  "ssm",
  "states",
]);

/** Returns what the URI of an integration says about a backend that requires JSON; undefined for any other. */
export function jsonBackendOf(uri: string): JsonBackend | undefined {
  const target = parseUri(uri);
  if (target.kind === "lambda-invoke" || target.kind === "lambda-stream") return "lambda";
  return target.kind === "aws-action" && JSON_SERVICES.has(target.awsService.text) ? "service" : undefined;
}
