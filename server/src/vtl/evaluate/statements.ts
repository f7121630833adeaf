/** Runs statements. */
import type {
  BlockNode,
  CallNode,
  CommandNode,
  ForeachNode,
  IfNode,
  ReferenceNode,
  SetNode,
  Statement,
} from "../syntax/nodes";
import type { Value } from "../values";
import { evaluate, holds } from "./expressions";
import { iteratorOf } from "./iterate";
import type { Machine } from "./machine";
import { callMacro, evaluateText } from "./macros";
import { BlockReference } from "./objects/block";
import { LoopScope } from "./objects/loop";
import { assign, readReference } from "./references";
import { NullScope } from "./scopes";
import { JavaFault, Stop } from "./stops";

export function renderBlock(machine: Machine, block: BlockNode): void {
  const { statements } = block;
  for (let i = 0; i < statements.length; i++) {
    const statement = statements[i];
    if (statement === undefined) continue;
    if (machine.observer !== undefined) machine.observer.before?.(statement, machine);
    render(machine, statement);
  }
}

function render(machine: Machine, node: Statement): void {
  switch (node.kind) {
    case "text":
      if (machine.trace === undefined) machine.write(node.value);
      else machine.writeFrom(node, node.value);
      return;
    case "comment":
      if (node.printed !== "") machine.writeFrom(node, node.printed);
      return;
    case "hole":
      machine.writeFrom(node, machine.holeText(node));
      return;
    case "reference":
      renderReference(machine, node);
      return;
    case "set":
      set(machine, node);
      return;
    case "if":
      renderIf(machine, node);
      return;
    case "foreach":
      foreach(machine, node);
      return;
    case "define": {
      const [name] = node.arguments;
      const key = name?.kind === "reference" ? name.target : "";
      machine.scope.put(key, new BlockReference(node, machine));
      return;
    }
    case "literal":
      machine.writeFrom(node, node.source);
      return;
    case "macro":
      return;
    case "command":
      command(machine, node);
      return;
    case "call":
      call(machine, node);
  }
}

function renderReference(machine: Machine, node: ReferenceNode): void {
  if (node.form !== "value") {
    renderOddReference(machine, node);
    return;
  }
  machine.current = node;
  const value = readReference(machine, node);
  if (value instanceof BlockReference) {
    const start = machine.output.length;
    if (!value.render(machine) && !node.quiet) {
      const sign = node.braced ? 2 : 1;
      machine.write(node.prefix + machine.text.slice(node.nameSpan.start - sign, node.end));
    }
    machine.mark(node, start);
    return;
  }
  const text = typeof value === "string" ? value : machine.print(value);
  const printed = node.prefix === "" ? text : node.prefix + text;
  if (machine.trace === undefined) machine.write(printed);
  else machine.writeFrom(node, printed, text);
}

function renderOddReference(machine: Machine, node: ReferenceNode): void {
  if (node.form === "escaped") {
    // Velocity still evaluates it, and a method call in it may have side effects.
    readReference(machine, node);
    const literal = machine.scope.literal(node.source) ?? node.source;
    const slashes = /^\\*/.exec(node.prefix)?.[0] ?? "";
    machine.writeFrom(node, slashes + literal);
  } else if (node.form === "word") {
    machine.writeFrom(node, node.source);
  }
}

function set(machine: Machine, node: SetNode): void {
  machine.meter.step();
  machine.current = node;
  const value = evaluate(machine, node.value);
  // Null is never assigned; the variable keeps its value.
  if (value === null || node.target.kind !== "reference") return;
  if (isWatched(machine, node.target)) machine.see(value);
  assign(machine, node.target, value);
}

/** Returns whether the rendering records what is assigned to the reference. */
function isWatched({ watch }: Machine, { start, parts }: ReferenceNode): boolean {
  return watch?.start === start && watch.parts === parts.length;
}

function renderIf(machine: Machine, node: IfNode): void {
  machine.meter.step();
  for (let i = 0; i < node.branches.length; i++) {
    const branch = node.branches[i];
    if (branch === undefined) break;
    machine.current = branch;
    if (i > 0) machine.observer?.before?.(branch, machine);
    if (!holds(machine, branch.condition)) continue;
    machine.observer?.decided?.(node, i);
    nested(machine, branch.body);
    return;
  }
  machine.observer?.decided?.(node, -1);
  if (node.otherwise !== undefined) nested(machine, node.otherwise.body);
}

function nested(machine: Machine, body: BlockNode): void {
  machine.meter.enter();
  renderBlock(machine, body);
  machine.meter.leave();
}

function foreach(machine: Machine, node: ForeachNode): void {
  const [item, , list] = node.arguments;
  if (item === undefined || list === undefined) return;
  machine.current = node;
  const source = evaluate(machine, list);
  const iterator = source === null ? undefined : iteratorOf(source, machine);
  if (iterator === undefined) {
    machine.observer?.iterating?.(node, 0);
    return;
  }
  const name = item.kind === "reference" ? item.name : machine.text.slice(item.start + 1, item.end);
  const { scope } = machine;
  const before = [name, "velocityCount", "velocityHasNext"].map((key): [string, Value] => [
    key,
    scope.get(key),
  ]);
  const around = scope.get("foreach");
  const loop = new LoopScope(around);
  scope.put("foreach", loop);
  machine.meter.enter();
  const { iterations } = machine.meter.limits;
  let nullScope: NullScope | undefined;
  try {
    let count = 0;
    if (!iterator.hasNext) machine.observer?.iterating?.(node, 0);
    while (iterator.hasNext) {
      if (++count > iterations) {
        machine.report("iterations", node, `API Gateway stops a #foreach after ${iterations} iterations.`);
        break;
      }
      machine.meter.step();
      machine.observer?.iterating?.(node, count);
      const value = iterator.next() ?? null;
      loop.index++;
      loop.hasNext = iterator.hasNext;
      scope.put("velocityCount", count);
      scope.put("velocityHasNext", loop.hasNext);
      scope.put(name, value);
      if (machine.watch !== undefined && item.kind === "reference" && isWatched(machine, item)) {
        machine.see(value ?? "");
      }
      if (value === null) {
        nullScope ??= new NullScope(scope, name);
        machine.scope = nullScope;
      }
      renderBlock(machine, node.body);
      machine.scope = scope;
    }
  } catch (stop) {
    if (!(stop instanceof Stop) || !stop.isFor(loop)) throw stop;
  } finally {
    machine.scope = scope;
    machine.meter.leave();
    for (const [key, value] of before) restore(machine, key, value);
    // If the template assigned something else to $foreach, keep that.
    if (scope.get("foreach") instanceof LoopScope) restore(machine, "foreach", around);
  }
}

function restore(machine: Machine, name: string, value: Value): void {
  if (value === null) machine.scope.remove(name);
  else machine.scope.put(name, value);
}

function command(machine: Machine, node: CommandNode): void {
  machine.current = node;
  const [argument] = node.arguments;
  switch (node.name) {
    case "stop":
      if (argument !== undefined) evaluate(machine, argument);
      throw new Stop("all");
    case "break": {
      if (argument === undefined) throw new Stop("nearest");
      const scope = evaluate(machine, argument);
      if (scope instanceof LoopScope) throw new Stop(scope);
      throw new JavaFault("`#break` only accepts the scope of a loop, such as `$foreach`.");
    }
    case "evaluate": {
      const value = argument === undefined ? "" : evaluate(machine, argument);
      evaluateText(machine, value === null ? "" : machine.print(value));
      return;
    }
    case "parse":
    case "include":
      throw new JavaFault(`API Gateway does not support \`#${node.name}\`.`);
  }
}

function call(machine: Machine, node: CallNode): void {
  if (machine.macrosRun && callMacro(machine, node)) return;
  machine.writeFrom(node, node.source);
}
