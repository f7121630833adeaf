/** Finds the operations of an OpenAPI document that have integrations. */
import { findMember } from "../../syntax/locate";
import type { MemberNode, ObjectNode } from "../../syntax/nodes";
import { objectsIn, type Resolve } from "../resolved";
import { INTEGRATION, INTEGRATIONS, METHODS } from "./members";

/** An operation with an integration. */
export interface OpenApiOperation {
  readonly path: string;
  /** The verb: `get` or `x-amazon-apigateway-any-method`. */
  readonly verb: MemberNode;
  readonly method: string;
  readonly item: ObjectNode;
  readonly operation: ObjectNode;
  readonly member: MemberNode;
  readonly integration: ObjectNode;
}

/** An integration that operations refer to. */
export interface SharedIntegration {
  readonly name: string;
  readonly member: MemberNode;
  readonly integration: ObjectNode;
}

/** Returns the object in a member. */
export function objectAt(object: ObjectNode, name: string, resolve: Resolve): ObjectNode | undefined {
  return objectsIn(findMember(object, name)?.value, resolve)[0];
}

/** Returns the operations with an integration of their own, in source order. */
export function operationsIn(root: ObjectNode, resolve: Resolve): readonly OpenApiOperation[] {
  return objectsIn(findMember(root, "paths")?.value, resolve).flatMap((paths) =>
    paths.members.flatMap(({ key, value }) =>
      objectsIn(value, resolve).flatMap((item) => operationsOfItem(key.value, item, resolve)),
    ),
  );
}

function operationsOfItem(path: string, item: ObjectNode, resolve: Resolve): readonly OpenApiOperation[] {
  return item.members.flatMap((verb) => {
    const method = METHODS.get(verb.key.value.toLowerCase());
    if (method === undefined) return [];
    return objectsIn(verb.value, resolve).flatMap((operation) => {
      const member = findMember(operation, INTEGRATION);
      return objectsIn(member?.value, resolve).flatMap((integration) =>
        member ? [{ path, verb, method, item, operation, member, integration }] : [],
      );
    });
  });
}

/** Returns the integrations that operations can refer to. */
export function sharedIntegrations(root: ObjectNode, resolve: Resolve): readonly SharedIntegration[] {
  const components = objectAt(root, "components", resolve);
  const shared = components && objectAt(components, INTEGRATIONS, resolve);
  return (shared?.members ?? []).flatMap((member) =>
    objectsIn(member.value, resolve).map((integration) => ({ name: member.key.value, member, integration })),
  );
}

/** Returns the object that a reference in the document points at; undefined if it is elsewhere. */
export function followReference(
  root: ObjectNode,
  node: ObjectNode,
  resolve: Resolve,
): ObjectNode | undefined {
  let at = node;
  for (let steps = 0; steps < 10; steps++) {
    const reference = findMember(at, "$ref")?.value;
    if (!reference) return at;
    if (reference.kind !== "string" || !reference.value.startsWith("#/")) return undefined;
    let found: ObjectNode | undefined = root;
    for (const step of reference.value.slice(2).split("/")) {
      found = found && objectAt(found, unescaped(step), resolve);
    }
    if (!found) return undefined;
    at = found;
  }
  return undefined;
}

function unescaped(step: string): string {
  const text = step.includes("%") ? decoded(step) : step;
  return text.replaceAll("~1", "/").replaceAll("~0", "~");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
