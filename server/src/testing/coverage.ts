/** Counting what the templates under test run: their statements, and the ways through `#if` and `#foreach`. */
import type { Hole, Span, StringNode } from "../syntax/nodes";
import { type StringMap, stringMap } from "../syntax/stringMap";
import { type Observer, parseTemplate } from "../vtl";
import { type StatementPlan, statementPlans } from "./statementPlans";

/** What tests ran of a file. */
export interface FileCoverage {
  /** As the test file writes it. */
  readonly path: string;
  /** All templates of the file, in source order, whether tests ran them or not. */
  readonly templates: readonly TemplateCoverage[];
}

export interface TemplateCoverage {
  /** Its member and key, after the title of its integration in a host file; `template` for a file that is one. */
  readonly name: string;
  /** How often it was rendered. */
  readonly count: number;
  /** Where its text is written in the file, without quotes. */
  readonly span: Span;
  readonly statements: readonly StatementCoverage[];
}

export interface StatementCoverage {
  /** In the file. A directive with a body extends to the body. */
  readonly span: Span;
  /** How often it ran. */
  readonly count: number;
  /** The ways that an `#if` or a `#foreach` may take; empty for any other statement. */
  readonly branches: readonly BranchCoverage[];
}

export interface BranchCoverage {
  /** `#if`, `#elseif`, `#else` and `no branch`; `items` and `no items` for a loop. */
  readonly label: string;
  readonly span: Span;
  /** How often it was taken. */
  readonly count: number;
}

/** A template whose coverage is counted. */
export interface CoveredTemplate {
  readonly name: string;
  /** The number of its file among the files under test. */
  readonly file: number;
  /** The text of the file, and the string in it that is the template. Without a string, the whole text is. */
  readonly document: { readonly text: string };
  readonly node?: StringNode;
}

/** Collects what the tests of one test file run. */
export class CoverageCollector {
  readonly #templates = new Map<string, Counter>();
  #paths: readonly string[] = [];

  /** Sets the files under test with their templates. Called once, before the first test runs. */
  begin(paths: readonly string[], templates: readonly CoveredTemplate[]): void {
    this.#paths = paths;
    for (const template of templates) {
      const key = keyOf(template.file, template.node);
      if (!this.#templates.has(key)) this.#templates.set(key, new Counter(template));
    }
  }

  /** Returns the observer of a template that is about to run; undefined for one that is not in a file under test. */
  observer(file: number, node: StringNode | undefined): Observer | undefined {
    return this.#templates.get(keyOf(file, node))?.observe();
  }

  /** Returns what ran so far. */
  files(): readonly FileCoverage[] {
    const templates = [...this.#templates.values()];
    return this.#paths.map((path, file) => ({
      path,
      templates: templates.filter((each) => each.template.file === file).map((each) => each.coverage()),
    }));
  }
}

/** By the place, because the inputs of a host file may have nodes of their own for the same string. */
function keyOf(file: number, node: StringNode | undefined): string {
  return node ? `${file}:${(node.anchored ?? node).span.start}` : String(file);
}

/** What a template has run. Nodes are identified by where they start, because every rendering parses the text. */
class Counter {
  #renderings = 0;
  readonly #statements = new Map<number, number>();
  /** For each `#if` or `#foreach`, how often each way was taken. */
  readonly #ways = new Map<number, Map<number, number>>();

  constructor(readonly template: CoveredTemplate) {}

  observe(): Observer {
    this.#renderings++;
    return {
      before: ({ start }) => add(this.#statements, start),
      decided: ({ start }, branch) => this.#take(start, branch),
      // A loop with items counts once, however many passes it has.
      iterating: ({ start }, pass) => {
        if (pass <= 1) this.#take(start, pass);
      },
    };
  }

  #take(start: number, way: number): void {
    const ways = this.#ways.get(start) ?? new Map<number, number>();
    this.#ways.set(start, ways);
    add(ways, way);
  }

  coverage(): TemplateCoverage {
    const { name, document, node } = this.template;
    const text = node?.value ?? document.text;
    const map = node ? stringMap(document, node) : IDENTITY;
    const holes: readonly Hole[] | undefined = node?.holes;
    const { root, problems } = parseTemplate(text, holes && { holes });
    return {
      name,
      count: this.#renderings,
      span: map.toSource({ start: 0, end: text.length }),
      // Velocity does not run a template with a syntax error.
      statements:
        problems.length > 0 ? [] : statementPlans(root.body, text).map((plan) => this.#of(plan, map)),
    };
  }

  #of({ start, span, branches }: StatementPlan, map: Pick<StringMap, "toSource">): StatementCoverage {
    return {
      span: map.toSource(span),
      count: this.#statements.get(start) ?? 0,
      branches: branches.map(({ label, way, span: at }) => ({
        label,
        span: map.toSource(at),
        count: this.#ways.get(start)?.get(way) ?? 0,
      })),
    };
  }
}

const IDENTITY: Pick<StringMap, "toSource"> = { toSource: (span) => span };

function add(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Adds up the coverage of the same files by several test files. Their texts must be the same. */
export function mergeCoverage(files: readonly FileCoverage[]): readonly FileCoverage[] {
  const merged = new Map<string, FileCoverage>();
  for (const file of files) {
    const other = merged.get(file.path);
    merged.set(
      file.path,
      other ? { ...other, templates: sumTemplates(other.templates, file.templates) } : file,
    );
  }
  return [...merged.values()];
}

function sumTemplates(
  one: readonly TemplateCoverage[],
  other: readonly TemplateCoverage[],
): readonly TemplateCoverage[] {
  const others = new Map(other.map((template) => [template.span.start, template]));
  const both = one.map((template) => {
    const twin = others.get(template.span.start);
    others.delete(template.span.start);
    return twin ? sumOf(template, twin) : template;
  });
  return [...both, ...others.values()].sort((a, b) => a.span.start - b.span.start);
}

function sumOf(one: TemplateCoverage, other: TemplateCoverage): TemplateCoverage {
  return {
    ...one,
    count: one.count + other.count,
    statements: one.statements.map((statement, index) => {
      const twin = other.statements[index];
      if (!twin) return statement;
      return {
        ...statement,
        count: statement.count + twin.count,
        branches: statement.branches.map((branch, way) => ({
          ...branch,
          count: branch.count + (twin.branches[way]?.count ?? 0),
        })),
      };
    }),
  };
}
