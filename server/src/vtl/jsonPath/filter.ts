import { FaultFound } from "./fault";
import { compileFilterPattern } from "./pattern";
import type { Comparison, Criterion, Operand, PredicatePath } from "./types";

/** In search order: the first operator that occurs anywhere, even in quotes, is used. */
const operators: readonly Comparison[] = ["==", ">=", "<=", "!=", "<", ">", "=~"];

/** A piece of the filter and its offset in the path as written. */
interface Piece {
  readonly text: string;
  readonly start: number;
}

/** Compiles a path in a filter, which starts with `$` or `@` at an offset. */
export type PathCompiler = (text: string, offset: number) => PredicatePath;

/**
 * Compiles `[?(…)]`. Parentheses inside do not group: `&&` always binds tighter than `||`.
 * @param text from the opening bracket on.
 * @param question offset of the `?`.
 * @returns the groups in the order in which they are tested, from last to first.
 */
export function compileFilter(
  text: string,
  question: number,
  offset: number,
  compilePath: PathCompiler,
): readonly (readonly Criterion[])[] {
  const start = text.lastIndexOf("[", question);
  const end = filterEnd(text, start, offset);
  const inner = withoutEnds(withoutEnds(piece(text.slice(start, end), offset + start), "[", "]"), "?", "");
  let group: Criterion[] = [];
  const groups = [group];
  let last: Piece | undefined;
  for (const part of splitAtOperators(withoutEnds(inner, "(", ")"))) {
    const follows = last === undefined || isOperator(last);
    if (isOperator(part) === follows) throw dangling(part);
    last = part;
    if (!isOperator(part)) group.push(compileCriterion(cleaned(part), compilePath));
    else if (part.text === "||") {
      group = [];
      groups.push(group);
    }
  }
  if (last !== undefined && isOperator(last)) throw dangling(last);
  return groups.map((criteria) => criteria.reverse()).reverse();
}

const isOperator = ({ text }: Piece): boolean => text === "&&" || text === "||";

function dangling({ text, start }: Piece): FaultFound {
  return new FaultFound("danglingOperator", start, start + Math.max(text.length, 1));
}

/** The offset after the `]` at which all parentheses are closed. Those in single quotes do not count. */
function filterEnd(text: string, start: number, offset: number): number {
  let parentheses = 0;
  let brackets = 0;
  let quoted = false;
  for (let i = start; i < text.length; i++) {
    const unit = text[i];
    if (unit === "'") {
      if (text[i - 1] !== "\\") quoted = !quoted;
    } else if (quoted) continue;
    else if (unit === "(") parentheses++;
    else if (unit === ")") parentheses--;
    else if (unit === "[") brackets++;
    else if (unit === "]") {
      brackets--;
      if (parentheses !== 0) continue;
      if (brackets !== 0) break;
      return i + 1;
    }
  }
  throw new FaultFound("unbalancedFilter", offset, offset + text.length);
}

/** A piece trimmed like Java's `trim`. */
function piece(text: string, start: number): Piece {
  let from = 0;
  let to = text.length;
  while (from < to && text.charCodeAt(from) <= 32) from++;
  while (to > from && text.charCodeAt(to - 1) <= 32) to--;
  return { text: text.slice(from, to), start: start + from };
}

function withoutEnds({ text, start }: Piece, first: string, last: string): Piece {
  if (!text.startsWith(first) || !text.endsWith(last)) {
    throw new FaultFound("badFilter", start, start + Math.max(text.length, 1));
  }
  return piece(text.slice(first.length, text.length - last.length), start + first.length);
}

/** Splits before and after each `&&` and `||`, even in quotes. */
function splitAtOperators({ text, start }: Piece): readonly Piece[] {
  const isOperatorAt = (i: number): boolean => text.startsWith("&&", i) || text.startsWith("||", i);
  const pieces: Piece[] = [];
  let from = 0;
  for (let i = 1; i < text.length; i++) {
    if (!isOperatorAt(i) && !(i >= 2 && isOperatorAt(i - 2))) continue;
    pieces.push(piece(text.slice(from, i), start + from));
    from = i;
  }
  pieces.push(piece(text.slice(from), start + from));
  return pieces;
}

/** Removes the surrounding brackets, question marks and parentheses. */
function cleaned({ text, start }: Piece): Piece {
  let from = 0;
  let to = text.length;
  while (from < to && "[?( ".includes(text.charAt(from))) from++;
  while (to > from && ") ".includes(text.charAt(to - 1))) to--;
  // The closing parenthesis of a call at the end belongs to the call.
  while (text[to] === ")" && /[.\]]\w+\([^()']*$/.test(text.slice(from, to))) to++;
  if (from === to) throw new FaultFound("emptyCriterion", start, start + Math.max(text.length, 1));
  return { text: text.slice(from, to), start: start + from };
}

function compileCriterion({ text, start }: Piece, compilePath: PathCompiler): Criterion {
  const operator = operators.find((candidate) => text.includes(candidate));
  if (operator === undefined) {
    const operand = compileOperand(withoutNegation({ text, start }), compilePath);
    if (typeof operand === "string" || operand.kind !== "path") {
      throw new FaultFound("unknownOperator", start, start + text.length);
    }
    return { kind: "exists", path: operand, negated: text.startsWith("!") };
  }
  const at = text.indexOf(operator);
  const right = piece(text.slice(at + operator.length), start + at + operator.length);
  if (right.text.startsWith("!@")) throw new FaultFound("badNegation", right.start, right.start + 1);
  return {
    kind: "comparison",
    // In a comparison, the negation is ignored.
    left: compileOperand(withoutNegation(piece(text.slice(0, at), start)), compilePath),
    operator,
    right: compileOperand(right, compilePath),
  };
}

function withoutNegation({ text, start }: Piece): Piece {
  return text.startsWith("!@") ? { text: text.slice(1), start: start + 1 } : { text, start };
}

function compileOperand({ text, start }: Piece, compilePath: PathCompiler): Operand {
  const first = text.charAt(0);
  if (first === "$" || first === "@") return compilePath(text, start);
  if (first === "'" && text.endsWith("'")) {
    if (text.length === 1) throw new FaultFound("unclosedBracket", start, start + 1);
    return text.slice(1, -1);
  }
  if (first === "/" && (text.endsWith("/") || text.endsWith("/i"))) {
    const last = text.lastIndexOf("/");
    const pattern = last > 0 ? compileFilterPattern(text.slice(1, last), text.endsWith("i")) : undefined;
    if (!pattern) throw new FaultFound("badPattern", start, start + text.length);
    return pattern;
  }
  return text;
}
