/**
 * Velocity 1.7's scanner. What a character means depends on where it stands, so the scanner is in a mode,
 * keeps a stack of modes, and counts parentheses, just as Velocity's own does: that is why `$a.b##c` is no
 * comment and `$ #set($x = 1)` loses its `$`. A token may start with pieces scanned in other modes: the `$`
 * of a reference belongs to its first name.
 */
import {
  BACKSLASH,
  BANG,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  CLOSE_PARENTHESIS,
  DOLLAR,
  DOUBLE_QUOTE,
  HASH,
  isBlank,
  isLetter,
  isNamePart,
  isNameStart,
  isWhite,
  isWordStart,
  MINUS,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PARENTHESIS,
  POINT,
  RETURN,
  SINGLE_QUOTE,
  STAR,
} from "./characters";
import { bracketedWordEnd, lineEnd, numberEnd, SPECIAL_WORDS, setEnd, stringEnd, wordEnd } from "./literals";
import * as T from "./tokens";

const IN_TEXT = 0;
const IN_REFERENCE = 1;
const IN_MODIFIER = 2;
const IN_INDEX = 3;
const IN_DIRECTIVE = 4;
const IN_ARGUMENTS = 5;
const IN_TEXTBLOCK = 6;
const IN_BLOCK_COMMENT = 7;
const IN_LINE_COMMENT = 8;
const AFTER_HASH = 9;

// What a step gives besides the kinds of tokens.
const MORE = -1;
const SKIP = -2;
const STRAY = -3;

export class Scanner {
  #pos: number;
  #mode = IN_TEXT;
  #stack: number[] = [];
  #open = 0;
  #closed = 0;
  #inComment = false;
  #inSet = false;
  #tokenStart = 0;
  /** The end of a row of backslashes that was looked at before, so that none is counted twice. */
  #slashesEnd = -1;

  constructor(
    readonly text: string,
    start = 0,
  ) {
    this.#pos = start;
  }

  /** Goes on at the offset as if a template started there: how the parser gets over an error. */
  restart(offset: number): void {
    this.#pos = offset;
    this.#mode = IN_TEXT;
    this.#stack = [];
    this.#open = 0;
    this.#closed = 0;
    this.#inComment = false;
    this.#inSet = false;
  }

  /** Behind a directive's name: whether arguments follow. Then the scanner is in them, else out of it. */
  enterArguments(): boolean {
    let at = this.#pos;
    while (isWhite(this.text.charCodeAt(at))) at++;
    if (this.text.charCodeAt(at) === OPEN_PARENTHESIS) {
      this.#mode = IN_DIRECTIVE;
      return true;
    }
    this.#pop();
    return false;
  }

  /** Behind the parenthesis that ends a `#set`. */
  leaveSet(): void {
    this.#inSet = false;
  }

  next(): T.Token {
    const { text } = this;
    let stray = "";
    const strayStart = this.#pos;
    for (;;) {
      const start = this.#pos;
      this.#tokenStart = start;
      if (start >= text.length) return new T.Token(T.END_OF_TEXT, start, start, stray, strayStart);
      let kind = this.#step();
      while (kind === MORE) {
        if (this.#pos >= text.length) return new T.Token(T.UNKNOWN, start, this.#pos, stray, strayStart);
        kind = this.#step();
      }
      if (kind === SKIP) continue;
      if (kind === STRAY) {
        stray = this.#strays(stray, start, this.#pos);
        continue;
      }
      return new T.Token(kind, start, this.#pos, stray, strayStart);
    }
  }

  /** What prints of a piece that started nothing: a `!`, and a `$` right behind `\$`, get lost in Velocity. */
  #strays(before: string, start: number, end: number): string {
    const { text } = this;
    let strays = before;
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code === HASH || code === DOLLAR) strays += text[at];
      if (code !== BACKSLASH) continue;
      const first = at;
      while (text.charCodeAt(at) === BACKSLASH) at++;
      if (text.charCodeAt(at) === DOLLAR) strays += text.slice(first, ++at);
    }
    return strays;
  }

  #step(): number {
    const code = this.text.charCodeAt(this.#pos);
    switch (this.#mode) {
      case IN_TEXT:
        return this.#inText(code);
      case IN_REFERENCE:
      case IN_MODIFIER:
        return this.#inReference(code);
      case IN_INDEX:
        return this.#inIndex(code);
      case IN_DIRECTIVE:
        return this.#inDirective(code);
      case IN_ARGUMENTS:
        return this.#inArguments(code);
      case AFTER_HASH:
        return this.#afterHash(code);
      default:
        return this.#inCommentary(code);
    }
  }

  #inText(code: number): number {
    if (code === DOLLAR) return this.#emptyIndex() || this.#dollar(this.#pos);
    if (code === HASH) return this.#hash(true, true);
    if (code === BACKSLASH) return this.#backslashes();
    const { text } = this;
    let at = this.#pos;
    if (isBlank(code)) {
      do at++;
      while (isBlank(text.charCodeAt(at)));
      if (text.charCodeAt(at) === HASH) {
        const end = setEnd(text, at);
        if (end > 0) return this.#set(end);
      }
    }
    while (at < text.length) {
      const next = text.charCodeAt(at);
      if (next === HASH || next === DOLLAR || next === BACKSLASH) break;
      at++;
    }
    return this.#to(at, T.TEXT);
  }

  #inReference(code: number): number {
    const { text } = this;
    const start = this.#pos;
    const modifier = this.#mode === IN_MODIFIER;
    if (isNameStart(code)) return this.#name();
    switch (code) {
      case POINT:
        if (!isLetter(text.charCodeAt(start + 1))) break;
        this.#mode = IN_MODIFIER;
        return this.#to(start + 1, T.DOT);
      case OPEN_PARENTHESIS:
        if (!modifier) break;
        this.#open++;
        this.#mode = IN_ARGUMENTS;
        return this.#to(start + 1, T.LEFT_PARENTHESIS);
      case OPEN_BRACKET:
        this.#push(IN_INDEX);
        return this.#to(start + 1, T.INDEX_OPEN);
      case OPEN_BRACE:
        return this.#to(start + 1, T.REFERENCE_OPEN);
      case CLOSE_BRACE:
        this.#pop();
        return this.#to(start + 1, T.REFERENCE_CLOSE);
      case DOLLAR:
        return (modifier ? 0 : this.#emptyIndex()) || this.#dollar(start);
      case HASH:
        return this.#hash(!modifier, true);
      case BACKSLASH: {
        const end = this.#slashes();
        if (text.charCodeAt(end) === DOLLAR) return this.#dollar(end);
        break;
      }
      default: {
        const end = this.#setAfterBlanks(code);
        if (end > 0) return this.#set(end);
      }
    }
    return this.#stray();
  }

  #inIndex(code: number): number {
    if (code === CLOSE_BRACKET) {
      this.#pop();
      return this.#to(this.#pos + 1, T.INDEX_CLOSE);
    }
    if (isWhite(code)) return this.#white();
    for (const word of ["true", "false"]) {
      if (this.text.startsWith(word, this.#pos)) {
        return this.#to(this.#pos + word.length, word === "true" ? T.TRUE : T.FALSE);
      }
    }
    return this.#operand(code, false, false);
  }

  #inArguments(code: number): number {
    if (isNameStart(code)) return this.#name();
    const next = this.#pos + 1;
    switch (code) {
      case CLOSE_PARENTHESIS:
        this.#mode = IN_REFERENCE;
        return this.#to(next, T.ARGUMENTS_END);
      case POINT:
        if (!isLetter(this.text.charCodeAt(next))) break;
        this.#mode = IN_MODIFIER;
        return this.#to(next, T.DOT);
      default: {
        const end = this.#setAfterBlanks(code);
        if (end > 0) return this.#set(end);
        if (isWhite(code)) return this.#white();
      }
    }
    return this.#punctuation(code) || this.#operand(code, false, true);
  }

  #inDirective(code: number): number {
    const { text } = this;
    const start = this.#pos;
    if (isWordStart(code)) {
      const end = wordEnd(text, start);
      const special = end - start > 5 ? undefined : SPECIAL_WORDS.get(text.slice(start, end));
      return this.#to(end, special ?? T.WORD);
    }
    if (isWhite(code)) return this.#white();
    const second = text.charCodeAt(start + 1);
    switch (code) {
      case OPEN_PARENTHESIS:
        this.#open++;
        return this.#to(start + 1, T.LEFT_PARENTHESIS);
      case CLOSE_PARENTHESIS:
        this.#to(lineEnd(text, start + 1), T.RIGHT_PARENTHESIS);
        this.#closeParenthesis();
        return T.RIGHT_PARENTHESIS;
      case OPEN_BRACE: {
        const end = bracketedWordEnd(text, start);
        if (end > 0) return this.#to(end, T.BRACKETED_WORD);
        break;
      }
      case MINUS:
        if (numberEnd(text, start).kind === 0) return this.#to(start + 1, T.SUBTRACT);
        break;
      case BANG:
        return second === 61 ? this.#to(start + 2, T.NOT_EQUAL) : this.#to(start + 1, T.NOT);
      case 37:
        return this.#to(start + 1, T.REMAINDER);
      case 38:
        return second === 38 ? this.#to(start + 2, T.AND) : this.#unknown();
      case STAR:
        return this.#to(start + 1, T.MULTIPLY);
      case 43:
        return this.#to(start + 1, T.ADD);
      case 47:
        return this.#to(start + 1, T.DIVIDE);
      case 60:
        return second === 61 ? this.#to(start + 2, T.LESS_EQUAL) : this.#to(start + 1, T.LESS);
      case 61:
        return second === 61 ? this.#to(start + 2, T.EQUAL) : this.#to(start + 1, T.ASSIGN);
      case 62:
        return second === 61 ? this.#to(start + 2, T.GREATER_EQUAL) : this.#to(start + 1, T.GREATER);
      case 124:
        return second === 124 ? this.#to(start + 2, T.OR) : this.#unknown();
    }
    return this.#punctuation(code) || this.#operand(code, true, false);
  }

  #afterHash(code: number): number {
    const { text } = this;
    const start = this.#pos;
    const braced = code === OPEN_BRACE;
    const end = braced ? bracketedWordEnd(text, start) : isWordStart(code) ? wordEnd(text, start) : 0;
    if (end > 0) {
      switch (braced ? text.slice(start + 1, end - 1) : text.slice(start, end)) {
        case "if":
          this.#mode = IN_DIRECTIVE;
          return this.#to(end, T.IF);
        case "elseif":
          this.#mode = IN_DIRECTIVE;
          return this.#to(end, T.ELSEIF);
        case "else":
          this.#pop();
          return this.#to(lineEnd(text, end), T.ELSE);
        case "end":
          this.#pop();
          return this.#to(lineEnd(text, end), T.END);
      }
      return this.#to(end, braced ? T.BRACKETED_WORD : T.WORD);
    }
    if (code === HASH) return this.#hash(true, false);
    if (code === DOLLAR) return this.#dollar(start);
    if (code === BACKSLASH && text.charCodeAt(this.#slashes()) === DOLLAR) {
      return this.#dollar(this.#slashes());
    }
    return this.#number() || this.#stray();
  }

  /** In comments and `#[[`: almost all is passed over, but what looks like a start may swallow the end. */
  #inCommentary(code: number): number {
    const { text } = this;
    const start = this.#pos;
    const mode = this.#mode;
    switch (code) {
      case DOLLAR:
        return this.#dollar(start);
      case HASH:
        return this.#hash(false, false);
      case BACKSLASH: {
        const end = this.#slashes();
        if (text.charCodeAt(end) === DOLLAR) return this.#dollar(end);
        break;
      }
      case STAR:
        if (mode !== IN_BLOCK_COMMENT || text.charCodeAt(start + 1) !== HASH) break;
        this.#leaveCommentary();
        return this.#to(start + 2, T.BLOCK_COMMENT);
      case CLOSE_BRACKET:
        if (mode !== IN_TEXTBLOCK || !text.startsWith("]#", start + 1)) break;
        this.#leaveCommentary();
        return this.#to(start + 3, T.TEXTBLOCK);
      case NEWLINE:
      case RETURN:
        if (mode !== IN_LINE_COMMENT) break;
        this.#leaveCommentary();
        return this.#to(lineEnd(text, start), T.LINE_COMMENT_END);
    }
    this.#pos = start + 1;
    return mode === IN_TEXTBLOCK ? MORE : SKIP;
  }

  /** Numbers, strings, references and directives inside of something; else the character is unknown. */
  #operand(code: number, lineComments: boolean, sets: boolean): number {
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
      const end = stringEnd(this.text, this.#pos);
      if (end === 0) return this.#unknown();
      if (this.#mode === IN_DIRECTIVE && !this.#inSet && this.#open === 0) this.#pop();
      return this.#to(end, T.STRING);
    }
    if (code === DOLLAR) return this.#dollar(this.#pos);
    if (code === HASH) return this.#hash(lineComments, sets);
    if (code === BACKSLASH && this.text.charCodeAt(this.#slashes()) === DOLLAR) {
      return this.#dollar(this.#slashes());
    }
    return this.#number() || this.#unknown();
  }

  #number(): number {
    const { end, kind } = numberEnd(this.text, this.#pos);
    if (kind === 0) return 0;
    const mode = this.#mode;
    const stays = mode === IN_ARGUMENTS || (mode === IN_INDEX && kind === T.INTEGER);
    if (this.#open === 0 && !this.#inSet && !stays) this.#pop();
    return this.#to(end, kind);
  }

  #punctuation(code: number): number {
    const next = this.#pos + 1;
    switch (code) {
      case 44:
        return this.#to(next, T.COMMA);
      case 58:
        return this.#to(next, T.COLON);
      case POINT:
        return this.text.charCodeAt(next) === POINT ? this.#to(next + 1, T.DOUBLE_DOT) : 0;
      case OPEN_BRACKET:
        return this.#to(next, T.LEFT_BRACKET);
      case CLOSE_BRACKET:
        return this.#to(next, T.RIGHT_BRACKET);
      case OPEN_BRACE:
        return this.#to(next, T.LEFT_BRACE);
      case CLOSE_BRACE:
        return this.#to(next, T.RIGHT_BRACE);
    }
    return 0;
  }

  #name(): number {
    const { text } = this;
    const start = this.#pos;
    let at = start + 1;
    while (isNamePart(text.charCodeAt(at))) at++;
    if (at - start === 4 && text.startsWith("true", start)) return this.#to(at, T.TRUE);
    if (at - start === 5 && text.startsWith("false", start)) return this.#to(at, T.FALSE);
    return this.#to(at, T.IDENTIFIER);
  }

  #white(): number {
    let at = this.#pos + 1;
    while (isWhite(this.text.charCodeAt(at))) at++;
    return this.#to(at, T.WHITESPACE);
  }

  #backslashes(): number {
    const { text } = this;
    const start = this.#pos;
    const end = this.#slashes();
    const code = text.charCodeAt(end);
    if (code === DOLLAR) return this.#dollar(end);
    if (code === HASH && (end - start) % 2 === 1) {
      const named = isWordStart(text.charCodeAt(end + 1))
        ? wordEnd(text, end + 1)
        : bracketedWordEnd(text, end + 1);
      if (named > 0) return this.#to(named, T.ESCAPED_DIRECTIVE);
    }
    return end - start > 1 ? this.#to(start + 2, T.DOUBLE_ESCAPE) : this.#to(start + 1, T.ESCAPE);
  }

  #slashes(): number {
    if (this.#pos < this.#slashesEnd) return this.#slashesEnd;
    let at = this.#pos;
    while (this.text.charCodeAt(at) === BACKSLASH) at++;
    this.#slashesEnd = at;
    return at;
  }

  #emptyIndex(): number {
    const { text } = this;
    const start = this.#pos;
    const code = text.charCodeAt(start + 1);
    if (code === POINT || code === OPEN_BRACKET) return this.#to(start + 2, T.EMPTY_INDEX);
    if (code === BANG && text.charCodeAt(start + 2) === OPEN_BRACKET) {
      return this.#to(start + 3, T.EMPTY_INDEX);
    }
    if (code === BACKSLASH && text.startsWith("![", start + 2)) return this.#to(start + 4, T.EMPTY_INDEX);
    return 0;
  }

  /** The `$` at the offset, with a `!` behind it, even behind backslashes. */
  #dollar(dollar: number): number {
    const { text } = this;
    let at = dollar + 1;
    while (text.charCodeAt(at) === BACKSLASH) at++;
    this.#pos = text.charCodeAt(at) === BANG ? at + 1 : dollar + 1;
    if (!this.#inComment) {
      if (this.#mode === IN_REFERENCE) this.#pop();
      this.#push(IN_REFERENCE);
    }
    return MORE;
  }

  #hash(lineComments: boolean, sets: boolean): number {
    const { text } = this;
    const start = this.#pos;
    const second = text.charCodeAt(start + 1);
    if (second === HASH && lineComments) {
      if (this.#mode === IN_REFERENCE) this.#pop();
      this.#enterCommentary(IN_LINE_COMMENT);
      return this.#to(start + 2, T.LINE_COMMENT_START);
    }
    if (second === STAR) {
      const formal =
        text.charCodeAt(start + 2) === STAR && start + 3 < text.length && text.charCodeAt(start + 3) !== HASH;
      if (this.#inComment) return this.#to(start + (formal ? 4 : 2), MORE);
      this.#enterCommentary(IN_BLOCK_COMMENT);
      return this.#to(start + (formal ? 3 : 2), MORE);
    }
    if (second === OPEN_BRACKET && text.charCodeAt(start + 2) === OPEN_BRACKET) {
      this.#enterCommentary(IN_TEXTBLOCK);
      return this.#to(start + 3, MORE);
    }
    if (sets) {
      const end = setEnd(text, start);
      if (end > 0) return this.#set(end);
    }
    this.#pos = start + 1;
    if (!this.#inComment) {
      if (this.#mode === IN_REFERENCE || this.#mode === IN_MODIFIER) this.#pop();
      this.#push(AFTER_HASH);
    }
    return MORE;
  }

  #setAfterBlanks(code: number): number {
    if (!isBlank(code)) return 0;
    let at = this.#pos + 1;
    while (isBlank(this.text.charCodeAt(at))) at++;
    return this.text.charCodeAt(at) === HASH ? setEnd(this.text, at) : 0;
  }

  #set(end: number): number {
    this.#push(IN_DIRECTIVE);
    this.#inSet = true;
    this.#open++;
    return this.#to(end, T.SET);
  }

  /** Ends a reference or a `#` here: the character is scanned again in the mode around it. */
  #stray(): number {
    const start = this.#tokenStart;
    this.#pop();
    // Without a `$` or `#` there is nothing to remember.
    return start === this.#pos ? SKIP : STRAY;
  }

  #unknown(): number {
    const code = this.text.charCodeAt(this.#pos);
    if (code !== DOUBLE_QUOTE && code !== SINGLE_QUOTE) return this.#to(this.#pos + 1, T.UNKNOWN);
    // A string without an end: it shall not take the lines below with it.
    let at = this.#pos + 1;
    while (at < this.text.length && this.text.charCodeAt(at) !== NEWLINE) at++;
    return this.#to(at, T.UNKNOWN);
  }

  #to(end: number, kind: number): number {
    this.#pos = end;
    return kind;
  }

  #enterCommentary(mode: number): void {
    if (this.#inComment) return;
    this.#inComment = true;
    this.#push(mode);
  }

  #leaveCommentary(): void {
    this.#inComment = false;
    this.#pop();
  }

  #push(mode: number): void {
    this.#stack.push(this.#open, this.#closed, this.#mode);
    this.#open = 0;
    this.#mode = mode;
  }

  #pop(): boolean {
    const mode = this.#stack.pop();
    if (mode === undefined) {
      this.#open = 0;
      this.#mode = IN_TEXT;
      return false;
    }
    this.#mode = mode;
    this.#closed = this.#stack.pop() ?? 0;
    this.#open = this.#stack.pop() ?? 0;
    return true;
  }

  #closeParenthesis(): void {
    while (this.#open === 0) if (!this.#pop()) return;
    if (this.#open === this.#closed + 1) this.#pop();
    else this.#closed++;
  }
}
