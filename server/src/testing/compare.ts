/** Comparing JSON values as trees, with matchers for what varies. */
import type { ObjectNode, Span, ValueNode } from "../syntax/nodes";
import { type Doc, docOf, lastMembers, MAX_DEPTH, printInLine } from "./doc";
import { fits, type Matcher, matcherIn, wantedBy } from "./matchers";

/** A place where a value is not the expected one. */
export interface Difference {
  /** As in JSONPath, from the root. */
  readonly path: string;
  /** What was expected, as JSON or in words; absent for something that should not be there. */
  readonly expected?: string;
  /** Absent for something that is missing. */
  readonly actual?: string;
  /** Where the expected value is written: its own place, or that of the object or list that should have it. */
  readonly span: Span;
}

/** The result of a comparison of two values. */
export interface Comparison {
  readonly differences: readonly Difference[];
  /**
   * The expected value as it is shown next to the actual one: what matches is written as it actually is, so that only
   * real differences remain.
   */
  readonly shown: Doc;
  /** The value to expect instead, which keeps what matches as it is written, with its matchers. */
  readonly accepted: Doc;
  /** The smallest parts of the expected value to replace, so that it becomes the accepted one. */
  readonly repairs: readonly Repair[];
}

export interface Repair {
  readonly node: ValueNode;
  readonly value: Doc;
}

export interface CompareOptions {
  /** The path of the values; `$` by default. */
  readonly path?: string;
  /** Whether members that are not expected do not matter, at any depth of objects. */
  readonly isPartial?: boolean;
  /** False if objects stand for themselves, as in snapshots. */
  readonly hasMatchers?: boolean;
  /** Whether the names of members differ in case only if they are the same, as in headers. */
  readonly foldsCase?: (path: string) => boolean;
}

/** Compares a value with the expected one. The order of members and the form of numbers do not matter. */
export function compare(expected: ValueNode, actual: ValueNode, options: CompareOptions = {}): Comparison {
  return new Comparer(options).compare(expected, actual, options.path ?? "$", 0);
}

class Comparer {
  constructor(private readonly options: CompareOptions) {}

  compare(expected: ValueNode, actual: ValueNode, path: string, depth: number): Comparison {
    const matcher = this.options.hasMatchers === false ? undefined : matcherIn(expected);
    if (matcher) return matched(matcher, expected, actual, path);
    if (depth < MAX_DEPTH && expected.kind === "object" && actual.kind === "object") {
      return this.#objects(expected, actual, path, depth);
    }
    if (depth < MAX_DEPTH && expected.kind === "array" && actual.kind === "array") {
      return this.#lists(expected, actual, path, depth);
    }
    return isSameScalar(expected, actual) ? same(expected, actual) : different(expected, actual, path);
  }

  #objects(expected: ObjectNode, actual: ObjectNode, path: string, depth: number): Comparison {
    const differences: Difference[] = [];
    const repairs: Repair[] = [];
    const accepted = new Map<string, Doc>();
    const others = new Map(lastMembers(actual));
    const nameIn = this.#namesIn(others, path);
    /** By the name in the actual value: what to show in its place. */
    const shown = new Map<string, Doc>();
    /** What is missing, by the name after which it is expected. */
    const missing = new Map<string | undefined, [string, Doc][]>();
    let previous: string | undefined;
    let isReshaped = false;
    for (const [name, value] of lastMembers(expected)) {
      const at = `${path}${step(name)}`;
      const found = nameIn(name);
      const other = found === undefined ? undefined : others.get(found);
      if (found === undefined || !other) {
        const doc = docOf(value);
        differences.push({ path: at, expected: this.#wanted(value), span: value.span });
        const group = missing.get(previous) ?? [];
        group.push([name, doc]);
        missing.set(previous, group);
        isReshaped = true;
        continue;
      }
      const inner = this.compare(value, other, at, depth + 1);
      differences.push(...inner.differences);
      repairs.push(...inner.repairs);
      accepted.set(name, inner.accepted);
      shown.set(found, inner.shown);
      previous = found;
    }
    for (const [name, other] of others) {
      if (shown.has(name)) continue;
      const doc = docOf(other);
      if (this.options.isPartial) {
        shown.set(name, doc);
        continue;
      }
      differences.push({ path: `${path}${step(name)}`, actual: printInLine(doc), span: expected.span });
      accepted.set(name, doc);
      isReshaped = true;
    }
    const whole: Doc = { kind: "object", members: accepted };
    return {
      differences,
      shown: { kind: "object", members: arranged(others.keys(), shown, missing) },
      accepted: whole,
      repairs: isReshaped ? [{ node: expected, value: whole }] : repairs,
    };
  }

  /** What is missing: in words for a matcher. */
  #wanted(node: ValueNode): string {
    const matcher = this.options.hasMatchers === false ? undefined : matcherIn(node);
    return matcher ? wantedBy(matcher) : printInLine(docOf(node));
  }

  #namesIn(others: ReadonlyMap<string, ValueNode>, path: string): (name: string) => string | undefined {
    if (!this.options.foldsCase?.(path)) return (name) => (others.has(name) ? name : undefined);
    const names = new Map([...others.keys()].map((name) => [name.toLowerCase(), name]));
    return (name) => (others.has(name) ? name : names.get(name.toLowerCase()));
  }

  #lists(
    expected: ValueNode & { readonly kind: "array" },
    actual: ValueNode & { readonly kind: "array" },
    path: string,
    depth: number,
  ): Comparison {
    const shared = Math.min(expected.items.length, actual.items.length);
    const comparisons = actual.items.slice(0, shared).map((other, index) => {
      const item = expected.items[index] ?? other;
      return this.compare(item, other, `${path}[${index}]`, depth + 1);
    });
    const missing = expected.items.slice(shared).map((item) => ({ item, doc: docOf(item) }));
    const unexpected = actual.items.slice(shared).map((item) => docOf(item));
    const differences: readonly Difference[] = [
      ...comparisons.flatMap((each) => each.differences),
      ...missing.map(({ item }, index) => ({
        path: `${path}[${shared + index}]`,
        expected: this.#wanted(item),
        span: item.span,
      })),
      ...unexpected.map((doc, index) => ({
        path: `${path}[${shared + index}]`,
        actual: printInLine(doc),
        span: expected.span,
      })),
    ];
    const accepted: Doc = {
      kind: "list",
      items: [...comparisons.map((each) => each.accepted), ...unexpected],
    };
    const isReshaped = missing.length > 0 || unexpected.length > 0;
    return {
      differences,
      shown: {
        kind: "list",
        items: [...comparisons.map((each) => each.shown), ...missing.map(({ doc }) => doc)],
      },
      accepted,
      repairs: isReshaped
        ? [{ node: expected, value: accepted }]
        : comparisons.flatMap((each) => each.repairs),
    };
  }
}

/** Arranges what is shown in the order of the actual members, each followed by what is missing after it. */
function arranged(
  order: Iterable<string>,
  shown: ReadonlyMap<string, Doc>,
  missing: ReadonlyMap<string | undefined, readonly (readonly [string, Doc])[]>,
): ReadonlyMap<string, Doc> {
  const members = new Map<string, Doc>(missing.get(undefined));
  for (const name of order) {
    const doc = shown.get(name);
    if (doc !== undefined) members.set(name, doc);
    for (const [other, value] of missing.get(name) ?? []) members.set(other, value);
  }
  return members;
}

function matched(matcher: Matcher, expected: ValueNode, actual: ValueNode, path: string): Comparison {
  const written = docOf(expected);
  const doc = docOf(actual);
  if (fits(matcher, actual)) return { differences: [], shown: doc, accepted: written, repairs: [] };
  const difference = { path, expected: wantedBy(matcher), actual: printInLine(doc), span: expected.span };
  return { ...replaced(expected, doc), differences: [difference], shown: written };
}

function same(expected: ValueNode, actual: ValueNode): Comparison {
  return { differences: [], shown: docOf(actual), accepted: docOf(expected), repairs: [] };
}

function different(expected: ValueNode, actual: ValueNode, path: string): Comparison {
  const wanted = docOf(expected);
  const doc = docOf(actual);
  const difference = {
    path,
    expected: printInLine(wanted),
    actual: printInLine(doc),
    span: expected.span,
  };
  return { ...replaced(expected, doc), differences: [difference], shown: wanted };
}

function replaced(node: ValueNode, value: Doc): Pick<Comparison, "accepted" | "repairs"> {
  return { accepted: value, repairs: [{ node, value }] };
}

function isSameScalar(expected: ValueNode, actual: ValueNode): boolean {
  if (expected.kind === "string" && actual.kind === "string") return expected.value === actual.value;
  if (expected.kind === "boolean" && actual.kind === "boolean") return expected.value === actual.value;
  if (expected.kind === "null") return actual.kind === "null";
  // Beyond 2^53 two numbers may differ although their doubles do not.
  if (expected.kind === "number" && actual.kind === "number")
    return (
      expected.text === actual.text ||
      (expected.value === actual.value && Math.abs(expected.value) <= Number.MAX_SAFE_INTEGER)
    );
  return false;
}

/** Returns the part of a path for a member. */
export function step(name: string): string {
  return /^[A-Za-z_][\w-]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
