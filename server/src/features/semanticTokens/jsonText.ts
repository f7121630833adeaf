/** The tokens of the JSON that a template writes: of its text, between references and directives. */
import { type AddToken, CONSTANT, KEY } from "./token";

const QUOTE = 34;
const BACKSLASH = 92;
const COLON = 58;

/** Something in JSON that is not a comma, a colon or white space. */
const PIECES = /["[\]{}]|[A-Za-z_$][\w$.-]*|-?\d[\w.+-]*/g;
const BRACKETS = "{}[]";
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Reads the text of a template piece by piece. A string goes on after a reference in it. */
export class JsonText {
  /** True between the quotes of a string. */
  isInString = false;

  constructor(
    private readonly text: string,
    private readonly add: AddToken,
    private readonly onBracket?: (bracket: string, offset: number) => void,
  ) {}

  /** Adds the tokens of a piece of text. */
  read(start: number, end: number): void {
    let at = start;
    if (this.isInString) at = this.#string(start, start, end, false);
    const pieces = new RegExp(PIECES);
    while (at < end) {
      pieces.lastIndex = at;
      const found = pieces.exec(this.text);
      if (!found || found.index >= end) return;
      const from = found.index;
      if (found[0] === '"') {
        at = this.#string(from, from + 1, end, this.#isKey(from, end));
        continue;
      }
      if (BRACKETS.includes(found[0])) {
        this.onBracket?.(found[0], from);
        at = from + 1;
        continue;
      }
      at = Math.min(from + found[0].length, end);
      const word = this.text.slice(from, at);
      if (word === "true" || word === "false" || word === "null") this.add(from, at, "keyword", CONSTANT);
      else if (NUMBER.test(word) && !/[\w$.-]/.test(this.text[from - 1] ?? "")) this.add(from, at, "number");
    }
  }

  /** Adds the pieces of a string between its escapes. Returns where the string or the text ends. */
  #string(start: number, from: number, end: number, isKey: boolean): number {
    const { text } = this;
    let piece = start;
    const finish = (to: number): void => {
      if (piece < to) this.add(piece, to, isKey ? "property" : "string", isKey ? KEY : undefined);
    };
    this.isInString = true;
    for (let at = from; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code === BACKSLASH) {
        finish(at);
        at += text[at + 1] === "u" ? 5 : 1;
        piece = Math.min(at + 1, end);
      } else if (code === QUOTE) {
        this.isInString = false;
        finish(at + 1);
        return at + 1;
      } else if (code === 10 || code === 13) {
        // A line break cannot be in a string, so its closing quote is missing.
        this.isInString = false;
        finish(at);
        return at;
      }
    }
    finish(end);
    return end;
  }

  /** Whether the string with its opening quote at the offset is a name, as far as it is in this piece of text. */
  #isKey(quote: number, end: number): boolean {
    const { text } = this;
    let at = quote + 1;
    for (; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code === BACKSLASH) at++;
      else if (code === QUOTE || code === 10 || code === 13) break;
    }
    if (at >= end || text.charCodeAt(at) !== QUOTE) return false;
    do at++;
    while (at < end && isWhite(text.charCodeAt(at)));
    return at < end && text.charCodeAt(at) === COLON;
  }
}

function isWhite(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}
