/**
 * The façade of the core: everything that an editor or a command line can ask about an integration input. Pure:
 * no Node.js, no editor, no connection. Never throws, whatever the text.
 */
import { type Analysis, analyze } from "./analysis/analyze";
import { analyzeHost, type HostAnalysis, type HostedAnalysis } from "./analysis/analyzeHost";
import { analyzeTemplate, type TemplateAnalysis } from "./analysis/analyzeTemplate";
import { asksForItems, type CompletionItem, completeInput } from "./features/completion";
import { completeTemplateFile } from "./features/completion/template/file";
import { fixAll } from "./features/fixAll";
import { type Hover, hoverInput } from "./features/hover";
import { hoverTemplateFile } from "./features/hover/templateFile";
import { onlyHosts } from "./hosts";
import { type AccountLists, NO_LISTS } from "./model/accountLists";
import { NO_SAMPLES, type SampleTexts } from "./model/sampleTexts";
import type { Problem } from "./rules/engine/finding";
import { defined } from "./syntax/defined";
import { difference } from "./syntax/difference";
import type { TextEdit } from "./syntax/edit";
import { MOST_PROBLEMS } from "./syntax/nodes";
import { parse } from "./syntax/parse";
import { hostedTemplates } from "./templates/hostedTemplate";

// Analyses:

export { type Analysis, type AnalysisOptions, analyze, asInputDocument } from "./analysis/analyze";
export {
  analyzeHost,
  type EmptyHost,
  emptyHosts,
  type HostAnalysis,
  type HostedAnalysis,
  type HostOptions,
  inputOfPath,
  sampleNameIn,
} from "./analysis/analyzeHost";
export { analyzeTemplate, type TemplateAnalysis, type TemplateOptions } from "./analysis/analyzeTemplate";
export { type CheckedProblem, checkHost, type HostCheck, holdsInputs } from "./analysis/checkHost";
export { inputAtCursor } from "./analysis/inputAtCursor";
export { forgetTemplates } from "./analysis/runner";
export { typedInputAt } from "./analysis/typedInput";

// Text and trees:

export { edit, type TextEdit } from "./syntax/edit";
export { isRecord, type Json, toJson } from "./syntax/json";
export { LineIndex, type Position } from "./syntax/lines";
export type {
  Format,
  InputFormat,
  MemberNode,
  ObjectNode,
  ParsedDocument,
  Span,
  StringNode,
} from "./syntax/nodes";
export { formatOfFileName, isTemplateFile, parse } from "./syntax/parse";
export { parseJson } from "./syntax/parseJson";
export { stringMap } from "./syntax/stringMap";
export { holesIn } from "./syntax/write/holes";

// Host files:

export { type HostedSimulation, hostedSimulation } from "./analysis/hostedSimulation";
export { type FoundHosted, findHosted, isIntegration, responsesOf } from "./analysis/hostInputs";
export { plainInputsAt } from "./analysis/inputsAt";
export { fileNamesOf, listed, titleOfFile, unknownTexts } from "./features/convert/extracted";
export {
  PRINTED_HOSTS,
  type PrintedHost,
  type PrintedHostName,
  type PrintOptions,
  printHost,
} from "./features/convert/hosts";
export { type PlainInput, plainInput, plainOfInput, type UnknownPart } from "./features/convert/plainInput";
export { type HostSettings, hostsFor, onlyHosts } from "./hosts";
export { HOST_NAMES, type HostedInput, type HostName } from "./hosts/host";

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
export { fitsGlob, INPUT_FILES, isSampleFile, operationOfFileName } from "./recognition/fileNames";
export { hostPath, isOnlyHost } from "./recognition/hostFile";
export { mayBeHost } from "./recognition/hostLook";
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
  convertPlain,
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

export { isUnknownText, templatesIn } from "./model/templates";
export {
  type BackendResponse,
  type ClientRequest,
  headerValues,
  type IntegrationRequest,
  type MessageProblem,
  originOf,
  outputLanguage,
  type Parameters,
  type PlainParameters,
  type Preview,
  type PreviewableTemplate,
  placeText,
  previewablesInHost,
  previewablesOf,
  previewTemplate,
  printedBy,
  readBackend,
  readRequest,
  renderSample,
  type SimulatedInput,
  type SimulatedResponse,
  type Simulation,
  type SimulationProblem,
  type SimulationStep,
  sampleDocuments,
  sequenceSvg,
  simulateInputs,
  simulateScenario,
  simulationMarkdown,
  simulationText,
  wholeTemplate,
} from "./simulate";
export type { TraceEntry } from "./vtl";

// Sample files:

export { completeBySchema } from "./features/schema/completeBySchema";
export { hoverBySchema } from "./features/schema/hoverBySchema";
export { readSampleFileName, type SampleFileName, stemOf } from "./model/sampleFiles";
export {
  type Captured,
  type CaptureSource,
  checkSample,
  type FoundSecret,
  isCheckedBySchema,
  isSurelySample,
  type JsonSchema,
  type NewSample,
  readCapture,
  replacedSecret,
  type SampleKind,
  type SampleProblem,
  SECRET_MESSAGE,
  SOURCES,
  sampleFromTemplates,
  sampleSchema,
  sampleText,
  secretsIn,
  suggestions,
} from "./samples";

// Tests:

export * from "./testing";

// Debugging:

export * from "./debug";
// A local endpoint:

export * from "./serve";

/**
 * Returns the completions at an offset. `lists` are the IDs and ARNs to offer, `samples` show the messages that templates
 * work with. `typed` is the character whose typing asked for them, if any. After a
 * brace that opens an object or a colon in YAML there are none, because Enter would accept the first one.
 */
export function complete(
  analysis: Analysis | TemplateAnalysis | HostedAnalysis,
  offset: number,
  typed?: string,
  lists: AccountLists = NO_LISTS,
  samples: SampleTexts = NO_SAMPLES,
): readonly CompletionItem[] {
  if (!("operation" in analysis)) {
    return typed === " " ? [] : completeTemplateFile(analysis, offset, samples);
  }
  if ("others" in analysis) return completeHosted(analysis, offset, typed, lists, samples);
  const input = { ...asInput(analysis), lists, templates: hostedTemplates(analysis), samples };
  return typed === undefined || asksForItems(input, offset, typed) ? completeInput(input, offset) : [];
}

/** Returns the completions in an input whose kind of API may be unknown: those of all kinds. */
function completeHosted(
  { others, spelling: _, ...analysis }: HostedAnalysis,
  offset: number,
  typed: string | undefined,
  lists: AccountLists,
  samples: SampleTexts,
): readonly CompletionItem[] {
  const seen = new Set<string>();
  return [analysis, ...others]
    .flatMap((each) => complete(each, offset, typed, lists, samples))
    .filter(({ label }) => !seen.has(label) && seen.add(label));
}

/** Returns the edits of all fixes that are safe to apply without review. */
export function fixAllEdits(analysis: Analysis | TemplateAnalysis | HostAnalysis): readonly TextEdit[] {
  const { text } = analysis.document;
  if ("inputs" in analysis) {
    const hosts = onlyHosts([analysis.host.name]);
    const look = (changed: string): Pick<HostAnalysis, "document" | "problems"> =>
      changed === text
        ? analysis
        : (analyzeHost(changed, analysis.path, { hosts }) ?? { document: analysis.document, problems: [] });
    return difference(text, fixAll(text, look));
  }
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
