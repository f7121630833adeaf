import type { Span } from "../syntax/nodes";

/** Why `java.util.regex` refuses a pattern. */
export type RegexFaultKind =
  | "unmatchedClose"
  | "unclosedGroup"
  | "unclosedClass"
  | "badClass"
  | "badRange"
  | "unexpectedCharacter"
  | "danglingQuantifier"
  | "badRepetition"
  | "unclosedRepetition"
  | "repetitionRange"
  | "badEscape"
  | "trailingBackslash"
  | "controlEscape"
  | "octalEscape"
  | "hexEscape"
  | "unclosedHexEscape"
  | "hexTooBig"
  | "unicodeEscape"
  | "characterName"
  | "unclosedCharacterName"
  | "unclosedProperty"
  | "emptyProperty"
  | "unknownProperty"
  | "groupName"
  | "unclosedGroupName"
  | "duplicateGroupName"
  | "unknownGroupName"
  | "namelessReference"
  | "unknownGroupType"
  | "unknownFlag"
  | "unboundedLookBehind";

/** Java stops at the first fault, and so does the parser. */
export interface RegexFault {
  readonly kind: RegexFaultKind;
  /** The piece of the pattern that Java stumbles over. */
  readonly span: Span;
}

/** What a piece of a pattern is; groups are an `open` and a `close` piece. */
export type RegexPartKind =
  | "literal"
  | "escape"
  | "any"
  | "class"
  | "property"
  | "anchor"
  | "backReference"
  | "quantifier"
  | "alternation"
  | "flags"
  | "open"
  | "close";

/** One piece of a pattern, at the depth of its group. */
export interface RegexPart {
  readonly kind: RegexPartKind;
  readonly span: Span;
  readonly depth: number;
}

/** A capturing group, numbered from 1 in the list's order. */
export interface RegexGroup {
  readonly span: Span;
  readonly name?: string;
}

/**
 * A pattern as Java reads it:
 * ```
 * .*(error)+   any, quantifier, open, literal ×5, close, quantifier
 * ```
 */
export interface JavaRegex {
  readonly text: string;
  /** In order and without overlap, as far as the first fault; comments and quoting marks belong to none. */
  readonly parts: readonly RegexPart[];
  readonly groups: readonly RegexGroup[];
  readonly fault?: RegexFault;
}
