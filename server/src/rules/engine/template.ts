/** A mapping template as the rules see it: by itself and at its own offsets, wherever it is written. */
import type { Protocol } from "../../model/protocol";
import type { TemplateKind } from "../../model/templates";
import type { TextPiece } from "../../syntax/change";
import type { Span, StringNode } from "../../syntax/nodes";
import { type Facts, gatherFacts } from "../../vtl/analysis/facts";
import { type JsonPlace, type JsonSkeleton, jsonSkeleton } from "../../vtl/analysis/jsonSkeleton";
import { type Override, overridesIn } from "../../vtl/analysis/overrides";
import { type StaticValue, StaticValues } from "../../vtl/analysis/values";
import type { BlockNode, ReferenceNode, ReferencePart, TemplateNode } from "../../vtl/syntax/nodes";
import { parseTemplate } from "../../vtl/syntax/parse";
import type { SyntaxProblem } from "../../vtl/syntax/problems";
import type { JsonBackend } from "../shared/jsonBackend";
import type { Fix } from "./finding";

/** What is known about a template besides its text. Unknown properties are absent. */
export interface TemplateScope {
  readonly kind?: TemplateKind;
  readonly protocol?: Protocol;
  /** In lowercase and without parameters. Undefined if a mapping computes it. */
  readonly contentType?: string;
  /** As written in the input: `AWS`, `HTTP` or `MOCK`. */
  readonly integrationType?: string;
  /** Present if what receives the request rejects anything but JSON, whatever the content type. */
  readonly backend?: JsonBackend;
  /** The HTTP method of the requests that the template receives. */
  readonly method?: string;
  /** True for a template in an input, which the AWS CLI sends as it is. */
  readonly isInInput?: true;
}

/** A reference that is printed into JSON, where, and what is known about its value. */
export interface PrintedReference {
  readonly node: ReferenceNode;
  readonly place: JsonPlace;
  readonly value: StaticValue;
}

/** A reference to a predefined variable, with its first part. */
export type FirstPart = readonly [node: ReferenceNode, part: ReferencePart];

export class Template {
  /** The template as the string node of a file that contains nothing else. */
  readonly root: StringNode;
  readonly tree: TemplateNode;
  readonly problems: readonly SyntaxProblem[];
  /** False if syntax errors leave parts of the template unread, so that nothing is certain about the rest. */
  readonly isRead: boolean;
  #facts: Facts | undefined;
  #values: StaticValues | undefined;
  #json: JsonSkeleton | "none" | undefined;
  #start: number | "nothing" | undefined;
  #printed: readonly PrintedReference[] | undefined;
  #overrides: readonly Override[] | undefined;
  #firstParts: Readonly<Record<"input" | "util", readonly FirstPart[]>> | undefined;

  constructor(
    readonly text: string,
    readonly scope: TemplateScope,
    /** The pieces of the text that the host replaces before API Gateway sees it. Nothing is known about them. */
    readonly holes: readonly Span[] = [],
  ) {
    const hasHoles = holes.length > 0;
    const { root, problems } = parseTemplate(text, hasHoles ? { holes } : undefined);
    const replaced = problems.length > 0 && !hasHoles ? withoutSubstitutions(text) : undefined;
    this.isRead = problems.length === 0 || replaced !== undefined;
    const span = { start: 0, end: text.length };
    this.root = {
      kind: "string",
      span,
      closed: true,
      value: text,
      style: "bare",
      ...(hasHoles && { holes }),
    };
    this.tree = replaced ?? root;
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

  /** The JSON that the template writes; undefined if it writes something else or cannot be read. */
  get json(): JsonSkeleton | undefined {
    this.#json ??= this.isRead && this.writesJson ? jsonSkeleton(this.tree, this.facts) : "none";
    return this.#json === "none" ? undefined : this.#json;
  }

  /** The references that are printed into JSON. Many rules look at them, so they are listed once. */
  get printed(): readonly PrintedReference[] {
    this.#printed ??= this.#listPrinted();
    return this.#printed;
  }

  #listPrinted(): readonly PrintedReference[] {
    const { json, values } = this;
    if (!json || json.places.size === 0) return NOTHING_PRINTED;
    const printed: PrintedReference[] = [];
    json.places.forEach((place, node) => {
      printed.push({ node, place, value: values.reference(node) });
    });
    return printed;
  }

  /** The overrides that the template sets, in text order. */
  get overrides(): readonly Override[] {
    this.#overrides ??= this.#mayOverride() ? overridesIn(this.facts) : NO_OVERRIDES;
    return this.#overrides;
  }

  /** False for most templates, which need no search. In a string, an escape may be a part of the name. */
  #mayOverride(): boolean {
    return this.text.includes("Override") || this.text.includes("\\u");
  }

  /** Returns the references to `$input` or `$util`, each with its first part. */
  firstParts(name: "input" | "util"): readonly FirstPart[] {
    this.#firstParts ??= this.#listFirstParts();
    return this.#firstParts[name];
  }

  #listFirstParts(): Readonly<Record<"input" | "util", readonly FirstPart[]>> {
    const lists: Record<"input" | "util", FirstPart[]> = { input: [], util: [] };
    for (const { node } of this.facts.references) {
      const { name } = node;
      const part = node.parts[0];
      if (!part || (name !== "input" && name !== "util") || !this.facts.readsObject(node)) continue;
      lists[name].push([node, part]);
    }
    return lists;
  }

  /** True if the template writes a form or an AWS query: `Action=SendMessage&…`. */
  get isForm(): boolean {
    const start = this.#firstPrinted;
    if (start === undefined || this.holes.some((hole) => hole.start === start)) return false;
    FORM.lastIndex = start;
    return FORM.test(this.text);
  }

  /** True if the template starts with a hole that may be a part of the first name of a form. */
  get #mayBeForm(): boolean {
    const start = this.#firstPrinted;
    const hole = this.holes.find((each) => each.start === start);
    if (!hole) return false;
    FORM_REST.lastIndex = hole.end;
    return FORM_REST.test(this.text);
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

  get #firstPrinted(): number | undefined {
    this.#start ??= firstPrinted(this.tree.body) ?? "nothing";
    return this.#start === "nothing" ? undefined : this.#start;
  }

  /** True if the output is supposed to be JSON, as far as the scope and the text say. */
  get writesJson(): boolean {
    const { contentType, integrationType, kind, backend } = this.scope;
    // MOCK integrations accept a request template that is not quite JSON.
    if (this.isForm || this.#mayBeForm || (integrationType === "MOCK" && kind === "request")) return false;
    if (backend) return true;
    if (contentType !== undefined && !this.#setsContentType()) {
      return contentType === "application/json" || contentType.endsWith("+json");
    }
    const start = this.#firstPrinted;
    if (start === undefined || this.holes.some((hole) => hole.start === start)) return false;
    return this.text[start] === "{" || this.text[start] === "[";
  }

  /** Returns whether an override replaces the content type of the template's key. */
  #setsContentType(): boolean {
    return this.overrides.some(
      ({ part, name }) => part === "header" && name.toLowerCase() === "content-type",
    );
  }
}

/**
 * What several rules derive from a template, computed once. The rules run on one template after another, so only the
 * result of the last one is kept.
 */
export class Derived<T> {
  #last: { readonly template: Template; readonly value: T } | undefined;

  constructor(private readonly derive: (template: Template) => T) {}

  of(template: Template): T {
    if (this.#last?.template !== template) this.#last = { template, value: this.derive(template) };
    return this.#last.value;
  }
}

/**
 * Returns the tree of a template as Fn::Sub leaves it, with a variable of the same length in place of each
 * `${AWS::Region}`; undefined if that leaves syntax errors.
 */
function withoutSubstitutions(text: string): TemplateNode | undefined {
  if (!text.includes("::")) return undefined;
  const replaced = text.replace(SUBSTITUTION, (found) => found.replaceAll(":", "_"));
  if (replaced === text) return undefined;
  const { root, problems } = parseTemplate(replaced);
  return problems.length === 0 ? root : undefined;
}

const SUBSTITUTION = /\$\{AWS::[A-Za-z]+\}/g;

/** Returns whether a template writes a form or an AWS query: `Action=SendMessage&…`. */
export function writesForm(text: string): boolean {
  return text.includes("=") && new Template(text, {}).isForm;
}

const NOTHING_PRINTED: readonly PrintedReference[] = [];
const NO_OVERRIDES: readonly Override[] = [];

const FORM = /[A-Za-z][\w.]*=[^=]/y;
const FORM_REST = /[\w.]*=[^=]/y;

/** Returns the offset of what a block prints first; undefined if it only sets variables. */
function firstPrinted({ statements }: BlockNode): number | undefined {
  for (const node of statements) {
    let found: number | undefined;
    switch (node.kind) {
      case "comment":
      case "set":
      case "define":
        continue;
      case "text": {
        const lead = node.value.length - node.value.trimStart().length;
        if (lead === node.value.length) continue;
        return node.start + lead + (node.form === "textblock" ? 3 : 0);
      }
      case "if":
        for (const { body } of node.branches) found ??= firstPrinted(body);
        if (node.otherwise) found ??= firstPrinted(node.otherwise.body);
        break;
      case "foreach":
        found = firstPrinted(node.body);
        break;
      default:
        return node.start;
    }
    if (found !== undefined) return found;
  }
  return undefined;
}
