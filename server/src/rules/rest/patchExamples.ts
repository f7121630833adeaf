import type { Json } from "../../syntax/json";
import type { Example } from "../engine/rule";

/** AWS's tables of supported patch operations, and the reference of their members. */
export const patchSources: readonly string[] = [
  "https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html",
  "https://docs.aws.amazon.com/apigateway/latest/api/API_PatchOperation.html",
];

/** Where the tables of paths and operations come from: AWS's page, and tools that follow it row by row. */
export const patchTables: readonly string[] = [
  ...patchSources,
  "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/apigateway/integration.go",
  "Two emulators that reproduce AWS's tables row by row, and agree",
];

const IDS = { restApiId: "a1b2c3d4e5", resourceId: "abc123", httpMethod: "POST" };

/** Makes an input file for `apigateway update-integration`. */
export function patch(patchOperations: Json): Example {
  return {
    text: JSON.stringify({ ...IDS, patchOperations }, null, 2),
    operation: "apigateway update-integration",
  };
}

/** Makes an input file for `apigateway update-integration-response`. */
export function patchResponse(patchOperations: Json): Example {
  return {
    text: JSON.stringify({ ...IDS, statusCode: "200", patchOperations }, null, 2),
    operation: "apigateway update-integration-response",
  };
}
