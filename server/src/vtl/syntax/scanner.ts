/**
 * Velocity 1.7's scanner. What a character means depends on its context, so the scanner has modes, keeps a stack of
 * them and counts parentheses, just as Velocity's own does: that is why `$a.b##c` contains no comment and
 * `$ #set($x = 1)` loses its `$`. A token may start with pieces scanned in other modes: the `$` of a reference belongs
 * to its first name.
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
import { type Cursor, closeParenthesis, leaveCommentary, popMode, pushMode, take } from "./cursor";
import { isMasked } from "./holes";
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
import {
  endOfSlashes,
  scanBackslashes,
  scanDollar,
  scanEmptyIndex,
  scanHash,
  scanName,
  scanNumber,
  scanOperand,
  scanPunctuation,
  scanSet,
  scanStray,
  scanUnknown,
  scanWhite,
  setEndAfterBlanks,
} from "./pieces";
import * as T from "./tokens";

/** Reads the next token; at the end of the text, END_OF_TEXT again and again. */
export function nextToken(cursor: Cursor): T.Token {
  const { text } = cursor;
  let stray = "";
  const strayStart = cursor.pos;
  for (;;) {
    const start = cursor.pos;
    cursor.tokenStart = start;
    if (start >= text.length) return new T.Token(T.END_OF_TEXT, start, start, stray, strayStart);
    let kind = step(cursor);
    while (kind === MORE) {
      if (cursor.pos >= text.length) return new T.Token(T.UNKNOWN, start, cursor.pos, stray, strayStart);
      kind = step(cursor);
    }
    if (kind === SKIP) continue;
    if (kind === STRAY) {
      stray = printedStrays(cursor, stray, start, cursor.pos);
      continue;
    }
    return new T.Token(kind, start, cursor.pos, stray, strayStart);
  }
}

/** What prints of a piece that started nothing: Velocity drops a `!`, and a `$` right after `\$`. */
function printedStrays(cursor: Cursor, before: string, start: number, end: number): string {
  const { text } = cursor;
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

function step(cursor: Cursor): number {
  const code = cursor.text.charCodeAt(cursor.pos);
  switch (cursor.mode) {
    case IN_TEXT:
      return inText(cursor, code);
    case IN_REFERENCE:
    case IN_MODIFIER:
      return inReference(cursor, code);
    case IN_INDEX:
      return inIndex(cursor, code);
    case IN_DIRECTIVE:
      return inDirective(cursor, code);
    case IN_ARGUMENTS:
      return inArguments(cursor, code);
    case AFTER_HASH:
      return afterHash(cursor, code);
    default:
      return inCommentary(cursor, code);
  }
}

function inText(cursor: Cursor, code: number): number {
  if (code === DOLLAR) return scanEmptyIndex(cursor) || scanDollar(cursor, cursor.pos);
  if (code === HASH) return scanHash(cursor, true, true);
  if (code === BACKSLASH) return scanBackslashes(cursor);
  const { text } = cursor;
  let at = cursor.pos;
  if (isBlank(code)) {
    do at++;
    while (isBlank(text.charCodeAt(at)));
    if (text.charCodeAt(at) === HASH) {
      const end = setEnd(text, at);
      if (end > 0) return scanSet(cursor, end);
    }
  }
  while (at < text.length) {
    const next = text.charCodeAt(at);
    if (next === HASH || next === DOLLAR || next === BACKSLASH) break;
    at++;
  }
  return take(cursor, at, T.TEXT);
}

function inReference(cursor: Cursor, code: number): number {
  const { text } = cursor;
  const start = cursor.pos;
  const modifier = cursor.mode === IN_MODIFIER;
  if (isNameStart(code)) return scanName(cursor);
  if (cursor.hasHoles && isMasked(code)) return scanName(cursor);
  switch (code) {
    case POINT:
      if (!startsModifier(cursor, start + 1)) break;
      cursor.mode = IN_MODIFIER;
      return take(cursor, start + 1, T.DOT);
    case OPEN_PARENTHESIS:
      if (!modifier) break;
      cursor.open++;
      cursor.mode = IN_ARGUMENTS;
      return take(cursor, start + 1, T.LEFT_PARENTHESIS);
    case OPEN_BRACKET:
      pushMode(cursor, IN_INDEX);
      return take(cursor, start + 1, T.INDEX_OPEN);
    case OPEN_BRACE:
      return take(cursor, start + 1, T.REFERENCE_OPEN);
    case CLOSE_BRACE:
      popMode(cursor);
      return take(cursor, start + 1, T.REFERENCE_CLOSE);
    case DOLLAR:
      return (modifier ? 0 : scanEmptyIndex(cursor)) || scanDollar(cursor, start);
    case HASH:
      return scanHash(cursor, !modifier, true);
    case BACKSLASH: {
      const end = endOfSlashes(cursor);
      if (text.charCodeAt(end) === DOLLAR) return scanDollar(cursor, end);
      break;
    }
    default: {
      const end = setEndAfterBlanks(cursor, code);
      if (end > 0) return scanSet(cursor, end);
    }
  }
  return scanStray(cursor);
}

/** True at the name after a dot. */
function startsModifier({ text, hasHoles }: Cursor, offset: number): boolean {
  const code = text.charCodeAt(offset);
  return isLetter(code) || (hasHoles && isMasked(code));
}

function inIndex(cursor: Cursor, code: number): number {
  if (code === CLOSE_BRACKET) {
    popMode(cursor);
    return take(cursor, cursor.pos + 1, T.INDEX_CLOSE);
  }
  if (isWhite(code)) return scanWhite(cursor);
  if (cursor.text.startsWith("true", cursor.pos)) return take(cursor, cursor.pos + 4, T.TRUE);
  if (cursor.text.startsWith("false", cursor.pos)) return take(cursor, cursor.pos + 5, T.FALSE);
  return scanOperand(cursor, code, false, false);
}

function inArguments(cursor: Cursor, code: number): number {
  if (isNameStart(code)) return scanName(cursor);
  const next = cursor.pos + 1;
  switch (code) {
    case CLOSE_PARENTHESIS:
      cursor.mode = IN_REFERENCE;
      return take(cursor, next, T.ARGUMENTS_END);
    case POINT:
      if (!startsModifier(cursor, next)) break;
      cursor.mode = IN_MODIFIER;
      return take(cursor, next, T.DOT);
    default: {
      const end = setEndAfterBlanks(cursor, code);
      if (end > 0) return scanSet(cursor, end);
      if (isWhite(code)) return scanWhite(cursor);
    }
  }
  return scanPunctuation(cursor, code) || scanOperand(cursor, code, false, true);
}

function inDirective(cursor: Cursor, code: number): number {
  const { text } = cursor;
  const start = cursor.pos;
  if (isWordStart(code)) {
    const end = wordEnd(text, start);
    const special = end - start > 5 ? undefined : SPECIAL_WORDS.get(text.slice(start, end));
    return take(cursor, end, special ?? T.WORD);
  }
  if (isWhite(code)) return scanWhite(cursor);
  const second = text.charCodeAt(start + 1);
  switch (code) {
    case OPEN_PARENTHESIS:
      cursor.open++;
      return take(cursor, start + 1, T.LEFT_PARENTHESIS);
    case CLOSE_PARENTHESIS:
      take(cursor, lineEnd(text, start + 1), T.RIGHT_PARENTHESIS);
      closeParenthesis(cursor);
      return T.RIGHT_PARENTHESIS;
    case OPEN_BRACE: {
      const end = bracketedWordEnd(text, start);
      if (end > 0) return take(cursor, end, T.BRACKETED_WORD);
      break;
    }
    case MINUS:
      if (numberEnd(text, start).kind === 0) return take(cursor, start + 1, T.SUBTRACT);
      break;
    case BANG:
      return second === 61 ? take(cursor, start + 2, T.NOT_EQUAL) : take(cursor, start + 1, T.NOT);
    case 37:
      return take(cursor, start + 1, T.REMAINDER);
    case 38:
      return second === 38 ? take(cursor, start + 2, T.AND) : scanUnknown(cursor);
    case STAR:
      return take(cursor, start + 1, T.MULTIPLY);
    case 43:
      return take(cursor, start + 1, T.ADD);
    case 47:
      return take(cursor, start + 1, T.DIVIDE);
    case 60:
      return second === 61 ? take(cursor, start + 2, T.LESS_EQUAL) : take(cursor, start + 1, T.LESS);
    case 61:
      return second === 61 ? take(cursor, start + 2, T.EQUAL) : take(cursor, start + 1, T.ASSIGN);
    case 62:
      return second === 61 ? take(cursor, start + 2, T.GREATER_EQUAL) : take(cursor, start + 1, T.GREATER);
    case 124:
      return second === 124 ? take(cursor, start + 2, T.OR) : scanUnknown(cursor);
  }
  return scanPunctuation(cursor, code) || scanOperand(cursor, code, true, false);
}

function afterHash(cursor: Cursor, code: number): number {
  const { text } = cursor;
  const start = cursor.pos;
  const braced = code === OPEN_BRACE;
  const end = braced ? bracketedWordEnd(text, start) : isWordStart(code) ? wordEnd(text, start) : 0;
  if (end > 0) {
    switch (braced ? text.slice(start + 1, end - 1) : text.slice(start, end)) {
      case "if":
        cursor.mode = IN_DIRECTIVE;
        return take(cursor, end, T.IF);
      case "elseif":
        cursor.mode = IN_DIRECTIVE;
        return take(cursor, end, T.ELSEIF);
      case "else":
        popMode(cursor);
        return take(cursor, lineEnd(text, end), T.ELSE);
      case "end":
        popMode(cursor);
        return take(cursor, lineEnd(text, end), T.END);
    }
    return take(cursor, end, braced ? T.BRACKETED_WORD : T.WORD);
  }
  if (code === HASH) return scanHash(cursor, true, false);
  if (code === DOLLAR) return scanDollar(cursor, start);
  if (code === BACKSLASH && text.charCodeAt(endOfSlashes(cursor)) === DOLLAR) {
    return scanDollar(cursor, endOfSlashes(cursor));
  }
  return scanNumber(cursor) || scanStray(cursor);
}

/** In comments and `#[[`: skips nearly everything, but what looks like the start of something may swallow the end. */
function inCommentary(cursor: Cursor, code: number): number {
  const { text } = cursor;
  const start = cursor.pos;
  const mode = cursor.mode;
  switch (code) {
    case DOLLAR:
      return scanDollar(cursor, start);
    case HASH:
      return scanHash(cursor, false, false);
    case BACKSLASH: {
      const end = endOfSlashes(cursor);
      if (text.charCodeAt(end) === DOLLAR) return scanDollar(cursor, end);
      break;
    }
    case STAR:
      if (mode !== IN_BLOCK_COMMENT || text.charCodeAt(start + 1) !== HASH) break;
      leaveCommentary(cursor);
      return take(cursor, start + 2, T.BLOCK_COMMENT);
    case CLOSE_BRACKET:
      if (mode !== IN_TEXTBLOCK || !text.startsWith("]#", start + 1)) break;
      leaveCommentary(cursor);
      return take(cursor, start + 3, T.TEXTBLOCK);
    case NEWLINE:
    case RETURN:
      if (mode !== IN_LINE_COMMENT) break;
      leaveCommentary(cursor);
      return take(cursor, lineEnd(text, start), T.LINE_COMMENT_END);
  }
  cursor.pos = start + 1;
  return mode === IN_TEXTBLOCK ? MORE : SKIP;
}
