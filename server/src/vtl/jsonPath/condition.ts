import { parseJson } from "../values";
import { FaultFound } from "./fault";
import type { PathCompiler } from "./filter";
import { compileFilterPattern } from "./pattern";
import { afterSpace, closingEnd, stringEnd, unescaped } from "./quotedNames";
import type { Condition, PathStep, TestOperand, TestOperator } from "./types";

const operators: ReadonlySet<string> = new Set<TestOperator>([
  "==",
  "!=",
  "<",
  "<=",
  ">",
  ">=",
  "=~",
  "in",
  "nin",
  "subsetof",
  "anyof",
  "noneof",
  "contains",
  "size",
  "empty",
]);

/** Maximum nesting of parentheses and `!`. */
const deepest = 64;

const number = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /true|false|null/y;
const pattern = /\/((?:[^/\\]|\\.)*)\/(i?)/y;
const symbols = /[<>=~!]+/y;
const letters = /[a-z]+(?= )/iy;

export interface CompiledCondition {
  readonly step: PathStep;
  readonly end: number;
  readonly negates: boolean;
}

/**
 * Compiles `[?(…)]` as newer versions of JsonPath do, if 2.0 cannot.
 * @param start of the bracket.
 * @param offset of the text in the path as written.
 * @returns undefined if newer versions cannot either. `negates` is true if a `!` comes before more than a path.
 */
export function compileCondition(
  text: string,
  start: number,
  offset: number,
  compilePath: PathCompiler,
): CompiledCondition | undefined {
  const question = afterSpace(text, start + 1);
  const open = afterSpace(text, question + 1);
  if (text[question] !== "?" || text[open] !== "(") return undefined;
  try {
    const parser = new Parser(text, open + 1, offset, compilePath);
    const condition = parser.any(0);
    parser.expect(")");
    parser.expect("]");
    const span = { start: offset + start, end: offset + parser.at };
    return { step: { kind: "condition", span, condition }, end: parser.at, negates: parser.negates };
  } catch (error) {
    if (error instanceof FaultFound) return undefined;
    throw error;
  }
}

class Parser {
  negates = false;

  constructor(
    private readonly text: string,
    public at: number,
    private readonly offset: number,
    private readonly compilePath: PathCompiler,
  ) {}

  /** Parses conditions separated by `||`. */
  any(depth: number): Condition {
    return this.joined("||", "some", () => this.joined("&&", "every", () => this.single(depth)));
  }

  expect(mark: string): void {
    if (!this.takes(mark)) throw this.fault();
  }

  private joined(mark: string, kind: "some" | "every", next: () => Condition): Condition {
    const first = next();
    const of = [first];
    while (this.takes(mark)) of.push(next());
    return of.length === 1 ? first : { kind, of };
  }

  private single(depth: number): Condition {
    if (depth > deepest) throw this.fault();
    if (this.takes("!")) {
      const of = this.single(depth + 1);
      if (of.kind !== "exists") this.negates = true;
      return { kind: "not", of };
    }
    if (this.takes("(")) {
      const inner = this.any(depth + 1);
      this.expect(")");
      return inner;
    }
    const left = this.operand();
    const operator = this.operator();
    if (operator !== undefined) return { kind: "test", left, operator, right: this.operand() };
    if (left.kind !== "path") throw this.fault();
    return { kind: "exists", path: left };
  }

  private operator(): TestOperator | undefined {
    this.skipSpace();
    const start = this.at;
    const found = (this.match(symbols) ?? this.match(letters))?.[0].toLowerCase();
    if (found !== undefined && isOperator(found)) return found;
    this.at = start;
    return undefined;
  }

  private operand(): TestOperand {
    this.skipSpace();
    const { text, at } = this;
    switch (text[at]) {
      case "$":
      case "@": {
        this.at = this.pathEnd();
        return this.compilePath(text.slice(at, this.at), this.offset + at);
      }
      case "'":
      case '"':
        this.at = stringEnd(text, at);
        if (this.at === 0) throw this.fault();
        return { kind: "literal", value: unescaped(text.slice(at + 1, this.at - 1)) };
      case "[":
      case "{":
        this.at = closingEnd(text, at, "'\"");
        if (this.at === 0) throw this.fault();
        return this.json(text.slice(at, this.at));
      case "/": {
        const [, source = "", flag] = this.match(pattern) ?? [];
        const compiled = this.at > at ? compileFilterPattern(source, flag === "i") : undefined;
        if (!compiled) throw this.fault();
        return compiled;
      }
      default:
        return this.json((this.match(number) ?? this.match(word))?.[0] ?? "");
    }
  }

  private json(source: string): TestOperand {
    const value = source === "" ? undefined : parseJson(source);
    if (value === undefined) throw this.fault();
    return { kind: "literal", value };
  }

  /** The end of a path; brackets and parentheses belong to it with everything in them. */
  private pathEnd(): number {
    const { text } = this;
    let at = this.at + 1;
    while (at < text.length && !" )<>=~!&|,".includes(text.charAt(at))) {
      const isOpen = text[at] === "[" || text[at] === "(";
      const end = isOpen ? closingEnd(text, at, "'\"") : at + 1;
      if (end === 0) throw this.fault();
      at = end;
    }
    return at;
  }

  private takes(mark: string): boolean {
    this.skipSpace();
    if (!this.text.startsWith(mark, this.at)) return false;
    this.at += mark.length;
    return true;
  }

  private match(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.at;
    const found = expression.exec(this.text);
    if (!found) return undefined;
    this.at = expression.lastIndex;
    return found;
  }

  private skipSpace(): void {
    this.at = afterSpace(this.text, this.at);
  }

  /** Its position is not used, because the fault that 2.0 finds in the filter is reported instead. */
  private fault(): FaultFound {
    return new FaultFound("badFilter", this.at, this.at);
  }
}

function isOperator(text: string): text is TestOperator {
  return operators.has(text);
}
