import type { MemberNode, ObjectNode, ParsedDocument, Span, ValueNode } from "../syntax/nodes";

/** An entry in the outline of a document. */
export interface DocumentSymbol {
  readonly name: string;
  /** A shortened value, for members with a single value. */
  readonly detail: string;
  readonly kind: "object" | "array" | "string" | "number" | "boolean" | "null";
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly DocumentSymbol[];
}

/** Inputs are three levels deep; deeper members are a mistake, and the outline leaves them out. */
const MAX_DEPTH = 5;

const MAX_DETAIL = 80;

/** Returns the outline: every member by name. */
export function symbols({ root }: ParsedDocument): readonly DocumentSymbol[] {
  return root?.kind === "object" ? symbolsOf(root, 1) : [];
}

function symbolsOf(object: ObjectNode, depth: number): readonly DocumentSymbol[] {
  return (object.written ?? object.members).map((member) => symbolOf(member, depth));
}

function symbolOf({ key, value, span }: MemberNode, depth: number): DocumentSymbol {
  // The members of an alias are elsewhere, and the spans of an outline must be nested.
  const inner =
    value?.kind === "object" && !value.anchored && depth < MAX_DEPTH ? symbolsOf(value, depth + 1) : [];
  return {
    name: key.value === "" ? "(no name)" : key.value,
    detail: value ? detailOf(value) : "",
    kind: kindOf(value),
    span,
    nameSpan: key.span,
    children: inner,
  };
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
    default: {
      const line = value.value.split("\n", 1)[0] ?? "";
      return line.length < value.value.length || line.length > MAX_DETAIL
        ? `${line.slice(0, MAX_DETAIL)}…`
        : line;
    }
  }
}
