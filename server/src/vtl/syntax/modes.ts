/** The modes of the scanner, and what a step of it gives. */
export const IN_TEXT = 0;
export const IN_REFERENCE = 1;
export const IN_MODIFIER = 2;
export const IN_INDEX = 3;
export const IN_DIRECTIVE = 4;
export const IN_ARGUMENTS = 5;
export const IN_TEXTBLOCK = 6;
export const IN_BLOCK_COMMENT = 7;
export const IN_LINE_COMMENT = 8;
export const AFTER_HASH = 9;

// What a step gives besides the kinds of tokens.
export const MORE = -1;
export const SKIP = -2;
export const STRAY = -3;
