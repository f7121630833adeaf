/** The kinds of tokens: numbers, because the parser compares them for every token. */
export const END_OF_TEXT = 0;
/** A stray character that is not allowed in the current mode, or text that ends too early. */
export const UNKNOWN = 1;
export const TEXT = 2;
export const ESCAPE = 3;
export const DOUBLE_ESCAPE = 4;
export const ESCAPED_DIRECTIVE = 5;
/** `$[`, `$![` and `$.`, which are text rather than references. */
export const EMPTY_INDEX = 6;
export const LINE_COMMENT_START = 7;
export const LINE_COMMENT_END = 8;
export const BLOCK_COMMENT = 9;
export const TEXTBLOCK = 10;
/** `#set(`, with the blanks before it. */
export const SET = 11;
export const IF = 12;
export const ELSEIF = 13;
/** `#else` and `#end`, with blanks and a line break after them. */
export const ELSE = 14;
export const END = 15;
/** A word in a directive, or the name of a directive with its `#`. */
export const WORD = 16;
/** `{word}`, or the name of a directive as `#{word}`. */
export const BRACKETED_WORD = 17;
/** A name in a reference; the first one includes the `$` and what comes with it. */
export const IDENTIFIER = 18;
export const DOT = 19;
/** `{` and `}` of a reference; also the `}` of a map right after a reference. */
export const REFERENCE_OPEN = 20;
export const REFERENCE_CLOSE = 21;
export const INDEX_OPEN = 22;
export const INDEX_CLOSE = 23;
export const LEFT_PARENTHESIS = 24;
/** In a directive, includes blanks and a line break after it. */
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
/** A hole with the name around it, where an expression or a name is expected. */
export const HOLE = 42;
// The binary operators, consecutive so that a table can hold their precedence.
export const OR = 43;
export const AND = 44;
export const EQUAL = 45;
export const NOT_EQUAL = 46;
export const LESS = 47;
export const LESS_EQUAL = 48;
export const GREATER = 49;
export const GREATER_EQUAL = 50;
export const ADD = 51;
export const SUBTRACT = 52;
export const MULTIPLY = 53;
export const DIVIDE = 54;
export const REMAINDER = 55;

/** A token. Tokens form a linked list, so that the parser can look ahead. */
export class Token {
  next: Token | undefined = undefined;
  constructor(
    readonly kind: number,
    /** Start of its text: the `$` or `#` of a reference or directive, or the escapes before it. */
    readonly start: number,
    readonly end: number,
    /** `$` and `#` signs right before it that started nothing and print as text. */
    readonly stray: string,
    readonly strayStart: number,
  ) {}
}
