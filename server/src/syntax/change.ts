import type { Json } from "./json";
import type { Edit, MemberNode, ObjectNode, Span, StringNode, ValueNode } from "./nodes";

/** A change of the tree. Each file format turns it into edits of its text. */
export type Change =
  | SingleChange
  /** Several changes that do not touch each other. */
  | { readonly kind: "all"; readonly changes: readonly SingleChange[] };

export type SingleChange =
  | TreeChange
  | { readonly kind: "replaceText"; readonly node: StringNode; readonly pieces: readonly TextPiece[] };

/** The changes that each format makes in its own way. */
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
  | { readonly kind: "removeText"; readonly span: Span }
  /** Replaces a piece of the file as it is written. */
  | { readonly kind: "replaceSource"; readonly span: Span; readonly newText: string }
  /** Escapes the line breaks and other control characters in a JSON string. */
  | { readonly kind: "escapeControls"; readonly span: Span }
  /** Escapes the quotes in a JSON string. The span includes the quotes around it. */
  | { readonly kind: "escapeQuotes"; readonly span: Span };

/** Replaces a span of a string's text; an empty span inserts. Pieces are sorted and do not overlap. */
export interface TextPiece {
  readonly span: Span;
  readonly text: string;
}

export type TextEdit = Edit;
