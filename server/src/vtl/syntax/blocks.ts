/** Parses statements: text, references, and directives with their bodies. */
import { nameOf, type Surroundings, takeEnd } from "./directiveParts";
import { directive } from "./directives";
import { expression, missing, reference } from "./expressions";
import { hasHole, splitText } from "./holes";
import type {
  BlockNode,
  BranchNode,
  ElseNode,
  Expression,
  SetNode,
  Statement,
  StringNode,
  TextNode,
} from "./nodes";
import type { TokenStream } from "./stream";
import { stringNode } from "./strings";
import * as T from "./tokens";

const TOP: Surroundings = { nested: false, inIf: false };

/** Parses a whole template. */
export function block(stream: TokenStream): BlockNode {
  return statements(stream, TOP);
}

/** Makes the node of a string literal, with the template inside it. */
export function string(stream: TokenStream, token: T.Token): StringNode {
  return stringNode(stream, token, block);
}

/** Parses statements up to the token that ends the block, which is not taken. */
export function statements(stream: TokenStream, surroundings: Surroundings): BlockNode {
  const list: Statement[] = [];
  const start = stream.end;
  while (!stream.ended) {
    const token = stream.peek;
    const { kind } = token;
    if (kind === T.END_OF_TEXT) break;
    if (kind === T.END) {
      if (surroundings.nested) break;
      stream.take();
      const { length } = stream.image(token).trimEnd();
      stream.report("strayEnd", token.start, token.start + length, "This #end does not close a directive.");
      continue;
    }
    if (kind === T.ELSE || kind === T.ELSEIF) {
      if (surroundings.inIf) break;
      strayElse(stream, token);
    } else {
      const node = statement(stream, token, surroundings);
      if (node?.kind === "text" && stream.options.written !== undefined)
        list.push(...piecesOf(stream, node, token));
      else if (node !== undefined) list.push(node);
    }
    if (stream.failed && !stream.ended) stream.recover(token.start);
  }
  return { kind: "block", start: stream.at(start), end: stream.at(stream.end), statements: list };
}

function strayElse(stream: TokenStream, token: T.Token): void {
  stream.take();
  const name = stream.image(token).trimEnd();
  stream.report("strayElse", token.start, token.start + name.length, `\`${name}\` has no matching #if.`);
  if (token.kind === T.ELSEIF) condition(stream);
}

function statement(stream: TokenStream, token: T.Token, surroundings: Surroundings): Statement | undefined {
  switch (token.kind) {
    case T.TEXT:
      return text(stream, token);
    case T.IDENTIFIER:
    case T.HOLE:
      return reference(stream, string);
    case T.REFERENCE_OPEN: {
      // Without a name, it is text.
      const { kind } = stream.after(token);
      if (kind === T.IDENTIFIER || kind === T.HOLE) return reference(stream, string);
      return text(stream, token);
    }
    case T.SET:
      return set(stream, token);
    case T.IF:
      return ifStatement(stream, token, surroundings);
    case T.WORD:
    case T.BRACKETED_WORD:
      return directive(stream, token, surroundings);
    case T.LINE_COMMENT_START:
    case T.BLOCK_COMMENT:
      return comment(stream, token);
    case T.TEXTBLOCK: {
      stream.take();
      const value = stream.text.slice(token.start + 3, token.end - 3);
      return {
        kind: "text",
        start: stream.at(token.start),
        end: stream.at(token.end),
        form: "textblock",
        value,
      };
    }
    case T.ESCAPED_DIRECTIVE:
      stream.take();
      return {
        kind: "text",
        start: stream.at(token.start),
        end: stream.at(token.end),
        form: "escape",
        value: escapedDirective(stream, stream.image(token)),
      };
    case T.DOUBLE_ESCAPE:
      return doubleEscape(stream);
    case T.ESCAPE:
    case T.DOT:
    case T.LEFT_PARENTHESIS:
    case T.RIGHT_PARENTHESIS:
    case T.STRING:
    case T.INTEGER:
    case T.FLOAT:
    case T.REFERENCE_CLOSE:
    case T.EMPTY_INDEX:
      return text(stream, token);
  }
  stream.fail("text, a reference or a directive");
  return undefined;
}

function range(stream: TokenStream, token: T.Token): { readonly start: number; readonly end: number } {
  return { start: stream.at(token.start), end: stream.at(token.end) };
}

function text(stream: TokenStream, token: T.Token): Statement {
  stream.take();
  return {
    kind: "text",
    start: stream.at(token.stray === "" ? token.start : token.strayStart),
    end: stream.at(token.end),
    form: "plain",
    value: token.stray + stream.image(token),
  };
}

/** Splits a text at its holes. */
function piecesOf(stream: TokenStream, node: TextNode, token: T.Token): readonly Statement[] {
  if (!hasHole(node.value)) return [node];
  const isBlock = node.form === "textblock";
  const start = token.start + (isBlock ? 3 : 0);
  const end = token.end - (isBlock ? 3 : 0);
  const lead = { text: isBlock ? "" : token.stray, at: node.start };
  return splitText(stream.text.slice(start, end), start, stream, lead, node.form, node.end);
}

function comment(stream: TokenStream, token: T.Token): Statement {
  stream.take();
  const image = stream.image(token);
  const line = token.kind === T.LINE_COMMENT_START;
  if (line && stream.kind === T.LINE_COMMENT_END) stream.take();
  const sign = image.includes("##") ? image.indexOf("##") : image.indexOf("#*");
  return {
    kind: "comment",
    start: stream.at(line ? token.start : Math.min(token.start, token.strayStart)),
    end: stream.at(stream.end),
    form: line ? "line" : "block",
    printed: sign < 0 ? "" : image.slice(0, sign),
  };
}

const DIRECTIVES: ReadonlySet<string> = new Set([
  "foreach",
  "include",
  "parse",
  "macro",
  "literal",
  "break",
  "define",
  "stop",
]);

function isDirective(stream: TokenStream, name: string): boolean {
  return DIRECTIVES.has(name) || (name === "evaluate" && stream.options.evaluate) || stream.macros.has(name);
}

const BUILT_IN: ReadonlySet<string> = new Set(["if", "end", "set", "else", "elseif"]);

/** `\#if` prints `#if`; before anything but a directive, a backslash prints as itself. */
function escapedDirective(stream: TokenStream, image: string): string {
  const slashes = image.lastIndexOf("\\") + 1;
  const name = image.slice(slashes + 1).replace(/^\{(.*)\}$/, "$1");
  if (!isDirective(stream, name) && !BUILT_IN.has(name)) return image;
  return image.slice(0, (slashes - 1) >> 1) + image.slice(slashes);
}

/** Before a directive, pairs of backslashes print as single ones; elsewhere, they print as themselves. */
function doubleEscape(stream: TokenStream): Statement {
  const first = stream.take();
  let count = 1;
  while (stream.kind === T.DOUBLE_ESCAPE) {
    stream.take();
    count++;
  }
  const next = stream.peek;
  const control =
    next.kind === T.END ||
    next.kind === T.IF ||
    next.kind === T.ELSE ||
    next.kind === T.ELSEIF ||
    isDirective(stream, stream.image(next).slice(1));
  return {
    kind: "text",
    start: stream.at(first.start),
    end: stream.at(stream.end),
    form: "escape",
    value: (control ? "\\" : "\\\\").repeat(count),
  };
}

function set(stream: TokenStream, token: T.Token): SetNode {
  stream.take();
  const hash = stream.text.indexOf("#", token.start);
  const nameSpan = { start: stream.at(hash), end: stream.at(stream.text.indexOf("t", hash) + 1) };
  stream.skipWhite();
  let target: SetNode["target"];
  const { kind } = stream;
  if (kind === T.IDENTIFIER || kind === T.REFERENCE_OPEN || kind === T.HOLE) {
    target = reference(stream, string);
  } else {
    const at = stream.at(stream.end);
    target = { kind: "missing", start: at, end: at };
    stream.fail("a reference to assign to");
  }
  stream.skipWhite();
  stream.expect(T.ASSIGN, "`=`");
  const value = stream.failed ? missing(stream) : expression(stream, string);
  stream.expect(T.RIGHT_PARENTHESIS, "`)`");
  stream.leaveSet();
  return { kind: "set", start: stream.at(hash), end: stream.at(stream.end), nameSpan, target, value };
}

/** The condition of an `#if` or `#elseif`, in parentheses. After an error in it, parsing continues with the body. */
function condition(stream: TokenStream): Expression {
  const start = stream.end;
  stream.skipWhite();
  stream.expect(T.LEFT_PARENTHESIS, "`(`");
  const node = stream.failed ? missing(stream) : expression(stream, string);
  stream.expect(T.RIGHT_PARENTHESIS, "an operator or `)`");
  if (stream.failed && !stream.ended) stream.recover(start - 1);
  return node;
}

function ifStatement(stream: TokenStream, token: T.Token, around: Surroundings): Statement {
  const branches: BranchNode[] = [];
  let otherwise: ElseNode | undefined;
  const deep = stream.deeper();
  do branches.push(branch(stream));
  while (!stream.ended && stream.kind === T.ELSEIF);
  if (!stream.ended && stream.kind === T.ELSE) {
    const start = stream.peek.start;
    const name = nameOf(stream, stream.take());
    // A second #else belongs to an enclosing #if, if there is one; then this #if has no #end.
    const body = statements(stream, { nested: true, inIf: around.inIf });
    otherwise = { kind: "else", start: stream.at(start), end: body.end, nameSpan: name, body };
  }
  const endSpan = takeEnd(stream, token);
  if (deep) stream.higher();
  const start = stream.at(token.start);
  const end = stream.at(stream.end);
  const nameSpan = branches[0]?.nameSpan ?? range(stream, token);
  // Spreading optional properties would take several times as long.
  if (!endSpan) {
    return otherwise
      ? { kind: "if", start, end, nameSpan, branches, otherwise }
      : { kind: "if", start, end, nameSpan, branches };
  }
  return otherwise
    ? { kind: "if", start, end, nameSpan, branches, otherwise, endSpan }
    : { kind: "if", start, end, nameSpan, branches, endSpan };
}

function branch(stream: TokenStream): BranchNode {
  const token = stream.take();
  const nameSpan = nameOf(stream, token);
  const test = condition(stream);
  const body = statements(stream, { nested: true, inIf: true });
  return { kind: "branch", start: nameSpan.start, end: body.end, nameSpan, condition: test, body };
}
