import type { IntegrationInput } from "../../model/input";
import type { Json } from "../../syntax/json";
import type { MemberNode, ObjectNode, Span, ValueNode } from "../../syntax/nodes";
import type { Fix } from "../engine/finding";

/** Replaces a value. */
export function write(
  node: ValueNode,
  value: string | number,
  title = `Write ${JSON.stringify(value)}`,
): Fix {
  return { title, change: { kind: "replaceValue", node, value } };
}

/** Removes a member. */
export function remove(member: MemberNode, object: ObjectNode): Fix {
  return { title: `Remove "${member.key.value}"`, change: { kind: "removeMember", member, object } };
}

/** Sets a member of the input, and adds it if it is missing. */
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

/** Returns the text with the span replaced. */
export function replaced(text: string, { start, end }: Span, piece: string): string {
  return text.slice(0, start) + piece + text.slice(end);
}
