/**
 * The façade: everything that an editor or a command line can ask about an integration input. Pure: no
 * Node.js, no editor, no connection. Nothing here throws on any text.
 */
import { type CompletionItem, complete as completeAt } from "./features/completion";
import { type Hover, hover as hoverAt } from "./features/hover";
import { inferProtocol } from "./model/inferProtocol";
import { IntegrationInput } from "./model/input";
import type { OperationName } from "./model/operationNames";
import { OPERATIONS, type Operation } from "./model/operations";
import type { Protocol } from "./model/protocol";
import { runRules } from "./rules";
import type { Problem } from "./rules/rule";
import { LineIndex } from "./syntax/lines";
import type { ParsedDocument } from "./syntax/nodes";
import { parseJson } from "./syntax/parseJson";

export { editJson, type TextEdit } from "./syntax/editJson";
export { parseJson } from "./syntax/parseJson";
export type { CompletionItem, Hover, Operation, Problem };

/** Everything known of one version of a file. */
export interface Analysis {
  readonly document: ParsedDocument;
  readonly lines: LineIndex;
  readonly operation: Operation;
  /** Undefined while the API may be either. */
  readonly protocol: Protocol | undefined;
  readonly protocolFrom: "pin" | "content" | "nowhere";
  /** What in the file speaks for a protocol, in words. */
  readonly evidence: readonly string[];
  readonly problems: readonly Problem[];
}

/** Parses the text, finds out its API's protocol unless that is given, and runs the rules. */
export function analyze(
  text: string,
  operationName: OperationName,
  pinnedProtocol?: Protocol,
  document: ParsedDocument = parseJson(text),
): Analysis {
  const operation = OPERATIONS[operationName];
  const { root } = document;
  const inference = root?.kind === "object" ? inferProtocol(root) : { evidence: [] };
  const protocol = pinnedProtocol ?? inference.protocol;
  const input =
    root?.kind === "object"
      ? new IntegrationInput(document, root, operation, inference, protocol)
      : undefined;
  return {
    document,
    lines: new LineIndex(text),
    operation,
    protocol,
    protocolFrom: pinnedProtocol ? "pin" : inference.protocol ? "content" : "nowhere",
    evidence: inference.evidence.map((piece) => piece.what),
    problems: runRules(document, input),
  };
}

/** What can be typed at the offset. */
export function complete(analysis: Analysis, offset: number): readonly CompletionItem[] {
  return completeAt(analysis.document, analysis.operation, analysis.protocol, offset);
}

/** Documentation of what is at the offset. */
export function hover(analysis: Analysis, offset: number): Hover | undefined {
  return hoverAt(analysis.document, analysis.operation, offset);
}

/** The message a person reads: ours, then AWS's own where it is known. */
export function messageOf({ message, aws }: Problem): string {
  return aws === undefined ? message : `${message}\nAWS answers: ${aws}`;
}
