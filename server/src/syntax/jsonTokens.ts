/**
 * The numbers of jsonc-parser's tokens and scan errors. Its types declare them as `const enum`, which cannot be
 * used when modules are compiled separately. The numbers are part of its published interface.
 */
export const Token = {
  OpenBrace: 1,
  CloseBrace: 2,
  OpenBracket: 3,
  CloseBracket: 4,
  Comma: 5,
  Colon: 6,
  Null: 7,
  True: 8,
  False: 9,
  String: 10,
  Number: 11,
  LineComment: 12,
  BlockComment: 13,
  LineBreak: 14,
  Blanks: 15,
  Unknown: 16,
  EndOfFile: 17,
} as const;

export const ScanProblem = {
  EndOfComment: 1,
  EndOfString: 2,
  EndOfNumber: 3,
  Unicode: 4,
  Escape: 5,
  Character: 6,
} as const;
