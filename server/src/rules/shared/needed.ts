import type { IntegrationInput } from "../../model/input";
import { typeOf } from "./restType";

/** Whether a more specific rule reports that this member is empty. */
export function isNeeded(input: IntegrationInput, name: string): boolean {
  const type = typeOf(input);
  if (input.operation.name !== "put-integration" || type === "MOCK") return false;
  if (name === "connectionId") return input.text("connectionType") === "VPC_LINK";
  return type !== undefined && (name === "uri" || name === "integrationHttpMethod");
}
