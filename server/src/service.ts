/**
 * The façade of the core: everything that an editor or a command line can ask about an integration input. Pure:
 * no Node.js, no editor, no connection. Never throws, whatever the text.
 */
import { asksForItems, type CompletionItem, completeInput } from "./features/completion";
import { completeTemplateFile } from "./features/completion/template/file";
import { fixAll } from "./features/fixAll";
import { type Hover, hoverInput } from "./features/hover";
import { hoverTemplateFile } from "./features/hover/templateFile";
import { forgetMessages } from "./features/messages/knownMessage";
import { type AccountLists, NO_LISTS } from "./model/accountLists";
import { type ApiFacts, factsFor } from "./model/apiFacts";
import { inferProtocol, pinFor } from "./model/inferProtocol";
import { IntegrationInput } from "./model/input";
import { isPatchOperation, type OperationName } from "./model/operationNames";
import { OPERATIONS, type Operation } from "./model/operations";
import type { Protocol } from "./model/protocol";
import { NO_SAMPLES, type SampleTexts } from "./model/sampleTexts";
import { valueFile } from "./model/valueFile";
import { RULES } from "./rules";
import { configure, type RuleSettings } from "./rules/engine/config";
import type { Problem } from "./rules/engine/finding";
import { RuleRunner } from "./rules/engine/run";
import { Template, type TemplateScope } from "./rules/engine/template";
import { defined } from "./syntax/defined";
import { difference } from "./syntax/difference";
import type { TextEdit } from "./syntax/edit";
import { LineIndex } from "./syntax/lines";
import {
  type Format,
  MOST_PROBLEMS,
  type ParsedDocument,
  type Span,
  type TemplateDocument,
  type ValueNode,
} from "./syntax/nodes";
import { parse } from "./syntax/parse";
import { forgetRecent } from "./syntax/recent";
import { hostedTemplates } from "./templates/hostedTemplate";

// Text and trees:

export { edit, type TextEdit } from "./syntax/edit";
export { isRecord, type Json, toJson } from "./syntax/json";
export { LineIndex, type Position } from "./syntax/lines";
export type { Format, MemberNode, ObjectNode, ParsedDocument, Span, StringNode } from "./syntax/nodes";
export { formatOfFileName, isTemplateFile, parse } from "./syntax/parse";
export { parseJson } from "./syntax/parseJson";
export { stringMap } from "./syntax/stringMap";

// Operations, APIs and new inputs:

export { consoleHostFor, partitionForCalls, REGIONS } from "./expressions/partitions";
export type { AccountLists, Listed, ListedApi, ListedRole, ListedVpcLink } from "./model/accountLists";
export type { ApiFacts, FactsSubject } from "./model/apiFacts";
export {
  findOperation,
  isPatchOperation,
  OPERATION_NAMES,
  type OperationName,
  type PatchOperationName,
  WHOLE_OF_PATCH,
} from "./model/operationNames";
export { OPERATIONS, type Operation } from "./model/operations";
export {
  AN_API,
  API_NAME,
  FAMILY_OF,
  type Family,
  findProtocol,
  PROTOCOLS,
  PROTOCOLS_OF,
  type Protocol,
} from "./model/protocol";
export { permissionsPolicy, permissionsPolicyOf, permissionTexts, TRUST_POLICY } from "./model/rolePolicy";
export type { SampleTexts } from "./model/sampleTexts";
export type { MemberSchema } from "./model/schema";
export { untouchedMembers } from "./model/skeleton";
export {
  type NewInputTarget,
  newInput,
  newSnippet,
  targetsOf,
} from "./model/targets";
export { TIMEOUTS } from "./model/timeouts";

// Recognizing a file by its settings, name or content:

export { matchFile, matchWithoutTree, pinnedOperation } from "./recognition/fileMatch";
export { INPUT_FILES, isSampleFile, operationOfFileName } from "./recognition/fileNames";
export { readSettings } from "./recognition/readSettings";
export {
  foreignOperationOf,
  inputKindOf,
  mayBeInput,
  operationOfInput,
  recognize,
} from "./recognition/recognize";
export { mayHoldIntegration } from "./recognition/sniff";
export { isMappingTemplate, isVelocity } from "./recognition/templateFile";

// Rules:

export { RULES } from "./rules";
export type { RuleSettings } from "./rules/engine/config";
export type { Problem, RuleCode, Severity } from "./rules/engine/finding";
export type { InputRule } from "./rules/engine/rule";

// Templates where they are written:

export { printAddress, readAddress, type TemplateAddress } from "./templates/address";
export {
  type HostedTemplate,
  hostedTemplates,
  type TemplateHost,
  templateAtPath,
  templatePositionAt,
} from "./templates/hostedTemplate";
export * from "./templates/moving";
export { replaceOrAddTemplate } from "./templates/replaceOrAdd";

// Editor features:

export { closeBlock } from "./features/closeBlock";
export type { CompletionItem } from "./features/completion";
export {
  type ConversionTarget,
  type Converted,
  conversionsOf,
  convert,
  printInput,
} from "./features/convert";
export {
  applyPatch,
  type PatchBetween,
  type Patched,
  type PatchOperation,
  type PutMembers,
  patchOperationsIn,
  patchOperationsOf,
} from "./features/convert/patchOperations";
export { fixEditor } from "./features/fixEdits";
export { foldingRanges } from "./features/folding";
export { type FormatOptions, formatEdits } from "./features/format";
export { formatHostedTemplate, formatTemplateFile } from "./features/formatTemplate/hosted";
export type { Hover } from "./features/hover";
export { type HintSettings, type InlayHint, inlayHints } from "./features/inlayHints";
export { insertArn } from "./features/insertArn";
export { documentLinks } from "./features/links";
export { filesWithNew, type NewFile } from "./features/newFiles";
export { selectionSpans } from "./features/selectionRange";
export * from "./features/semanticTokens";
export { type SignatureHelp, signatureHelp } from "./features/signatureHelp";
export { sortMembers } from "./features/sortMembers";
export type { DocumentSymbol } from "./features/symbols";
export { folds } from "./features/templateFolding";
export {
  type DefinitionLink,
  definitionsAt,
  type Highlight,
  highlightsAt,
  type Refusal,
  type Renamable,
  referencesAt,
  renamableAt,
  renameEdits,
} from "./features/templateNames";
export { selections, selectionsInTemplate } from "./features/templateSelection";
export { outline } from "./features/templateSymbols";

// Mapping templates where they are written:

export { type TemplateRefactoring, templateRefactorings } from "./features/templateRefactorings";
export { keepLineBreaks, lostHole, replaceTemplate } from "./templates/writeTemplate";

// Previews and simulations:

export { templatesIn } from "./model/templates";
export {
  type ClientRequest,
  type MessageProblem,
  type Preview,
  type PreviewableTemplate,
  previewablesOf,
  previewTemplate,
  readBackend,
  readRequest,
  renderSample,
  type SimulatedInput,
  type Simulation,
  type SimulationStep,
  sampleRequest,
  simulateInputs,
  wholeTemplate,
} from "./simulate";

// Pure, so that a bundle that only needs the types and tables above does not get all rules.
const runner = /* @__PURE__ */ new RuleRunner(RULES);

/**
 * Releases the memory for the templates that were not analyzed since the last call, so that two calls release all of
 * it. For when a document is closed: those that are still open keep their templates until the next one is.
 */
export function forgetTemplates(): void {
  runner.forgetTemplates();
  forgetRecent();
  forgetMessages();
}

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

/** The analysis of one version of a mapping template file. */
export interface TemplateAnalysis {
  readonly document: TemplateDocument;
  readonly template: Template;
  readonly facts: ApiFacts | undefined;
  readonly lines: LineIndex;
  readonly protocol: Protocol | undefined;
  readonly problems: readonly Problem[];
}

export interface TemplateOptions extends TemplateScope {
  /** What AWS reported about the API. */
  readonly facts?: ApiFacts;
  readonly rules?: RuleSettings;
}

/** Runs the rules on a mapping template in a file of its own. Whatever the options omit is unknown. */
export function analyzeTemplate(text: string, options: TemplateOptions = {}): TemplateAnalysis {
  const { rules = {}, facts, ...scope } = options;
  const template = new Template(text, scope);
  const document: TemplateDocument = {
    format: "vtl",
    text,
    root: template.root,
    comments: template.facts.comments,
  };
  const lines = new LineIndex(text);
  const problems = configure(runner.runOnTemplate(template), rules, document, lines);
  return { document, template, facts, lines, protocol: scope.protocol, problems };
}

/**
 * Returns the completions at an offset. `lists` are the IDs and ARNs to offer, `samples` show the messages that templates
 * work with. `typed` is the character whose typing asked for them, if any. After a
 * brace that opens an object or a colon in YAML there are none, because Enter would accept the first one.
 */
export function complete(
  analysis: Analysis | TemplateAnalysis,
  offset: number,
  typed?: string,
  lists: AccountLists = NO_LISTS,
  samples: SampleTexts = NO_SAMPLES,
): readonly CompletionItem[] {
  if (!("operation" in analysis)) {
    return typed === " " ? [] : completeTemplateFile(analysis, offset, samples);
  }
  const input = { ...asInput(analysis), lists, templates: hostedTemplates(analysis), samples };
  return typed === undefined || asksForItems(input, offset, typed) ? completeInput(input, offset) : [];
}

/** Returns the edits of all fixes that are safe to apply without review. */
export function fixAllEdits(analysis: Analysis | TemplateAnalysis): readonly TextEdit[] {
  const { text } = analysis.document;
  if (!("operation" in analysis)) {
    const { scope } = analysis.template;
    return difference(
      text,
      fixAll(text, (changed) => (changed === text ? analysis : analyzeTemplate(changed, scope))),
    );
  }
  const { facts } = analysis;
  const protocol = analysis.protocolFrom === "pin" ? analysis.protocol : undefined;
  const look = (changed: string): Analysis =>
    changed === text && analysis.document.problems.length < MOST_PROBLEMS
      ? analysis
      : analyze(changed, analysis.operation.name, {
          // With all problems, so that the number of rounds does not depend on how many there are.
          document: parse(changed, analysis.document.format, Number.POSITIVE_INFINITY),
          ...defined({ protocol, facts, member: analysis.member }),
        });
  return difference(text, fixAll(text, look));
}

/** Returns the documentation of whatever is at an offset. */
export function hover(
  analysis: Analysis | TemplateAnalysis,
  offset: number,
  samples: SampleTexts = NO_SAMPLES,
): Hover | undefined {
  if (!("operation" in analysis)) return hoverTemplateFile(analysis, offset, samples);
  return hoverInput({ ...asInput(analysis), templates: hostedTemplates(analysis), samples }, offset);
}

/** The analysis with the document as an input: that of a value file has a member that is not in the text. */
function asInput(analysis: Analysis): Analysis {
  return analysis.input ? { ...analysis, document: analysis.input.document } : analysis;
}

/** Returns the full message of a problem: ours, followed by AWS's own if it is known. */
export function messageOf({ message, aws }: Problem): string {
  return aws === undefined ? message : `${message}\nAWS answers: ${aws}`;
}
