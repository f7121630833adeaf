/** The analysis of an input file. */
import { type ApiFacts, factsFor } from "../model/apiFacts";
import { inferProtocol, pinFor } from "../model/inferProtocol";
import { IntegrationInput } from "../model/input";
import { isPatchOperation, type OperationName } from "../model/operationNames";
import { OPERATIONS, type Operation } from "../model/operations";
import type { Protocol } from "../model/protocol";
import { valueFile } from "../model/valueFile";
import { configure, type RuleSettings } from "../rules/engine/config";
import type { Problem } from "../rules/engine/finding";
import { LineIndex } from "../syntax/lines";
import type { Format, ParsedDocument, Span, ValueNode } from "../syntax/nodes";
import { parse } from "../syntax/parse";
import { runner } from "./runner";

/** The analysis of one version of a file. */
export interface Analysis {
  readonly document: ParsedDocument;
  readonly lines: LineIndex;
  readonly operation: Operation;
  /** The member that the file holds the value of; undefined for a whole input. */
  readonly member: string | undefined;
  /** Undefined while the protocol is unknown. */
  readonly protocol: Protocol | undefined;
  readonly protocolFrom: "pin" | "aws" | "content" | "unknown";
  /** The parts of the file that the protocol was inferred from, as text. */
  readonly evidence: readonly string[];
  /** What AWS reported about the API; undefined if nothing is known or the file belongs to another API. */
  readonly facts: ApiFacts | undefined;
  /** Undefined if the text is not an object. For a value file, the input that has only its member. */
  readonly input: IntegrationInput | undefined;
  readonly problems: readonly Problem[];
}

export interface AnalysisOptions {
  /** The user's choice. Defaults to what is inferred from the file. */
  readonly protocol?: Protocol;
  /** Takes precedence over the file's content, but not over `protocol`. */
  readonly facts?: ApiFacts;
  readonly rules?: RuleSettings;
  /** The member that the file holds the value of, for a file that is not a whole input. */
  readonly member?: string;
  /** The format of the text if `document` is absent. Defaults to JSON. */
  readonly format?: Format;
  /** The parsed text, if the caller already has it. */
  readonly document?: ParsedDocument;
}

/** Parses the text, infers the API's protocol unless it is given, and runs the rules. */
export function analyze(text: string, operationName: OperationName, options: AnalysisOptions = {}): Analysis {
  const document = options.document ?? parse(text, options.format ?? "json");
  const { root, operation, member, parsed, parts } = readInput(document, operationName, options.member);
  const inference = root?.kind === "object" ? inferProtocol(root, operation) : { evidence: [] };
  const pin = pinFor(operation, options.protocol);
  const known = root?.kind === "object" ? factsFor(root, operation, options.facts) : options.facts;
  const atAws = pinFor(operation, known?.protocol);
  const protocol = pin ?? atAws ?? inference.protocol;
  const input =
    root?.kind === "object"
      ? new IntegrationInput(parsed, root, operation, inference, protocol, known, parts)
      : undefined;
  const lines = new LineIndex(text);
  return {
    document,
    lines,
    operation,
    member,
    protocol,
    protocolFrom: pin ? "pin" : atAws ? "aws" : inference.protocol ? "content" : "unknown",
    evidence: inference.evidence.map((piece) => piece.what),
    facts: known,
    input,
    problems: configure(
      // A list is not an object, but an input is.
      runner.run(document.root?.kind === "array" && input ? parsed : document, input),
      options.rules ?? {},
      document,
      lines,
    ),
  };
}

/** The parsed text as an input, with the parts of it that are in the text if it is only a value. */
interface ReadInput {
  readonly root: ValueNode | undefined;
  readonly operation: Operation;
  readonly parsed: ParsedDocument;
  readonly member?: string;
  readonly parts?: readonly Span[];
}

function readInput(document: ParsedDocument, name: OperationName, held: string | undefined): ReadInput {
  const operation = OPERATIONS[name];
  const { root } = document;
  const isList = root?.kind === "array" && isPatchOperation(name);
  const member = isList ? "patchOperations" : held;
  if (member === undefined || (root?.kind !== "object" && !isList)) {
    return { root, operation, parsed: document };
  }
  const value = valueFile(document, root, operation, member);
  return {
    root: value.root,
    operation: value.operation,
    member,
    parsed: value.document,
    parts: (root.kind === "array" ? root.items : root.members).map(({ span }) => span),
  };
}

/** The document as a whole input: that of a value file gets a member that is not in the text. */
export function asInputDocument(
  document: ParsedDocument,
  operation: OperationName,
  member: string | undefined,
): ParsedDocument {
  return readInput(document, operation, member).parsed;
}
