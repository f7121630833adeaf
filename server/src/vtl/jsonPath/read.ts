import { type Budget, JavaList, JavaMap, TooDeepError, tooDeep, type Value } from "../values";
import { holds, ReadError, type Side } from "./compare";
import { isDefinite } from "./compile";
import type { Criterion, JsonPath, Operand, PathStep, PredicatePath } from "./types";

/**
 * What a path leads to. `missing` is JsonPath's PathNotFoundException, which `$input.path` makes null; `error`
 * is any other exception, such as for an index into what is no array.
 */
export type ReadResult =
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "missing" }
  | { readonly kind: "error"; readonly message: string };

const missing: ReadResult = { kind: "missing" };

/**
 * Reads a path in a document as Jayway's JsonPath 2.0 does in its default configuration: the value for a definite
 * path, and a JSON array of its own for others.
 * @param budget is charged for each value that is looked at.
 * @throws TooDeepError for a document nested too deeply, and what `budget` throws.
 */
export function readPath(path: JsonPath, document: Value, budget?: Budget): ReadResult {
  if (path.fault) return { kind: "error", message: `The path is not valid: ${path.text}` };
  try {
    const reader = new Reader(path.steps, document, new Visits(budget), strictFrom(path.steps), false);
    reader.visit(0, document, 0);
    if (!path.definite) return { kind: "value", value: new JavaList(reader.results, true) };
    const [value] = reader.results;
    return value === undefined ? missing : { kind: "value", value };
  } catch (error) {
    if (error instanceof NotFound) return missing;
    if (error instanceof ReadError) return { kind: "error", message: error.message };
    throw error;
  }
}

/** A step is strict where it, the one before it and all behind it are definite. */
function strictFrom(steps: readonly PathStep[]): number {
  return steps.findLastIndex((step) => !isDefinite(step)) + 2;
}

/** What one visited value costs, in characters. */
const visit = 16;

/** How many visits are charged at once. */
const batch = 64;

/** Values that a path may visit where the caller sets no limit. */
const mostVisits = 5_000_000;

/** Counts the values that are looked at, in the filters' paths, too. */
class Visits {
  private count = 0;

  constructor(readonly budget: Budget | undefined) {}

  add(): void {
    if (++this.count % batch !== 0) return;
    if (this.budget) this.budget.spend(batch * visit);
    else if (this.count > mostVisits) throw new ReadError("The path leads to too many values.");
  }

  /** For whoever charges characters. */
  spend(units: number): void {
    if (this.budget) this.budget.spend(units);
    else this.count += Math.ceil(units / visit);
    this.add();
  }
}

/** JsonPath's PathNotFoundException. One is enough, as none tells more than another. */
class NotFound extends Error {}

const notFound = new NotFound();

class Reader {
  readonly results: Value[] = [];

  /**
   * @param root what `$` in a filter means.
   * @param strictFrom the first step where a missing property is not passed over.
   * @param required true where a missing one among several names is not passed over, either.
   */
  constructor(
    private readonly steps: readonly PathStep[],
    private readonly root: Value,
    private readonly visits: Visits,
    private readonly strictFrom: number,
    private readonly required: boolean,
  ) {}

  /** Takes the steps from an index on. */
  visit(from: number, start: Value, depth: number): void {
    if (depth > tooDeep) throw new TooDeepError();
    let value = start;
    for (let at = from; ; at++) {
      this.visits.add();
      const step = this.steps[at];
      if (step === undefined) {
        this.results.push(value);
        return;
      }
      switch (step.kind) {
        case "root":
          break;
        case "property": {
          const next = this.property(step.names, at, value);
          if (next === undefined) return;
          value = next;
          break;
        }
        case "index": {
          const items = itemsOf(value);
          value = itemAt(items, step.fromSize ? items.length + step.index : step.index);
          break;
        }
        case "filter":
          if (isMap(value)) {
            if (!this.accepts(step.groups, value)) return;
            break;
          }
          this.filter(step.groups, at, value, depth);
          return;
        case "scan":
          this.scan(at + 1, value, depth);
          return;
        default:
          this.each(step, at, value, depth);
          return;
      }
    }
  }

  /** The value of a property; undefined where there is none and the path goes no further. */
  private property(names: readonly string[], at: number, value: Value): Value | undefined {
    if (!isMap(value)) throw notFound;
    const [name] = names;
    const isLast = at === this.steps.length - 1;
    if (names.length === 1 && name !== undefined) {
      if (value.has(name)) return value.get(name);
      if (isLast || at >= this.strictFrom) throw notFound;
      return undefined;
    }
    if (!isLast) throw new ReadError("Several names can only stand at the end of a path.");
    const map = new JavaMap();
    for (const one of names) {
      if (value.has(one)) map.put(one, value.get(one));
      else if (this.required) throw notFound;
    }
    return map;
  }

  /** Takes a step that leads to several values. */
  private each(step: PathStep, at: number, value: Value, depth: number): void {
    switch (step.kind) {
      case "wildcard":
        if (isMap(value)) for (const item of value.values()) this.visit(at + 1, item, depth + 1);
        else if (isList(value)) this.eachItem(value, at, depth);
        return;
      case "indexes": {
        const items = itemsOf(value);
        for (const index of step.indexes) this.visit(at + 1, itemAt(items, index), depth + 1);
        return;
      }
      case "slice": {
        const items = itemsOf(value);
        const [from, to] = sliceBounds(step.from, step.to, items.length);
        for (let i = from; i < to; i++) this.visit(at + 1, itemAt(items, i), depth + 1);
        return;
      }
      default:
        // A predicate that was never given is a NullPointerException, as soon as it is asked.
        if (isList(value) && value.items.length === 0) return;
        throw new ReadError("`[?]` has no predicate.");
    }
  }

  /** Of the items of an array, those that lead nowhere are passed over. */
  private eachItem(list: JavaList, at: number, depth: number): void {
    for (const item of list.items) {
      try {
        this.visit(at + 1, item, depth + 1);
      } catch (error) {
        if (!(error instanceof NotFound)) throw error;
      }
    }
  }

  private filter(groups: readonly (readonly Criterion[])[], at: number, value: Value, depth: number): void {
    if (!isList(value)) throw new ReadError("A filter can only be applied to an object or an array.");
    for (const item of value.items) {
      if (this.accepts(groups, item)) this.visit(at + 1, item, depth + 1);
    }
  }

  /** Asks the step at an index of a value and of everything below it, the outer before the inner. */
  private scan(at: number, value: Value, depth: number): void {
    if (depth > tooDeep) throw new TooDeepError();
    this.visits.add();
    const step = this.steps[at];
    if (isMap(value)) {
      if (this.isFound(step, value)) this.visit(at, value, depth + 1);
      for (const item of value.values()) this.scan(at, item, depth + 1);
    } else if (isList(value)) {
      if (this.isFound(step, value)) {
        if (at === this.steps.length - 1) this.visit(at, value, depth + 1);
        // In the middle of a path, all items go on, whichever the step means.
        else for (const item of value.items) this.visit(at + 1, item, depth + 1);
      }
      for (const item of value.items) this.scan(at, item, depth + 1);
    }
  }

  /** True where a scan takes its next step. */
  private isFound(step: PathStep | undefined, value: JavaMap | JavaList): boolean {
    switch (step?.kind) {
      case "property":
        return isMap(value) && step.names.every((name) => value.has(name));
      case "index":
      case "indexes":
      case "slice":
        return isList(value);
      case "wildcard":
        return true;
      case "filter":
        return this.accepts(step.groups, value);
      case "placeholder":
        throw new ReadError("`[?]` has no predicate.");
      default:
        return false;
    }
  }

  private accepts(groups: readonly (readonly Criterion[])[], item: Value): boolean {
    return groups.some((group) => group.every((criterion) => this.isMet(criterion, item)));
  }

  private isMet(criterion: Criterion, item: Value): boolean {
    this.visits.add();
    try {
      if (criterion.kind === "exists") {
        // `$` means the item here, too.
        const value = this.predicateValue(criterion.path, item, true);
        return criterion.negated ? value === null : value !== null;
      }
      const left = this.side(criterion.left, item);
      return holds(left, criterion.operator, this.side(criterion.right, item), this.visits);
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      return criterion.kind === "exists" && criterion.negated;
    }
  }

  private side(operand: Operand, item: Value): Side {
    if (typeof operand === "string" || operand.kind !== "path") return operand;
    return this.predicateValue(operand, operand.fromRoot ? this.root : item, false);
  }

  private predicateValue(path: PredicatePath, start: Value, required: boolean): Value {
    const reader = new Reader(path.steps, this.root, this.visits, 0, required);
    reader.visit(0, start, 0);
    const [value] = reader.results;
    if (value === undefined) throw notFound;
    return value;
  }
}

function isMap(value: Value): value is JavaMap {
  return typeof value === "object" && value !== null && value.kind === "map";
}

function isList(value: Value): value is JavaList {
  return typeof value === "object" && value !== null && value.kind === "list";
}

function itemsOf(value: Value): readonly Value[] {
  if (value === null) throw notFound;
  if (!isList(value)) throw new ReadError("An index can only be applied to an array.");
  return value.items;
}

function itemAt(items: readonly Value[], index: number): Value {
  const item = items[index];
  if (item === undefined) throw notFound;
  return item;
}

/** Only slices that are open at one side count from the end. */
function sliceBounds(
  from: number | undefined,
  to: number | undefined,
  size: number,
): readonly [number, number] {
  if (size === 0) return [0, 0];
  if (from !== undefined && to !== undefined) return [from, Math.min(size, to)];
  if (from !== undefined) return [Math.max(0, from < 0 ? size + from : from), size];
  return to === undefined ? [0, 0] : [0, Math.min(size, to < 0 ? size + to : to)];
}
