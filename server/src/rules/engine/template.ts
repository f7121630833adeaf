/** A mapping template as the rules see it: by itself, in offsets of its own, wherever it is written. */
import type { Protocol } from "../../model/protocol";
import type { TemplateKind } from "../../model/templates";
import type { TextPiece } from "../../syntax/change";
import type { Span, StringNode } from "../../syntax/nodes";
import { type Facts, gatherFacts } from "../../vtl/analysis/facts";
import { type JsonSkeleton, jsonSkeleton } from "../../vtl/analysis/jsonSkeleton";
import { StaticValues } from "../../vtl/analysis/values";
import type { TemplateNode } from "../../vtl/syntax/nodes";
import { parseTemplate } from "../../vtl/syntax/parse";
import type { SyntaxProblem } from "../../vtl/syntax/problems";
import type { Fix } from "./finding";

/** What is known of a template besides its text; what is not known is absent. */
export interface TemplateScope {
  readonly kind?: TemplateKind;
  readonly protocol?: Protocol;
  /** In lower case and without parameters. */
  readonly contentType?: string;
  /** `AWS`, `HTTP` or `MOCK`, as the input gives it. */
  readonly integrationType?: string;
  /** The method whose requests the template sees. */
  readonly method?: string;
}

export class Template {
  /** The template as the string of a file that holds nothing else. */
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

  /** The JSON that it writes; undefined where it writes something else, or where Velocity refuses it. */
  get json(): JsonSkeleton | undefined {
    this.#json ??= this.problems.length === 0 && this.#writesJson() ? jsonSkeleton(this.tree) : "none";
    return this.#json === "none" ? undefined : this.#json;
  }

  /** True for the text that a form or an AWS query is made of: `Action=SendMessage&…`. */
  get isForm(): boolean {
    return /^\s*(?:#(?:set|\*)[^\n]*\n\s*)*[A-Za-z][\w.]*=[^=]/.test(this.text.slice(0, 4000));
  }

  /** The range to report of a node, or of a part of one; the whole template for an empty one. */
  at({ start, end }: Span): Span {
    return start < end ? { start, end } : this.root.span;
  }

  textOf({ start, end }: Span): string {
    return this.text.slice(start, end);
  }

  /** Changes pieces of the template. */
  fixes(title: string, ...pieces: readonly TextPiece[]): readonly Fix[] {
    return [{ title, change: { kind: "replaceText", node: this.root, pieces } }];
  }

  #writesJson(): boolean {
    const { contentType, integrationType, kind } = this.scope;
    // A MOCK reads its status from what may be less than JSON.
    if (this.isForm || (integrationType === "MOCK" && kind === "request")) return false;
    if (contentType !== undefined) return contentType === "application/json" || contentType.endsWith("+json");
    return startsAsJson(this.tree);
  }
}

/** Where nothing tells what a template writes, its first character does. */
function startsAsJson({ body }: TemplateNode): boolean {
  for (const node of body.statements) {
    if (node.kind === "text" && node.value.trim() !== "") return /^\s*[{[]/.test(node.value);
    if (node.kind !== "text" && node.kind !== "comment" && node.kind !== "set") return false;
  }
  return false;
}
