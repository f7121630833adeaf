import type { KeyNode, MemberNode, ObjectNode, ParsedDocument, ValueNode } from "../syntax/nodes";
import type { Operation } from "./operations";

/**
 * A file that holds the value of one member, for an option such as `--request-templates file://…`. It is treated as
 * the input that has only this member: an outer object that is not in the text, with spans of what is.
 */
export interface ValueFile {
  readonly document: ParsedDocument;
  readonly root: ObjectNode;
  readonly operation: Operation;
}

/** Wraps the file's value in an input that has only the member. */
export function valueFile(
  document: ParsedDocument,
  value: ValueNode,
  operation: Operation,
  member: string,
): ValueFile {
  const start = { start: value.span.start, end: value.span.start };
  const key: KeyNode = { kind: "word", span: start, value: member };
  const wrapped: MemberNode = { kind: "member", span: value.span, key, colon: start.start, value };
  const { span } = value;
  const indentation = value.kind === "object" ? value.indentation : undefined;
  const root: ObjectNode = {
    kind: "object",
    span,
    closed: value.kind !== "object" || value.closed,
    members: [wrapped],
    ...(indentation !== undefined && { indentation }),
  };
  return {
    document: { ...document, root },
    root,
    operation: withOnly(operation, member),
  };
}

const narrowed = new WeakMap<Operation, Map<string, Operation>>();

/** Returns the operation with a single member and nothing required. */
export function withOnly(operation: Operation, member: string): Operation {
  const known = narrowed.get(operation) ?? new Map<string, Operation>();
  narrowed.set(operation, known);
  const schema = operation.members.get(member);
  const found = known.get(member) ?? {
    ...operation,
    members: new Map(schema ? [[member, schema] as const] : []),
    required: new Set<string>(),
  };
  known.set(member, found);
  return found;
}
