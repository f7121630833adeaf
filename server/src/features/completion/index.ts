import type { Operation } from "../../model/operations";
import type { Protocol } from "../../model/protocol";
import { locate } from "../../syntax/locate";
import type { ParsedDocument } from "../../syntax/nodes";
import type { CompletionItem } from "./item";
import { completeNames, valueSnippet } from "./names";
import { completeValues } from "./values";

export type { CompletionItem } from "./item";

/** What can be typed at the offset: a router to one provider for each situation. */
export function complete(
  document: ParsedDocument,
  operation: Operation,
  protocol: Protocol | undefined,
  offset: number,
): readonly CompletionItem[] {
  if (!document.root) return completeFile(document, operation, protocol, offset);
  const cursor = locate(document, offset);
  switch (cursor?.kind) {
    case "key":
      return completeNames(document, operation, protocol, cursor, offset);
    case "value":
      return completeValues(document, operation, protocol, cursor, offset);
    default:
      return [];
  }
}

/** A whole input for an empty file: its required members, without those that people give as flags. */
function completeFile(
  document: ParsedDocument,
  operation: Operation,
  protocol: Protocol | undefined,
  offset: number,
): readonly CompletionItem[] {
  if (document.comments.length > 0 || document.problems.length > 0) return [];
  const members = [...operation.members.values()]
    .filter((schema) => operation.required.has(schema.name) && !schema.inPath)
    .map((schema) => `\t${JSON.stringify(schema.name)}: ${valueSnippet(schema, protocol)}`);
  return [
    {
      label: `{ … } ${operation.name}`,
      kind: "snippet",
      detail: operation.command,
      documentation: operation.description,
      replace: { start: offset, end: offset },
      snippet: `{\n${members.join(",\n")}\n}`,
      filterText: `{ ${operation.name}`,
      sortText: "0",
      offersMore: true,
    },
  ];
}
