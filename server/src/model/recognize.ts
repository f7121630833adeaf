import type { ParsedDocument } from "../syntax/nodes";
import { mayHoldIntegration } from "./fileNames";
import { OPERATION_NAMES, type OperationName } from "./operationNames";
import { OPERATIONS } from "./operations";

/**
 * The operation that a document's content stands for: it has a telltale member at its top, another known
 * one or a known integration type, and at least half of its members are the operation's.
 */
export function operationOfContent(document: ParsedDocument): OperationName | undefined {
  const root = document.root;
  if (root?.kind !== "object" || !mayHoldIntegration(document.text)) return undefined;
  return OPERATION_NAMES.find((operation) => {
    const { members } = OPERATIONS[operation];
    const known = root.members.filter((member) => members.has(member.key.value));
    const telltale = known.some((member) => mayHoldIntegration(`"${member.key.value}"`));
    const type = known.find((member) => member.key.value === "IntegrationType")?.value;
    const hasKnownType =
      type?.kind === "string" &&
      members.get("IntegrationType")?.enum?.some((candidate) => candidate.value === type.value);
    return telltale && (known.length > 1 || hasKnownType) && known.length * 2 >= root.members.length;
  });
}
