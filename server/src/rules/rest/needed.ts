import type { IntegrationInput } from "../../model/input";
import { typeOf } from "./integration";

/** True where an empty member has a rule of its own, which asks for it to be filled in. */
export function isNeeded(input: IntegrationInput, name: string): boolean {
  const type = typeOf(input);
  if (input.operation.name !== "put-integration" || type === "MOCK") return false;
  if (name === "connectionId") return input.text("connectionType") === "VPC_LINK";
  return type !== undefined && (name === "uri" || name === "integrationHttpMethod");
}
