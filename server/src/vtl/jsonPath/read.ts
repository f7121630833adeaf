import { RegexError } from "../../javaRegex";
import { type Budget, JavaList, JavaMap, TooDeepError, tooDeep, type Value } from "../values";
import { callFunction, childrenOf, lengthOf } from "./callFunction";
import { holds, ReadError, type Side } from "./compare";
import { isDefinite } from "./compile";
import { fromStart, isList, isMap, itemAt, itemsOf, NoArray, NotFound, notFound, sliceBounds } from "./items";
import { passes, type TestSide } from "./passes";
import type {
  CallStep,
  Condition,
  Criterion,
  JsonPath,
  Operand,
  PathStep,
  PredicatePath,
  TestOperand,
} from "./types";
import { Visits } from "./visits";

/**
 * The result of reading a path. `missing` is JsonPath's PathNotFoundException, which `$input.path` turns into null;
 * `error` is any other exception, for example for an index into a value that is not an array.
 */
export type ReadResult =
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "missing" }
  | { readonly kind: "error"; readonly message: string };

const missing: ReadResult = { kind: "missing" };

/**
 * Reads a path in a document as Jayway's JsonPath 2.0 does in its default configuration: returns the value for a definite
 * path, and a new JSON array for others. Features of newer versions behave as they do there.
 * @param budget is charged for each value visited.
 * @throws TooDeepError for a document nested too deeply, and whatever `budget` throws.
 */
export function readPath(path: JsonPath, document: Value, budget?: Budget): ReadResult {
  if (path.fault) return { kind: "error", message: `Invalid path: ${path.text}` };
  try {
    return { kind: "value", value: whatIsAt(path, document, new Visits(budget)) };
  } catch (error) {
    if (error instanceof NotFound) return missing;
    if (error instanceof ReadError || error instanceof RegexError)
      return { kind: "error", message: error.message };
    throw error;
  }
}

function whatIsAt(path: JsonPath, document: Value, visits: Visits): Value {
  const reader = new Reader(path.steps, document, visits, strictFrom(path.steps), false);
  reader.visit(0, document, 0);
  const { results } = reader;
  if (path.calls.length > 0) return reader.call(path.calls);
  if (!path.definite) return new JavaList(results, true);
  const [value] = results;
  if (value === undefined) throw notFound;
  return value;
}

/** The first strict step: one that is definite, like the step before it and all steps after it. */
function strictFrom(steps: readonly PathStep[]): number {
  return steps.findLastIndex((step) => !isDefinite(step)) + 2;
}

type Filter = Extract<PathStep, { readonly kind: "filter" | "condition" }>;

class Reader {
  readonly results: Value[] = [];

  /**
   * @param root the value of `$` in a filter.
   * @param strictFrom the first step at which a missing property is an error instead of being skipped.
   * @param required whether a missing name among several names is an error, too.
   */
  constructor(
    private readonly steps: readonly PathStep[],
    private readonly root: Value,
    private readonly visits: Visits,
    private readonly strictFrom: number,
    private readonly required: boolean,
  ) {}

  /** Takes the steps from an index on, starting at a value. */
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
          value = itemAt(items, step.fromSize ? items.length + step.index : fromStart(items, step.index));
          break;
        }
        case "filter":
        case "condition":
          if (isMap(value)) {
            if (!this.accepts(step, value)) return;
            break;
          }
          this.filter(step, at, value, depth);
          return;
        case "call":
          value = this.result(step, value);
          break;
        case "scan":
          this.scan(at + 1, value, depth);
          return;
        default:
          this.each(step, at, value, depth);
          return;
      }
    }
  }

  /** The value of a property; undefined if it is missing and the path ends here. */
  private property(names: readonly string[], at: number, value: Value): Value | undefined {
    if (!isMap(value)) throw notFound;
    const [name] = names;
    const isLast = at === this.steps.length - 1;
    if (names.length === 1 && name !== undefined) {
      if (value.has(name)) return value.get(name);
      if (isLast || at >= this.strictFrom) throw notFound;
      return undefined;
    }
    if (!isLast) throw new ReadError("Several names are only allowed at the end of a path.");
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
        for (const index of step.indexes)
          this.visit(at + 1, itemAt(items, fromStart(items, index)), depth + 1);
        return;
      }
      case "slice": {
        const items = itemsOf(value);
        const [from, to] = sliceBounds(step.from, step.to, items.length);
        for (let i = from; i < to; i++) this.visit(at + 1, itemAt(items, i), depth + 1);
        return;
      }
      default:
        // A missing predicate is a NullPointerException in Java, as soon as it is tested.
        if (isList(value) && value.items.length === 0) return;
        throw new ReadError("`[?]` has no predicate.");
    }
  }

  /** Visits all items of an array, skipping those where nothing matches. */
  private eachItem(list: JavaList, at: number, depth: number): void {
    for (const item of list.items) {
      try {
        this.visit(at + 1, item, depth + 1);
      } catch (error) {
        if (!(error instanceof NotFound)) throw error;
      }
    }
  }

  private filter(step: Filter, at: number, value: Value, depth: number): void {
    if (!isList(value)) throw new ReadError("A filter can only be applied to an object or an array.");
    for (const item of value.items) {
      if (this.accepts(step, item)) this.visit(at + 1, item, depth + 1);
    }
  }

  /** Applies a step to a value and all its descendants, outer ones first. */
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
        // In the middle of a path, all items continue, no matter which ones the step selects.
        else for (const item of value.items) this.visit(at + 1, item, depth + 1);
      }
      for (const item of value.items) this.scan(at, item, depth + 1);
    }
  }

  /** True if a scan takes its next step at this value. */
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
      case "condition":
        return this.accepts(step, value);
      case "placeholder":
        throw new ReadError("`[?]` has no predicate.");
      default:
        return false;
    }
  }

  private accepts(step: Filter, item: Value): boolean {
    if (step.kind === "condition") return this.isTrue(step.condition, item);
    return step.groups.some((group) => group.every((criterion) => this.isMet(criterion, item)));
  }

  private isMet(criterion: Criterion, item: Value): boolean {
    this.visits.add();
    try {
      if (criterion.kind === "exists") {
        // Here, `$` means the item, too.
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

  private isTrue(condition: Condition, item: Value): boolean {
    this.visits.add();
    switch (condition.kind) {
      case "every":
        return condition.of.every((each) => this.isTrue(each, item));
      case "some":
        return condition.of.some((each) => this.isTrue(each, item));
      case "not":
        return !this.isTrue(condition.of, item);
      case "exists":
        return this.testSide(condition.path, item) !== undefined;
      case "test": {
        const { left, operator, right } = condition;
        return passes(this.testSide(left, item), operator, this.testSide(right, item), this.visits);
      }
    }
  }

  private testSide(operand: TestOperand, item: Value): TestSide {
    if (operand.kind === "literal") return operand.value;
    if (operand.kind === "pattern") return operand;
    try {
      return this.predicateValue(operand, operand.fromRoot ? this.root : item, true);
    } catch (error) {
      if (error instanceof NotFound || error instanceof NoArray) return undefined;
      throw error;
    }
  }

  /** Applies function calls to all results. */
  call([first, ...others]: readonly CallStep[]): Value {
    const { results } = this;
    if (!first) return new JavaList(results, true);
    const named = results.filter((value): value is JavaMap => isMap(value) && value.has(first.text));
    // 2.0 reads the call as a name.
    if (named.length > 0)
      return new JavaList(
        named.map((map) => map.get(first.text)),
        true,
      );
    // `$..book.length()` is the number of books: the items in all results.
    const value = isLength(first) ? childrenOf(results) : this.result(first, new JavaList(results, true));
    return others.reduce<Value>((last, each) => this.result(each, last), value);
  }

  private result(step: CallStep, value: Value): Value {
    // 2.0 reads the call as a name.
    if (isMap(value) && value.has(step.text)) return value.get(step.text);
    const [first] = step.parameters;
    if (isLength(step) && first?.kind === "path") {
      const found = whatIsAt(first.path, this.root, this.visits);
      return first.path.definite || !isList(found) ? lengthOf(found) : childrenOf(found.items);
    }
    const parameters = step.parameters.map((each) =>
      each.kind === "literal" ? each.value : whatIsAt(each.path, this.root, this.visits),
    );
    return callFunction(step.name, value, parameters, this.visits);
  }

  private predicateValue(path: PredicatePath, start: Value, required: boolean): Value {
    const reader = new Reader(path.steps, this.root, this.visits, 0, required);
    reader.visit(0, start, 0);
    const [value] = reader.results;
    if (value === undefined) throw notFound;
    return value;
  }
}

function isLength({ name }: CallStep): boolean {
  return name === "length" || name === "size";
}
