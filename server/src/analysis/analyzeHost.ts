/** The analysis of a host file: of all integrations in it. */
import { type HostSettings, hostsFor } from "../hosts";
import type { Host, HostedInput, Spelling } from "../hosts/host";
import { worldsOf } from "../hosts/worlds";
import { pinFor } from "../model/inferProtocol";
import { IntegrationInput } from "../model/input";
import type { Protocol } from "../model/protocol";
import { configure, type RuleSettings } from "../rules/engine/config";
import type { Problem } from "../rules/engine/finding";
import { hostedProblems } from "../rules/engine/hosted";
import { LineIndex } from "../syntax/lines";
import { findMember } from "../syntax/locate";
import type { Format, ParsedDocument, Span } from "../syntax/nodes";
import { parse } from "../syntax/parse";
import type { Analysis } from "./analyze";
import { runner } from "./runner";

/** The analysis of one input in a host file. Its document has the input as its root, at its places in the file. */
export interface HostedAnalysis extends Analysis {
  readonly hosted: HostedInput;
  readonly spelling: Spelling;
}

/** The analysis of one version of a host file. */
export interface HostAnalysis {
  readonly host: Host;
  readonly document: ParsedDocument;
  readonly lines: LineIndex;
  /** At least one, in the order of the file. */
  readonly inputs: readonly HostedAnalysis[];
  readonly problems: readonly Problem[];
}

export interface HostOptions {
  readonly rules?: RuleSettings;
  /** The hosts to look for. */
  readonly hosts?: HostSettings;
  /** The kind of API, for inputs of which the file does not say it. */
  readonly protocol?: Protocol;
  /** The parsed text, if the caller already has it. */
  readonly document?: ParsedDocument;
}

/**
 * Finds the integrations in a host file, and runs the rules on each. Returns undefined for a file without any. A file
 * in a format that is not loaded has none.
 */
export function analyzeHost(text: string, path: string, options: HostOptions = {}): HostAnalysis | undefined {
  const documents = new Map<Format, ParsedDocument>();
  for (const { host, format } of hostsFor({ path, text }, options.hosts)) {
    const document = options.document ?? documents.get(format) ?? parse(text, format);
    documents.set(format, document);
    const found = host.find(document);
    const { protocol, rules = {} } = options;
    const known = protocol ? found.map((hosted) => pinned(hosted, protocol)) : found;
    if (known.length > 0) return analyzeInputs(host, document, known, rules);
  }
  return undefined;
}

/** The input as one of that kind of API, if the file leaves the choice. */
function pinned(hosted: HostedInput, protocol: Protocol): HostedInput {
  const { others, ...input } = hosted;
  if (!others) {
    const pin = hosted.protocol ? undefined : pinFor(hosted.operation, protocol);
    return pin ? { ...hosted, protocol: pin } : hosted;
  }
  const reading = [hosted, ...others].find((each) => each.protocol === protocol);
  if (!reading) return hosted;
  const { operation, root, spelling } = reading;
  return { ...input, operation, root, protocol, spelling };
}

function analyzeInputs(
  host: Host,
  document: ParsedDocument,
  found: readonly HostedInput[],
  rules: RuleSettings,
): HostAnalysis {
  const lines = new LineIndex(document.text);
  runner.startFile();
  const types = integrationTypes(found);
  const inputs = found.map((given): HostedAnalysis => {
    const hosted = withIntegrationType(given, types);
    const problems = hostedProblems(document, hosted, (_, input) => runner.runOnInput(input));
    return analysisOf(document, lines, hosted, configure(problems, rules, document, lines));
  });
  return { host, document, lines, inputs, problems: inOrder(inputs.flatMap(({ problems }) => problems)) };
}

/** Returns the types of the integrations by ID, as far as they are known. */
function integrationTypes(found: readonly HostedInput[]): ReadonlyMap<string, string> {
  return new Map(
    found.flatMap(({ operation, id, root }) => {
      const type = findMember(root, "type")?.value;
      return operation.name === "put-integration" && type?.kind === "string" && !type.holes
        ? [[JSON.stringify(id), type.value] as const]
        : [];
    }),
  );
}

function withIntegrationType(hosted: HostedInput, types: ReadonlyMap<string, string>): HostedInput {
  const { integration, facts } = hosted;
  const integrationType = integration && types.get(JSON.stringify(integration));
  return facts && integrationType ? { ...hosted, facts: { ...facts, integrationType } } : hosted;
}

function analysisOf(
  document: ParsedDocument,
  lines: LineIndex,
  hosted: HostedInput,
  problems: readonly Problem[],
): HostedAnalysis {
  const { operation, protocol, facts, spelling } = hosted;
  // What features show of an unknown value is the likeliest one.
  const root = worldsOf(hosted.root, operation).worlds[0]?.root ?? hosted.root;
  const inputDocument = { ...document, root };
  return {
    hosted,
    spelling,
    document: inputDocument,
    lines,
    operation,
    member: undefined,
    protocol,
    protocolFrom: protocol ? "content" : "unknown",
    evidence: [],
    facts,
    input: new IntegrationInput(inputDocument, root, operation, { evidence: [] }, protocol, facts),
    problems,
  };
}

/** One text may stand for several inputs, which all report the same problems. */
function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems
    .filter(({ code, span, message }) => {
      const key = `${code} ${span.start} ${span.end} ${message}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort((one, other) => one.span.start - other.span.start || one.span.end - other.span.end);
}

/** Returns the input that an offset of the file is in: the innermost one. */
export function inputAt({ inputs }: HostAnalysis, offset: number): HostedAnalysis | undefined {
  let found: HostedAnalysis | undefined;
  for (const input of inputs) {
    const { span } = input.hosted.root;
    if (span.start > offset || offset > span.end) continue;
    if (!found || length(span) < length(found.hosted.root.span)) found = input;
  }
  return found;
}

function length({ start, end }: Span): number {
  return end - start;
}
