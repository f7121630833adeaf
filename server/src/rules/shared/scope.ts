import type { IntegrationInput } from "../../model/input";
import type { OperationName } from "../../model/operationNames";

/** The operations on integrations for HTTP and WebSocket APIs. */
export const V2_INTEGRATIONS: readonly OperationName[] = ["create-integration", "update-integration"];

/** The operations on integration responses for WebSocket APIs. */
export const V2_RESPONSES: readonly OperationName[] = [
  "create-integration-response",
  "update-integration-response",
];

/** Returns whether the operation is an update, in which AWS keeps the current value of omitted members. */
export function isUpdate({ operation }: IntegrationInput): boolean {
  return operation.name.startsWith("update-");
}
