/** Where the scanner is in a text, and how it moves. */
import { isWhite, OPEN_PARENTHESIS } from "./characters";
import { IN_DIRECTIVE, IN_TEXT } from "./modes";

/** The scanner's state: an offset, the current mode, and the modes around it with their parentheses. */
export interface Cursor {
  readonly text: string;
  /** Whether the text has masked holes. */
  readonly hasHoles: boolean;
  pos: number;
  mode: number;
  /** Three numbers for each outer mode: its open parentheses, its closed ones, and the mode itself. */
  stack: number[];
  open: number;
  closed: number;
  inComment: boolean;
  inSet: boolean;
  tokenStart: number;
  /** The end of the run of backslashes that was measured last, so that no run is measured twice. */
  slashesEnd: number;
}

/** A cursor at the start of a template. */
export function startOf(text: string, hasHoles: boolean): Cursor {
  return {
    text,
    hasHoles,
    pos: 0,
    mode: IN_TEXT,
    stack: [],
    open: 0,
    closed: 0,
    inComment: false,
    inSet: false,
    tokenStart: 0,
    slashesEnd: -1,
  };
}

/** Continues at the offset as if a template started there: how the parser recovers from an error. */
export function restart(cursor: Cursor, offset: number): void {
  cursor.pos = offset;
  cursor.mode = IN_TEXT;
  cursor.stack = [];
  cursor.open = 0;
  cursor.closed = 0;
  cursor.inComment = false;
  cursor.inSet = false;
}

/** Called after a directive's name: enters its arguments and returns true, or leaves the directive if there are none. */
export function enterArguments(cursor: Cursor): boolean {
  let at = cursor.pos;
  while (isWhite(cursor.text.charCodeAt(at))) at++;
  if (cursor.text.charCodeAt(at) === OPEN_PARENTHESIS) {
    cursor.mode = IN_DIRECTIVE;
    return true;
  }
  popMode(cursor);
  return false;
}

/** Called after the parenthesis that ends a `#set`. */
export function leaveSet(cursor: Cursor): void {
  cursor.inSet = false;
}

/** Moves to the end of a token and returns its kind. */
export function take(cursor: Cursor, end: number, kind: number): number {
  cursor.pos = end;
  return kind;
}

/** Enters a comment or a `#[[` block; inside one, nothing else starts. */
export function enterCommentary(cursor: Cursor, mode: number): void {
  if (cursor.inComment) return;
  cursor.inComment = true;
  pushMode(cursor, mode);
}

export function leaveCommentary(cursor: Cursor): void {
  cursor.inComment = false;
  popMode(cursor);
}

export function pushMode(cursor: Cursor, mode: number): void {
  cursor.stack.push(cursor.open, cursor.closed, cursor.mode);
  cursor.open = 0;
  cursor.mode = mode;
}

/** Returns to the mode around the current one; false if there is none. */
export function popMode(cursor: Cursor): boolean {
  const mode = cursor.stack.pop();
  if (mode === undefined) {
    cursor.open = 0;
    cursor.mode = IN_TEXT;
    return false;
  }
  cursor.mode = mode;
  cursor.closed = cursor.stack.pop() ?? 0;
  cursor.open = cursor.stack.pop() ?? 0;
  return true;
}

/** Leaves the modes that a closing parenthesis ends, counted the way Velocity counts it. */
export function closeParenthesis(cursor: Cursor): void {
  while (cursor.open === 0) if (!popMode(cursor)) return;
  if (cursor.open === cursor.closed + 1) popMode(cursor);
  else cursor.closed++;
}
