/** A moment of a rendering, to look at: its variables, and what expressions would be there. */

import { evaluate, holds } from "../evaluate/expressions";
import { Meter } from "../evaluate/limits";
import type { Machine } from "../evaluate/machine";
import { BlockReference } from "../evaluate/objects/block";
import { LoopScope } from "../evaluate/objects/loop";
import { JavaFault, LimitReached, Stop } from "../evaluate/stops";
import { parseTemplate } from "../syntax/parse";
import { TooDeepError, type Value } from "../values";
import type { TypedExpression } from "./expression";
import { javaTypeOf } from "./javaType";
import { type Members, membersOf, sizeOf } from "./members";

/** What an evaluation gives: a value, or a sentence about why there is none. */
export type Evaluated = { readonly value: Value } | { readonly message: string };

/** What a look at a value may cost, apart from what the template itself may. */
const LIMITS = { steps: 1_000_000, output: 1_000_000, memory: 32_000_000, depth: 100, iterations: 1000 };

/** How many steps the text of a value may take where it is only one of many. */
const SHORT_LIMITS = { ...LIMITS, steps: 10_000 };

/** How long the text of a value is where it is only one of many, in characters. */
const SHORT = 200;

/** The names of the variables that API Gateway provides. */
export const PROVIDED: readonly string[] = ["input", "util", "context", "stageVariables"];

export class Moment {
  constructor(private readonly machine: Machine) {}

  /** All variables as they are now. */
  variables(): ReadonlyMap<string, Value> {
    return this.machine.scope.all();
  }

  /** The scope of the innermost loop. */
  loop(): LoopScope | undefined {
    const scope = this.machine.scope.get("foreach");
    return scope instanceof LoopScope ? scope : undefined;
  }

  /** The value of an expression. An undefined variable is null, although a template sees the empty string. */
  evaluate({ template, node }: TypedExpression): Evaluated {
    return this.#guarded(template, (machine) => {
      if (node.kind === "reference" && node.parts.length === 0) return machine.scope.get(node.name);
      return evaluate(machine, node);
    });
  }

  /** Whether an `#if` with the expression would take its branch. */
  holds({ template, node }: TypedExpression): boolean | { readonly message: string } {
    const result = this.#guarded(template, (machine) => holds(machine, node));
    return "message" in result ? result : result.value === true;
  }

  /** Renders a template in the middle of this one. It can change the variables. */
  render(template: string): { readonly output: string } | { readonly message: string } {
    const { root, problems } = parseTemplate(template);
    const [problem] = problems;
    if (problem) return { message: problem.message };
    const result = this.#guarded(template, (machine) => {
      machine.renderBlock(root.body);
      return machine.output.toString();
    });
    return "message" in result ? result : { output: String(result.value) };
  }

  /** What a template prints for a value; for a value that takes too much to print, what it is. */
  print(value: Value): string {
    const result = this.#guarded("", (machine) =>
      value instanceof BlockReference ? (value.text(machine) ?? "") : machine.print(value),
    );
    return "message" in result ? summary(value) : String(result.value);
  }

  /** The text that shows a value among others: strings in quotes, and nothing longer than a line. */
  shortText(value: Value): string {
    if (value === null) return "not set";
    if (typeof value === "string") return JSON.stringify(cut(value));
    if (value instanceof BlockReference) return "#define";
    if (typeof value === "object" && value.kind === "host") return summary(value);
    const machine = this.machine.forText("", new Meter(SHORT_LIMITS, undefined));
    try {
      return cut(machine.print(value));
    } catch {
      return summary(value);
    }
  }

  members(value: Value): Members {
    return membersOf(value, this.machine.forText("", new Meter(LIMITS, undefined)));
  }

  #guarded(template: string, action: (machine: Machine) => Value): Evaluated {
    const machine = this.machine.forText(template, new Meter(LIMITS, undefined));
    try {
      return { value: action(machine) };
    } catch (error) {
      if (error instanceof Stop) return { value: machine.output.toString() };
      const isKnown =
        error instanceof JavaFault || error instanceof LimitReached || error instanceof TooDeepError;
      if (isKnown) return { message: error.message };
      if (error instanceof RangeError) return { message: "The value is nested too deeply." };
      throw error;
    }
  }
}

function cut(text: string): string {
  return text.length > SHORT ? `${text.slice(0, SHORT - 1)}…` : text;
}

function summary(value: Value): string {
  const size = sizeOf(value);
  if (size === undefined) return value instanceof LoopScope ? `index ${value.index}` : javaTypeOf(value);
  return size === 1 ? "1 element" : `${size} elements`;
}
