/** What is in a file of Terraform: its resources and locals. */
import { findMember } from "../../syntax/locate";
import type { MemberNode, ObjectNode, ParsedDocument, Span, ValueNode } from "../../syntax/nodes";
import { evaluate, type Scope } from "./evaluate";
import { asExpression } from "./expressions";
import { readReference } from "./references";

/** A resource, of the native syntax or of JSON. */
export interface Resource {
  readonly type: string;
  readonly name: string;
  readonly body: ObjectNode;
  /** From `resource` to the resource's name. */
  readonly head: Span;
  /** True if there may be several, or none. */
  readonly isRepeated: boolean;
}

/** The resources of a file, and what its expressions can refer to. */
export class TerraformFile implements Scope {
  readonly text: string;
  readonly resources: readonly Resource[];
  readonly locals: ReadonlyMap<string, ValueNode>;
  readonly evaluated = new Map<ValueNode, ValueNode>();
  readonly deep = new Map<ValueNode, ValueNode>();
  readonly #byAddress: ReadonlyMap<string, Resource>;
  readonly #byReference = new Map<string, readonly Resource[]>();
  #routes: Map<string, readonly Resource[]> | undefined;

  /** @param read turns a body of the tree into what the host reads. */
  constructor({ text, root }: ParsedDocument, read: (node: ObjectNode) => ObjectNode = (node) => node) {
    this.text = text;
    const members = root?.kind === "object" ? root.members : [];
    this.resources = members.flatMap((member) =>
      member.key.value === "resource" ? resourcesIn(member, read) : [],
    );
    this.#byAddress = new Map(
      this.resources.map((resource) => [`${resource.type}.${resource.name}`, resource]),
    );
    this.locals = new Map(
      members
        .filter(({ key }) => key.value === "locals")
        .flatMap(({ value }) => objectsIn(value))
        .flatMap((object) => read(object).members)
        .flatMap(({ key, value }) => (value ? [[key.value, value] as const] : [])),
    );
  }

  /** Returns the resource at an address; undefined if it is not in this file. */
  at(type: string, name: string): Resource | undefined {
    return this.#byAddress.get(`${type}.${name}`);
  }

  /** Returns the resources of a type whose argument is the reference. */
  having(type: string, argument: string, reference: string): readonly Resource[] {
    const known = `${type} ${argument}`;
    if (!this.#byReference.has(known)) {
      this.#byReference.set(known, []);
      for (const resource of this.resources) {
        const own = resource.type === type ? referenceIn(resource, argument) : undefined;
        if (own === undefined) continue;
        const key = `${known} ${own}`;
        this.#byReference.set(key, [...(this.#byReference.get(key) ?? []), resource]);
      }
    }
    return this.#byReference.get(`${known} ${reference}`) ?? [];
  }

  /** Returns the resources of a type. */
  ofType(type: string): readonly Resource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  /** Returns the routes of HTTP and WebSocket APIs that call an integration. */
  routesTo(integration: string): readonly Resource[] {
    if (!this.#routes) {
      this.#routes = new Map();
      for (const route of this.ofType("aws_apigatewayv2_route")) {
        const target = findMember(route.body, "target")?.value;
        const text = target?.kind === "string" ? target.value : "";
        const [, name] = /aws_apigatewayv2_integration\.([\w-]+)\.id/.exec(text) ?? [];
        if (name !== undefined) this.#routes.set(name, [...(this.#routes.get(name) ?? []), route]);
      }
    }
    return this.#routes.get(integration) ?? [];
  }

  /** Returns the resource of a type that an argument refers to. */
  referred(resource: Resource, argument: string, type: string): Resource | undefined {
    const reference = readReference(referenceIn(resource, argument));
    return reference?.type === type ? this.at(type, reference.name) : undefined;
  }

  attribute(reference: string): ValueNode | undefined {
    const { type, name, attribute } = readReference(reference) ?? {};
    if (type === undefined || name === undefined || attribute === undefined) return undefined;
    if (!KNOWN_ATTRIBUTES.has(`${type}.${attribute}`)) return undefined;
    const resource = this.at(type, name);
    const value = resource && !resource.isRepeated ? this.argument(resource, attribute) : undefined;
    return value && value.kind !== "unknown" && value.kind !== "null" ? value : undefined;
  }

  /** Returns the value of a resource's argument; undefined if it is absent. */
  argument(resource: Resource, name: string): ValueNode | undefined {
    const value = findMember(resource.body, name)?.value;
    const found = value && evaluate(value, this);
    return found?.kind === "null" ? undefined : found;
  }

  /** Returns an argument as text; undefined if it is absent or not known. */
  textOf(resource: Resource, name: string): string | undefined {
    const value = this.argument(resource, name);
    if (value?.kind === "number") return value.text;
    return value?.kind === "string" && !value.holes ? value.value : undefined;
  }
}

/** Attributes that are what the resource's argument says. */
const KNOWN_ATTRIBUTES: ReadonlySet<string> = new Set([
  "aws_api_gateway_method.http_method",
  "aws_api_gateway_integration.http_method",
  "aws_api_gateway_method_response.status_code",
  "aws_api_gateway_method_response.http_method",
]);

/** Returns the reference in an argument, without blanks: `aws_api_gateway_method.get.http_method`. */
export function referenceIn({ body }: Resource, argument: string): string | undefined {
  return asExpression(findMember(body, argument)?.value)?.reference;
}

function objectsIn(node: ValueNode | undefined): readonly ObjectNode[] {
  if (node?.kind === "object") return [node];
  return node?.kind === "array" ? node.items.flatMap((item) => objectsIn(item)) : [];
}

function resourcesIn(member: MemberNode, read: (node: ObjectNode) => ObjectNode): readonly Resource[] {
  return objectsIn(member.value).flatMap(({ members: types }) =>
    types.flatMap((type) =>
      objectsIn(type.value).flatMap(({ members: names }) =>
        names.flatMap((name) =>
          objectsIn(name.value).map((written): Resource => {
            // In JSON, one member holds the resources of all types.
            const isNative =
              member.key.span.start <= type.key.span.start &&
              type.key.kind === "string" &&
              type.key.style === "plain";
            const body = read(written);
            return {
              type: type.key.value,
              name: name.key.value,
              body,
              head: { start: (isNative ? member : name).key.span.start, end: name.key.span.end },
              isRepeated: ["count", "for_each"].some((argument) => findMember(body, argument)),
            };
          }),
        ),
      ),
    ),
  );
}
