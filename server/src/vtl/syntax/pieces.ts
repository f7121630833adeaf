/**
 * Tokens, and pieces of tokens, that several modes share. Each function that reads one moves the cursor to its end and
 * returns its kind, or 0 if there is none.
 */
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
  POINT,
  SINGLE_QUOTE,
  STAR,
} from "./characters";
import { type Cursor, enterCommentary, popMode, pushMode, take } from "./cursor";
import { isMasked } from "./holes";
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
  IN_TEXTBLOCK,
  MORE,
  SKIP,
  STRAY,
} from "./modes";
import * as T from "./tokens";

/** A number, string, reference or directive inside an expression; any other character is unknown. */
export function scanOperand(cursor: Cursor, code: number, lineComments: boolean, sets: boolean): number {
  if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
    const end = stringEnd(cursor.text, cursor.pos);
    if (end === 0) return scanUnknown(cursor);
    if (cursor.mode === IN_DIRECTIVE && !cursor.inSet && cursor.open === 0) popMode(cursor);
    return take(cursor, end, T.STRING);
  }
  if (code === DOLLAR) return scanDollar(cursor, cursor.pos);
  if (code === HASH) return scanHash(cursor, lineComments, sets);
  if (code === BACKSLASH && cursor.text.charCodeAt(endOfSlashes(cursor)) === DOLLAR) {
    return scanDollar(cursor, endOfSlashes(cursor));
  }
  return scanNumber(cursor) || (cursor.hasHoles && scanHole(cursor)) || scanUnknown(cursor);
}

/** A hole in an expression. What follows it may continue the reference that it stands for. */
function scanHole(cursor: Cursor): number {
  if (!isMasked(cursor.text.charCodeAt(cursor.pos))) return 0;
  scanName(cursor);
  if (cursor.text.charCodeAt(cursor.pos) === POINT) pushMode(cursor, IN_REFERENCE);
  return T.HOLE;
}

export function scanNumber(cursor: Cursor): number {
  const { end, kind } = numberEnd(cursor.text, cursor.pos);
  if (kind === 0) return 0;
  const mode = cursor.mode;
  const stays = mode === IN_ARGUMENTS || (mode === IN_INDEX && kind === T.INTEGER);
  if (cursor.open === 0 && !cursor.inSet && !stays) popMode(cursor);
  return take(cursor, end, kind);
}

export function scanPunctuation(cursor: Cursor, code: number): number {
  const next = cursor.pos + 1;
  switch (code) {
    case 44:
      return take(cursor, next, T.COMMA);
    case 58:
      return take(cursor, next, T.COLON);
    case POINT:
      return cursor.text.charCodeAt(next) === POINT ? take(cursor, next + 1, T.DOUBLE_DOT) : 0;
    case OPEN_BRACKET:
      return take(cursor, next, T.LEFT_BRACKET);
    case CLOSE_BRACKET:
      return take(cursor, next, T.RIGHT_BRACKET);
    case OPEN_BRACE:
      return take(cursor, next, T.LEFT_BRACE);
    case CLOSE_BRACE:
      return take(cursor, next, T.RIGHT_BRACE);
  }
  return 0;
}

export function scanName(cursor: Cursor): number {
  const { text } = cursor;
  const start = cursor.pos;
  let at = start + 1;
  while (isNamePart(text.charCodeAt(at))) at++;
  if (cursor.hasHoles && (isMasked(text.charCodeAt(start)) || isMasked(text.charCodeAt(at)))) {
    while (isNamePart(text.charCodeAt(at)) || isMasked(text.charCodeAt(at))) at++;
    return take(cursor, at, T.HOLE);
  }
  if (at - start === 4 && text.startsWith("true", start)) return take(cursor, at, T.TRUE);
  if (at - start === 5 && text.startsWith("false", start)) return take(cursor, at, T.FALSE);
  return take(cursor, at, T.IDENTIFIER);
}

export function scanWhite(cursor: Cursor): number {
  let at = cursor.pos + 1;
  while (isWhite(cursor.text.charCodeAt(at))) at++;
  return take(cursor, at, T.WHITESPACE);
}

export function scanBackslashes(cursor: Cursor): number {
  const { text } = cursor;
  const start = cursor.pos;
  const end = endOfSlashes(cursor);
  const code = text.charCodeAt(end);
  if (code === DOLLAR) return scanDollar(cursor, end);
  if (code === HASH && (end - start) % 2 === 1) {
    const named = isWordStart(text.charCodeAt(end + 1))
      ? wordEnd(text, end + 1)
      : bracketedWordEnd(text, end + 1);
    if (named > 0) return take(cursor, named, T.ESCAPED_DIRECTIVE);
  }
  return end - start > 1 ? take(cursor, start + 2, T.DOUBLE_ESCAPE) : take(cursor, start + 1, T.ESCAPE);
}

/** The end of the backslashes at the cursor, which stays where it is. */
export function endOfSlashes(cursor: Cursor): number {
  if (cursor.pos < cursor.slashesEnd) return cursor.slashesEnd;
  let at = cursor.pos;
  while (cursor.text.charCodeAt(at) === BACKSLASH) at++;
  cursor.slashesEnd = at;
  return at;
}

/** `$[`, `$![` and `$.`, which are text rather than references. */
export function scanEmptyIndex(cursor: Cursor): number {
  const { text } = cursor;
  const start = cursor.pos;
  const code = text.charCodeAt(start + 1);
  if (code === POINT || code === OPEN_BRACKET) return take(cursor, start + 2, T.EMPTY_INDEX);
  if (code === BANG && text.charCodeAt(start + 2) === OPEN_BRACKET) {
    return take(cursor, start + 3, T.EMPTY_INDEX);
  }
  if (code === BACKSLASH && text.startsWith("![", start + 2)) return take(cursor, start + 4, T.EMPTY_INDEX);
  return 0;
}

/** The `$` at the offset with a `!` after it, even if backslashes come between them. */
export function scanDollar(cursor: Cursor, dollar: number): number {
  const { text } = cursor;
  let at = dollar + 1;
  while (text.charCodeAt(at) === BACKSLASH) at++;
  cursor.pos = text.charCodeAt(at) === BANG ? at + 1 : dollar + 1;
  if (!cursor.inComment) {
    if (cursor.mode === IN_REFERENCE) popMode(cursor);
    pushMode(cursor, IN_REFERENCE);
  }
  return MORE;
}

/**
 * The `#` of a comment, a `#[[`, a `#set` or another directive.
 * @param lineComments whether `##` starts a comment here.
 * @param sets whether `#set(` starts a directive here.
 */
export function scanHash(cursor: Cursor, lineComments: boolean, sets: boolean): number {
  const { text } = cursor;
  const start = cursor.pos;
  const second = text.charCodeAt(start + 1);
  if (second === HASH && lineComments) {
    if (cursor.mode === IN_REFERENCE) popMode(cursor);
    enterCommentary(cursor, IN_LINE_COMMENT);
    return take(cursor, start + 2, T.LINE_COMMENT_START);
  }
  if (second === STAR) {
    const formal =
      text.charCodeAt(start + 2) === STAR && start + 3 < text.length && text.charCodeAt(start + 3) !== HASH;
    if (cursor.inComment) return take(cursor, start + (formal ? 4 : 2), MORE);
    enterCommentary(cursor, IN_BLOCK_COMMENT);
    return take(cursor, start + (formal ? 3 : 2), MORE);
  }
  if (second === OPEN_BRACKET && text.charCodeAt(start + 2) === OPEN_BRACKET) {
    enterCommentary(cursor, IN_TEXTBLOCK);
    return take(cursor, start + 3, MORE);
  }
  if (sets) {
    const end = setEnd(text, start);
    if (end > 0) return scanSet(cursor, end);
  }
  cursor.pos = start + 1;
  if (!cursor.inComment) {
    if (cursor.mode === IN_REFERENCE || cursor.mode === IN_MODIFIER) popMode(cursor);
    pushMode(cursor, AFTER_HASH);
  }
  return MORE;
}

/** The end of a `#set(` after the blanks at the cursor, which stays where it is; 0 if there is none. */
export function setEndAfterBlanks(cursor: Cursor, code: number): number {
  if (!isBlank(code)) return 0;
  let at = cursor.pos + 1;
  while (isBlank(cursor.text.charCodeAt(at))) at++;
  return cursor.text.charCodeAt(at) === HASH ? setEnd(cursor.text, at) : 0;
}

export function scanSet(cursor: Cursor, end: number): number {
  pushMode(cursor, IN_DIRECTIVE);
  cursor.inSet = true;
  cursor.open++;
  return take(cursor, end, T.SET);
}

/** Ends a reference or a `#` here; the character is then scanned again in the surrounding mode. */
export function scanStray(cursor: Cursor): number {
  const start = cursor.tokenStart;
  popMode(cursor);
  // If nothing was scanned before this character, there is nothing to print.
  return start === cursor.pos ? SKIP : STRAY;
}

export function scanUnknown(cursor: Cursor): number {
  const code = cursor.text.charCodeAt(cursor.pos);
  if (code !== DOUBLE_QUOTE && code !== SINGLE_QUOTE) return take(cursor, cursor.pos + 1, T.UNKNOWN);
  // An unclosed string ends with its line, so that the lines below are still parsed.
  let at = cursor.pos + 1;
  while (at < cursor.text.length && cursor.text.charCodeAt(at) !== NEWLINE) at++;
  return take(cursor, at, T.UNKNOWN);
}
