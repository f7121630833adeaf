/**
 * Directives with a name and arguments in parentheses, and macro calls, which look the same. Imports blocks and is
 * imported by them: the body of a directive is a block, and a block contains directives.
 */
import { statements, string } from "./blocks";
import { nameOf, type Surroundings, takeEnd } from "./directiveParts";
import { operand, startsParameter } from "./expressions";
import { isMasked } from "./holes";
import type { BlockNode, CommandNode, Expression, Span, Statement } from "./nodes";
import type { TokenStream } from "./stream";
import * as T from "./tokens";

const WITH_BODY: ReadonlySet<string> = new Set(["foreach", "define", "literal", "macro"]);

/** Parses the directive or macro call whose name token comes next. */
export function directive(stream: TokenStream, token: T.Token, around: Surroundings): Statement {
  stream.take();
  const image = stream.image(token);
  const name = token.kind === T.BRACKETED_WORD ? image.slice(2, -1) : image.slice(1);
  const known = commandName(name, stream);
  if (known === "parse" || known === "include") {
    stream.report("refusedDirective", token.start, token.end, `API Gateway does not support \`#${name}\`.`);
  }
  if (!stream.enterArguments()) {
    // A name that continues with a hole is unknown; what follows it is text.
    if (stream.options.written !== undefined && isMasked(stream.text.charCodeAt(token.end))) {
      const [start, end] = [stream.at(token.start), stream.at(token.end)];
      return { kind: "text", form: "plain", start, end, value: image };
    }
    return withoutArguments(stream, token, name, known);
  }
  const list = directiveArguments(stream, token, name, known !== undefined || WITH_BODY.has(name));
  const nameSpan = nameOf(stream, token);
  const start = stream.at(token.start);
  if (!WITH_BODY.has(name) && !name.startsWith("@")) {
    if (stream.failed && !stream.ended) stream.recover(token.start);
    const source = stream.written(token.start, stream.end);
    const end = stream.at(stream.end);
    if (known === undefined) return { kind: "call", start, end, nameSpan, name, arguments: list, source };
    checkCommand(stream, token, known, list);
    return { kind: "command", start, end, nameSpan, name: known, arguments: list, source };
  }
  if (stream.failed && !stream.ended) stream.recover(token.start);
  const bodyStart = stream.end;
  const deep = stream.deeper();
  const body = statements(stream, { nested: true, inIf: around.inIf });
  const bodyEnd = stream.end;
  const endSpan = takeEnd(stream, token);
  if (deep) stream.higher();
  const end = stream.at(stream.end);
  if (name === "foreach") {
    if (list.length !== 3 && !hasHoles(list)) needs(stream, token, "Expected `#foreach($item in $list)`.");
    return endSpan
      ? { kind: "foreach", start, end, nameSpan, arguments: list, body, endSpan }
      : { kind: "foreach", start, end, nameSpan, arguments: list, body };
  }
  const parts = { start, end, nameSpan, arguments: list, body, ...(endSpan && { endSpan }) };
  switch (name) {
    case "define":
      if (list.length !== 1 && !hasHoles(list))
        needs(stream, token, "`#define` takes exactly one reference.");
      return { kind: "define", ...parts };
    case "literal":
      if (body.statements.length === 0) needs(stream, token, "Velocity fails on an empty `#literal`.");
      return { kind: "literal", ...parts, source: literalSource(stream, list, body, bodyStart, bodyEnd) };
    case "macro":
      return macro(stream, parts);
  }
  const source = stream.written(token.start, stream.end);
  return { kind: "call", ...parts, name, source };
}

function withoutArguments(
  stream: TokenStream,
  token: T.Token,
  name: string,
  known: CommandNode["name"] | undefined,
): Statement {
  const nameSpan = nameOf(stream, token);
  const span = { start: stream.at(token.start), end: stream.at(token.end) };
  const source = stream.image(token);
  if (known === "break" || known === "stop") {
    return { kind: "command", ...span, nameSpan, name: known, arguments: [], source };
  }
  if (known !== undefined || WITH_BODY.has(name)) needs(stream, token, `\`#${name}\` requires arguments.`);
  // Without arguments, `#@name` is not a block, and Velocity drops whatever its token has before the name.
  const printed = name.startsWith("@") ? `#${name}` : source;
  return { kind: "call", ...span, nameSpan, name, arguments: [], source: printed };
}

function commandName(name: string, stream: TokenStream): CommandNode["name"] | undefined {
  switch (name) {
    case "evaluate":
      return stream.options.evaluate ? name : undefined;
    case "break":
    case "stop":
    case "parse":
    case "include":
      return name;
  }
  return undefined;
}

function needs(stream: TokenStream, token: T.Token, message: string): void {
  if (!stream.ended) stream.report("directiveArguments", token.start, token.end, message);
}

function hasHoles(list: readonly Expression[]): boolean {
  return list.some(({ kind }) => kind === "hole");
}

function checkCommand(
  stream: TokenStream,
  token: T.Token,
  name: CommandNode["name"],
  list: readonly Expression[],
): void {
  if (hasHoles(list)) return;
  if (name === "evaluate") {
    const kind = list[0]?.kind;
    if (list.length !== 1 || (kind !== "string" && kind !== "reference")) {
      needs(stream, token, "`#evaluate` takes exactly one string or reference.");
    }
  } else if ((name === "break" || name === "stop") && list.length > 1) {
    needs(stream, token, `\`#${name}\` takes at most one argument.`);
  }
}

/** Parses the arguments in parentheses, separated by blanks or commas. */
function directiveArguments(
  stream: TokenStream,
  token: T.Token,
  name: string,
  isDirective: boolean,
): Expression[] {
  const list: Expression[] = [];
  stream.skipWhite();
  stream.expect(T.LEFT_PARENTHESIS, "`(`");
  while (!stream.failed) {
    stream.skipWhite();
    if (stream.kind === T.COMMA) {
      stream.take();
      stream.skipWhite();
    } else if (stream.kind === T.RIGHT_PARENTHESIS) break;
    const argument = stream.peek;
    if (argument.kind === T.WORD) {
      stream.take();
      const [start, end] = [stream.at(argument.start), stream.at(argument.end)];
      if (!hasHoles(list)) checkWord(stream, { start, end }, name, list.length, isDirective);
      list.push({ kind: "word", start, end, name: stream.image(argument) });
    } else if (startsParameter(argument.kind) || argument.kind === T.UNKNOWN) {
      if (name === "macro" && list.length === 0 && argument.kind !== T.HOLE) {
        stream.report(
          "macroName",
          argument.start,
          argument.end,
          "A macro name is a plain word, without `$` or quotes.",
        );
      }
      list.push(operand(stream, string));
    } else stream.fail("a value or `)`");
  }
  stream.expect(T.RIGHT_PARENTHESIS, "`)`");
  if (name === "macro" && list.length === 0 && !stream.failed) {
    stream.report("macroName", token.start, token.end, "Missing macro name.");
  }
  return list;
}

function checkWord(
  stream: TokenStream,
  span: Span,
  name: string,
  position: number,
  isDirective: boolean,
): void {
  if (!isDirective || (name === "macro" && position === 0) || (name === "foreach" && position === 1)) return;
  const message = `\`#${name}\` does not accept a bare word here.`;
  stream.problems.push({ kind: "wordArgument", start: span.start, end: span.end, message });
}

function macro(
  stream: TokenStream,
  parts: Span & {
    readonly nameSpan: Span;
    readonly arguments: readonly Expression[];
    readonly body: BlockNode;
    readonly endSpan?: Span;
  },
): Statement {
  const [first, ...rest] = parts.arguments;
  const name = first?.kind === "word" ? first.name : "";
  if (name !== "") stream.macros.add(name);
  const parameters = rest.map((node) => {
    if (node.kind === "reference") return node.target;
    return stream.written(node.start - stream.base, node.end - stream.base);
  });
  return { kind: "macro", ...parts, name, parameters };
}

/** The text that a `#literal` prints: its body as written, without most of what is in comments. */
function literalSource(
  stream: TokenStream,
  list: readonly Expression[],
  body: BlockNode,
  start: number,
  end: number,
): string {
  const [argument] = list;
  if (argument !== undefined && stream.offsets === undefined) {
    return stream.written(argument.start - stream.base, argument.end - stream.base);
  }
  if (stream.offsets !== undefined) return stream.written(start, end);
  let source = "";
  let at = start;
  for (const node of body.statements) {
    if (node.kind !== "comment") continue;
    const from = node.start - stream.base;
    const to = node.end - stream.base;
    const written = stream.written(from, to);
    source += stream.written(at, from);
    if (node.form === "line") source += `##${/\r?\n$|\r$/.exec(written)?.[0] ?? ""}`;
    else if (written.startsWith("#**") && written !== "#**#") source += "*#";
    at = to;
  }
  return source + stream.written(at, end);
}
