import type { IntegrationInput } from "../../model/input";
import type { OperationName } from "../../model/operationNames";

/** The operations on integrations of HTTP and WebSocket APIs. */
export const V2_INTEGRATIONS: readonly OperationName[] = ["create-integration", "update-integration"];

/** The operations on integration responses of WebSocket APIs. */
export const V2_RESPONSES: readonly OperationName[] = [
  "create-integration-response",
  "update-integration-response",
];

/** True where what is stored at AWS may complete what the file leaves out. */
export function isUpdate({ operation }: IntegrationInput): boolean {
  return operation.name.startsWith("update-");
}
