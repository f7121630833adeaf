import type { ApiFacts } from "../model/apiFacts";
import type { OperationName } from "../model/operationNames";
import type { Protocol } from "../model/protocol";
import type { RuleSettings } from "../rules/engine/config";
import type { Severity } from "../rules/engine/finding";
import {
  analyze,
  analyzeTemplate,
  checkHost,
  type HostCheck,
  type HostedInput,
  type HostName,
  isOnlyHost,
  isTemplateFile,
  messageOf,
  type Problem,
} from "../service";
import type { LineIndex, Range } from "../syntax/lines";
import { chosenHosts, type HostFileOptions, isForHosts, nameForHosts } from "./host";
import { type InputOptions, pinnedProtocol, readInput } from "./input";

/** A `fileName` that ends in `.vtl` is a mapping template, unless `format` says otherwise. */
export interface CheckOptions extends InputOptions, HostFileOptions {
  /** For a mapping template: the content type of its output. */
  readonly kind?: "request" | "response";
  /** What is known about the API from elsewhere. `protocol` takes precedence over its protocol. */
  readonly facts?: ApiFacts;
  /** Severities that replace those of the rules, or `off`, by rule code. */
  readonly rules?: RuleSettings;
}

/** An input in a host file. */
export interface InputName {
  /** Names the input for people: `GET /pets`, `GET /pets 200`, or a logical ID. */
  readonly title: string;
  /** Names the input in its file, independent of its position: `["/pets", "get"]`. */
  readonly id: readonly string[];
  readonly operation: OperationName;
  /** The path of the CDK construct that the input was made from, for a synthesized template. */
  readonly construct?: string;
}

export interface CheckProblem {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** Zero-based lines and UTF-16 characters, half-open. */
  readonly range: Range;
  /** For a host file: the input that the problem is in. Absent if the file as a whole cannot be read. */
  readonly input?: InputName;
}

export interface CheckResult {
  /** Undefined for a mapping template, and for a host file such as an OpenAPI document, which may have several. */
  readonly operation: OperationName | undefined;
  /** Undefined if neither the file nor the caller specifies it. */
  readonly protocol: Protocol | undefined;
  /**
   * For a file in which integrations stand among other things, such as an OpenAPI document: its kind. Absent for all
   * other files, also for a host file without integrations, which has no problems.
   */
  readonly host?: HostName;
  readonly problems: readonly CheckProblem[];
}

/**
 * Checks the text of an input file, a mapping template or a host file, as the editor does. Accepts any text. Of a host
 * file, such as a CloudFormation template, all inputs are checked. Without an `operation` or a `format`, the file name
 * and the content decide what the text is; a name without an extension leaves it to the content.
 */
export function check(text: string, options: CheckOptions = {}): CheckResult {
  const { fileName = "", format, kind, facts, rules } = options;
  if (format === undefined && isTemplateFile(fileName)) {
    const settled = { ...pinnedProtocol(options), ...(kind && { kind }), ...(rules && { rules }) };
    const { protocol, problems, lines } = analyzeTemplate(text, settled);
    return { operation: undefined, protocol, problems: problems.map((each) => told(each, lines)) };
  }
  if (isForHosts(options)) {
    const settled = { ...pinnedProtocol(options), ...chosenHosts(options), ...(rules && { rules }) };
    const found = checkHost(text, nameForHosts(text, options), settled);
    if (found) return hostResult(found);
  }
  const { operation, ...found } = readInput(text, options);
  if (isForHosts(options) && isOnlyHost(fileName, found.document.root)) {
    return { operation: undefined, protocol: undefined, problems: [] };
  }
  const analysis = analyze(text, operation, { ...found, ...(facts && { facts }), ...(rules && { rules }) });
  const { protocol, problems, lines } = analysis;
  return { operation, protocol, problems: problems.map((each) => told(each, lines)) };
}

function hostResult({ host, inputs, lines, problems }: HostCheck): CheckResult {
  const protocols = new Set(inputs.map(({ hosted, protocol }) => (hosted.others ? undefined : protocol)));
  const [protocol] = protocols;
  return {
    operation: undefined,
    protocol: protocols.size === 1 ? protocol : undefined,
    host: host.name,
    problems: problems.map(({ problem, input }) => ({
      ...told(problem, lines),
      ...(input && { input: nameOf(input) }),
    })),
  };
}

function nameOf({ title, id, operation, construct }: HostedInput): InputName {
  return { title, id, operation: operation.name, ...(construct !== undefined && { construct }) };
}

function told(problem: Problem, lines: LineIndex): CheckProblem {
  const { code, severity, span } = problem;
  return { code, severity, message: messageOf(problem), range: lines.range(span) };
}
