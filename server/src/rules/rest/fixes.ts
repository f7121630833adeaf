import type { IntegrationInput } from "../../model/input";
import type { Json } from "../../syntax/json";
import type { MemberNode, ObjectNode, Span, ValueNode } from "../../syntax/nodes";
import type { Fix } from "../engine/finding";

/** Puts another value in the place of one. */
export function write(
  node: ValueNode,
  value: string | number,
  title = `Write ${JSON.stringify(value)}`,
): Fix {
  return { title, change: { kind: "replaceValue", node, value } };
}

/** Takes a member out. */
export function remove(member: MemberNode, object: ObjectNode): Fix {
  return { title: `Remove "${member.key.value}"`, change: { kind: "removeMember", member, object } };
}

/** Sets a member of the input, whether it is there or not. */
export function set(input: IntegrationInput, name: string, value: string): Fix {
  const node = input.value(name);
  return node
    ? write(node, value, `Set ${name} to ${value}`)
    : insert(input, name, value, `Set ${name} to ${value}`);
}

/** Adds a member to the input. */
export function insert(input: IntegrationInput, name: string, value: Json, title = `Insert ${name}`): Fix {
  return { title, change: { kind: "insertMember", object: input.root, name, value } };
}

/** The text with another piece in the place of the span. */
export function replaced(text: string, { start, end }: Span, piece: string): string {
  return text.slice(0, start) + piece + text.slice(end);
}
