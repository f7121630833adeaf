/** JSON as API Gateway reads it for a MOCK: names without quotes, single quotes and superfluous commas are fine. */
import type { Span } from "../../syntax/nodes";
import { type PrintedText, type StateMachine, sourceAt } from "../../vtl/analysis/executionPaths";
import type { ReferenceNode } from "../../vtl/syntax/nodes";

/** Syntax that a MOCK accepts and strict JSON does not. */
export interface RelaxedSyntax {
  readonly kind: "unquoted" | "singleQuotes" | "trailingComma";
  readonly span: Span;
}

/** How far the JSON on one path has come. */
export interface JsonProgress {
  /** Number of open brackets. */
  readonly depth: number;
  /** Whether the outermost bracket is a brace, so that members are found at depth 1. */
  readonly isObject: boolean;
  readonly isAfterColon: boolean;
  /** The quote of the string that is open; empty outside of strings. */
  readonly quote: "" | '"' | "'";
  /** Offset of that quote. */
  readonly stringStart: number;
  /** Whether a backslash precedes. */
  readonly isEscaped: boolean;
  /** The current member's name. */
  readonly name: string;
  /** The current member's value, without white space around it. */
  readonly value?: Span | undefined;
  /** Offset of a comma that nothing follows so far. */
  readonly comma?: number | undefined;
}

export const START: JsonProgress = {
  depth: 0,
  isObject: false,
  isAfterColon: false,
  quote: "",
  stringStart: 0,
  isEscaped: false,
  name: "",
};

/** Longer names are cut off: states are compared by them. */
const MAX_NAME = 100;
const WORD = /[^\s{}[\]:,"']+/y;
const SPACE = /\s+/y;
const STRING_PIECE = { '"': /[^"\\]+/y, "'": /[^'\\]+/y };

export function isOutsideJson({ depth }: JsonProgress): boolean {
  return depth === 0;
}

function keyOf({
  depth,
  isObject,
  isAfterColon,
  quote,
  isEscaped,
  name,
  value,
  comma,
}: JsonProgress): string {
  const flags = [isObject, isAfterColon, isEscaped, comma !== undefined].map(Number).join("");
  return `${depth} ${flags} ${quote} ${value?.start} ${value?.end} ${name}`;
}

/** Follows the JSON of a template, and collects what it finds on all paths. */
export class LenientJson implements StateMachine<JsonProgress> {
  /** Offset of the first object's brace. */
  brace: number | undefined;
  mayRenderMore = false;
  readonly #values = new Map<string, Span>();
  #relaxed: RelaxedSyntax | undefined;
  /** By the offset of a closing bracket: the comma before it, or `false` once a path has none there. */
  readonly #trailing = new Map<number, number | false>();

  /** @param wanted the member whose values are collected. */
  constructor(private readonly wanted: string) {}

  get values(): readonly Span[] {
    return [...this.#values.values()];
  }

  /** The first place in the template that strict JSON does not allow. */
  get relaxed(): RelaxedSyntax | undefined {
    for (const comma of this.#trailing.values()) {
      if (comma !== false) this.#relax("trailingComma", { start: comma, end: comma + 1 });
    }
    return this.#relaxed;
  }

  joined(a: JsonProgress, b: JsonProgress): JsonProgress | undefined {
    return keyOf(a) === keyOf(b) ? b : undefined;
  }

  choose(states: readonly JsonProgress[]): readonly JsonProgress[] {
    return states;
  }

  isDead(): boolean {
    return false;
  }

  reference(states: readonly JsonProgress[], { start, end }: ReferenceNode): readonly JsonProgress[] {
    return states.map((state) => {
      if (state.quote !== "") {
        if (isInName(state)) this.mayRenderMore = true;
        return { ...state, isEscaped: false };
      }
      if (state.depth === 0 || isInName(state)) this.mayRenderMore = true;
      return this.#withToken(state, { start, end });
    });
  }

  hole(states: readonly JsonProgress[], node: Span): readonly JsonProgress[] {
    this.mayRenderMore = true;
    return states.map((state) =>
      state.quote === "" ? this.#withToken(state, node) : { ...state, isEscaped: false },
    );
  }

  text(states: readonly JsonProgress[], text: PrintedText): readonly JsonProgress[] {
    const { value, node } = text;
    // It prints as written only if there is no such macro.
    if (node.kind === "call") {
      this.mayRenderMore = true;
      return states.map((state) => this.#withToken(state, node));
    }
    return states.map((start) => {
      let state = start;
      for (let at = 0; at < value.length; ) {
        const end = state.quote === "" ? tokenEnd(value, at) : stringPieceEnd(state, value, at);
        const span = { start: sourceAt(text, at), end: sourceAt(text, end) };
        const piece = value.slice(at, end);
        state = state.quote === "" ? this.#token(state, piece, span) : this.#stringPiece(state, piece, span);
        at = end;
      }
      return state;
    });
  }

  #stringPiece(state: JsonProgress, piece: string, { end }: Span): JsonProgress {
    if (state.isEscaped || piece !== state.quote) {
      const isEscaped = !state.isEscaped && piece === "\\";
      const name = isInName(state) ? (state.name + piece).slice(0, MAX_NAME) : state.name;
      return { ...state, isEscaped, name };
    }
    const span = { start: state.stringStart, end };
    if (state.quote === "'" && state.depth > 0) this.#relax("singleQuotes", span);
    return this.#withToken({ ...state, quote: "" }, span);
  }

  #token(state: JsonProgress, piece: string, span: Span): JsonProgress {
    switch (piece) {
      case '"':
      case "'":
        return {
          ...state,
          quote: piece,
          stringStart: span.start,
          name: isInName(state) ? "" : state.name,
        };
      case "{":
      case "[":
        return this.#opened(state, piece, span);
      case "}":
      case "]":
        return this.#closed(state, span);
      case ",":
        return { ...this.#withoutMember(state), comma: span.start };
      case ":":
        if (!isInName(state)) return this.#withToken(state, span);
        return { ...state, isAfterColon: true, value: undefined };
    }
    if (piece.trim() === "") return state;
    if (!isInName(state)) return this.#withToken(state, span);
    this.#relax("unquoted", span);
    return this.#withToken({ ...state, name: piece.slice(0, MAX_NAME) }, span);
  }

  #opened(state: JsonProgress, bracket: "{" | "[", { start, end }: Span): JsonProgress {
    if (state.depth > 0) {
      return { ...this.#withToken(state, { start, end }), depth: state.depth + 1 };
    }
    if (bracket === "{") this.brace ??= start;
    return { ...state, depth: 1, isObject: bracket === "{", isAfterColon: false, comma: undefined };
  }

  #closed(state: JsonProgress, { start, end }: Span): JsonProgress {
    const { depth, ...rest } = { ...this.#withoutMember(state), comma: undefined };
    if (depth === 0) {
      this.mayRenderMore = true;
      return { ...rest, depth };
    }
    const known = this.#trailing.get(start);
    this.#trailing.set(start, state.comma === undefined ? false : (known ?? state.comma));
    return depth === 2
      ? this.#withToken({ ...rest, depth: 1 }, { start, end })
      : { ...rest, depth: depth - 1 };
  }

  /** Extends the value that a token belongs to. */
  #withToken(state: JsonProgress, { start, end }: Span): JsonProgress {
    const isValue = isAtMember(state) && state.isAfterColon && state.name === this.wanted;
    const value = isValue ? { start: state.value?.start ?? start, end } : state.value;
    return { ...state, value, comma: undefined };
  }

  /** Ends the current member, if the bracket at hand or a comma does. */
  #withoutMember(state: JsonProgress): JsonProgress {
    if (!isAtMember(state)) return state;
    const { value } = state;
    if (value) this.#values.set(`${value.start} ${value.end}`, value);
    return { ...state, isAfterColon: false, name: "", value: undefined };
  }

  #relax(kind: RelaxedSyntax["kind"], span: Span): void {
    if (!this.#relaxed || span.start < this.#relaxed.span.start) this.#relaxed = { kind, span };
  }
}

function isAtMember({ depth, isObject }: JsonProgress): boolean {
  return depth === 1 && isObject;
}

function isInName(state: JsonProgress): boolean {
  return isAtMember(state) && !state.isAfterColon;
}

function tokenEnd(text: string, at: number): number {
  return endOf(SPACE, text, at) ?? endOf(WORD, text, at) ?? at + 1;
}

function stringPieceEnd({ quote, isEscaped }: JsonProgress, text: string, at: number): number {
  if (quote === "" || isEscaped) return at + 1;
  return endOf(STRING_PIECE[quote], text, at) ?? at + 1;
}

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
