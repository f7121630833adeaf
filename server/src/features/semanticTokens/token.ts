/** The tokens that editors highlight. Types and modifiers are standard ones of the Language Server Protocol. */

export const TOKEN_TYPES = [
  "variable",
  "parameter",
  "function",
  "method",
  "property",
  "macro",
  "keyword",
  "comment",
  "string",
  "number",
  "operator",
] as const;

export const TOKEN_MODIFIERS = ["definition", "readonly", "defaultLibrary", "modification"] as const;

export type TokenType = (typeof TOKEN_TYPES)[number];
export type TokenModifier = (typeof TOKEN_MODIFIERS)[number];

/** A half-open range of offsets with its meaning. */
export interface SemanticToken {
  readonly start: number;
  readonly end: number;
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

export type AddToken = (
  start: number,
  end: number,
  type: TokenType,
  modifiers?: readonly TokenModifier[],
) => void;

export const NO_MODIFIERS: readonly TokenModifier[] = [];
/** A key of the JSON that a template writes, in contrast to a property that it reads. */
export const KEY: readonly TokenModifier[] = ["definition"];
/** `true`, `false` and `null`: keywords that are values. */
export const CONSTANT: readonly TokenModifier[] = ["readonly"];
