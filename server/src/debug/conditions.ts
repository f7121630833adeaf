/** What a breakpoint asks for besides its place: a condition, a number of hits, a message instead of a stop. */
import { changingMethodIn, readExpression, type TypedExpression } from "../vtl";

/** A sentence about what is wrong. */
export interface Mistake {
  readonly message: string;
}

/** Reads the condition of a breakpoint, which must not change what it looks at. */
export function readCondition(text: string): TypedExpression | Mistake {
  const expression = readExpression(text);
  if ("message" in expression) return expression;
  const changing = changingMethodIn(expression);
  if (changing === undefined) return expression;
  return { message: `A breakpoint must not change values, and ${changing} may do so.` };
}

/** Whether the number of a hit, from 1, is one to stop at. */
export type HitTest = (hits: number) => boolean;

const HITS = /^\s*(==|=|>=|>|<=|<|%)?\s*(\d+)\s*$/;

/** Reads a hit count: `3`, `> 3` or `% 3` for each third. */
export function readHitTest(text: string): HitTest | Mistake {
  const [, operator = "==", digits] = HITS.exec(text) ?? [];
  const count = Number(digits);
  if (digits === undefined || (operator === "%" && count === 0)) {
    return { message: "Expected a number of hits, such as 3, > 3 or % 3." };
  }
  switch (operator) {
    case ">=":
      return (hits) => hits >= count;
    case ">":
      return (hits) => hits > count;
    case "<=":
      return (hits) => hits <= count;
    case "<":
      return (hits) => hits < count;
    case "%":
      return (hits) => hits % count === 0;
    default:
      return (hits) => hits === count;
  }
}

/** The pieces of a log message: text, and the expressions in braces. */
export type LogMessage = readonly (string | TypedExpression)[];

/** Reads a log message, such as `{$pet.name} is number {$foreach.count}`. */
export function readLogMessage(text: string): LogMessage | Mistake {
  const pieces: (string | TypedExpression)[] = [];
  let at = 0;
  for (;;) {
    const open = text.indexOf("{", at);
    const close = open < 0 ? -1 : closingBrace(text, open);
    if (close < 0) break;
    const expression = readCondition(text.slice(open + 1, close));
    if ("message" in expression) return expression;
    pieces.push(text.slice(at, open), expression);
    at = close + 1;
  }
  return [...pieces, text.slice(at)].filter((piece) => piece !== "");
}

/** The offset of the brace that closes the one at `open`, beyond maps and strings; -1 if there is none. */
function closingBrace(text: string, open: number): number {
  let depth = 0;
  let quote: string | undefined;
  for (let i = open; i < text.length; i++) {
    const character = text[i];
    if (quote !== undefined) {
      if (character === quote) quote = undefined;
    } else if (character === '"' || character === "'") {
      quote = character;
    } else if (character === "{") depth++;
    else if (character === "}" && --depth === 0) return i;
  }
  return -1;
}
