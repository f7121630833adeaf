/** The tokens of a template, in its own offsets and in the order of the text. */
import type { Template } from "../../rules/engine/template";
import type {
  BlockNode,
  Expression,
  ReferenceNode,
  ReferencePart,
  Span,
  Statement,
  StringNode,
} from "../../vtl/syntax/nodes";
import { JsonText } from "./jsonText";
import { CONSTANT, NO_MODIFIERS, type SemanticToken, type TokenModifier, type TokenType } from "./token";

/** Returns the tokens of a template. They are sorted and do not overlap. */
export function templateTokens(template: Template): readonly SemanticToken[] {
  return new Collector(template).collect();
}

const DEFINITION: readonly TokenModifier[] = ["definition"];
const MODIFICATION: readonly TokenModifier[] = ["modification"];
const PREDEFINED: readonly TokenModifier[] = ["readonly", "defaultLibrary"];
const LIBRARY: readonly TokenModifier[] = ["defaultLibrary"];

class Collector {
  readonly #tokens: SemanticToken[] = [];
  readonly #text: string;
  /** Reads the JSON around the references; undefined where text is not JSON. */
  #json: JsonText | undefined;
  readonly #macros: ReadonlySet<string>;
  /** The variables that were assigned so far. */
  readonly #assigned = new Set<string>();
  /** How many macros around the current node have a parameter of that name. */
  readonly #parameters = new Map<string, number>();

  constructor(private readonly template: Template) {
    this.#text = template.text;
    this.#macros = new Set(template.facts.macros.map(({ name }) => name));
    // MOCK integrations read JSON that is not quite valid, so no rule looks at it.
    const isJson = template.writesJson || template.scope.integrationType === "MOCK";
    if (isJson) this.#json = new JsonText(this.#text, this.#add);
  }

  collect(): readonly SemanticToken[] {
    this.#block(this.template.tree.body);
    return this.#tokens;
  }

  readonly #add = (
    start: number,
    end: number,
    type: TokenType,
    modifiers: readonly TokenModifier[] = NO_MODIFIERS,
  ): void => {
    // After a syntax error, the tree may have a piece of text twice.
    const from = Math.max(start, this.#tokens.at(-1)?.end ?? 0);
    if (from < end) this.#tokens.push({ start: from, end, type, modifiers });
  };

  #block({ statements }: BlockNode): void {
    // Text comes in several nodes where the scanner had to look twice.
    let textStart = -1;
    let textEnd = -1;
    const flush = (): void => {
      if (textStart >= 0) this.#json?.read(textStart, textEnd);
      textStart = -1;
    };
    for (const node of statements) {
      if (node.kind === "text" && node.form !== "textblock") {
        if (textStart >= 0 && textEnd !== node.start) flush();
        if (textStart < 0) textStart = node.start;
        textEnd = node.end;
      } else {
        flush();
        this.#statement(node);
      }
    }
    flush();
  }

  #statement(node: Statement): void {
    switch (node.kind) {
      case "text":
        this.#add(node.start, node.end, "string");
        return;
      case "comment":
        this.#add(node.start, this.#withoutBreak(node), "comment");
        return;
      case "reference":
        this.#reference(node);
        return;
      case "set":
        this.#word(node.nameSpan);
        if (node.target.kind === "reference") this.#target(node.target);
        this.#sign("=", node.target.end, node.value.start);
        this.#expression(node.value);
        return;
      case "if": {
        const isInString = this.#json?.isInString ?? false;
        for (const { nameSpan, condition, body } of node.branches) {
          this.#word(nameSpan);
          this.#expression(condition);
          this.#inString(isInString);
          this.#block(body);
        }
        if (node.otherwise) {
          this.#word(node.otherwise.nameSpan);
          this.#inString(isInString);
          this.#block(node.otherwise.body);
        }
        if (node.endSpan) this.#word(node.endSpan);
        return;
      }
      case "foreach": {
        const [item, word, list] = node.arguments;
        this.#word(node.nameSpan);
        if (item?.kind === "reference") this.#name(item, "variable", DEFINITION);
        if (word?.kind === "word") this.#add(word.start, word.end, "operator");
        if (list) this.#expression(list);
        this.#block(node.body);
        if (node.endSpan) this.#word(node.endSpan);
        return;
      }
      case "define": {
        const [name] = node.arguments;
        this.#word(node.nameSpan);
        if (name?.kind === "reference") this.#name(name, "variable", DEFINITION);
        this.#later(node.body);
        if (node.endSpan) this.#word(node.endSpan);
        return;
      }
      case "macro": {
        const [name, ...parameters] = node.arguments;
        this.#word(node.nameSpan);
        if (name?.kind === "word") this.#add(name.start, name.end, "macro", DEFINITION);
        for (const parameter of parameters) {
          if (parameter.kind === "reference") this.#name(parameter, "parameter", DEFINITION);
        }
        this.#enter(node.parameters, 1);
        this.#later(node.body);
        this.#enter(node.parameters, -1);
        if (node.endSpan) this.#word(node.endSpan);
        return;
      }
      case "call":
        // What calls no macro is text.
        if (!this.#macros.has(node.name.replace(/^@/, ""))) return;
        this.#word(node.nameSpan, "macro");
        for (const argument of node.arguments) this.#expression(argument);
        if (node.body) this.#block(node.body);
        if (node.endSpan) this.#word(node.endSpan);
        return;
      case "command":
        this.#word(node.nameSpan);
        for (const argument of node.arguments) this.#expression(argument);
        return;
      case "literal":
        this.#word(node.nameSpan);
        this.#add(node.body.start, node.body.end, "string");
        if (node.endSpan) this.#word(node.endSpan);
        return;
    }
  }

  /** A block that is printed elsewhere starts and leaves no string. */
  #later(body: BlockNode): void {
    const isInString = this.#json?.isInString ?? false;
    this.#inString(false);
    this.#block(body);
    this.#inString(isInString);
  }

  #inString(isInString: boolean): void {
    if (this.#json) this.#json.isInString = isInString;
  }

  #enter(parameters: readonly string[], by: 1 | -1): void {
    for (const name of parameters) this.#parameters.set(name, (this.#parameters.get(name) ?? 0) + by);
  }

  /** The name of a directive, without its signs and braces. */
  #word({ start, end }: Span, type: TokenType = "keyword"): void {
    let from = start;
    let to = end;
    while (from < to && "#@{".includes(this.#text[from] ?? "")) from++;
    if (this.#text[to - 1] === "}") to--;
    this.#add(from, to, type);
  }

  #sign(sign: string, from: number, to: number): void {
    const at = this.#text.indexOf(sign, from);
    if (at >= 0 && at < to) this.#add(at, at + sign.length, "operator");
  }

  #withoutBreak({ start, end }: Span): number {
    let to = end;
    while (to > start && (this.#text[to - 1] === "\n" || this.#text[to - 1] === "\r")) to--;
    return to;
  }

  #target(node: ReferenceNode): void {
    const isWhole = node.parts.length === 0;
    const isFirst = isWhole && !this.#assigned.has(node.target);
    this.#assigned.add(node.target);
    const type = this.#parameters.get(node.name) ? "parameter" : "variable";
    this.#name(node, type, isWhole ? (isFirst ? DEFINITION : MODIFICATION) : this.#modifiersOf(node));
    for (const [index, part] of node.parts.entries()) {
      this.#part(node, part, index, index === node.parts.length - 1);
    }
  }

  #name({ nameSpan }: ReferenceNode, type: TokenType, modifiers: readonly TokenModifier[]): void {
    this.#add(nameSpan.start, nameSpan.end, type, modifiers);
  }

  #modifiersOf(node: ReferenceNode): readonly TokenModifier[] {
    return this.template.facts.readsObject(node) ? PREDEFINED : NO_MODIFIERS;
  }

  #reference(node: ReferenceNode): void {
    // Velocity prints escaped references, and references without a `$`, as text.
    if (node.form !== "value") return;
    if (this.#parameters.get(node.name)) this.#name(node, "parameter", NO_MODIFIERS);
    else this.#name(node, "variable", this.#modifiersOf(node));
    for (const [index, part] of node.parts.entries()) this.#part(node, part, index, false);
  }

  #part(node: ReferenceNode, part: ReferencePart, index: number, isModified: boolean): void {
    switch (part.kind) {
      case "property":
        this.#add(
          part.nameSpan.start,
          part.nameSpan.end,
          "property",
          isModified ? MODIFICATION : NO_MODIFIERS,
        );
        return;
      case "method": {
        const { start, end } = part.nameSpan;
        const isLibrary =
          index === 0 &&
          (node.name === "util" || node.name === "input") &&
          this.#modifiersOf(node).length > 0;
        this.#add(start, end, isLibrary ? "function" : "method", isLibrary ? LIBRARY : NO_MODIFIERS);
        for (const argument of part.arguments) this.#expression(argument);
        return;
      }
      case "index":
        this.#expression(part.index);
        return;
    }
  }

  #expression(node: Expression): void {
    switch (node.kind) {
      case "reference":
        this.#reference(node);
        return;
      case "string":
        this.#string(node);
        return;
      case "integer":
      case "float":
        this.#add(node.start, node.end, "number");
        return;
      case "boolean":
        this.#add(node.start, node.end, "keyword", CONSTANT);
        return;
      case "list":
        for (const item of node.items) this.#expression(item);
        return;
      case "range":
        this.#expression(node.first);
        this.#sign("..", node.first.end, node.last.start);
        this.#expression(node.last);
        return;
      case "map":
        for (const { key, value } of node.entries) {
          this.#expression(key);
          this.#expression(value);
        }
        return;
      case "not": {
        const { length } = this.#text.startsWith("!", node.start) ? "!" : "not";
        this.#add(node.start, Math.min(node.start + length, node.operand.start), "operator");
        this.#expression(node.operand);
        return;
      }
      case "group":
        this.#expression(node.expression);
        return;
      case "binary":
        this.#expression(node.left);
        this.#add(node.operatorSpan.start, node.operatorSpan.end, "operator");
        this.#expression(node.right);
        return;
    }
  }

  /** A string, with the tokens inside it. Its text is not JSON of its own. */
  #string({ start, end, template }: StringNode): void {
    if (!template) {
      this.#add(start, end, "string");
      return;
    }
    const outer = this.#tokens.length;
    const json = this.#json;
    this.#json = undefined;
    for (const statement of template.statements) if (statement.kind !== "text") this.#statement(statement);
    this.#json = json;
    let at = start;
    for (const token of this.#tokens.splice(outer)) {
      this.#add(at, token.start, "string");
      this.#tokens.push(token);
      at = token.end;
    }
    this.#add(at, end, "string");
  }
}
