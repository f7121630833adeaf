/** The resources of a CloudFormation template. */
import { findMember, textOf } from "../../syntax/locate";
import type { MemberNode, ObjectNode, ParsedDocument } from "../../syntax/nodes";
import { intrinsics, itemsOf, type Referent, type Scope } from "../intrinsics";
import { objectsIn, type Resolve } from "../resolved";

export interface Resource {
  /** The logical ID, as written: with placeholders in a loop. */
  readonly name: string;
  readonly type: string;
  readonly member: MemberNode;
  /** Empty if it has none. */
  readonly properties: ObjectNode;
  /** The path of the CDK construct that it was made from. */
  readonly construct?: string;
}

/** A template, with its functions evaluated on demand. */
export interface Template {
  readonly document: ParsedDocument;
  readonly root: ObjectNode;
  readonly resources: readonly Resource[];
  readonly resolve: Resolve;
  /** Returns the resource of that name; undefined for one that is not in the file. */
  find(name: string): Resource | undefined;
  /** True if the CDK wrote it. */
  readonly isGenerated: boolean;
}

const TYPE = /^[A-Za-z]\w*(?:::\w+)+$/;

/** How deep loops may be nested. CloudFormation allows five. */
const MAX_LOOPS = 5;

/** Returns the template in a file; undefined for a file that is none. */
export function readTemplate(document: ParsedDocument): Template | undefined {
  const { root } = document;
  if (root?.kind !== "object") return undefined;
  const list = findMember(root, "Resources")?.value;
  if (list?.kind !== "object") return undefined;
  const resources = resourcesIn(list, MAX_LOOPS);
  if (resources.length === 0) return undefined;
  const byName = new Map(resources.map((resource) => [resource.name, resource]));
  const find = (name: string): Resource | undefined => byName.get(name);
  const isGenerated = resources.some(
    ({ construct, type }) => construct !== undefined || type === "AWS::CDK::Metadata",
  );
  const scope = scopeOf(root, find);
  return { document, root, resources, find, isGenerated, resolve: intrinsics(document, scope) };
}

function scopeOf(root: ObjectNode, find: (name: string) => Resource | undefined): Scope {
  const parameters = findMember(root, "Parameters")?.value;
  const names = new Set(parameters?.kind === "object" ? parameters.members.map(({ key }) => key.value) : []);
  return {
    find: (name): Referent | undefined => {
      const resource = find(name);
      if (resource) return { kind: "resource", type: resource.type };
      return names.has(name) ? { kind: "parameter" } : undefined;
    },
  };
}

function resourcesIn(list: ObjectNode, loops: number): readonly Resource[] {
  return list.members.flatMap((member): readonly Resource[] => {
    const { key, value } = member;
    if (key.value.startsWith("Fn::ForEach")) {
      const body = itemsOf(value)?.[2];
      return body?.kind === "object" && loops > 0 ? resourcesIn(body, loops - 1) : [];
    }
    if (value?.kind !== "object") return [];
    const type = textOf(findMember(value, "Type")?.value);
    if (type === undefined || !TYPE.test(type)) return [];
    const properties = findMember(value, "Properties")?.value;
    const construct = constructOf(value);
    return [
      {
        name: key.value,
        type,
        member,
        properties: properties?.kind === "object" ? properties : { ...value, members: [] },
        ...(construct !== undefined && { construct }),
      },
    ];
  });
}

function constructOf(resource: ObjectNode): string | undefined {
  const metadata = findMember(resource, "Metadata")?.value;
  const path = metadata?.kind === "object" ? findMember(metadata, "aws:cdk:path")?.value : undefined;
  return textOf(path);
}

/** Returns the properties of a resource, with what macros add marked. */
export function propertiesOf({ properties }: Resource, resolve: Resolve): ObjectNode {
  return objectsIn(properties, resolve)[0] ?? properties;
}

/** Returns the object in a member. */
export function objectAt(object: ObjectNode, name: string, resolve: Resolve): ObjectNode | undefined {
  return objectsIn(findMember(object, name)?.value, resolve)[0];
}
