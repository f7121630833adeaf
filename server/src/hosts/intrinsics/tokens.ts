/** The text of `Fn::Sub` and of plain strings, split at what CloudFormation replaces in it. */
import type { Span } from "../../syntax/nodes";

export type Token =
  | (Span & { readonly kind: "text" })
  /** The `${!` that stands for `${`. */
  | (Span & { readonly kind: "escape" })
  /** `${Name}`, with the name. */
  | (Span & { readonly kind: "variable"; readonly name: string })
  /** `{{resolve:ssm:/name}}`. */
  | (Span & { readonly kind: "dynamic" });

/** The longest text that is taken for a reference: in a longer one, a brace was forgotten. */
const LONGEST = 2000;
const START = /\$\{(?!\{resolve:)|\{\{resolve:/g;
const START_OUTSIDE_SUB = /\{\{resolve:/g;

/** Splits the text, without gaps. Takes time linear in its length. */
export function tokens(text: string, isSub: boolean): readonly Token[] {
  const found: Token[] = [];
  let from = 0;
  const add = (token: Token): void => {
    if (from < token.start) found.push({ kind: "text", start: from, end: token.start });
    found.push(token);
    from = token.end;
  };
  const closing = { "}": finder(text, "}"), "}}": finder(text, "}}") };
  const pattern = new RegExp(isSub ? START : START_OUTSIDE_SUB);
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const { 0: opening, index: start } = match;
    if (opening !== "${") {
      const close = closing["}}"](start);
      if (close >= 0 && close - start <= LONGEST) add({ kind: "dynamic", start, end: close + 2 });
      else continue;
    } else if (text[start + 2] === "!") {
      add({ kind: "escape", start, end: start + 3 });
    } else {
      const close = closing["}"](start);
      const name = close < 0 || close - start > LONGEST ? "" : text.slice(start + 2, close);
      // A brace that is not closed starts no variable.
      if (name === "" || name.includes("${")) continue;
      add({ kind: "variable", start, end: close + 1, name: name.trim() });
    }
    pattern.lastIndex = from;
  }
  if (from < text.length) found.push({ kind: "text", start: from, end: text.length });
  return found;
}

/** Returns a function that finds the next occurrence after ever larger offsets; -1 if there is none. */
function finder(text: string, sought: string): (offset: number) => number {
  let next = -1;
  let isSought = true;
  return (offset) => {
    if (isSought && next < offset) {
      next = text.indexOf(sought, offset);
      isSought = next >= 0;
    }
    return isSought ? next : -1;
  };
}
