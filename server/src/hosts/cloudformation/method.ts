/** What a CloudFormation template says about a method of a REST API. */
import type { ApiFacts, MethodResponseFacts } from "../../model/apiFacts";
import { defined } from "../../syntax/defined";
import { findMember } from "../../syntax/locate";
import type { ObjectNode, ValueNode } from "../../syntax/nodes";
import { callOf, referenceOf, stringOf } from "../intrinsics";
import { objectsIn, type Resolve } from "../resolved";
import type { Apis } from "./apis";
import { declareIn } from "./declare";
import { propertiesOf, type Template } from "./template";

/** How many resources a path may have. */
const MAX_DEPTH = 100;

/** Returns what the template says about a method with these properties. */
export function methodFacts(properties: ObjectNode, template: Template, apis: Apis): ApiFacts {
  const { resolve } = template;
  const api = apis.of(properties, "RestApiId");
  const name = nameOfMethod(properties, template);
  return {
    from: "file",
    protocol: "REST",
    declare: declareIn(template.document, properties),
    ...defined({
      routes: name === undefined ? undefined : [name],
      requestParameters: keysOf(properties, "RequestParameters", resolve),
      methodResponses: methodResponses(properties, resolve),
      stages: api && apis.stagesOf(api),
      binaryMediaTypes: api && binaryMediaTypesOf(propertiesOf(api, resolve), resolve),
    }),
  };
}

/** Returns the method and path, such as `GET /pets/{id}`; undefined if they are not in the file. */
export function nameOfMethod(properties: ObjectNode, template: Template): string | undefined {
  const method = literal(findMember(properties, "HttpMethod")?.value, template.resolve);
  const path = pathOf(findMember(properties, "ResourceId")?.value, template);
  return method === undefined || path === undefined ? undefined : `${method} ${path}`;
}

function pathOf(node: ValueNode | undefined, template: Template): string | undefined {
  const parts: string[] = [];
  let at = node;
  for (let steps = 0; steps < MAX_DEPTH; steps++) {
    const call = at && callOf(at);
    const [name, attribute] = (call && referenceOf(call)) ?? [];
    if (attribute === "RootResourceId") return `/${parts.reverse().join("/")}`;
    const resource = name === undefined ? undefined : template.find(name);
    if (resource?.type !== "AWS::ApiGateway::Resource") return undefined;
    const properties = propertiesOf(resource, template.resolve);
    const part = literal(findMember(properties, "PathPart")?.value, template.resolve);
    if (part === undefined) return undefined;
    parts.push(part);
    at = findMember(properties, "ParentId")?.value;
  }
  return undefined;
}

/** Returns the method responses; undefined if some of them are not in the file. */
function methodResponses(
  properties: ObjectNode,
  resolve: Resolve,
): readonly MethodResponseFacts[] | undefined {
  const given = findMember(properties, "MethodResponses")?.value;
  if (!given) return properties.isOpen ? undefined : [];
  const list = resolve(given);
  if (list.kind !== "array") return undefined;
  const responses: MethodResponseFacts[] = [];
  for (const item of list.items) {
    const [response, ...others] = objectsIn(item, resolve);
    const statusCode = response && literal(findMember(response, "StatusCode")?.value, resolve);
    const responseParameters = response && keysOf(response, "ResponseParameters", resolve);
    if (statusCode === undefined || !responseParameters || others.length > 0) return undefined;
    responses.push({ statusCode, responseParameters });
  }
  return responses;
}

/** Returns the keys of a map; undefined if some of them are not in the file. */
function keysOf(object: ObjectNode, name: string, resolve: Resolve): readonly string[] | undefined {
  const given = findMember(object, name)?.value;
  if (!given) return object.isOpen ? undefined : [];
  const map = resolve(given);
  if (map.kind !== "object" || map.isOpen) return undefined;
  return map.members.map(({ key }) => key.value);
}

/** Returns the media types that an API treats as binary; undefined if its properties do not say. */
export function binaryMediaTypesOf(properties: ObjectNode, resolve: Resolve): readonly string[] | undefined {
  const given = findMember(properties, "BinaryMediaTypes")?.value;
  if (!given) return undefined;
  const list = resolve(given);
  if (list.kind !== "array") return undefined;
  const types = list.items.map((item) => literal(item, resolve));
  return types.every((type) => type !== undefined)
    ? types.map((type) => type.replaceAll("~1", "/"))
    : undefined;
}

/** Returns the text of a value that is written out. */
export function literal(node: ValueNode | undefined, resolve: Resolve): string | undefined {
  const text = stringOf(node && resolve(node));
  return text?.holes ? undefined : text?.value;
}
