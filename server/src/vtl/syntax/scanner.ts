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
  HASH,
  isBlank,
  isLetter,
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
  STAR,
} from "./characters";

import { bracketedWordEnd, lineEnd, numberEnd, SPECIAL_WORDS, setEnd, wordEnd } from "./literals";
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
import { ScannerPieces } from "./scannerPieces";
import * as T from "./tokens";

export class Scanner extends ScannerPieces {
  next(): T.Token {
    const { text } = this;
    let stray = "";
    const strayStart = this.pos;
    for (;;) {
      const start = this.pos;
      this.tokenStart = start;
      if (start >= text.length) return new T.Token(T.END_OF_TEXT, start, start, stray, strayStart);
      let kind = this.step();
      while (kind === MORE) {
        if (this.pos >= text.length) return new T.Token(T.UNKNOWN, start, this.pos, stray, strayStart);
        kind = this.step();
      }
      if (kind === SKIP) continue;
      if (kind === STRAY) {
        stray = this.strays(stray, start, this.pos);
        continue;
      }
      return new T.Token(kind, start, this.pos, stray, strayStart);
    }
  }

  /** What prints of a piece that started nothing: a `!`, and a `$` right behind `\$`, get lost in Velocity. */
  private strays(before: string, start: number, end: number): string {
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

  private step(): number {
    const code = this.text.charCodeAt(this.pos);
    switch (this.mode) {
      case IN_TEXT:
        return this.inText(code);
      case IN_REFERENCE:
      case IN_MODIFIER:
        return this.inReference(code);
      case IN_INDEX:
        return this.inIndex(code);
      case IN_DIRECTIVE:
        return this.inDirective(code);
      case IN_ARGUMENTS:
        return this.inArguments(code);
      case AFTER_HASH:
        return this.afterHash(code);
      default:
        return this.inCommentary(code);
    }
  }

  private inText(code: number): number {
    if (code === DOLLAR) return this.emptyIndex() || this.dollar(this.pos);
    if (code === HASH) return this.hash(true, true);
    if (code === BACKSLASH) return this.backslashes();
    const { text } = this;
    let at = this.pos;
    if (isBlank(code)) {
      do at++;
      while (isBlank(text.charCodeAt(at)));
      if (text.charCodeAt(at) === HASH) {
        const end = setEnd(text, at);
        if (end > 0) return this.set(end);
      }
    }
    while (at < text.length) {
      const next = text.charCodeAt(at);
      if (next === HASH || next === DOLLAR || next === BACKSLASH) break;
      at++;
    }
    return this.to(at, T.TEXT);
  }

  private inReference(code: number): number {
    const { text } = this;
    const start = this.pos;
    const modifier = this.mode === IN_MODIFIER;
    if (isNameStart(code)) return this.name();
    switch (code) {
      case POINT:
        if (!isLetter(text.charCodeAt(start + 1))) break;
        this.mode = IN_MODIFIER;
        return this.to(start + 1, T.DOT);
      case OPEN_PARENTHESIS:
        if (!modifier) break;
        this.open++;
        this.mode = IN_ARGUMENTS;
        return this.to(start + 1, T.LEFT_PARENTHESIS);
      case OPEN_BRACKET:
        this.push(IN_INDEX);
        return this.to(start + 1, T.INDEX_OPEN);
      case OPEN_BRACE:
        return this.to(start + 1, T.REFERENCE_OPEN);
      case CLOSE_BRACE:
        this.pop();
        return this.to(start + 1, T.REFERENCE_CLOSE);
      case DOLLAR:
        return (modifier ? 0 : this.emptyIndex()) || this.dollar(start);
      case HASH:
        return this.hash(!modifier, true);
      case BACKSLASH: {
        const end = this.slashes();
        if (text.charCodeAt(end) === DOLLAR) return this.dollar(end);
        break;
      }
      default: {
        const end = this.setAfterBlanks(code);
        if (end > 0) return this.set(end);
      }
    }
    return this.stray();
  }

  private inIndex(code: number): number {
    if (code === CLOSE_BRACKET) {
      this.pop();
      return this.to(this.pos + 1, T.INDEX_CLOSE);
    }
    if (isWhite(code)) return this.white();
    for (const word of ["true", "false"]) {
      if (this.text.startsWith(word, this.pos)) {
        return this.to(this.pos + word.length, word === "true" ? T.TRUE : T.FALSE);
      }
    }
    return this.operand(code, false, false);
  }

  private inArguments(code: number): number {
    if (isNameStart(code)) return this.name();
    const next = this.pos + 1;
    switch (code) {
      case CLOSE_PARENTHESIS:
        this.mode = IN_REFERENCE;
        return this.to(next, T.ARGUMENTS_END);
      case POINT:
        if (!isLetter(this.text.charCodeAt(next))) break;
        this.mode = IN_MODIFIER;
        return this.to(next, T.DOT);
      default: {
        const end = this.setAfterBlanks(code);
        if (end > 0) return this.set(end);
        if (isWhite(code)) return this.white();
      }
    }
    return this.punctuation(code) || this.operand(code, false, true);
  }

  private inDirective(code: number): number {
    const { text } = this;
    const start = this.pos;
    if (isWordStart(code)) {
      const end = wordEnd(text, start);
      const special = end - start > 5 ? undefined : SPECIAL_WORDS.get(text.slice(start, end));
      return this.to(end, special ?? T.WORD);
    }
    if (isWhite(code)) return this.white();
    const second = text.charCodeAt(start + 1);
    switch (code) {
      case OPEN_PARENTHESIS:
        this.open++;
        return this.to(start + 1, T.LEFT_PARENTHESIS);
      case CLOSE_PARENTHESIS:
        this.to(lineEnd(text, start + 1), T.RIGHT_PARENTHESIS);
        this.closeParenthesis();
        return T.RIGHT_PARENTHESIS;
      case OPEN_BRACE: {
        const end = bracketedWordEnd(text, start);
        if (end > 0) return this.to(end, T.BRACKETED_WORD);
        break;
      }
      case MINUS:
        if (numberEnd(text, start).kind === 0) return this.to(start + 1, T.SUBTRACT);
        break;
      case BANG:
        return second === 61 ? this.to(start + 2, T.NOT_EQUAL) : this.to(start + 1, T.NOT);
      case 37:
        return this.to(start + 1, T.REMAINDER);
      case 38:
        return second === 38 ? this.to(start + 2, T.AND) : this.unknown();
      case STAR:
        return this.to(start + 1, T.MULTIPLY);
      case 43:
        return this.to(start + 1, T.ADD);
      case 47:
        return this.to(start + 1, T.DIVIDE);
      case 60:
        return second === 61 ? this.to(start + 2, T.LESS_EQUAL) : this.to(start + 1, T.LESS);
      case 61:
        return second === 61 ? this.to(start + 2, T.EQUAL) : this.to(start + 1, T.ASSIGN);
      case 62:
        return second === 61 ? this.to(start + 2, T.GREATER_EQUAL) : this.to(start + 1, T.GREATER);
      case 124:
        return second === 124 ? this.to(start + 2, T.OR) : this.unknown();
    }
    return this.punctuation(code) || this.operand(code, true, false);
  }

  private afterHash(code: number): number {
    const { text } = this;
    const start = this.pos;
    const braced = code === OPEN_BRACE;
    const end = braced ? bracketedWordEnd(text, start) : isWordStart(code) ? wordEnd(text, start) : 0;
    if (end > 0) {
      switch (braced ? text.slice(start + 1, end - 1) : text.slice(start, end)) {
        case "if":
          this.mode = IN_DIRECTIVE;
          return this.to(end, T.IF);
        case "elseif":
          this.mode = IN_DIRECTIVE;
          return this.to(end, T.ELSEIF);
        case "else":
          this.pop();
          return this.to(lineEnd(text, end), T.ELSE);
        case "end":
          this.pop();
          return this.to(lineEnd(text, end), T.END);
      }
      return this.to(end, braced ? T.BRACKETED_WORD : T.WORD);
    }
    if (code === HASH) return this.hash(true, false);
    if (code === DOLLAR) return this.dollar(start);
    if (code === BACKSLASH && text.charCodeAt(this.slashes()) === DOLLAR) {
      return this.dollar(this.slashes());
    }
    return this.number() || this.stray();
  }

  /** In comments and `#[[`: almost all is passed over, but what looks like a start may swallow the end. */
  private inCommentary(code: number): number {
    const { text } = this;
    const start = this.pos;
    const mode = this.mode;
    switch (code) {
      case DOLLAR:
        return this.dollar(start);
      case HASH:
        return this.hash(false, false);
      case BACKSLASH: {
        const end = this.slashes();
        if (text.charCodeAt(end) === DOLLAR) return this.dollar(end);
        break;
      }
      case STAR:
        if (mode !== IN_BLOCK_COMMENT || text.charCodeAt(start + 1) !== HASH) break;
        this.leaveCommentary();
        return this.to(start + 2, T.BLOCK_COMMENT);
      case CLOSE_BRACKET:
        if (mode !== IN_TEXTBLOCK || !text.startsWith("]#", start + 1)) break;
        this.leaveCommentary();
        return this.to(start + 3, T.TEXTBLOCK);
      case NEWLINE:
      case RETURN:
        if (mode !== IN_LINE_COMMENT) break;
        this.leaveCommentary();
        return this.to(lineEnd(text, start), T.LINE_COMMENT_END);
    }
    this.pos = start + 1;
    return mode === IN_TEXTBLOCK ? MORE : SKIP;
  }
}
