/** The inputs of the plugin serverless-apigateway-service-proxy, under `custom.apiGatewayServiceProxies`. */
import { findMember } from "../../syntax/locate";
import type { MemberNode, ObjectNode, ValueNode } from "../../syntax/nodes";
import { coerced } from "../coerce";
import { type HostedInput, inputMember, inputRoot, valueMember } from "../host";
import { objectsIn, type Resolve, resolvedValue } from "../resolved";
import { itemsIn } from "./events";
import { madeMember, madeObject, madeString, madeUnknown } from "./made";
import { INTEGRATION, PROXY_RESPONSE_SPELLING, PROXY_SPELLING, RESPONSE } from "./names";

/** The URIs that the plugin makes, by service. */
const URIS: Readonly<Record<string, string>> = {
  kinesis: "arn:aws:apigateway:us-east-1:kinesis:action/PutRecord",
  sqs: "arn:aws:apigateway:us-east-1:sqs:path//123456789012/q",
  s3: "arn:aws:apigateway:us-east-1:s3:path/{bucket}/{object}",
  sns: "arn:aws:apigateway:us-east-1:sns:path//",
  dynamodb: "arn:aws:apigateway:us-east-1:dynamodb:action/PutItem",
  eventbridge: "arn:aws:apigateway:us-east-1:events:action/PutEvents",
};

const ROLE = "arn:aws:iam::123456789012:role/r";
const STATUSES: ReadonlyMap<string, string> = new Map([
  ["success", "200"],
  ["clientError", "400"],
  ["serverError", "500"],
]);

/** Returns the inputs of all proxies. */
export function inputsOfProxies(root: ObjectNode, resolve: Resolve): readonly HostedInput[] {
  return objectsIn(findMember(root, "custom")?.value, resolve).flatMap((custom) =>
    itemsIn(findMember(custom, "apiGatewayServiceProxies")?.value, resolve).flatMap((item) =>
      objectsIn(item, resolve).flatMap(({ members }) =>
        members.flatMap((member) =>
          URIS[member.key.value] === undefined
            ? []
            : objectsIn(member.value, resolve).flatMap((proxy) => inputsOfProxy(member, proxy, resolve)),
        ),
      ),
    ),
  );
}

function inputsOfProxy(member: MemberNode, proxy: ObjectNode, resolve: Resolve): readonly HostedInput[] {
  const service = member.key.value;
  const at = member.key.span;
  const request = objectsIn(findMember(proxy, "request")?.value, resolve)[0];
  const methodNode = findMember(proxy, "method")?.value;
  const method = textOf(methodNode, resolve)?.toUpperCase();
  const path = textOf(findMember(proxy, "path")?.value, resolve)?.replace(/^\/?/, "/");
  const title = `${method ?? "?"} ${path ?? "?"}`;
  const own =
    method === undefined || !methodNode
      ? []
      : [valueMember("httpMethod", madeString(methodNode.span, method))];
  const input: HostedInput = {
    operation: INTEGRATION,
    protocol: "REST",
    spelling: PROXY_SPELLING,
    facts: { from: "file", protocol: "REST", ...(method && path && { routes: [title] }) },
    root: inputRoot(proxy, [
      ...own,
      valueMember("type", madeString(at, "AWS")),
      valueMember("integrationHttpMethod", madeUnknown(at)),
      valueMember("uri", madeUnknown(at, ...urisOf(service, proxy, resolve))),
      ...(findMember(proxy, "roleArn")
        ? named(proxy, "roleArn", "credentials", resolve)
        : [valueMember("credentials", madeUnknown(at, ROLE))]),
      ...mappingsOf(proxy, member, resolve),
      ...named(request, "passThrough", "passthroughBehavior", resolve),
      ...named(request, "contentHandling", "contentHandling", resolve),
      ...templatesOf(request, at, resolve),
    ]),
    title,
    id: ["custom", "apiGatewayServiceProxies", service, title],
    head: at,
  };
  return [input, ...responsesOf(proxy, input, own, resolve)];
}

/** The URI that the plugin makes. For S3, the mapping of the object must be there even if another path is written. */
function urisOf(service: string, proxy: ObjectNode, resolve: Resolve): readonly string[] {
  const uri = URIS[service] ?? "";
  const path = service === "s3" && textOf(findMember(proxy, "pathOverride")?.value, resolve);
  return path ? [uri, uri.replace("{object}", path)] : [uri];
}

/** The mappings, to which the plugin adds some of its own: for forms, the one that says that they are some. */
function mappingsOf(proxy: ObjectNode, member: MemberNode, resolve: Resolve): readonly MemberNode[] {
  const { span } = member.key;
  const isForm = member.key.value === "sqs" || member.key.value === "sns";
  const key = { kind: "word", span, value: "integration.request.header.Content-Type" } as const;
  const added = isForm ? [madeMember(key, madeString(span, "'application/x-www-form-urlencoded'"))] : [];
  const own = findMember(proxy, "requestParameters");
  const value = own?.value && resolvedValue(own.value, resolve);
  if (!own || value?.kind !== "object") {
    return [valueMember("requestParameters", own || !isForm ? madeUnknown(span) : madeObject(span, added))];
  }
  const has = new Set(value.members.map(({ key: { value: name } }) => name));
  const members = [...value.members, ...added.filter(() => !has.has(key.value))];
  return [
    inputMember("requestParameters", own, { ...value, members, isOpen: true, origin: value.origin ?? value }),
  ];
}

/** The templates, to which the plugin adds some of its own. */
function templatesOf(
  request: ObjectNode | undefined,
  at: MemberNode["span"],
  resolve: Resolve,
): readonly MemberNode[] {
  const member = request && findMember(request, "template");
  const value = member?.value && resolvedValue(member.value, resolve);
  return member && value?.kind === "object"
    ? [inputMember("requestTemplates", member, { ...value, isOpen: true, origin: value.origin ?? value })]
    : [valueMember("requestTemplates", madeUnknown(member?.key.span ?? at))];
}

function responsesOf(
  proxy: ObjectNode,
  input: HostedInput,
  own: readonly MemberNode[],
  resolve: Resolve,
): readonly HostedInput[] {
  const member = findMember(proxy, "response");
  const value = member?.value && resolve(member.value);
  const common = {
    operation: RESPONSE,
    protocol: "REST",
    facts: input.facts,
    spelling: PROXY_RESPONSE_SPELLING,
    integration: input.id,
  } as const;
  if (member && value?.kind === "array") {
    return value.items.flatMap((item, index) =>
      objectsIn(item, resolve).map((response): HostedInput => {
        const names = ["statusCode", "selectionPattern", "responseParameters", "responseTemplates"];
        const code = textOf(findMember(response, "statusCode")?.value, resolve) ?? String(index + 1);
        return {
          ...common,
          root: inputRoot(response, [
            ...own,
            ...names.flatMap((name) => named(response, name, name, resolve)),
          ]),
          title: `${input.title} ${code}`,
          id: [...input.id, "response", String(index)],
          head: response.members[0]?.key.span ?? member.key.span,
        };
      }),
    );
  }
  const templates = objectsIn(value, resolve).flatMap((object) =>
    objectsIn(findMember(object, "template")?.value, resolve),
  );
  return templates.flatMap((object) =>
    object.members.flatMap((template): readonly HostedInput[] => {
      const status = STATUSES.get(template.key.value);
      if (!status || !template.value) return [];
      const text = inputMember("application/json", template, resolvedValue(template.value, resolve));
      return [
        {
          ...common,
          root: inputRoot(object, [
            ...own,
            valueMember("statusCode", madeString(template.key.span, status)),
            valueMember("selectionPattern", madeString(template.key.span, status)),
            madeMember(
              { ...template.key, value: "responseTemplates" },
              madeObject(template.value.span, [text]),
            ),
          ]),
          title: `${input.title} ${status}`,
          id: [...input.id, "response", template.key.value],
          head: template.key.span,
        },
      ];
    }),
  );
}

function named(
  object: ObjectNode | undefined,
  name: string,
  awsName: string,
  resolve: Resolve,
): readonly MemberNode[] {
  const member = object && findMember(object, name);
  if (!member) return [];
  const schema = INTEGRATION.members.get(awsName) ?? RESPONSE.members.get(awsName);
  return [
    inputMember(awsName, member, member.value && coerced(resolvedValue(member.value, resolve), schema)),
  ];
}

function textOf(node: ValueNode | undefined, resolve: Resolve): string | undefined {
  const value = node && resolve(node);
  if (value?.kind === "number") return value.text;
  return value?.kind === "string" && !value.holes ? value.value : undefined;
}
