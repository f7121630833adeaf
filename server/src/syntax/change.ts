import type { Json } from "./json";
import type { MemberNode, ObjectNode, Span, StringNode, ValueNode } from "./nodes";

/** A change of the tree, which each file format turns into edits of its text. */
export type Change =
  | SingleChange
  /** Several at once, in places that do not touch each other. */
  | { readonly kind: "all"; readonly changes: readonly SingleChange[] };

export type SingleChange =
  | TreeChange
  | { readonly kind: "replaceText"; readonly node: StringNode; readonly pieces: readonly TextPiece[] };

/** What each format writes in its own way. */
export type TreeChange =
  | { readonly kind: "renameMember"; readonly member: MemberNode; readonly name: string }
  | { readonly kind: "removeMember"; readonly member: MemberNode; readonly object: ObjectNode }
  | {
      readonly kind: "insertMember";
      readonly object: ObjectNode;
      readonly name: string;
      readonly value: Json;
    }
  | { readonly kind: "replaceValue"; readonly node: ValueNode; readonly value: Json }
  | { readonly kind: "removeText"; readonly span: Span };

/** Other text in the place of a range of a string's text; an empty range inserts. In order, and apart. */
export interface TextPiece {
  readonly span: Span;
  readonly text: string;
}

/** Replaces the span's text; an empty span inserts. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}
