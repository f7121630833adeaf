import type { ApiFacts } from "../model/apiFacts";
import type { OperationName } from "../model/operationNames";
import type { Protocol } from "../model/protocol";
import type { RuleSettings } from "../rules/engine/config";
import type { Severity } from "../rules/engine/finding";
import { type Analysis, analyze, analyzeHost, analyzeTemplate, isTemplateFile, messageOf } from "../service";
import type { Range } from "../syntax/lines";
import { type InputOptions, pinnedProtocol, readInput } from "./input";

/** A `fileName` that ends in `.vtl` is a mapping template, unless `format` says otherwise. */
export interface CheckOptions extends InputOptions {
  /** For a mapping template: the content type of its output. */
  readonly kind?: "request" | "response";
  /** What is known about the API from elsewhere. `protocol` takes precedence over its protocol. */
  readonly facts?: ApiFacts;
  /** Severities that replace those of the rules, or `off`, by rule code. */
  readonly rules?: RuleSettings;
}

export interface CheckProblem {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** Zero-based lines and UTF-16 characters, half-open. */
  readonly range: Range;
}

export interface CheckResult {
  /** Undefined for a mapping template, and for a host file such as an OpenAPI document, which may have several. */
  readonly operation: OperationName | undefined;
  /** Undefined if neither the file nor the caller specifies it. */
  readonly protocol: Protocol | undefined;
  readonly problems: readonly CheckProblem[];
}

/** Checks the text of an input file or a mapping template, as the editor does. Accepts any text. */
export function check(text: string, options: CheckOptions = {}): CheckResult {
  const { fileName = "", format, kind, facts, rules } = options;
  if (format === undefined && isTemplateFile(fileName)) {
    const settled = { ...pinnedProtocol(options), ...(kind && { kind }), ...(rules && { rules }) };
    const analysis = analyzeTemplate(text, settled);
    return { operation: undefined, protocol: analysis.protocol, problems: toldOf(analysis) };
  }
  const host =
    format === undefined &&
    options.operation === undefined &&
    analyzeHost(text, fileName, rules && { rules });
  if (host) return { operation: undefined, protocol: undefined, problems: toldOf(host) };
  const { operation, ...found } = readInput(text, options);
  const analysis = analyze(text, operation, { ...found, ...(facts && { facts }), ...(rules && { rules }) });
  return { operation, protocol: analysis.protocol, problems: toldOf(analysis) };
}

function toldOf({ problems, lines }: Pick<Analysis, "problems" | "lines">): readonly CheckProblem[] {
  return problems.map((problem) => ({
    code: problem.code,
    severity: problem.severity,
    message: messageOf(problem),
    range: lines.range(problem.span),
  }));
}
