import type { ArrayNode, MemberNode, ObjectNode, ParsedDocument, ValueNode } from "./nodes";

/** The position of a node in the tree: its member, if it is the value of one, and the object or list around it. */
export interface Place {
  readonly member: MemberNode | undefined;
  readonly container: ObjectNode | ArrayNode | undefined;
}

/** Finds the place of the first node, from the root to the offset, for which the test is true. */
export function findPlace(
  document: ParsedDocument,
  offset: number,
  isIt: (node: ValueNode, member: MemberNode | undefined) => boolean,
): Place | undefined {
  let node = document.root;
  let place: Place = { member: undefined, container: undefined };
  while (node) {
    if (isIt(node, place.member)) return place;
    if (node.anchored) return undefined;
    const container: ValueNode = node;
    if (container.kind === "object") {
      const member: MemberNode | undefined = (container.written ?? container.members).findLast(
        ({ span }) => span.start <= offset,
      );
      place = { member, container };
      node = member?.value;
    } else if (container.kind === "array") {
      node = container.items.findLast(({ span }) => span.start <= offset);
      place = { member: undefined, container };
    } else if (container.kind === "unknown") {
      node = container.parts?.findLast(({ span }) => span.start <= offset);
      place = { member: undefined, container: undefined };
    } else return undefined;
  }
  return undefined;
}

/** Finds the place of a node that is written in the document. */
export function placeOf(document: ParsedDocument, wanted: ValueNode): Place {
  const { start, end } = wanted.span;
  const found = findPlace(
    document,
    start,
    ({ kind, span }) => kind === wanted.kind && span.start === start && span.end === end,
  );
  return found ?? { member: undefined, container: undefined };
}

/** True inside braces or brackets. */
export function isInFlow({ container }: Place): boolean {
  return container !== undefined && container.indentation === undefined;
}
