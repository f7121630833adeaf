/** What the lines of a template are indented by: its directives and the brackets of its JSON. */
import type { Span } from "../../syntax/nodes";
import type { BlockNode, Node, Statement, TemplateNode } from "../../vtl/syntax/nodes";
import { JsonText } from "../semanticTokens/jsonText";

/** Something that starts or ends a level of indentation. */
export interface Step {
  readonly at: number;
  readonly end: number;
  /** `next` is an `#elseif` or `#else`. */
  readonly kind: "openBracket" | "closeBracket" | "openBlock" | "next" | "closeBlock";
}

/** A gap in a directive: blanks, with an `=` or an `in` between them. */
export interface Gap {
  readonly span: Span;
  readonly text: string;
}

export interface Layout {
  /** In the order of the text. */
  readonly steps: readonly Step[];
  /** What may span lines and stays as it is: comments, references, directives, raw text. In the order of the text. */
  readonly fixed: readonly Span[];
  /** Where each `#set` starts. */
  readonly sets: ReadonlySet<number>;
  /** Where directives end, after which Velocity drops blanks up to the line break. */
  readonly ends: ReadonlySet<number>;
  readonly gaps: readonly Gap[];
}

/** Returns the layout of a template without syntax problems. Brackets count only if it writes JSON. */
export function layoutOf(tree: TemplateNode, text: string, isJson: boolean): Layout {
  const collector = new Collector(text, isJson);
  collector.block(tree.body);
  return collector;
}

class Collector implements Layout {
  readonly steps: Step[] = [];
  readonly fixed: Span[] = [];
  readonly sets = new Set<number>();
  readonly ends = new Set<number>();
  readonly gaps: Gap[] = [];
  readonly #json: JsonText | undefined;

  constructor(
    private readonly text: string,
    isJson: boolean,
  ) {
    if (isJson) this.#json = new JsonText(text, () => {}, this.#bracket);
  }

  block({ statements }: BlockNode): void {
    for (const node of statements) this.#statement(node);
  }

  #statement(node: Statement): void {
    switch (node.kind) {
      case "text":
        if (node.form === "plain") this.#json?.read(node.start, node.end);
        else this.fixed.push(node);
        return;
      case "set":
        this.sets.add(node.start);
        this.#head(node.start, node.target, node.value);
        this.#between(node.target.end, node.value.start, "=");
        return;
      case "if": {
        const isInString = this.#json?.isInString ?? false;
        for (const [index, { nameSpan, condition, body }] of node.branches.entries()) {
          const end = this.#head(nameSpan.start, condition, condition);
          this.steps.push({ at: nameSpan.start, end, kind: index === 0 ? "openBlock" : "next" });
          this.#inString(isInString);
          this.block(body);
        }
        if (node.otherwise) {
          const { start, end } = node.otherwise.nameSpan;
          this.steps.push({ at: start, end, kind: "next" });
          this.fixed.push({ start, end });
          this.ends.add(end);
          this.#inString(isInString);
          this.block(node.otherwise.body);
        }
        this.#end(node);
        return;
      }
      case "foreach": {
        const [item, word, list] = node.arguments;
        if (!item || !list) return;
        const end = this.#head(node.nameSpan.start, item, list);
        if (word?.kind === "word") this.#between(item.end, list.start, "in");
        this.steps.push({ at: node.nameSpan.start, end, kind: "openBlock" });
        this.block(node.body);
        this.#end(node);
        return;
      }
      // What `#define` prints may end up in a string, where white space counts.
      default:
        this.fixed.push(node);
        return;
    }
  }

  /** A directive up to its parenthesis. Returns where that ends. */
  #head(start: number, first: Node, last: Node): number {
    const { text } = this;
    let open = first.start;
    while (open > start && isBlank(text[open - 1])) open--;
    let close = last.end;
    while (isBlank(text[close])) close++;
    if (open < first.start && text[open - 1] === "(") this.#gap(open, first.start, "");
    if (last.end < close && text[close] === ")") this.#gap(last.end, close, "");
    const end = text[close] === ")" ? close + 1 : last.end;
    this.fixed.push({ start, end });
    this.ends.add(end);
    return end;
  }

  #end({ endSpan }: { readonly endSpan?: Span }): void {
    if (!endSpan) return;
    this.steps.push({ at: endSpan.start, end: endSpan.end, kind: "closeBlock" });
    this.fixed.push(endSpan);
    this.ends.add(endSpan.end);
  }

  /** A sign or word with blanks around it. */
  #between(start: number, end: number, sign: string): void {
    if (this.text.slice(start, end).trim() === sign) this.#gap(start, end, ` ${sign} `);
  }

  #gap(start: number, end: number, text: string): void {
    const written = this.text.slice(start, end);
    if (written !== text && !/[\r\n]/.test(written)) this.gaps.push({ span: { start, end }, text });
  }

  #inString(isInString: boolean): void {
    if (this.#json) this.#json.isInString = isInString;
  }

  readonly #bracket = (bracket: string, at: number): void => {
    const isOpen = bracket === "{" || bracket === "[";
    this.steps.push({ at, end: at + 1, kind: isOpen ? "openBracket" : "closeBracket" });
  };
}

function isBlank(character: string | undefined): boolean {
  return character === " " || character === "\t";
}
