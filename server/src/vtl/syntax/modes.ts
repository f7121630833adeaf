/** The modes of the scanner, and the results of its steps. */
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

// Results of a step other than the kinds of tokens: the token continues, nothing to keep, text that started nothing.
export const MORE = -1;
export const SKIP = -2;
export const STRAY = -3;
