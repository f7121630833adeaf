/** The module API of the npm package. */
import { findOperation, type OperationName } from "./model/operationNames";
import { findProtocol, type Protocol } from "./model/protocol";
import { operationOfInput } from "./model/recognize";
import type { RuleSettings } from "./rules/config";
import type { Severity } from "./rules/rule";
import { analyze, formatOfFileName, messageOf, parse } from "./service";
import {
  type SampleRequest,
  type SampleResponse,
  type SimulatedInput,
  type Simulation,
  simulateInputs,
} from "./simulate";
import { LineIndex, type Range } from "./syntax/lines";
import type { Format } from "./syntax/nodes";
import {
  type Overrides,
  type RenderOptions,
  type RenderProblem,
  type RenderRequest,
  renderTemplate as render,
  type TraceEntry,
} from "./vtl";

export type {
  Outcome,
  PlainParameters,
  SampleRequest,
  SampleResponse,
  SimulatedResponse,
  Simulation,
  SimulationProblem,
  Step,
} from "./simulate";
export type {
  JsonValue,
  Limits,
  Overrides,
  OverrideValue,
  RenderOptions,
  RenderRequest,
  TraceEntry,
} from "./vtl";

/** What tells how a text is to be read. */
export interface InputOptions {
  /** Tells the operation where `operation` does not, and the format where `format` does not. */
  readonly fileName?: string;
  /** The AWS CLI's name (`create-integration`); an unknown one throws a RangeError. */
  readonly operation?: string;
  /**
   * `HTTP` or `WEBSOCKET`, in any case; an unknown one throws a RangeError. Inferred when absent, and of no
   * account where the operation leaves no choice.
   */
  readonly protocol?: string;
  /** The text's format; by the file's name when absent, else JSON. */
  readonly format?: Format;
}

export interface CheckOptions extends InputOptions {
  /** Other severities than the rules' own, or `off`, by code. */
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
  readonly operation: OperationName;
  /** Undefined where neither the file nor the caller tells. */
  readonly protocol: Protocol | undefined;
  readonly problems: readonly CheckProblem[];
}

/** Checks the text of an input file, as the editor does. Takes any text. */
export function check(text: string, options: CheckOptions = {}): CheckResult {
  const { operation, ...found } = readInput(text, options);
  const { protocol, problems, lines } = analyze(text, operation, {
    ...found,
    ...(options.rules && { rules: options.rules }),
  });
  return {
    operation,
    protocol,
    problems: problems.map((problem) => ({
      code: problem.code,
      severity: problem.severity,
      message: messageOf(problem),
      range: lines.range(problem.span),
    })),
  };
}

export interface TemplateProblem extends Omit<RenderProblem, "range"> {
  /** Zero-based lines and UTF-16 characters of the template, half-open. */
  readonly range: Range;
}

export interface TemplateResult {
  /** Empty where AWS refuses the template; what was printed so far where the rendering failed. */
  readonly output: string;
  readonly problems: readonly TemplateProblem[];
  /** What the template wrote into `$context.requestOverride` and `$context.responseOverride`. */
  readonly overrides: Overrides;
  /** Which piece of the output came from which piece of the template; only where it is asked for. */
  readonly trace?: readonly TraceEntry[];
}

/**
 * Renders a mapping template as API Gateway does, for a request or for an integration's response. Takes any
 * text; what is wrong is in the problems.
 */
export function renderTemplate(
  template: string,
  request: RenderRequest = {},
  options: RenderOptions = {},
): TemplateResult {
  const { problems, ...result } = render(template, request, options);
  const lines = new LineIndex(template);
  return {
    ...result,
    problems: problems.map((problem) => ({ ...problem, range: lines.range(problem.range) })),
  };
}

export interface SimulateOptions extends InputOptions {
  /**
   * The inputs of all the integration's responses, or for a response that of its integration. As documents they
   * are numbered from 1. Without them the way ends where a response is to be chosen.
   */
  readonly responses?: readonly (InputOptions & { readonly text: string })[];
  /** The backend's answer; without it the way ends at the backend, but for a MOCK. */
  readonly backend?: SampleResponse;
  /** Tells in each template's step which piece of the output came from where. */
  readonly trace?: boolean;
}

/**
 * Sends a sample request through an integration, offline, and tells each step with what of the input made it so.
 * Takes any text; a request or a backend's answer that makes no sense throws a RangeError.
 */
export function simulate(
  text: string,
  request: SampleRequest = {},
  options: SimulateOptions = {},
): Simulation {
  const { responses, backend, trace = false } = options;
  const inputs = [
    readInput(text, options),
    ...(responses ?? []).map((other) => readInput(other.text, other)),
  ];
  const result = simulateInputs(inputs, parse(JSON.stringify(request), "json"), {
    isComplete: responses !== undefined,
    trace,
    ...(backend && { backend: parse(JSON.stringify(backend), "json") }),
  });
  if (result.kind === "done") return result.simulation;
  throw new RangeError(result.problems.map(({ message }) => message).join(" "));
}

/** Parses an input, and finds out what it is where the options do not tell. */
function readInput(text: string, { fileName, operation, protocol, format }: InputOptions): SimulatedInput {
  const document = parse(text, format ?? formatOfFileName(fileName ?? ""));
  const pinned = protocol === undefined ? undefined : known("protocol", protocol, findProtocol);
  return {
    document,
    operation:
      operation === undefined
        ? operationOfInput(fileName, document.root)
        : known("operation", operation, findOperation),
    ...(pinned && { protocol: pinned }),
  };
}

function known<T>(what: string, name: string, find: (name: string) => T | undefined): T {
  const found = find(name);
  if (found === undefined) throw new RangeError(`Unknown ${what}: ${name}`);
  return found;
}
