/** The analysis of a host file: of all integrations in it. */
import { hostsFor } from "../hosts";
import type { Host, HostedInput, HostSettings, Reading, Spelling } from "../hosts/host";
import { spelledOperation } from "../hosts/spelledOperation";
import { worldsOf } from "../hosts/worlds";
import { pinFor } from "../model/inferProtocol";
import { IntegrationInput } from "../model/input";
import type { Protocol } from "../model/protocol";
import { sampleNameOf } from "../model/sampleFiles";
import { configuration, type RuleSettings } from "../rules/engine/config";
import type { Problem } from "../rules/engine/finding";
import { hostedProblems } from "../rules/engine/hosted";
import { LineIndex } from "../syntax/lines";
import { findMember } from "../syntax/locate";
import type { Format, MemberNode, ObjectNode, ParsedDocument } from "../syntax/nodes";
import { parse } from "../syntax/parse";
import { isSamePath } from "../templates/hostedTemplate";
import type { Analysis } from "./analyze";
import { hostedProblemCache, runner } from "./runner";

/** The analysis of one input in a host file. Its document has the input as its root, at its places in the file. */
export interface HostedAnalysis extends Analysis {
  readonly hosted: HostedInput;
  readonly spelling: Spelling;
  /** If the file does not say which kind of API the input belongs to: the analyses of the other readings. */
  readonly others: readonly Analysis[];
}

/** The analysis of one version of a host file. */
export interface HostAnalysis {
  readonly host: Host;
  readonly path: string;
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
    if (known.length > 0) return analyzeInputs(host, path, document, known, rules);
  }
  return undefined;
}

/** A file that may become a host file while it is typed. */
export type EmptyHost = Pick<HostAnalysis, "host" | "document" | "lines">;

/** Returns what a file without integrations may be: the hosts that have the words of one in it. */
export function emptyHosts(text: string, path: string, hosts?: HostSettings): readonly EmptyHost[] {
  const lines = new LineIndex(text);
  return hostsFor({ path, text }, hosts).map(({ host, format }) => ({
    host,
    document: parse(text, format),
    lines,
  }));
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
  path: string,
  document: ParsedDocument,
  found: readonly HostedInput[],
  rules: RuleSettings,
): HostAnalysis {
  const lines = new LineIndex(document.text);
  runner.startFile();
  hostedProblemCache.startFile();
  const configured = configuration(rules, document, lines);
  const types = integrationTypes(found);
  const inputs = found.map((given): HostedAnalysis => {
    const hosted = withIntegrationType(given, types);
    const problems = hostedProblemCache.of(document, hosted, () =>
      hostedProblems(document, hosted, (_, input) => runner.runOnInput(input)),
    );
    return hostedAnalysis(document, lines, hosted, configured(problems));
  });
  return {
    host,
    path,
    document,
    lines,
    inputs,
    problems: inOrder(inputs.flatMap(({ problems }) => problems)),
  };
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

/** Returns the analysis of one input. Most features look at one of many, so that it is read when somebody looks. */
export function hostedAnalysis(
  document: ParsedDocument,
  lines: LineIndex,
  hosted: HostedInput,
  problems: readonly Problem[],
): HostedAnalysis {
  const { spelling } = hosted;
  const of = (reading: Reading): Analysis => analysisOfReading(document, lines, hosted, reading, problems);
  const own = once(() => of(hosted));
  const others = once(() => (hosted.others ?? []).map(of));
  return {
    get document() {
      return own().document;
    },
    get operation() {
      return own().operation;
    },
    get input() {
      return own().input;
    },
    get others() {
      return others();
    },
    hosted,
    spelling,
    lines,
    member: undefined,
    ...protocolIn(hosted),
    facts: hosted.facts,
    problems,
  };
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function protocolIn({ protocol }: Reading): Pick<Analysis, "protocol" | "protocolFrom" | "evidence"> {
  return { protocol, protocolFrom: protocol ? "content" : "unknown", evidence: [] };
}

/** The analysis for features. What they show of an unknown value is the likeliest one. */
function analysisOfReading(
  document: ParsedDocument,
  lines: LineIndex,
  { facts }: HostedInput,
  reading: Reading,
  problems: readonly Problem[],
): Analysis {
  const { protocol } = reading;
  const operation = spelledOperation(reading.operation, reading.spelling);
  const root = withWritten(worldsOf(reading.root, operation).worlds[0]?.root ?? reading.root);
  const inputDocument = { ...document, root };
  return {
    document: inputDocument,
    lines,
    operation,
    member: undefined,
    ...protocolIn(reading),
    facts,
    input: new IntegrationInput(inputDocument, root, operation, { evidence: [] }, protocol, facts),
    problems,
  };
}

/**
 * The root with all members of its object in the file, in their order: those that are none of the input, too, so that
 * a place in the file is found where it is. A member that has those of the input deeper inside stands for these.
 */
function withWritten(root: ObjectNode): ObjectNode {
  const object = writtenObject(root);
  if (object === root) return root;
  const made = new Map(root.members.map((member) => [writtenMember(member), member]));
  const members = object.written ?? object.members;
  const own = new Set(members);
  const deeper = [...made].filter(([written, member]) => member.origin && !own.has(written));
  const within = ({ span }: MemberNode): readonly MemberNode[] =>
    deeper
      .filter(([written]) => span.start < written.span.start && written.span.end <= span.end)
      .map(([, member]) => member)
      .sort((one, other) => one.span.start - other.span.start);
  const written = members.flatMap((member): readonly MemberNode[] => {
    const same = made.get(member);
    const inside = same ? [] : within(member);
    return inside.length > 0 ? inside : [same ?? member];
  });
  return { ...root, written };
}

/** Returns the object of the file that an object of an input was made from. */
export function writtenObject(object: ObjectNode): ObjectNode {
  let node = object;
  while (node.origin?.kind === "object") node = node.origin;
  return node;
}

function writtenMember(member: MemberNode): MemberNode {
  let node = member;
  while (node.origin) node = node.origin;
  return node;
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

/**
 * Returns the name of an input in the names of its sample files. An integration response shares the samples of its
 * integration.
 */
export function sampleNameIn({ inputs }: HostAnalysis, { hosted }: HostedAnalysis): string {
  const { integration } = hosted;
  const owner = integration && inputs.find((each) => isSamePath(each.hosted.id, integration));
  return sampleNameOf((owner?.hosted ?? hosted).title);
}

/** Returns the input that a path to a template or to an input starts with. */
export function inputOfPath({ inputs }: HostAnalysis, path: readonly string[]): HostedAnalysis | undefined {
  return inputs.find(({ hosted: { id } }) => isSamePath(id, path) || isSamePath(id, path.slice(0, -2)));
}
