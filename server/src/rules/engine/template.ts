/** A mapping template as the rules see it: by itself and at its own offsets, wherever it is written. */
import type { Protocol } from "../../model/protocol";
import type { TemplateKind } from "../../model/templates";
import type { TextPiece } from "../../syntax/change";
import type { Span, StringNode } from "../../syntax/nodes";
import { type Facts, gatherFacts } from "../../vtl/analysis/facts";
import { type JsonSkeleton, jsonSkeleton } from "../../vtl/analysis/jsonSkeleton";
import { StaticValues } from "../../vtl/analysis/values";
import type { BlockNode, TemplateNode } from "../../vtl/syntax/nodes";
import { parseTemplate } from "../../vtl/syntax/parse";
import type { SyntaxProblem } from "../../vtl/syntax/problems";
import type { Fix } from "./finding";

/** What is known about a template besides its text. Unknown properties are absent. */
export interface TemplateScope {
  readonly kind?: TemplateKind;
  readonly protocol?: Protocol;
  /** In lowercase and without parameters. */
  readonly contentType?: string;
  /** As written in the input: `AWS`, `HTTP` or `MOCK`. */
  readonly integrationType?: string;
  /** The HTTP method of the requests that the template receives. */
  readonly method?: string;
  /** True for a template in an input, which the AWS CLI sends as it is. */
  readonly isInInput?: true;
}

export class Template {
  /** The template as the string node of a file that contains nothing else. */
  readonly root: StringNode;
  readonly tree: TemplateNode;
  readonly problems: readonly SyntaxProblem[];
  #facts: Facts | undefined;
  #values: StaticValues | undefined;
  #json: JsonSkeleton | "none" | undefined;

  constructor(
    readonly text: string,
    readonly scope: TemplateScope,
  ) {
    const { root, problems } = parseTemplate(text);
    const span = { start: 0, end: text.length };
    this.root = { kind: "string", span, closed: true, value: text, style: "bare" };
    this.tree = root;
    this.problems = problems;
  }

  get facts(): Facts {
    this.#facts ??= gatherFacts(this.tree.body);
    return this.#facts;
  }

  get values(): StaticValues {
    this.#values ??= new StaticValues(this.facts);
    return this.#values;
  }

  /** The JSON that the template writes; undefined if it writes something else or has syntax errors. */
  get json(): JsonSkeleton | undefined {
    this.#json ??= this.problems.length === 0 && this.writesJson ? jsonSkeleton(this.tree) : "none";
    return this.#json === "none" ? undefined : this.#json;
  }

  /** True if the template writes a form or an AWS query: `Action=SendMessage&…`. */
  get isForm(): boolean {
    return writesForm(this.text);
  }

  /** True if the output is supposed to be JSON, as far as the scope and the text say. */
  get writesJson(): boolean {
    const { contentType, integrationType, kind } = this.scope;
    // MOCK integrations accept a request template that is not quite JSON.
    if (this.isForm || (integrationType === "MOCK" && kind === "request")) return false;
    if (contentType !== undefined) return contentType === "application/json" || contentType.endsWith("+json");
    return startsAsJson(this.tree);
  }

  /** Returns the span to report for a node or a part of one; the whole template if the span is empty. */
  at({ start, end }: Span): Span {
    return start < end ? { start, end } : this.root.span;
  }

  textOf({ start, end }: Span): string {
    return this.text.slice(start, end);
  }

  /** Returns a fix that replaces pieces of the template. */
  fixes(title: string, ...pieces: readonly TextPiece[]): readonly Fix[] {
    return [{ title, change: { kind: "replaceText", node: this.root, pieces } }];
  }
}

/** Returns whether a template writes a form or an AWS query: `Action=SendMessage&…`. */
export function writesForm(text: string): boolean {
  return /^\s*(?:#(?:set|\*)[^\n]*\n\s*)*[A-Za-z][\w.]*=[^=]/.test(text.slice(0, 4000));
}

/** Guesses from the first printed character, for templates without a content type. */
function startsAsJson({ body }: TemplateNode): boolean {
  return firstPrinted(body) === "json";
}

/** What a block prints first; undefined if it only sets variables. */
function firstPrinted({ statements }: BlockNode): "json" | "other" | undefined {
  for (const node of statements) {
    if (node.kind === "text") {
      if (node.value.trim() !== "") return /^\s*[{[]/.test(node.value) ? "json" : "other";
    } else if (node.kind === "if") {
      const bodies = node.branches.map(({ body }) => firstPrinted(body));
      const first = [...bodies, node.otherwise && firstPrinted(node.otherwise.body)].find((what) => what);
      if (first) return first;
    } else if (node.kind === "foreach") {
      const first = firstPrinted(node.body);
      if (first) return first;
    } else if (node.kind !== "comment" && node.kind !== "set" && node.kind !== "define") return "other";
  }
  return undefined;
}
