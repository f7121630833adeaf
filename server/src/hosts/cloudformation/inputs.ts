/** The inputs in a CloudFormation template. */
import { inferProtocol } from "../../model/inferProtocol";
import { defined } from "../../syntax/defined";
import { findMember } from "../../syntax/locate";
import type { MemberNode, ObjectNode, Span, ValueNode } from "../../syntax/nodes";
import { coerced } from "../coerce";
import { type HostedInput, inputMember, inputRoot } from "../host";
import { composedPlain } from "../intrinsics";
import { inputsInOpenApi } from "../openapi/inputs";
import { objectsIn, resolvedValue } from "../resolved";
import { readEmbedded } from "../terraform/embedded";
import { Apis } from "./apis";
import { binaryMediaTypesOf, literal, methodFacts } from "./method";
import { KINDS, type Kind } from "./names";
import { responseMappings } from "./responseMappings";
import { propertiesOf, type Resource, type Template } from "./template";

/** Returns the inputs in a template, in source order. */
export function inputsInTemplate(template: Template): readonly HostedInput[] {
  const isGenerated = template.isGenerated && ({ isGenerated: true } as const);
  const context: Context = { template, apis: new Apis(template) };
  return template.resources
    .flatMap((resource) =>
      (FINDERS.get(resource.type)?.(resource, context) ?? []).map((input) => ({
        ...input,
        ...(isGenerated || {}),
        ...defined({ construct: resource.construct }),
      })),
    )
    .sort((one, other) => one.head.start - other.head.start);
}

interface Context {
  readonly template: Template;
  readonly apis: Apis;
}

type Finder = (resource: Resource, context: Context) => readonly HostedInput[];

const FINDERS: ReadonlyMap<string, Finder> = new Map<string, Finder>([
  ["AWS::ApiGateway::Method", inputsOfMethod],
  ["AWS::ApiGateway::RestApi", inDocument("Body", "REST")],
  ["AWS::ApiGatewayV2::Api", inDocument("Body", "HTTP")],
  ["AWS::ApiGatewayV2::ApiGatewayManagedOverrides", inputsOfOverrides],
  ["AWS::ApiGatewayV2::Integration", inputsOfIntegration],
  ["AWS::ApiGatewayV2::IntegrationResponse", inputsOfIntegrationResponse],
  ["AWS::Serverless::Api", inDocument("DefinitionBody", "REST")],
  ["AWS::Serverless::HttpApi", inDocument("DefinitionBody", "HTTP")],
]);

/** Finds the integrations in the OpenAPI document that an API is made from. */
function inDocument(property: string, protocol: "REST" | "HTTP"): Finder {
  return (resource, { template, apis }) => {
    const { document: file, resolve } = template;
    const properties = propertiesOf(resource, resolve);
    const binaryMediaTypes = protocol === "REST" ? binaryMediaTypesOf(properties, resolve) : undefined;
    const facts = defined({ stages: apis.stagesOf(resource), binaryMediaTypes });
    const context = { protocol, facts, id: [resource.name] };
    const given = findMember(properties, property)?.value;
    return [
      ...objectsIn(given, resolve).flatMap((document) =>
        inputsInOpenApi(document, { ...context, resolve, document: file }),
      ),
      // CloudFormation calls no functions in a text.
      ...textsIn(given, template).flatMap((document) =>
        inputsInOpenApi(document, { ...context, isGenerated: true }),
      ),
    ];
  };
}

/** Returns the documents that a value has as the text of JSON. They can be read, but no members be added to them. */
function textsIn(node: ValueNode | undefined, { document, resolve }: Template): readonly ObjectNode[] {
  const value = node && resolve(node);
  const choices = value?.kind === "unknown" ? (value.alternatives ?? []) : [value];
  return choices.flatMap((choice) => {
    if (choice === "absent" || choice?.kind !== "string" || !/^\s*\{/.test(choice.value)) return [];
    return readEmbedded(document.text, composedPlain(document, choice)) ?? [];
  });
}

function inputsOfMethod(resource: Resource, { template, apis }: Context): readonly HostedInput[] {
  const { resolve } = template;
  const properties = propertiesOf(resource, resolve);
  const member = findMember(properties, "Integration");
  const method = findMember(properties, "HttpMethod");
  const outer = method ? [memberOf("httpMethod", method, KINDS.method, template)] : [];
  const facts = methodFacts(properties, template, apis);
  return objectsIn(member?.value, resolve).flatMap((integration) => {
    const input: HostedInput = {
      operation: KINDS.method.operation,
      root: inputRoot(integration, [...outer, ...membersOf(integration, KINDS.method, template)]),
      protocol: "REST",
      spelling: KINDS.method.spelling,
      facts,
      title: facts.routes?.[0] ?? resource.name,
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
  const integrationType = literal(findMember(integration, "Type")?.value, resolve);
  const facts = input.facts && { ...input.facts, ...defined({ integrationType }) };
  return listsIn(findMember(integration, "IntegrationResponses")?.value, template)
    .flatMap((item) => objectsIn(item, resolve))
    .map((response, index): HostedInput => {
      const status = literal(findMember(response, "StatusCode")?.value, resolve);
      return {
        operation: kind.operation,
        root: inputRoot(response, [...outer, ...membersOf(response, kind, template)]),
        protocol: "REST",
        spelling: kind.spelling,
        facts,
        title: `${input.title} ${status ?? `response ${index + 1}`}`,
        id: [...input.id, "IntegrationResponses", String(index)],
        head: headOf(response),
        integration: input.id,
      };
    });
}

function inputsOfIntegration(resource: Resource, context: Context): readonly HostedInput[] {
  const properties = propertiesOf(resource, context.template.resolve);
  return [v2Input(KINDS.integration, resource, properties, context, context.apis.routesOf(resource.name))];
}

function inputsOfIntegrationResponse(resource: Resource, context: Context): readonly HostedInput[] {
  const { template, apis } = context;
  const properties = propertiesOf(resource, template.resolve);
  const integration = apis.nameIn(properties, "IntegrationId");
  const routes = integration === undefined ? undefined : apis.routesOf(integration);
  const input = v2Input(KINDS.integrationResponse, resource, properties, context, routes);
  return [integration === undefined ? input : { ...input, integration: [integration] }];
}

function inputsOfOverrides(resource: Resource, context: Context): readonly HostedInput[] {
  const { resolve } = context.template;
  const member = findMember(propertiesOf(resource, resolve), "Integration");
  return objectsIn(member?.value, resolve).map((integration) => ({
    ...v2Input(KINDS.overrides, resource, integration, context, undefined),
    protocol: "HTTP",
    facts: { from: "file", protocol: "HTTP" },
    ...(member && { head: member.key.span }),
  }));
}

function v2Input(
  kind: Kind,
  resource: Resource,
  object: ObjectNode,
  { template, apis }: Context,
  routes: readonly string[] | undefined,
): HostedInput {
  const root = inputRoot(object, membersOf(object, kind, template));
  const api = apis.of(object, "ApiId");
  const protocol = apis.protocolOf(object) ?? inferProtocol(root, kind.operation).protocol;
  const stages = api && apis.stagesOf(api);
  return {
    operation: kind.operation,
    root,
    protocol,
    spelling: kind.spelling,
    facts: protocol && {
      from: "file",
      protocol,
      ...defined({ stages, routes, ...(protocol === "WEBSOCKET" && webSocketFacts(resource, api, apis)) }),
    },
    title:
      routes?.length === 1
        ? `${routes[0]}${kind === KINDS.integrationResponse ? " response" : ""}`
        : resource.name,
    id: [resource.name],
    head: resource.member.key.span,
  };
}

function webSocketFacts(resource: Resource, api: Resource | undefined, apis: Apis) {
  return {
    routeSelectionExpression: api && apis.routeSelectionOf(api),
    twoWayRoutes: apis.twoWayRoutesOf(resource.name),
  };
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
