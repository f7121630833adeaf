import type { Span } from "../syntax/nodes";
import type { RegexNode } from "./nodes";

/** Why `java.util.regex` rejects a pattern. */
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

/** The first fault of a pattern. Java stops there, and so does the parser. */
export interface RegexFault {
  readonly kind: RegexFaultKind;
  /** The piece of the pattern that Java rejects; never empty, except in an empty pattern. */
  readonly span: Span;
}

/** What a piece of a pattern is. A group has an `open` and a `close` piece. */
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

/** One piece of a pattern, with the number of groups around it. */
export interface RegexPart {
  readonly kind: RegexPartKind;
  readonly span: Span;
  readonly depth: number;
}

/** A capturing group. Groups are numbered from 1, in the order of the list. */
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
  /**
   * In order and without overlap, up to the first fault. Comments and the `\Q` and `\E` of quotes belong to no
   * part.
   */
  readonly parts: readonly RegexPart[];
  readonly groups: readonly RegexGroup[];
  readonly fault?: RegexFault;
  /** The first construct that Java accepts and the matcher does not support, as a noun phrase: "the flag `u`". */
  readonly unsupported?: string;
  /** What the pattern matches. Meaningless if the pattern has a fault or something unsupported. */
  readonly root: RegexNode;
}
