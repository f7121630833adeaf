/** The inputs in the `http` events of functions. */
import { findMember } from "../../syntax/locate";
import type { MemberNode, ObjectNode, StringNode, ValueNode } from "../../syntax/nodes";
import { coerced } from "../coerce";
import { type HostedInput, inputMember, inputRoot, valueMember } from "../host";
import { objectsIn, type Resolve, resolvedValue } from "../resolved";
import { madeMember, madeObject, madeString, madeUnknown, prefixed } from "./made";
import { EVENT_INTEGRATION, EVENT_RESPONSE_SPELLING, EVENT_SPELLING, RESPONSE } from "./names";

const INVOCATION =
  "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f/invocations";

/** An event and what it is for. */
interface Event {
  readonly functionName: string;
  readonly member: MemberNode;
  readonly http: ObjectNode;
  readonly request: ObjectNode | undefined;
  readonly response: ObjectNode | undefined;
  readonly resolve: Resolve;
}

/** Returns the inputs in the events of all functions. */
export function inputsOfFunctions(root: ObjectNode, resolve: Resolve): readonly HostedInput[] {
  return functionsIn(findMember(root, "functions")?.value, resolve).flatMap(({ key, value }) =>
    objectsIn(value, resolve).flatMap((definition) =>
      itemsIn(findMember(definition, "events")?.value, resolve).flatMap((event) =>
        objectsIn(event, resolve).flatMap((object) => {
          const member = findMember(object, "http");
          return objectsIn(member?.value, resolve).flatMap((http) =>
            member ? inputsOfEvent(eventOf(key.value, member, http, resolve)) : [],
          );
        }),
      ),
    ),
  );
}

/** Functions are a map, or a list of maps. */
function functionsIn(node: ValueNode | undefined, resolve: Resolve): readonly MemberNode[] {
  const value = node && resolve(node);
  if (value?.kind === "array") return value.items.flatMap((item) => functionsIn(item, resolve));
  return objectsIn(value, resolve).flatMap(({ members }) => members);
}

/** Returns the items of a list; none for other values. */
export function itemsIn(node: ValueNode | undefined, resolve: Resolve): readonly ValueNode[] {
  const value = node && resolve(node);
  return value?.kind === "array" ? value.items : [];
}

function eventOf(functionName: string, member: MemberNode, http: ObjectNode, resolve: Resolve): Event {
  const within = (name: string) => objectsIn(findMember(http, name)?.value, resolve)[0];
  return { functionName, member, http, request: within("request"), response: within("response"), resolve };
}

function inputsOfEvent(event: Event): readonly HostedInput[] {
  const type = typeOf(event);
  // A proxy of a function has nothing that could be checked: the framework makes all of it.
  if (!type || type.value === "AWS_PROXY") return [];
  const { http, member, functionName } = event;
  const method = textIn(http, "method", event)?.value.toUpperCase();
  const path = textIn(http, "path", event)
    ?.value.replace(/^\/?/, "/")
    .replace(/(?<=.)\/$/, "");
  const title = `${method ?? "?"} ${path ?? "?"}`;
  const methodNode = findMember(http, "method")?.value;
  const common = {
    protocol: "REST",
    facts: { from: "file", protocol: "REST", ...(method && path && { routes: [`${method} ${path}`] }) },
  } as const;
  const own =
    method === undefined || !methodNode
      ? []
      : [valueMember("httpMethod", madeString(methodNode.span, method))];
  const input: HostedInput = {
    ...common,
    operation: EVENT_INTEGRATION,
    spelling: EVENT_SPELLING,
    root: inputRoot(http, [...own, ...membersOf(event, type)]),
    title,
    id: ["functions", functionName, title],
    head: member.key.span,
  };
  return type.value === "HTTP_PROXY" ? [input] : [input, ...responsesOf(event, input, own)];
}

/** The type of the integration, by the names of API Gateway; undefined if it is not known. */
function typeOf({ http, resolve }: Event): StringNode | undefined {
  const written = findMember(http, "integration")?.value;
  const value = written && resolve(written);
  if (value?.kind === "string") {
    if (value.holes) return undefined;
    const name = value.value.toUpperCase().replace("-", "_");
    const type = name === "LAMBDA" ? "AWS" : name === "LAMBDA_PROXY" ? "AWS_PROXY" : name;
    return type === value.value ? value : { ...value, value: type, origin: value };
  }
  if (value && value.kind !== "null") return undefined;
  const async = findMember(http, "async");
  return async?.value?.kind === "boolean" && async.value.value
    ? madeString(async.key.span, "AWS")
    : undefined;
}

function membersOf(event: Event, type: StringNode): readonly MemberNode[] {
  const { http, member, request, response } = event;
  const at = member.key.span;
  const isHttp = type.value === "HTTP" || type.value === "HTTP_PROXY";
  const integration = findMember(http, "integration");
  return [
    integration ? inputMember("type", integration, type) : valueMember("type", type),
    ...(type.value === "AWS"
      ? [
          valueMember("uri", madeUnknown(at, INVOCATION)),
          valueMember("integrationHttpMethod", madeString(at, "POST")),
        ]
      : []),
    ...(isHttp ? httpMembers(event) : []),
    ...named(http, "timeoutInMillis", "timeoutInMillis", event),
    ...(type.value === "HTTP_PROXY" ? [] : requestMembers(event, type.value)),
    ...(request ? parametersOf(request, event, isHttp) : []),
    ...(type.value === "HTTP_PROXY"
      ? named(response, "transferMode", "responseTransferMode", event, upper)
      : []),
  ];
}

function httpMembers(event: Event): readonly MemberNode[] {
  const { http, request } = event;
  const method = named(request, "method", "integrationHttpMethod", event, upper);
  const ofEvent = textIn(http, "method", event);
  return [
    ...named(request, "uri", "uri", event),
    ...(method.length > 0 || !ofEvent
      ? method
      : [valueMember("integrationHttpMethod", madeString(ofEvent.span, ofEvent.value.toUpperCase()))]),
    ...named(http, "connectionType", "connectionType", event, (text) => text.toUpperCase().replace("-", "_")),
    ...named(http, "connectionId", "connectionId", event),
  ];
}

/** The templates and what belongs to them. For functions, the framework has templates of its own. */
function requestMembers(event: Event, type: string): readonly MemberNode[] {
  const { member, request } = event;
  const isFunction = type === "AWS";
  const template = request && findMember(request, "template");
  const given = template?.value && resolvedValue(template.value, event.resolve);
  const templates =
    given?.kind === "object"
      ? [
          inputMember(
            "requestTemplates",
            template as MemberNode,
            isFunction ? { ...given, isOpen: true } : given,
          ),
        ]
      : given || isFunction
        ? [valueMember("requestTemplates", madeUnknown(template?.key.span ?? member.key.span))]
        : [];
  return [
    ...named(request, "passThrough", "passthroughBehavior", event),
    ...named(request, "contentHandling", "contentHandling", event),
    ...templates,
  ];
}

const LOCATIONS: Readonly<Record<string, string>> = {
  querystrings: "querystring",
  paths: "path",
  headers: "header",
};

/**
 * The framework maps every parameter that it declares. To a function, what that does is of no interest to the author,
 * unless they say what to map.
 */
function parametersOf(request: ObjectNode, event: Event, isHttp: boolean): readonly MemberNode[] {
  const { resolve } = event;
  const parameters = findMember(request, "parameters");
  const [groups] = objectsIn(parameters?.value, resolve);
  if (!parameters || !groups) return [];
  const mappings = groups.members.flatMap(({ key: group, value }) => {
    const location = LOCATIONS[group.value];
    if (!location) return [];
    return objectsIn(value, resolve).flatMap(({ members }) =>
      members.flatMap(({ key, value: given }) => {
        const mapped = given && objectsIn(given, resolve)[0];
        const source = mapped && findMember(mapped, "mappedValue")?.value;
        if (!isHttp && (!source || location === "path")) return [];
        const from = source ? resolve(source) : prefixed(`method.request.${location}.`, key);
        return [madeMember(prefixed(`integration.request.${location}.`, key), from)];
      }),
    );
  });
  const object = madeObject(groups.span, mappings, true);
  return [
    { ...valueMember("requestParameters", object), key: { ...parameters.key, value: "requestParameters" } },
  ];
}

function responsesOf(event: Event, input: HostedInput, own: readonly MemberNode[]): readonly HostedInput[] {
  const { response, resolve } = event;
  if (!response) return [];
  const shared = { template: findMember(response, "template"), headers: findMember(response, "headers") };
  const make = (head: MemberNode, code: string, config: ObjectNode): HostedInput => {
    const status = madeString(head.key.span, code);
    return {
      protocol: "REST",
      facts: input.facts,
      operation: RESPONSE,
      spelling: EVENT_RESPONSE_SPELLING,
      root: inputRoot(config, [
        ...own,
        valueMember("statusCode", status),
        ...named(config, "pattern", "selectionPattern", event),
        ...headersOf(
          [shared.headers, config === response ? undefined : findMember(config, "headers")],
          resolve,
        ),
        ...templatesOf(
          [shared.template, config === response ? undefined : findMember(config, "template")],
          resolve,
        ),
        ...(code.startsWith("2") ? named(response, "contentHandling", "contentHandling", event) : []),
      ]),
      title: `${input.title} ${config === response ? "response" : code}`,
      id: [...input.id, "response", ...(config === response ? [] : [code])],
      head: head.key.span,
      integration: input.id,
    };
  };
  // What all responses share is an input of its own, so that there is one at its place.
  const head = findMember(event.http, "response");
  const common = head && (shared.template || shared.headers) ? [make(head, "200", response)] : [];
  const codes = objectsIn(findMember(response, "statusCodes")?.value, resolve);
  const each = codes.flatMap(({ members }) =>
    members.flatMap((entry) => {
      const config = objectsIn(entry.value, resolve)[0];
      return config ? [make(entry, entry.key.value, config)] : [];
    }),
  );
  return [...common, ...each];
}

/** The headers of all responses, and those of one, which win. */
function headersOf(given: readonly (MemberNode | undefined)[], resolve: Resolve): readonly MemberNode[] {
  const found = given.flatMap((member) =>
    objectsIn(member?.value, resolve).map((object) => ({ member, object })),
  );
  const last = found.at(-1);
  if (!last?.member) return [];
  const mappings = new Map<string, MemberNode>();
  for (const { object } of found) {
    for (const { key, value } of object.members) {
      if (value)
        mappings.set(key.value, madeMember(prefixed("method.response.header.", key), resolve(value)));
    }
  }
  const value = madeObject(last.object.span, [...mappings.values()]);
  return [
    { ...valueMember("responseParameters", value), key: { ...last.member.key, value: "responseParameters" } },
  ];
}

/** A template of all responses, and one of a single response, which wins. A string is one for JSON. */
function templatesOf(given: readonly (MemberNode | undefined)[], resolve: Resolve): readonly MemberNode[] {
  const members = new Map<string, MemberNode>();
  let last: MemberNode | undefined;
  for (const member of given) {
    const value = member?.value && resolvedValue(member.value, resolve);
    if (!member || !value) continue;
    last = member;
    if (value.kind === "object") for (const each of value.members) members.set(each.key.value, each);
    else members.set("application/json", inputMember("application/json", member, value));
  }
  if (!last?.value) return [];
  const value = last.value.kind === "object" ? last.value : undefined;
  const object = { ...madeObject(last.value.span, [...members.values()]), ...(value && { origin: value }) };
  return [inputMember("responseTemplates", last, object)];
}

/** The member of an object under AWS's name, or none. */
function named(
  object: ObjectNode | undefined,
  name: string,
  awsName: string,
  { resolve }: Pick<Event, "resolve">,
  change?: (text: string) => string,
): readonly MemberNode[] {
  const member = object && findMember(object, name);
  if (!member) return [];
  const schema = EVENT_INTEGRATION.members.get(awsName) ?? RESPONSE.members.get(awsName);
  const value = member.value && coerced(resolvedValue(member.value, resolve), schema);
  if (!change || value?.kind !== "string" || value.holes) return [inputMember(awsName, member, value)];
  const text = change(value.value);
  return [
    inputMember(awsName, member, text === value.value ? value : { ...value, value: text, origin: value }),
  ];
}

function upper(text: string): string {
  return text.toUpperCase();
}

function textIn(
  object: ObjectNode,
  name: string,
  { resolve }: Pick<Event, "resolve">,
): StringNode | undefined {
  const node = findMember(object, name)?.value;
  const value = node && resolve(node);
  return value?.kind === "string" && !value.holes ? value : undefined;
}
