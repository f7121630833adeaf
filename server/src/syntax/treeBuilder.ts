import type { KeyNode, MemberNode, Span, SyntaxProblem, ValueNode, WordNode } from "./nodes";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
/** A member that may still get its colon, value and comma. Its span is set when its object is closed. */
type OpenMember = Mutable<MemberNode>;

interface ObjectFrame {
  readonly kind: "object";
  readonly start: number;
  readonly members: OpenMember[];
  /** The comma after the last member, until another member follows. */
  lastComma?: Span;
}

interface ArrayFrame {
  readonly kind: "array";
  readonly start: number;
  readonly items: ValueNode[];
  afterItem: boolean;
  lastComma?: Span;
}

type Frame = ObjectFrame | ArrayFrame;

/**
 * Builds a tree from tokens in any order, and collects the problems. Keeps its own stack, so that 100,000
 * open brackets do not overflow the call stack.
 */
export class TreeBuilder {
  readonly problems: SyntaxProblem[] = [];
  readonly #frames: Frame[] = [];
  /** How many containers of each kind are open, so that a stray bracket causes no search through all of them. */
  readonly #open = { object: 0, array: 0 };
  #root: ValueNode | undefined;

  /** @param maxProblems how many problems to collect. */
  constructor(
    private readonly textLength: number,
    private readonly maxProblems: number,
  ) {}

  problem(kind: SyntaxProblem["kind"], span: Span, message: string, unescaped?: Span): void {
    if (this.problems.length >= this.maxProblems) return;
    this.problems.push({ kind, span, message, ...(unescaped && { unescaped }) });
  }

  open(kind: Frame["kind"], start: number): void {
    this.#open[kind]++;
    this.#frames.push(
      kind === "object" ? { kind, start, members: [] } : { kind, start, items: [], afterItem: false },
    );
  }

  /** Closes the innermost container of that kind and everything inside it. Reports a bracket that closes nothing. */
  close(kind: Frame["kind"], token: Span): void {
    if (this.#open[kind] === 0) {
      this.problem(
        "syntax",
        token,
        `This ${kind === "object" ? "}" : "]"} has no matching ${kind === "object" ? "{" : "["}.`,
      );
      return;
    }
    while (this.#frames.at(-1)?.kind !== kind) this.#closeInnermost(token.start, false);
    this.#closeInnermost(token.end, true);
  }

  comma(token: Span): void {
    const frame = this.#frames.at(-1);
    const member = frame?.kind === "object" ? frame.members.at(-1) : undefined;
    const misplaced =
      !frame ||
      frame.lastComma !== undefined ||
      (frame.kind === "object" ? member === undefined : !frame.afterItem);
    if (misplaced) this.problem("syntax", token, "Expected a value before this comma.");
    else if (member && !member.value) this.#missingValue(member);
    if (!frame) return;
    frame.lastComma = token;
    if (member) member.comma ??= token.start;
    if (frame.kind === "array") frame.afterItem = false;
  }

  colon(token: Span): void {
    const frame = this.#frames.at(-1);
    const member = frame?.kind === "object" ? frame.members.at(-1) : undefined;
    if (frame?.kind !== "object" || !member || member.comma !== undefined) {
      this.problem("syntax", token, "Expected a quoted key before this colon.");
    } else if (member.colon === undefined) {
      member.colon = token.start;
    } else if (member.value?.kind === "string" || member.value?.kind === "word") {
      // `"A": "B": 1` is `"A":`, whose value is still to be typed, then `"B": 1`.
      const key = member.value;
      delete member.value;
      this.#missingValue(member);
      frame.members.push({ kind: "member", span: key.span, key, colon: token.start });
    } else {
      this.problem("syntax", token, "Expected a comma or }.");
    }
  }

  scalar(node: Exclude<ValueNode, { kind: "object" | "array" | "word" }>): void {
    this.#place(node);
  }

  word(node: WordNode): void {
    const what = this.expectsKey() ? "Keys" : "Strings";
    this.problem("syntax", node.span, `${what} must be in double quotes.`);
    this.#place(node);
  }

  finish(): ValueNode | undefined {
    while (this.#frames.length > 0) {
      const frame = this.#frames.at(-1);
      const end = Math.max(this.textLength, 1);
      this.problem(
        "syntax",
        { start: end - 1, end },
        `Missing closing ${frame?.kind === "array" ? "]" : "}"}.`,
      );
      this.#closeInnermost(this.textLength, false);
    }
    return this.#root;
  }

  /** True if the next string starts a member. */
  expectsKey(): boolean {
    const frame = this.#frames.at(-1);
    if (frame?.kind !== "object") return false;
    const member = frame.members.at(-1);
    return !member || member.colon === undefined || member.value !== undefined || member.comma !== undefined;
  }

  #place(node: ValueNode): void {
    const frame = this.#frames.at(-1);
    if (!frame) {
      if (this.#root)
        this.problem("syntax", node.span, "Expected the end of the file: a file can contain only one value.");
      else this.#root = node;
    } else if (frame.kind === "array") {
      if (frame.afterItem) this.problem("syntax", node.span, "Missing comma before this value.");
      frame.items.push(node);
      frame.afterItem = true;
      delete frame.lastComma;
    } else if (!this.expectsKey()) {
      const member = frame.members.at(-1);
      if (member) member.value = node;
    } else if (node.kind === "string" || node.kind === "word") {
      this.#startMember(frame, node);
    } else {
      this.problem("syntax", node.span, "Expected a quoted key.");
    }
  }

  #startMember(frame: ObjectFrame, key: KeyNode): void {
    const previous = frame.members.at(-1);
    if (previous && previous.comma === undefined) {
      if (previous.value) this.problem("syntax", key.span, "Missing comma before this key.");
      else this.#missingValue(previous);
    }
    frame.members.push({ kind: "member", span: key.span, key });
    delete frame.lastComma;
  }

  #missingValue(member: OpenMember): void {
    const what = member.colon === undefined ? "a colon and a value" : "a value";
    this.problem("syntax", member.key.span, `Expected ${what} after this key.`);
  }

  #closeInnermost(end: number, closed: boolean): void {
    const frame = this.#frames.pop();
    if (!frame) return;
    this.#open[frame.kind]--;
    const span = { start: frame.start, end };
    if (closed && frame.lastComma) {
      this.problem("trailingComma", frame.lastComma, "The AWS CLI does not accept trailing commas.");
    }
    if (!closed && this.#frames.length > 0 && end < this.textLength) {
      this.problem(
        "syntax",
        { start: frame.start, end: frame.start + 1 },
        `This ${frame.kind === "array" ? "[" : "{"} is never closed.`,
      );
    }
    if (frame.kind === "array") {
      this.#place({ kind: "array", span, closed, items: frame.items });
      return;
    }
    const last = frame.members.at(-1);
    if (last && !last.value && last.comma === undefined) this.#missingValue(last);
    for (const member of frame.members) member.span = { start: member.key.span.start, end: endOf(member) };
    this.#place({ kind: "object", span, closed, members: frame.members });
  }
}

function endOf({ key, colon, value }: OpenMember): number {
  return value?.span.end ?? (colon === undefined ? key.span.end : colon + 1);
}
