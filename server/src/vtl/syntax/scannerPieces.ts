import {
  BACKSLASH,
  BANG,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  DOLLAR,
  DOUBLE_QUOTE,
  HASH,
  isBlank,
  isNamePart,
  isWhite,
  isWordStart,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PARENTHESIS,
  POINT,
  SINGLE_QUOTE,
  STAR,
} from "./characters";
import { bracketedWordEnd, numberEnd, setEnd, stringEnd, wordEnd } from "./literals";
import {
  AFTER_HASH,
  IN_ARGUMENTS,
  IN_BLOCK_COMMENT,
  IN_DIRECTIVE,
  IN_INDEX,
  IN_LINE_COMMENT,
  IN_MODIFIER,
  IN_REFERENCE,
  IN_TEXT,
  IN_TEXTBLOCK,
  MORE,
  SKIP,
  STRAY,
} from "./modes";
import * as T from "./tokens";

/**
 * What the scanner's modes share: where it is, its stack of modes, and the pieces that several of them know. A
 * method that takes a token moves to its end and gives its kind.
 */
export abstract class ScannerPieces {
  protected pos: number;
  protected mode = IN_TEXT;
  private stack: number[] = [];
  protected open = 0;
  private closed = 0;
  private inComment = false;
  private inSet = false;
  protected tokenStart = 0;
  /** The end of a row of backslashes that was looked at before, so that none is counted twice. */
  private slashesEnd = -1;

  constructor(
    readonly text: string,
    start = 0,
  ) {
    this.pos = start;
  }

  /** Goes on at the offset as if a template started there: how the parser gets over an error. */
  restart(offset: number): void {
    this.pos = offset;
    this.mode = IN_TEXT;
    this.stack = [];
    this.open = 0;
    this.closed = 0;
    this.inComment = false;
    this.inSet = false;
  }

  /** Behind a directive's name: whether arguments follow. Then the scanner is in them, else out of it. */
  enterArguments(): boolean {
    let at = this.pos;
    while (isWhite(this.text.charCodeAt(at))) at++;
    if (this.text.charCodeAt(at) === OPEN_PARENTHESIS) {
      this.mode = IN_DIRECTIVE;
      return true;
    }
    this.pop();
    return false;
  }

  /** Behind the parenthesis that ends a `#set`. */
  leaveSet(): void {
    this.inSet = false;
  }

  /** Numbers, strings, references and directives inside of something; else the character is unknown. */
  protected operand(code: number, lineComments: boolean, sets: boolean): number {
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
      const end = stringEnd(this.text, this.pos);
      if (end === 0) return this.unknown();
      if (this.mode === IN_DIRECTIVE && !this.inSet && this.open === 0) this.pop();
      return this.to(end, T.STRING);
    }
    if (code === DOLLAR) return this.dollar(this.pos);
    if (code === HASH) return this.hash(lineComments, sets);
    if (code === BACKSLASH && this.text.charCodeAt(this.slashes()) === DOLLAR) {
      return this.dollar(this.slashes());
    }
    return this.number() || this.unknown();
  }

  protected number(): number {
    const { end, kind } = numberEnd(this.text, this.pos);
    if (kind === 0) return 0;
    const mode = this.mode;
    const stays = mode === IN_ARGUMENTS || (mode === IN_INDEX && kind === T.INTEGER);
    if (this.open === 0 && !this.inSet && !stays) this.pop();
    return this.to(end, kind);
  }

  protected punctuation(code: number): number {
    const next = this.pos + 1;
    switch (code) {
      case 44:
        return this.to(next, T.COMMA);
      case 58:
        return this.to(next, T.COLON);
      case POINT:
        return this.text.charCodeAt(next) === POINT ? this.to(next + 1, T.DOUBLE_DOT) : 0;
      case OPEN_BRACKET:
        return this.to(next, T.LEFT_BRACKET);
      case CLOSE_BRACKET:
        return this.to(next, T.RIGHT_BRACKET);
      case OPEN_BRACE:
        return this.to(next, T.LEFT_BRACE);
      case CLOSE_BRACE:
        return this.to(next, T.RIGHT_BRACE);
    }
    return 0;
  }

  protected name(): number {
    const { text } = this;
    const start = this.pos;
    let at = start + 1;
    while (isNamePart(text.charCodeAt(at))) at++;
    if (at - start === 4 && text.startsWith("true", start)) return this.to(at, T.TRUE);
    if (at - start === 5 && text.startsWith("false", start)) return this.to(at, T.FALSE);
    return this.to(at, T.IDENTIFIER);
  }

  protected white(): number {
    let at = this.pos + 1;
    while (isWhite(this.text.charCodeAt(at))) at++;
    return this.to(at, T.WHITESPACE);
  }

  protected backslashes(): number {
    const { text } = this;
    const start = this.pos;
    const end = this.slashes();
    const code = text.charCodeAt(end);
    if (code === DOLLAR) return this.dollar(end);
    if (code === HASH && (end - start) % 2 === 1) {
      const named = isWordStart(text.charCodeAt(end + 1))
        ? wordEnd(text, end + 1)
        : bracketedWordEnd(text, end + 1);
      if (named > 0) return this.to(named, T.ESCAPED_DIRECTIVE);
    }
    return end - start > 1 ? this.to(start + 2, T.DOUBLE_ESCAPE) : this.to(start + 1, T.ESCAPE);
  }

  protected slashes(): number {
    if (this.pos < this.slashesEnd) return this.slashesEnd;
    let at = this.pos;
    while (this.text.charCodeAt(at) === BACKSLASH) at++;
    this.slashesEnd = at;
    return at;
  }

  protected emptyIndex(): number {
    const { text } = this;
    const start = this.pos;
    const code = text.charCodeAt(start + 1);
    if (code === POINT || code === OPEN_BRACKET) return this.to(start + 2, T.EMPTY_INDEX);
    if (code === BANG && text.charCodeAt(start + 2) === OPEN_BRACKET) {
      return this.to(start + 3, T.EMPTY_INDEX);
    }
    if (code === BACKSLASH && text.startsWith("![", start + 2)) return this.to(start + 4, T.EMPTY_INDEX);
    return 0;
  }

  /** The `$` at the offset, with a `!` behind it, even behind backslashes. */
  protected dollar(dollar: number): number {
    const { text } = this;
    let at = dollar + 1;
    while (text.charCodeAt(at) === BACKSLASH) at++;
    this.pos = text.charCodeAt(at) === BANG ? at + 1 : dollar + 1;
    if (!this.inComment) {
      if (this.mode === IN_REFERENCE) this.pop();
      this.push(IN_REFERENCE);
    }
    return MORE;
  }

  protected hash(lineComments: boolean, sets: boolean): number {
    const { text } = this;
    const start = this.pos;
    const second = text.charCodeAt(start + 1);
    if (second === HASH && lineComments) {
      if (this.mode === IN_REFERENCE) this.pop();
      this.enterCommentary(IN_LINE_COMMENT);
      return this.to(start + 2, T.LINE_COMMENT_START);
    }
    if (second === STAR) {
      const formal =
        text.charCodeAt(start + 2) === STAR && start + 3 < text.length && text.charCodeAt(start + 3) !== HASH;
      if (this.inComment) return this.to(start + (formal ? 4 : 2), MORE);
      this.enterCommentary(IN_BLOCK_COMMENT);
      return this.to(start + (formal ? 3 : 2), MORE);
    }
    if (second === OPEN_BRACKET && text.charCodeAt(start + 2) === OPEN_BRACKET) {
      this.enterCommentary(IN_TEXTBLOCK);
      return this.to(start + 3, MORE);
    }
    if (sets) {
      const end = setEnd(text, start);
      if (end > 0) return this.set(end);
    }
    this.pos = start + 1;
    if (!this.inComment) {
      if (this.mode === IN_REFERENCE || this.mode === IN_MODIFIER) this.pop();
      this.push(AFTER_HASH);
    }
    return MORE;
  }

  protected setAfterBlanks(code: number): number {
    if (!isBlank(code)) return 0;
    let at = this.pos + 1;
    while (isBlank(this.text.charCodeAt(at))) at++;
    return this.text.charCodeAt(at) === HASH ? setEnd(this.text, at) : 0;
  }

  protected set(end: number): number {
    this.push(IN_DIRECTIVE);
    this.inSet = true;
    this.open++;
    return this.to(end, T.SET);
  }

  /** Ends a reference or a `#` here: the character is scanned again in the mode around it. */
  protected stray(): number {
    const start = this.tokenStart;
    this.pop();
    // Without a `$` or `#` there is nothing to remember.
    return start === this.pos ? SKIP : STRAY;
  }

  protected unknown(): number {
    const code = this.text.charCodeAt(this.pos);
    if (code !== DOUBLE_QUOTE && code !== SINGLE_QUOTE) return this.to(this.pos + 1, T.UNKNOWN);
    // A string without an end: it shall not take the lines below with it.
    let at = this.pos + 1;
    while (at < this.text.length && this.text.charCodeAt(at) !== NEWLINE) at++;
    return this.to(at, T.UNKNOWN);
  }

  protected to(end: number, kind: number): number {
    this.pos = end;
    return kind;
  }

  private enterCommentary(mode: number): void {
    if (this.inComment) return;
    this.inComment = true;
    this.push(mode);
  }

  protected leaveCommentary(): void {
    this.inComment = false;
    this.pop();
  }

  protected push(mode: number): void {
    this.stack.push(this.open, this.closed, this.mode);
    this.open = 0;
    this.mode = mode;
  }

  protected pop(): boolean {
    const mode = this.stack.pop();
    if (mode === undefined) {
      this.open = 0;
      this.mode = IN_TEXT;
      return false;
    }
    this.mode = mode;
    this.closed = this.stack.pop() ?? 0;
    this.open = this.stack.pop() ?? 0;
    return true;
  }

  protected closeParenthesis(): void {
    while (this.open === 0) if (!this.pop()) return;
    if (this.open === this.closed + 1) this.pop();
    else this.closed++;
  }
}
