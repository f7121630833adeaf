/** Nodes of inputs that the framework makes from something that is written in another form. */
import type {
  Composition,
  KeyNode,
  MemberNode,
  ObjectNode,
  Piece,
  Span,
  StringNode,
  UnknownNode,
  ValueNode,
} from "../../syntax/nodes";

/** A string that the framework makes from what is at the span. */
export function madeString(span: Span, value: string): StringNode {
  return composed(span, value, [{ start: 0, end: value.length, source: span, kind: "escaped" }]);
}

/** A value that the framework makes, of which one is known that it may be. */
export function madeUnknown(span: Span, ...typical: readonly string[]): UnknownNode {
  return { kind: "unknown", span, ...(typical.length > 0 && { typical }) };
}

/** A string that is a prefix and the name in a key. */
export function prefixed(prefix: string, key: KeyNode): StringNode {
  const { span, value } = key;
  const isQuoted = key.kind === "string" && key.style !== "plain";
  const start = isQuoted ? span.start + 1 : span.start;
  const end = isQuoted ? span.end - 1 : span.end;
  const from = { start: prefix.length, end: prefix.length + value.length };
  return composed(span, prefix + value, [
    ...(prefix === ""
      ? []
      : [{ start: 0, end: prefix.length, source: { start, end: start }, kind: "escaped" } as const]),
    { ...from, source: { start, end }, kind: end - start === value.length ? "copied" : "escaped" },
  ]);
}

function composed(span: Span, value: string, pieces: readonly Piece[]): StringNode {
  const composition: Composition = {
    pieces,
    closing: pieces.at(-1)?.source.end ?? span.end,
    write: () => undefined,
  };
  return { kind: "string", span, closed: true, value, style: "composed", composition };
}

/** A member that the framework makes. */
export function madeMember(key: KeyNode, value: ValueNode): MemberNode {
  return { kind: "member", span: key.span, key, colon: key.span.end, value };
}

/** An object that the framework makes from what is written in another one. */
export function madeObject(span: Span, members: readonly MemberNode[], isOpen = false): ObjectNode {
  return { kind: "object", span, closed: true, members, ...(isOpen && { isOpen: true }) };
}
