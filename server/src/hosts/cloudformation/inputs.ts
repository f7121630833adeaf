/** The inputs in a CloudFormation template. */
import type { ApiFacts } from "../../model/apiFacts";
import type { Protocol } from "../../model/protocol";
import { defined } from "../../syntax/defined";
import { findMember } from "../../syntax/locate";
import type { MemberNode, ObjectNode, Span, ValueNode } from "../../syntax/nodes";
import { coerced } from "../coerce";
import { type HostedInput, inputMember, inputRoot } from "../host";
import { objectsIn, resolvedValue } from "../resolved";
import { KINDS, type Kind } from "./names";
import { responseMappings } from "./responseMappings";
import { propertiesOf, type Resource, type Template } from "./template";

/** Returns the inputs in a template, in source order. */
export function inputsInTemplate(template: Template): readonly HostedInput[] {
  const isGenerated = template.isGenerated && ({ isGenerated: true } as const);
  return template.resources
    .flatMap((resource) =>
      (FINDERS[resource.type]?.(resource, template) ?? []).map((input) => ({
        ...input,
        ...(isGenerated || {}),
        ...defined({ construct: resource.construct }),
      })),
    )
    .sort((one, other) => one.head.start - other.head.start);
}

type Finder = (resource: Resource, template: Template) => readonly HostedInput[];

const FINDERS: Readonly<Record<string, Finder>> = {
  "AWS::ApiGateway::Method": inputsOfMethod,
  "AWS::ApiGatewayV2::Integration": (resource, template) => [
    v2Input(KINDS.integration, resource, propertiesOf(resource, template.resolve), template),
  ],
  "AWS::ApiGatewayV2::IntegrationResponse": (resource, template) => [
    v2Input(KINDS.integrationResponse, resource, propertiesOf(resource, template.resolve), template),
  ],
  "AWS::ApiGatewayV2::ApiGatewayManagedOverrides": (resource, template) => {
    const { resolve } = template;
    const member = findMember(propertiesOf(resource, resolve), "Integration");
    return objectsIn(member?.value, resolve).map((integration) => ({
      ...v2Input(KINDS.overrides, resource, integration, template, "HTTP"),
      ...(member && { head: member.key.span }),
    }));
  },
};

function inputsOfMethod(resource: Resource, template: Template): readonly HostedInput[] {
  const { resolve } = template;
  const properties = propertiesOf(resource, resolve);
  const member = findMember(properties, "Integration");
  const method = findMember(properties, "HttpMethod");
  const outer = method ? [memberOf("httpMethod", method, KINDS.method, template)] : [];
  const facts: ApiFacts = { protocol: "REST" };
  return objectsIn(member?.value, resolve).flatMap((integration) => {
    const input: HostedInput = {
      operation: KINDS.method.operation,
      root: inputRoot(integration, [...outer, ...membersOf(integration, KINDS.method, template)]),
      protocol: "REST",
      spelling: KINDS.method.spelling,
      facts,
      title: resource.name,
      id: [resource.name],
      head: member?.key.span ?? resource.member.key.span,
    };
    return [input, ...responsesOf(integration, outer, input, template)];
  });
}

function responsesOf(
  integration: ObjectNode,
  outer: readonly MemberNode[],
  input: HostedInput,
  template: Template,
): readonly HostedInput[] {
  const { resolve } = template;
  const kind = KINDS.methodResponse;
  return listsIn(findMember(integration, "IntegrationResponses")?.value, template)
    .flatMap((item) => objectsIn(item, resolve))
    .map((response, index): HostedInput => {
      const status = findMember(response, "StatusCode")?.value;
      const code = status && coerced(resolve(status), kind.operation.members.get("statusCode"));
      return {
        operation: kind.operation,
        root: inputRoot(response, [...outer, ...membersOf(response, kind, template)]),
        protocol: "REST",
        spelling: kind.spelling,
        facts: input.facts,
        title:
          code?.kind === "string" ? `${input.title} ${code.value}` : `${input.title} response ${index + 1}`,
        id: [...input.id, "IntegrationResponses", String(index)],
        head: headOf(response),
        integration: input.id,
      };
    });
}

/** Returns the items of a list, or those of all lists that a value may be. */
function listsIn(node: ValueNode | undefined, { resolve }: Template): readonly ValueNode[] {
  const value = node && resolve(node);
  if (value?.kind === "array") return value.items;
  if (value?.kind !== "unknown") return [];
  return (value.alternatives ?? []).flatMap((choice) =>
    choice !== "absent" && choice.kind === "array" ? choice.items : [],
  );
}

function v2Input(
  kind: Kind,
  resource: Resource,
  object: ObjectNode,
  template: Template,
  protocol?: Protocol,
): HostedInput {
  return {
    operation: kind.operation,
    root: inputRoot(object, membersOf(object, kind, template)),
    protocol,
    spelling: kind.spelling,
    facts: protocol && { protocol },
    title: resource.name,
    id: [resource.name],
    head: resource.member.key.span,
  };
}

function membersOf(object: ObjectNode, kind: Kind, template: Template): readonly MemberNode[] {
  return object.members.flatMap((member) => {
    const name = kind.names.get(member.key.value);
    return name === undefined ? [] : [memberOf(name, member, kind, template)];
  });
}

/** The member of an input, with its value evaluated and converted as CloudFormation does. */
function memberOf(name: string, member: MemberNode, { operation }: Kind, template: Template): MemberNode {
  const { resolve } = template;
  const value = member.value && resolvedValue(member.value, resolve);
  const shaped = value && name === "ResponseParameters" ? responseMappings(value) : value;
  return inputMember(name, member, shaped && coerced(shaped, operation.members.get(name)));
}

/** The first key of an item, which stands for it. */
function headOf({ members, span }: ObjectNode): Span {
  return members[0]?.key.span ?? { start: span.start, end: span.start + 1 };
}
