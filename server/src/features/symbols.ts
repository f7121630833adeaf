import type { MemberNode, ObjectNode, ParsedDocument, Span, StringNode, ValueNode } from "../syntax/nodes";

/** An entry in the outline of a document. */
export interface DocumentSymbol {
  readonly name: string;
  /** A shortened value, for members with a single value. */
  readonly detail: string;
  readonly kind:
    | "object"
    | "array"
    | "string"
    | "number"
    | "boolean"
    | "null"
    /** In a template: `$name`; a macro or `#define`; `#if`, `#else` or `#foreach`. */
    | "variable"
    | "function"
    | "block";
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly DocumentSymbol[];
}

/** Inputs are three levels deep; deeper members are a mistake, and the outline leaves them out. */
const MAX_DEPTH = 5;

const MAX_DETAIL = 80;

/** Returns the entries inside a string. */
export type InsideString = (node: StringNode) => readonly DocumentSymbol[];

/** Returns the outline: every member by name. */
export function symbols(
  { root }: ParsedDocument,
  inside: InsideString = () => [],
): readonly DocumentSymbol[] {
  return root?.kind === "object" ? symbolsOf(root, inside, 1) : [];
}

function symbolsOf(object: ObjectNode, inside: InsideString, depth: number): readonly DocumentSymbol[] {
  return (object.written ?? object.members).map((member) => symbolOf(member, inside, depth));
}

function symbolOf({ key, value, span }: MemberNode, inside: InsideString, depth: number): DocumentSymbol {
  return {
    name: key.value === "" ? "(no name)" : key.value,
    detail: value ? detailOf(value) : "",
    kind: kindOf(value),
    span,
    nameSpan: key.span,
    children: value ? childrenOf(value, inside, depth) : [],
  };
}

function childrenOf(value: ValueNode, inside: InsideString, depth: number): readonly DocumentSymbol[] {
  // The members of an alias are elsewhere, and the spans of an outline must be nested.
  if (value.anchored) return [];
  if (value.kind === "string") return inside(value);
  return value.kind === "object" && depth < MAX_DEPTH ? symbolsOf(value, inside, depth + 1) : [];
}

function kindOf(value: ValueNode | undefined): DocumentSymbol["kind"] {
  switch (value?.kind) {
    case "object":
    case "array":
    case "number":
    case "boolean":
    case "null":
      return value.kind;
    default:
      return "string";
  }
}

function detailOf(value: ValueNode): string {
  switch (value.kind) {
    case "object":
      return "";
    case "array":
      return value.items.length === 1 ? "1 item" : `${value.items.length} items`;
    case "boolean":
      return String(value.value);
    case "null":
      return "null";
    case "number":
    case "date":
    case "bytes":
      return value.text;
    case "unknown":
      return "";
    default:
      return firstLine(value.value, MAX_DETAIL);
  }
}

/** Returns the first line of a text, shortened. */
export function firstLine(text: string, maxLength: number): string {
  const line = text.split("\n", 1)[0] ?? "";
  return line.length < text.length || line.length > maxLength ? `${line.slice(0, maxLength)}…` : line;
}
