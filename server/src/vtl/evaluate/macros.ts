/** Macros and `#evaluate`, which Velocity runs but API Gateway does not. */
import type { BlockNode, CallNode, Expression, MacroNode, Statement } from "../syntax/nodes";
import { parseTemplate } from "../syntax/parse";
import { evaluate } from "./expressions";
import type { Machine } from "./machine";
import { BlockReference } from "./objects/block";
import { MacroScope } from "./scopes";
import { JavaFault, Stop } from "./stops";

/** How many levels of nested macro calls Velocity allows. */
const DEEPEST = 20;

/** Collects the macros of a template, which Velocity defines before it runs the first statement. */
export function collectMacros(block: BlockNode, macros: Map<string, MacroNode>): void {
  for (const node of block.statements) {
    // Velocity defines inner macros first and never redefines one.
    for (const body of bodiesOf(node)) collectMacros(body, macros);
    if (node.kind === "macro" && !macros.has(node.name)) macros.set(node.name, node);
  }
}

function bodiesOf(node: Statement): readonly BlockNode[] {
  if (node.kind === "if") {
    const bodies = node.branches.map((branch) => branch.body);
    return node.otherwise ? [...bodies, node.otherwise.body] : bodies;
  }
  return "body" in node && node.body !== undefined ? [node.body] : [];
}

/** Runs the called macro; false if it is not defined. */
export function callMacro(machine: Machine, node: CallNode): boolean {
  const block = node.body !== undefined;
  const macro = machine.macros.get(block ? node.name.slice(1) : node.name);
  if (macro === undefined) return false;
  const word = node.arguments.find((argument) => argument.kind === "word");
  if (word !== undefined) throw new JavaFault("A macro does not accept bare words as arguments.");
  const caller = machine.scope;
  const scope = new MacroScope(caller);
  macro.parameters.forEach((parameter, i) => {
    const argument = node.arguments[i];
    if (argument !== undefined) bind(machine, scope, parameter, argument);
  });
  const { body } = node;
  if (body !== undefined) {
    scope.constant("bodyContent", new BlockReference({ ...node, body }, machine, DEEPEST, caller));
  }
  if (++machine.macroDepth > DEEPEST)
    throw new JavaFault(`Macro calls are nested more than ${DEEPEST} levels deep.`);
  machine.scope = scope;
  machine.meter.enter();
  machine.observer?.entering?.(macro, machine);
  try {
    machine.renderBlock(macro.body);
  } catch (stop) {
    if (!(stop instanceof Stop) || !stop.isFor()) throw stop;
  } finally {
    machine.observer?.leaving?.(machine);
    machine.meter.leave();
    machine.scope = caller;
    machine.macroDepth--;
  }
  return true;
}

function bind(machine: Machine, scope: MacroScope, name: string, argument: Expression): void {
  const caller = machine.scope;
  if (argument.kind === "integer" || argument.kind === "float" || argument.kind === "boolean") {
    scope.constant(name, evaluate(machine, argument));
    return;
  }
  const value = () => {
    const { scope: inner } = machine;
    machine.scope = caller;
    machine.meter.enter();
    try {
      // Keep a missing variable null here; the reference inside the macro turns it into the empty string.
      if (argument.kind === "reference" && argument.parts.length === 0) return caller.get(argument.name);
      return evaluate(machine, argument);
    } finally {
      machine.meter.leave();
      machine.scope = inner;
    }
  };
  scope.lazy(name, { source: machine.text.slice(argument.start, argument.end), value });
}

export function evaluateText(machine: Machine, text: string): void {
  const { root, problems } = parseTemplate(text, { evaluate: true });
  const [problem] = problems;
  if (problem !== undefined) throw new JavaFault(`#evaluate: ${problem.message}`);
  machine.meter.spend(text.length);
  machine.meter.enter();
  collectMacros(root.body, machine.macros);
  const inner = machine.forText(text);
  try {
    inner.renderBlock(root.body);
  } catch (stop) {
    if (!(stop instanceof Stop) || !(stop.isFor() || stop.target === "all")) throw stop;
  } finally {
    machine.meter.leave();
    machine.write(inner.output.toString());
  }
}
