/** Character codes and classes of Velocity's lexical grammar. Only ASCII letters count as letters. */
export const TAB = 9;
export const NEWLINE = 10;
export const RETURN = 13;
export const SPACE = 32;
export const BANG = 33;
export const DOUBLE_QUOTE = 34;
export const HASH = 35;
export const DOLLAR = 36;
export const SINGLE_QUOTE = 39;
export const OPEN_PARENTHESIS = 40;
export const CLOSE_PARENTHESIS = 41;
export const STAR = 42;
export const PLUS = 43;
export const MINUS = 45;
export const POINT = 46;
export const OPEN_BRACKET = 91;
export const BACKSLASH = 92;
export const CLOSE_BRACKET = 93;
export const OPEN_BRACE = 123;
export const CLOSE_BRACE = 125;

const LETTER = 1;
const DIGIT = 2;
const UNDERSCORE = 4;
const AT = 8;
const HYPHEN = 16;
const WHITE = 32;

const CLASSES = new Uint8Array(128);
for (let code = 65; code <= 90; code++) CLASSES[code] = LETTER;
for (let code = 97; code <= 122; code++) CLASSES[code] = LETTER;
for (let code = 48; code <= 57; code++) CLASSES[code] = DIGIT;
CLASSES[95] = UNDERSCORE;
CLASSES[64] = AT;
CLASSES[MINUS] = HYPHEN;
for (const code of [TAB, NEWLINE, RETURN, SPACE]) CLASSES[code] = WHITE;

// Codes beyond the table, and NaN beyond the end of the text, belong to no class.
const has = (code: number, classes: number): boolean => code < 128 && ((CLASSES[code] ?? 0) & classes) !== 0;

export const isLetter = (code: number): boolean => has(code, LETTER);
export const isDigit = (code: number): boolean => has(code, DIGIT);
/** Blanks and line breaks. */
export const isWhite = (code: number): boolean => has(code, WHITE);
export const isBlank = (code: number): boolean => code === SPACE || code === TAB;
export const isNameStart = (code: number): boolean => has(code, LETTER | UNDERSCORE);
export const isNamePart = (code: number): boolean => has(code, LETTER | UNDERSCORE | DIGIT | HYPHEN);
export const isWordStart = (code: number): boolean => has(code, LETTER | UNDERSCORE | AT);
export const isWordPart = (code: number): boolean => has(code, LETTER | UNDERSCORE | AT | DIGIT);
