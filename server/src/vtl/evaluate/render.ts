/** Runs a parsed template. */
import type { HoleNode } from "../syntax/nodes";
import type { ParsedTemplate } from "../syntax/parse";
import type { Value } from "../values";
import { TooDeepError, tooDeep } from "../values";
import { DEFAULT_LIMITS, type IsCancelled, type Limits, Meter } from "./limits";
import { Machine, type Observer, type RuntimeProblem, type TraceEntry, type Watch } from "./machine";
import { collectMacros } from "./macros";
import { Variables } from "./scopes";
import { renderBlock } from "./statements";
import { JavaFault, LimitReached, Stop } from "./stops";

export interface RunOptions {
  readonly limits?: Partial<Limits>;
  readonly isCancelled?: IsCancelled;
  readonly trace?: boolean;
  /** Records the first values of a part of the template. */
  readonly watch?: Watch;
  /** Follows the rendering. */
  readonly observer?: Observer;
  /** Runs macros, as Velocity does and API Gateway does not. */
  readonly macros?: boolean;
  /** Returns what is printed in place of a hole: a marker or its value. By default, that is its source. */
  readonly holeText?: (hole: HoleNode) => string;
}

export interface Run {
  /** The output until the template ended or failed. */
  readonly output: string;
  readonly problems: readonly RuntimeProblem[];
  readonly trace?: readonly TraceEntry[];
  /** The values of the watched part, as they print; empty if it never ran. */
  readonly watched: readonly string[];
  /** Prints a value within the budget of this run. */
  readonly print: (value: Value) => string;
}

/** Renders a template without syntax problems, using these variables. */
export function run(
  template: ParsedTemplate,
  variables: ReadonlyMap<string, Value>,
  options: RunOptions = {},
): Run {
  const meter = new Meter({ ...DEFAULT_LIMITS, ...options.limits }, options.isCancelled);
  const machine = new Machine({
    text: template.text,
    scope: new Variables(variables, meter),
    meter,
    macrosRun: options.macros === true,
    trace: options.trace === true,
    ...(options.holeText && { holeText: options.holeText }),
    ...(options.watch && { watch: options.watch }),
    ...(options.observer && { observer: options.observer }),
    renderBlock,
  });
  if (machine.macrosRun) collectMacros(template.root.body, machine.macros);
  try {
    machine.renderBlock(template.root.body);
  } catch (error) {
    if (error instanceof JavaFault) machine.report("fault", machine.current, error.message);
    else if (error instanceof TooDeepError) {
      machine.report(
        "fault",
        machine.current,
        `Java's stack overflows where a value contains itself, or is nested far too deeply. This one is nested more than ${tooDeep} levels deep.`,
      );
    } else if (error instanceof RangeError) {
      machine.report(
        "depth",
        machine.current,
        "The template or one of its values is nested too deeply to be rendered.",
      );
    } else if (error instanceof LimitReached) machine.report(error.limit, machine.current, error.message);
    else if (!(error instanceof Stop)) throw error;
  }
  return {
    output: machine.output.toString(),
    problems: machine.problems,
    watched: machine.watched,
    ...(machine.trace && { trace: machine.trace }),
    print: (value) => machine.print(value),
  };
}
