/** The kinds of tokens. Numbers, because the parser compares them for every token. */
export const END_OF_TEXT = 0;
/** What no mode of the scanner takes: a stray character, or text that ends too early. */
export const UNKNOWN = 1;
export const TEXT = 2;
export const ESCAPE = 3;
export const DOUBLE_ESCAPE = 4;
export const ESCAPED_DIRECTIVE = 5;
/** `$[`, `$![` and `$.`: no reference, but text. */
export const EMPTY_INDEX = 6;
export const LINE_COMMENT_START = 7;
export const LINE_COMMENT_END = 8;
export const BLOCK_COMMENT = 9;
export const TEXTBLOCK = 10;
/** `#set(`, with the blanks before it. */
export const SET = 11;
export const IF = 12;
export const ELSEIF = 13;
/** `#else` and `#end`, with blanks and a line's end behind them. */
export const ELSE = 14;
export const END = 15;
/** A word in a directive, or a directive's name with its `#`. */
export const WORD = 16;
/** `{word}`, or a directive's name as `#{word}`. */
export const BRACKETED_WORD = 17;
/** A name in a reference; a reference's first one has the `$` and what comes with it. */
export const IDENTIFIER = 18;
export const DOT = 19;
/** `{` and `}` of a reference; the `}` of a map, too, right behind a reference. */
export const REFERENCE_OPEN = 20;
export const REFERENCE_CLOSE = 21;
export const INDEX_OPEN = 22;
export const INDEX_CLOSE = 23;
export const LEFT_PARENTHESIS = 24;
/** In a directive, with blanks and a line's end behind it. */
export const RIGHT_PARENTHESIS = 25;
export const ARGUMENTS_END = 26;
export const LEFT_BRACKET = 27;
export const RIGHT_BRACKET = 28;
export const LEFT_BRACE = 29;
export const RIGHT_BRACE = 30;
export const COMMA = 31;
export const COLON = 32;
export const DOUBLE_DOT = 33;
export const WHITESPACE = 34;
export const STRING = 35;
export const TRUE = 36;
export const FALSE = 37;
export const INTEGER = 38;
export const FLOAT = 39;
export const ASSIGN = 40;
export const NOT = 41;
// The binary operators, in one row for the table of their precedence.
export const OR = 42;
export const AND = 43;
export const EQUAL = 44;
export const NOT_EQUAL = 45;
export const LESS = 46;
export const LESS_EQUAL = 47;
export const GREATER = 48;
export const GREATER_EQUAL = 49;
export const ADD = 50;
export const SUBTRACT = 51;
export const MULTIPLY = 52;
export const DIVIDE = 53;
export const REMAINDER = 54;

/** One token; tokens form a chain, so that the parser can look ahead. */
export class Token {
  next: Token | undefined = undefined;
  constructor(
    readonly kind: number,
    /** Where its image starts: at the `$` or `#` of a reference or directive, or at escapes before that. */
    readonly start: number,
    readonly end: number,
    /** `$` and `#` right before it that turned out to start nothing: they print before a text. */
    readonly stray: string,
    readonly strayStart: number,
  ) {}
}
