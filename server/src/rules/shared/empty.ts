import type { IntegrationInput } from "../../model/input";
import type { StringNode } from "../../syntax/nodes";

/** Returns the value of a member that is an empty string; undefined for any other value or no member. */
export function emptyText(input: IntegrationInput, name: string): StringNode | undefined {
  const node = input.string(name);
  return node?.value === "" ? node : undefined;
}
