/** Reading test files: `NAME.test.json` or `NAME.test.yaml`, next to the input `NAME.json` that they test. */
import { LineIndex, type Range } from "../syntax/lines";
import { findMember } from "../syntax/locate";
import type { Format, MemberNode, ObjectNode, ParsedDocument, Span, ValueNode } from "../syntax/nodes";
import { parse } from "../syntax/parse";
import { faultOfMatcher, matcherIn } from "./matchers";

/** A test file, as far as it can be read. */
export interface TestFile {
  readonly document: ParsedDocument;
  readonly lines: LineIndex;
  /**
   * The paths that the file to test may have, relative to the test file: one if the test file names it, otherwise those
   * that its own name stands for. The first that exists counts.
   */
  readonly files: readonly string[];
  /** The paths of further inputs: the integration responses of an input of the AWS CLI. */
  readonly responses: readonly string[];
  /** The path of the snapshots, relative to the test file. */
  readonly snapshots: string;
  /** The path of the recordings of AWS. */
  readonly recordings: string;
  readonly cases: readonly TestCase[];
  readonly problems: readonly TestFileProblem[];
}

export interface TestFileProblem {
  readonly message: string;
  readonly span: Span;
  readonly range: Range;
}

export interface TestCase {
  /** Unique in its file. */
  readonly name: string;
  /** The object of the case. */
  readonly node: ObjectNode;
  readonly nameSpan: Span;
  /** In a host file: the title or ID of the integration; absent for the only one. */
  readonly input?: string;
  /**
   * The template to render by itself: its key, such as `application/json`, or its path, such as
   * `requestTemplates/application/json`. Without it, the request goes the whole way through the integration.
   */
  readonly template?: string;
  /** An empty request if absent. */
  readonly request?: TestMessage;
  readonly backend?: TestMessage;
  readonly expect: Expectation;
}

/** A sample request or response: written in the test file, or in a file of its own. */
export type TestMessage =
  | { readonly kind: "inline"; readonly document: ParsedDocument }
  | { readonly kind: "file"; readonly path: string; readonly span: Span };

/** What the result is compared with. */
export type Expectation =
  | { readonly kind: "snapshot"; readonly span: Span }
  | { readonly kind: "values"; readonly node: ObjectNode }
  /** Only that there is no error. */
  | { readonly kind: "nothing" };

/** The members of `expect`, each of which is compared if it is present. */
export const EXPECT_MEMBERS = [
  "output",
  "status",
  "headers",
  "overrides",
  "backendRequest",
  "problems",
] as const;

export type ExpectMember = (typeof EXPECT_MEMBERS)[number];

const FILE_MEMBERS = ["$schema", "file", "responses", "tests"] as const;
const CASE_MEMBERS = ["name", "input", "template", "request", "backend", "expect"] as const;

const TEST_FILE = /\.test\.(json|ya?ml)$/i;

/** The extensions of the files that a test file may be for, in the order in which they are looked for. */
const TESTED_EXTENSIONS = ["json", "yaml", "yml", "vtl", "vm", "template", "tf"];

/** Whether a path is that of a test file by its name. */
export function isTestFileName(path: string): boolean {
  return TEST_FILE.test(path);
}

/** The names that the file to test may have, next to a test file that names none: `NAME.json` and the like. */
export function testedFileNames(path: string): readonly string[] {
  const name = path.split(/[\\/]/).at(-1) ?? "";
  const stem = name.replace(TEST_FILE, "");
  return stem === name ? [] : TESTED_EXTENSIONS.map((extension) => `${stem}.${extension}`);
}

/** Reads a test file. Never throws; what cannot be read is reported and left out. */
export function readTestFile(text: string, path: string): TestFile {
  return new TestFileReader(text, path).read();
}

class TestFileReader {
  readonly #document: ParsedDocument;
  readonly #lines: LineIndex;
  readonly #problems: TestFileProblem[] = [];

  constructor(
    text: string,
    private readonly path: string,
  ) {
    const format: Format = /\.ya?ml$/i.test(path) ? "yaml" : "json";
    this.#document = parse(text, format);
    this.#lines = new LineIndex(text);
  }

  read(): TestFile {
    const { root, problems } = this.#document;
    for (const { message, span } of problems) this.#report(message, span);
    const file = {
      document: this.#document,
      lines: this.#lines,
      problems: this.#problems,
      snapshots: `${this.#stem()}.snapshot.json`,
      recordings: `${this.#stem()}.recordings.json`,
    };
    if (root?.kind !== "object") {
      if (problems.length === 0) {
        this.#report(`A test file must be an object, such as {"tests": []}.`, root?.span ?? NOWHERE);
      }
      return { ...file, files: testedFileNames(this.path), responses: [], cases: [] };
    }
    this.#checkMembers(root, "A test file", FILE_MEMBERS);
    const own = this.#text(root, "file");
    const responses = findMember(root, "responses")?.value;
    return {
      ...file,
      files: own === undefined ? testedFileNames(this.path) : [own],
      responses: responses ? this.#paths(responses) : [],
      cases: this.#cases(root),
    };
  }

  #stem(): string {
    return (this.path.split(/[/]/).at(-1) ?? "").replace(TEST_FILE, "");
  }

  #paths(node: ValueNode): readonly string[] {
    const items = node.kind === "array" ? node.items : [node];
    return items.flatMap((item) => {
      if (item.kind === "string") return [item.value];
      this.#report("responses must be a list of paths.", item.span);
      return [];
    });
  }

  #cases(root: ObjectNode): readonly TestCase[] {
    const tests = findMember(root, "tests");
    if (!tests?.value) {
      this.#report("A test file must have tests.", { start: root.span.start, end: root.span.start + 1 });
      return [];
    }
    if (tests.value.kind !== "array") {
      this.#report("tests must be a list.", tests.value.span);
      return [];
    }
    const cases: TestCase[] = [];
    const names = new Set<string>();
    for (const item of tests.value.items) {
      const found = this.#case(item);
      if (!found) continue;
      if (names.has(found.name)) this.#report(`There is another test ${found.name}.`, found.nameSpan);
      else cases.push(found);
      names.add(found.name);
    }
    return cases;
  }

  #case(node: ValueNode): TestCase | undefined {
    if (node.kind !== "object") {
      this.#report(`A test must be an object, such as {"name": "adds a pet"}.`, node.span);
      return undefined;
    }
    this.#checkMembers(node, "A test", CASE_MEMBERS);
    const name = findMember(node, "name");
    if (name?.value?.kind !== "string" || name.value.value === "") {
      const start = node.span.start;
      this.#report("A test must have a name.", name?.value?.span ?? { start, end: start + 1 });
      return undefined;
    }
    const input = this.#text(node, "input");
    const template = this.#text(node, "template");
    const request = this.#message(node, "request");
    const backend = this.#message(node, "backend");
    return {
      name: name.value.value,
      node,
      nameSpan: name.value.span,
      ...(input !== undefined && { input }),
      ...(template !== undefined && { template }),
      ...(request && { request }),
      ...(backend && { backend }),
      expect: this.#expectation(node),
    };
  }

  #message(test: ObjectNode, name: "request" | "backend"): TestMessage | undefined {
    const value = findMember(test, name)?.value;
    if (!value) return undefined;
    if (value.kind === "string") return { kind: "file", path: value.value, span: value.span };
    return { kind: "inline", document: { ...this.#document, root: value, problems: [] } };
  }

  #expectation(test: ObjectNode): Expectation {
    const value = findMember(test, "expect")?.value;
    if (!value) return { kind: "nothing" };
    if (value.kind === "string" && value.value === "snapshot") return { kind: "snapshot", span: value.span };
    if (value.kind === "object") {
      this.#checkMembers(value, "expect", EXPECT_MEMBERS);
      this.#checkMatchers(value);
      return { kind: "values", node: value };
    }
    this.#report('expect must be an object, or "snapshot".', value.span);
    return { kind: "nothing" };
  }

  #checkMatchers(expect: ObjectNode): void {
    // A stack instead of recursion, because a value may be nested deeply.
    const waiting: ValueNode[] = [expect];
    for (let node = waiting.pop(); node; node = waiting.pop()) {
      const matcher = matcherIn(node);
      const fault = matcher && faultOfMatcher(matcher);
      if (matcher && fault !== undefined) this.#report(fault, matcher.argument.span);
      if (node.kind === "object") waiting.push(...node.members.flatMap(({ value }) => value ?? []));
      if (node.kind === "array") for (const item of node.items) waiting.push(item);
    }
  }

  #text(parent: ObjectNode, name: string): string | undefined {
    const value = findMember(parent, name)?.value;
    if (!value || value.kind === "string") return value?.value;
    this.#report(`${name} must be a string.`, value.span);
    return undefined;
  }

  #checkMembers(node: ObjectNode, what: string, known: readonly string[]): void {
    for (const { key } of node.members as readonly MemberNode[]) {
      if (known.includes(key.value)) continue;
      this.#report(`${what} has no member ${key.value}. Expected one of: ${known.join(", ")}.`, key.span);
    }
  }

  #report(message: string, span: Span): void {
    this.#problems.push({ message, span, range: this.#lines.range(span) });
  }
}

const NOWHERE: Span = { start: 0, end: 0 };
