/** Parses references, literals and operators. */
import { BACKSLASH, BANG, DOLLAR, HASH, isNameStart, OPEN_PARENTHESIS, POINT } from "./characters";
import { hasHole } from "./holes";
import type {
  BinaryOperator,
  Expression,
  HoleNode,
  MapEntryNode,
  ReferenceNode,
  ReferencePart,
  Span,
  StringNode,
} from "./nodes";
import type { TokenStream } from "./stream";
import * as T from "./tokens";

/** Makes the node of a string literal, with the template inside it. */
export type ReadString = (stream: TokenStream, token: T.Token) => StringNode;

/** The precedence of each operator, indexed from `OR`; a higher one binds tighter. */
const PRECEDENCE: readonly number[] = [1, 2, 3, 3, 4, 4, 4, 4, 5, 5, 6, 6, 6];
const OPERATORS: readonly BinaryOperator[] = [
  "or",
  "and",
  "==",
  "!=",
  "<",
  "<=",
  ">",
  ">=",
  "+",
  "-",
  "*",
  "/",
  "%",
];

/** Maximum number of operators in one expression, because each makes the tree one level deeper. */
const LONGEST_CHAIN = 500;

/** Parses the expression of a `#set`, `#if` or `#elseif`. */
export function expression(stream: TokenStream, string: ReadString): Expression {
  return binary(stream, string, 1, { operators: 0 });
}

interface Chain {
  operators: number;
}

function binary(stream: TokenStream, string: ReadString, step: number, chain: Chain): Expression {
  let left = unary(stream, string);
  while (!stream.failed) {
    const { kind } = stream.peek;
    const precedence = kind >= T.OR ? (PRECEDENCE[kind - T.OR] ?? 0) : 0;
    if (precedence < step) break;
    if (++chain.operators > LONGEST_CHAIN) {
      const { start, end } = stream.peek;
      stream.report("tooDeep", start, end, "This expression is too long.");
      stream.failed = true;
      break;
    }
    const token = stream.take();
    const right = binary(stream, string, precedence + 1, chain);
    left = {
      kind: "binary",
      start: left.start,
      end: right.end,
      operator: OPERATORS[kind - T.OR] ?? "or",
      operatorSpan: { start: stream.at(token.start), end: stream.at(token.end) },
      left,
      right,
    };
  }
  return left;
}

function unary(stream: TokenStream, string: ReadString): Expression {
  stream.skipWhite();
  if (stream.failed || stream.kind !== T.NOT) return primary(stream, string);
  const nots: number[] = [];
  while (stream.kind === T.NOT && nots.length < LONGEST_CHAIN) {
    nots.push(stream.at(stream.take().start));
    stream.skipWhite();
  }
  let operand = primary(stream, string);
  for (const start of nots.reverse()) operand = { kind: "not", start, end: operand.end, operand };
  return operand;
}

function primary(stream: TokenStream, string: ReadString): Expression {
  stream.skipWhite();
  if (stream.failed || stream.kind !== T.LEFT_PARENTHESIS) return parameter(stream, string);
  const start = stream.at(stream.take().start);
  if (!stream.deeper()) return missing(stream);
  const inner = expression(stream, string);
  stream.expect(T.RIGHT_PARENTHESIS, "`)`");
  stream.higher();
  const node: Expression = { kind: "group", start, end: stream.at(stream.end), expression: inner };
  stream.skipWhite();
  return node;
}

/** Whether a token of this kind can start an argument, an element or an index. */
export function startsParameter(kind: number): boolean {
  switch (kind) {
    case T.LEFT_BRACKET:
    case T.LEFT_BRACE:
    case T.STRING:
    case T.TRUE:
    case T.FALSE:
    case T.INTEGER:
    case T.FLOAT:
    case T.IDENTIFIER:
    case T.REFERENCE_OPEN:
    case T.HOLE:
      return true;
  }
  return false;
}

/** A placeholder for an expression that is not there. */
export function missing(stream: TokenStream): Expression {
  const at = stream.at(stream.failed ? stream.end : stream.peek.start);
  return { kind: "missing", start: at, end: at };
}

/** Parses an operand, argument or element, and the blanks around it. */
export function parameter(stream: TokenStream, string: ReadString): Expression {
  stream.skipWhite();
  const node = operand(stream, string);
  stream.skipWhite();
  return stream.options.written === undefined ? node : withHoles(stream, string, node);
}

/** Joins an operand with the holes after it, and with operands after those: a hole may stand for an operator. */
function withHoles(stream: TokenStream, string: ReadString, first: Expression): Expression {
  let node = first;
  while (!stream.failed) {
    const { kind } = stream;
    const isGroup = node.kind === "hole" && kind === T.LEFT_PARENTHESIS;
    if (!isGroup && kind !== T.HOLE && !(node.kind === "hole" && startsParameter(kind))) break;
    const next = isGroup ? primary(stream, string) : operand(stream, string);
    stream.skipWhite();
    node = joinedHole(stream, node, next);
  }
  return node;
}

function joinedHole(stream: TokenStream, left: Expression, right: Expression): HoleNode {
  const inner = (node: Expression): readonly Expression[] =>
    node.kind === "hole" ? node.expressions : [node];
  const { start } = left;
  const { end } = right;
  const source = stream.options.written?.slice(start, end) ?? "";
  return { kind: "hole", start, end, source, expressions: [...inner(left), ...inner(right)] };
}

/** Parses an operand without the blanks around it. */
export function operand(stream: TokenStream, string: ReadString): Expression {
  if (stream.failed) return missing(stream);
  const token = stream.peek;
  const start = stream.at(token.start);
  switch (token.kind) {
    case T.STRING:
      stream.take();
      stream.lastString = token;
      return string(stream, token);
    case T.INTEGER:
    case T.FLOAT: {
      stream.take();
      // Velocity's number then includes the `#`, and Java fails to parse it.
      if (stream.text.charCodeAt(token.start) === HASH) {
        stream.report("badCharacter", token.start, token.start + 1, "Unexpected `#` before a number.");
      }
      const kind = token.kind === T.INTEGER ? "integer" : "float";
      return { kind, start, end: stream.at(token.end), text: stream.image(token) };
    }
    case T.TRUE:
    case T.FALSE:
      stream.take();
      return { kind: "boolean", start, end: stream.at(token.end), value: token.kind === T.TRUE };
    case T.IDENTIFIER:
    case T.REFERENCE_OPEN:
    case T.HOLE:
      return reference(stream, string);
    case T.WORD:
      // The start of a word that continues with a hole.
      if (stream.options.written === undefined || stream.after(token).kind !== T.HOLE) break;
      stream.take();
      return reference(stream, string);
    case T.LEFT_BRACKET:
      return list(stream, string);
    case T.LEFT_BRACE:
      return map(stream, string);
    case T.UNKNOWN: {
      const image = stream.image(token);
      const quote = image[0];
      if (quote !== '"' && quote !== "'") break;
      stream.fail("a value");
      stream.end = token.end;
      const end = stream.at(token.end);
      return { kind: "string", start, end, quote, value: image.slice(1), closed: false, cut: false };
    }
  }
  const node = missing(stream);
  stream.fail("a value");
  return node;
}

function list(stream: TokenStream, string: ReadString): Expression {
  const start = stream.at(stream.take().start);
  if (!stream.deeper()) return missing(stream);
  const items: Expression[] = [];
  stream.skipWhite();
  let range = false;
  if (stream.kind !== T.RIGHT_BRACKET) {
    items.push(parameter(stream, string));
    const first = items[0]?.kind;
    if (!stream.failed && stream.kind === T.DOUBLE_DOT && isBound(first)) {
      range = true;
      stream.take();
      stream.skipWhite();
      const { kind } = stream.peek;
      const startsBound =
        kind === T.INTEGER || kind === T.IDENTIFIER || kind === T.REFERENCE_OPEN || kind === T.HOLE;
      if (!stream.failed && !startsBound) {
        stream.fail("an integer or a reference");
      }
      items.push(parameter(stream, string));
    } else {
      while (!stream.failed && stream.kind === T.COMMA) {
        stream.take();
        items.push(parameter(stream, string));
      }
    }
  }
  stream.expect(T.RIGHT_BRACKET, "`]`");
  stream.higher();
  const end = stream.at(stream.end);
  const [first, last] = items;
  return range && first && last
    ? { kind: "range", start, end, first, last }
    : { kind: "list", start, end, items };
}

function isBound(kind: Expression["kind"] | undefined): boolean {
  return kind === "reference" || kind === "integer" || kind === "hole";
}

function map(stream: TokenStream, string: ReadString): Expression {
  const start = stream.at(stream.take().start);
  if (!stream.deeper()) return missing(stream);
  const entries: MapEntryNode[] = [];
  stream.skipWhite();
  if (stream.kind !== T.RIGHT_BRACE && stream.kind !== T.REFERENCE_CLOSE) {
    entries.push(entry(stream, string));
    while (!stream.failed && stream.kind === T.COMMA) {
      stream.take();
      entries.push(entry(stream, string));
    }
  }
  // Right after a reference, the scanner takes the brace for the end of that reference.
  if (!stream.failed && stream.kind === T.REFERENCE_CLOSE) stream.take();
  else stream.expect(T.RIGHT_BRACE, "`}`");
  stream.higher();
  return { kind: "map", start, end: stream.at(stream.end), entries };
}

function entry(stream: TokenStream, string: ReadString): MapEntryNode {
  const key = parameter(stream, string);
  stream.expect(T.COLON, "`:`");
  const value = parameter(stream, string);
  return { kind: "entry", start: key.start, end: value.end, key, value };
}

/** What precedes the name of a reference. */
interface Sign {
  readonly form: ReferenceNode["form"];
  readonly prefix: string;
  /** Offset of the last `$`, or of the name if there is no `$`. */
  readonly start: number;
  readonly quiet: boolean;
}

/** Analyzes escapes, `$` signs that print as themselves, and `!`. */
function oddSign(image: string, start: number): Sign {
  if (image.includes("\\!")) return { form: "blocked", prefix: "", start, quiet: false };
  let slashes = 0;
  while (image.charCodeAt(slashes) === BACKSLASH) slashes++;
  const dollar = image.lastIndexOf("$");
  const prefix = image.slice(0, slashes >> 1) + image.slice(slashes, Math.max(dollar, slashes));
  const form = dollar < 0 ? "word" : slashes % 2 === 1 ? "escaped" : "value";
  const at = Math.max(dollar, slashes);
  return { form, prefix, start: start + at, quiet: dollar >= 0 && image.charCodeAt(at + 1) === BANG };
}

/** Parses a reference whose first token, a name or an opening brace, comes next; with a hole in its name, a hole. */
export function reference(stream: TokenStream, string: ReadString): ReferenceNode | HoleNode {
  const { text } = stream;
  const first = stream.take();
  const braced = first.kind === T.REFERENCE_OPEN;
  const plain =
    text.charCodeAt(first.start) === DOLLAR &&
    (braced ? first.end === first.start + 2 : isNameStart(text.charCodeAt(first.start + 1)));
  const odd = plain ? undefined : oddSign(stream.image(first), first.start);
  const form = odd === undefined ? "value" : odd.form;
  const signStart = odd === undefined ? first.start : odd.start;
  const quiet = odd?.quiet === true;
  let nameStart = first.end;
  let nameEnd = first.end;
  if (!braced) nameStart = form === "word" || form === "blocked" ? signStart : signStart + (quiet ? 2 : 1);
  else if (stream.kind === T.IDENTIFIER || stream.kind === T.HOLE) {
    const token = stream.take();
    nameStart = token.start;
    nameEnd = token.end;
  } else stream.fail("a name");
  const name = text.slice(nameStart, nameEnd);
  const parts: ReferencePart[] = [];
  readParts(stream, string, parts);
  let closed = !braced;
  if (braced && !stream.failed) {
    if (stream.kind === T.REFERENCE_CLOSE) {
      stream.take();
      closed = true;
    } else stream.fail("`}`");
  }
  const { end } = stream;
  if (stream.options.written !== undefined && hasHole(name)) return holeNode(stream, first, end, parts);
  const next = text.charCodeAt(end);
  return {
    kind: "reference",
    start: stream.at(first.start),
    end: stream.at(end),
    name,
    nameSpan: span(stream, nameStart, nameEnd),
    parts,
    quiet,
    braced,
    closed,
    prefix: odd === undefined ? "" : odd.prefix,
    form,
    source:
      form === "escaped"
        ? stream.written(signStart, end)
        : form === "word"
          ? text.slice(signStart, first.end)
          : "",
    target: !braced && !quiet && form !== "blocked" ? name : text.slice(signStart + 1, first.end),
    dangling: next === POINT || (next === OPEN_PARENTHESIS && parts.at(-1)?.kind === "property"),
  };
}

function holeNode(
  stream: TokenStream,
  first: T.Token,
  end: number,
  parts: readonly ReferencePart[],
): HoleNode {
  const start = first.stray === "" ? first.start : first.strayStart;
  return {
    kind: "hole",
    start: stream.at(start),
    end: stream.at(end),
    source: stream.written(start, end),
    expressions: parts.flatMap((part) =>
      part.kind === "method" ? part.arguments : part.kind === "index" ? [part.index] : [],
    ),
  };
}

function readParts(stream: TokenStream, string: ReadString, parts: ReferencePart[]): void {
  for (;;) {
    while (!stream.failed && stream.kind === T.INDEX_OPEN) parts.push(indexPart(stream, string));
    if (stream.failed || stream.kind !== T.DOT) return;
    const name = stream.after(stream.peek);
    if (name.kind !== T.IDENTIFIER && name.kind !== T.HOLE) return;
    const dot = stream.take();
    stream.take();
    if (name.kind === T.HOLE) {
      parts.push(unknownPart(stream, string, dot, name));
      continue;
    }
    parts.push(isCall(stream) ? methodPart(stream, string, dot, name) : propertyPart(stream, dot, name));
  }
}

/** Velocity only takes a method call if the token after the parenthesis can follow it. */
function isCall(stream: TokenStream): boolean {
  if (stream.kind !== T.LEFT_PARENTHESIS) return false;
  const { kind } = stream.after(stream.peek);
  return (
    kind === T.ARGUMENTS_END ||
    kind === T.WHITESPACE ||
    startsParameter(kind) ||
    // This fails either way, but the error is better inside a method call.
    kind === T.UNKNOWN
  );
}

/** A property or call with a hole in its name. Nothing is known about it, just as about an index that is a hole. */
function unknownPart(stream: TokenStream, string: ReadString, dot: T.Token, name: T.Token): ReferencePart {
  const call = isCall(stream) ? methodPart(stream, string, dot, name) : undefined;
  const index: HoleNode = {
    kind: "hole",
    start: stream.at(name.start),
    end: stream.at(stream.end),
    source: stream.written(name.start, stream.end),
    expressions: call?.kind === "method" ? call.arguments : [],
  };
  return { kind: "index", start: stream.at(dot.start), end: index.end, index, closed: true };
}

function propertyPart(stream: TokenStream, dot: T.Token, name: T.Token): ReferencePart {
  return {
    kind: "property",
    start: stream.at(dot.start),
    end: stream.at(name.end),
    name: stream.image(name),
    nameSpan: span(stream, name.start, name.end),
  };
}

function methodPart(stream: TokenStream, string: ReadString, dot: T.Token, name: T.Token): ReferencePart {
  const open = stream.take();
  const list: Expression[] = [];
  let closed = false;
  let close = open.end;
  if (stream.deeper()) {
    if (stream.kind !== T.ARGUMENTS_END) {
      list.push(parameter(stream, string));
      while (!stream.failed && stream.kind === T.COMMA) {
        stream.take();
        list.push(parameter(stream, string));
      }
    }
    close = stream.end;
    if (!stream.failed) {
      close = stream.peek.start;
      closed = stream.expect(T.ARGUMENTS_END, "`,` or `)`");
    }
    stream.higher();
  }
  return {
    kind: "method",
    start: stream.at(dot.start),
    end: stream.at(stream.end),
    name: stream.image(name),
    nameSpan: span(stream, name.start, name.end),
    arguments: list,
    argumentsSpan: span(stream, open.end, Math.max(close, open.end)),
    closed,
  };
}

function indexPart(stream: TokenStream, string: ReadString): ReferencePart {
  const start = stream.take().start;
  let index = missing(stream);
  let closed = false;
  if (stream.deeper()) {
    stream.skipWhite();
    const { kind } = stream;
    if (kind === T.FLOAT || kind === T.LEFT_BRACKET || kind === T.LEFT_BRACE) {
      stream.fail("an integer, a string, a boolean or a reference");
    }
    index = parameter(stream, string);
    closed = stream.expect(T.INDEX_CLOSE, "`]`");
    stream.higher();
  }
  return { kind: "index", start: stream.at(start), end: stream.at(stream.end), index, closed };
}

function span(stream: TokenStream, start: number, end: number): Span {
  return { start: stream.at(start), end: stream.at(end) };
}
