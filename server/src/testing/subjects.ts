/** What the tests of a file are about, and where that is. */
import { LineIndex, type Range } from "../syntax/lines";
import { type Subject, TestedFiles } from "./subject";
import type { TestCase, TestFile } from "./testFile";

/** A template or an integration, with its tests. */
export interface TestSubject {
  /** For people: `GET /pets`, or the path to a template. Unique in a test file. */
  readonly title: string;
  /** The file that it is in, relative to the test file. */
  readonly path: string;
  /** From a template's key to its end; what starts an integration. */
  readonly range: Range;
  /** The names of the tests, in their order. */
  readonly tests: readonly string[];
}

/** Finds what each test is about, in the order of the first test of each. Tests of something that does not exist are left out. */
export function subjectsOf(
  { files, responses, cases }: TestFile,
  textOf: (path: string) => string | undefined,
): readonly TestSubject[] {
  const path = files.find((each) => textOf(each) !== undefined);
  if (path === undefined) return [];
  const read = (each: string) => ({ path: each, text: textOf(each) ?? "" });
  const there = responses.filter((each) => textOf(each) !== undefined);
  const tested = new TestedFiles(read(path), there.map(read));
  const found = new Finder(tested);
  const groups = new Map<string, { readonly subject: FoundSubject; readonly tests: string[] }>();
  for (const test of cases) {
    const subject = found.of(test);
    if (!subject) continue;
    const group = groups.get(subject.title) ?? { subject, tests: [] };
    groups.set(subject.title, group);
    group.tests.push(test.name);
  }
  return [...groups.values()].map(({ subject, tests }) => ({ ...subject, tests }));
}

type FoundSubject = Omit<TestSubject, "tests">;

/** Finds each subject once, because thousands of tests may have the same. */
class Finder {
  readonly #found = new Map<string, FoundSubject | undefined>();
  readonly #lines = new Map<string, LineIndex>();

  constructor(private readonly files: TestedFiles) {}

  of({ input, template }: TestCase): FoundSubject | undefined {
    const key = JSON.stringify([input, template]);
    if (!this.#found.has(key)) this.#found.set(key, this.#described(this.files.find(input, template)));
    return this.#found.get(key);
  }

  #described(subject: Subject): FoundSubject | undefined {
    if (subject.kind === "unknown") return undefined;
    const { path, text } = subject.file;
    const lines = this.#lines.get(path) ?? new LineIndex(text);
    this.#lines.set(path, lines);
    const span = subject.kind === "template" ? subject.template.span : subject.head;
    return { title: titleOf(subject), path, range: lines.range(span) };
  }
}

function titleOf(subject: Exclude<Subject, { readonly kind: "unknown" }>): string {
  const template = subject.kind === "template" ? subject.template.path.join("/") : "";
  const name = [subject.title ?? "", template].filter((part) => part !== "").join(" ");
  return name === "" ? (subject.file.path.split("/").at(-1) ?? subject.file.path) : name;
}
