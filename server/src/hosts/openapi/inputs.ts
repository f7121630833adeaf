/** The inputs in an OpenAPI document, by itself or inside another host. */
import type { ApiFacts } from "../../model/apiFacts";
import { OPERATIONS, type Operation } from "../../model/operations";
import { templateKindOf } from "../../model/templates";
import { defined } from "../../syntax/defined";
import { findMember } from "../../syntax/locate";
import type { MemberNode, ObjectNode, ParsedDocument, StringNode, ValueNode } from "../../syntax/nodes";
import { asText, coerced } from "../coerce";
import {
  type HostedInput,
  hostOperation,
  inputMember,
  inputRoot,
  type Reading,
  type Spelling,
  valueMember,
} from "../host";
import { objectsIn, type Resolve, resolvedObject, unchanged } from "../resolved";
import { declareIn } from "./declare";
import { type OpenApiOperation, operationsIn, sharedIntegrations } from "./document";
import { binaryMediaTypes, declaredParameters, declaredResponses } from "./facts";
import { type OpenApiProtocol, protocolOf } from "./family";
import { HTTP_NAMES, RESPONSE_NAMES, REST_NAMES } from "./members";
import type { Fill } from "./placeholders";

/** What the file around an OpenAPI document says about it. */
export interface OpenApiContext {
  /** The kind of API, if the resource that holds the document tells. */
  readonly protocol?: OpenApiProtocol;
  /** What else is known about the API. */
  readonly facts?: Partial<ApiFacts>;
  /** Evaluates what the file around the document expresses by functions of its own. */
  readonly resolve?: Resolve;
  /** The file, if nothing else in it says what the document declares. */
  readonly document?: ParsedDocument;
  /** Marks what tools replace in the document. */
  readonly fill?: Fill;
  /** Names the document in the file around it. */
  readonly id?: readonly string[];
  readonly isGenerated?: true;
  readonly construct?: string;
}

interface Kind {
  readonly reading: (root: (members: readonly MemberNode[]) => ObjectNode, source: Source) => Reading;
}

interface Source {
  readonly integration: ObjectNode;
  readonly method: StringNode | undefined;
  readonly fill: Fill | undefined;
}

const KINDS: Readonly<Record<OpenApiProtocol, Kind>> = {
  REST: kindOf("put-integration", REST_NAMES, "REST"),
  HTTP: kindOf("create-integration", HTTP_NAMES, "HTTP"),
};

function kindOf(
  name: "put-integration" | "create-integration",
  names: ReadonlyMap<string, string>,
  protocol: OpenApiProtocol,
): Kind {
  const own = new Set([...names.values(), ...(protocol === "REST" ? ["httpMethod"] : [])]);
  const operation = hostOperation(OPERATIONS[name], (member) => own.has(member));
  const spelling = spellingOf(names);
  return {
    reading: (root, { integration, method, fill }) => ({
      operation,
      protocol,
      spelling,
      root: root([
        ...(protocol === "REST" && method ? [valueMember("httpMethod", method)] : []),
        ...integration.members.flatMap((member) => {
          const awsName = names.get(member.key.value);
          if (awsName === undefined) return [];
          const value = importedValue(awsName, member.value, operation, fill);
          return [inputMember(awsName, member, value && upperCased(awsName, value))];
        }),
      ]),
    }),
  };
}

/**
 * The value as an import reads it. A mapping that is not a string only causes a warning of the import, which ignores it.
 */
function importedValue(
  name: string,
  value: ValueNode | undefined,
  { members }: Operation,
  fill: Fill | undefined,
): ValueNode | undefined {
  const filled = value && fill ? withPlaceholders(name, value, fill) : value;
  if (filled?.kind === "object" && /^(?:request|response)Parameters$/.test(name)) {
    return changedMembers(filled, (inner) =>
      inner.kind === "boolean" || inner.kind === "number" ? undefined : inner,
    );
  }
  return filled && withTextTemplates(name, coerced(withTlsNames(name, filled), members.get(name)));
}

/** The object with other values; undefined removes the member. */
function changedMembers(node: ObjectNode, change: (value: ValueNode) => ValueNode | undefined): ObjectNode {
  const members = node.members.flatMap((member): readonly MemberNode[] => {
    if (!member.value) return [member];
    const value = change(member.value);
    if (value === member.value) return [member];
    return value ? [{ ...member, value, origin: member.origin ?? member }] : [];
  });
  const isSame =
    members.length === node.members.length &&
    members.every((member, index) => member === node.members[index]);
  return isSame ? node : { ...node, members, origin: node.origin ?? node };
}

/** Marks what tools replace in a value, and in the values of a map. */
function withPlaceholders(name: string, node: ValueNode, fill: Fill): ValueNode {
  if (node.kind === "string") return fill.value(name, node);
  if (node.kind !== "object") return node;
  const inner = templateKindOf(name) ? "template" : "";
  const known = node.members.filter(({ key }) => !fill.isUnknown(key.value));
  const object: ObjectNode =
    known.length === node.members.length
      ? node
      : { ...node, members: known, isOpen: true, origin: node.origin ?? node };
  return changedMembers(object, (value) => (value.kind === "string" ? fill.value(inner, value) : value));
}

/** The members of the extension's `tlsConfig` start in lower case, those of an HTTP API's input do not. */
function withTlsNames(name: string, node: ValueNode): ValueNode {
  if (name !== "TlsConfig" || node.kind !== "object") return node;
  const members = node.members.map((member) =>
    member.key.value === "serverNameToVerify" ? inputMember("ServerNameToVerify", member) : member,
  );
  return { ...node, members, origin: node.origin ?? node };
}

/** The extension documents some values in lower case, and accepts both. */
function upperCased(name: string, node: ValueNode): ValueNode {
  if (node.kind !== "string" || !/^(?:type|IntegrationType|passthroughBehavior)$/.test(name)) return node;
  const value = node.value.toUpperCase();
  return value === node.value ? node : { ...node, value, origin: node };
}

/**
 * An import accepts a template that is written as an object, as documents of deployed APIs show. What text it makes of
 * it is not documented, so that it counts as unknown.
 */
function withTextTemplates(name: string, node: ValueNode): ValueNode {
  if (node.kind !== "object" || !templateKindOf(name)) return node;
  return changedMembers(node, (value) =>
    value.kind === "object" || value.kind === "array"
      ? { kind: "unknown", span: value.span, origin: value }
      : value,
  );
}

function spellingOf(names: ReadonlyMap<string, string>): Spelling {
  const spelled = [...names].filter(([own, aws]) => own !== aws).map(([own, aws]) => [aws, own] as const);
  return {
    names: new Map([...spelled, ["ServerNameToVerify", "serverNameToVerify"]]),
    elsewhere: new Set(["httpMethod"]),
    value: (member, value) =>
      /^(?:type|IntegrationType|passthroughBehavior)$/.test(member) ? value.toLowerCase() : value,
  };
}

const RESPONSE = hostOperation(
  OPERATIONS["put-integration-response"],
  (member) => RESPONSE_NAMES.has(member) || member === "httpMethod" || member === "selectionPattern",
);
const RESPONSE_SPELLING: Spelling = {
  names: new Map(),
  elsewhere: new Set(["httpMethod", "selectionPattern"]),
};

/** Returns the inputs in an OpenAPI document, in source order. */
export function inputsInOpenApi(root: ObjectNode, context: OpenApiContext = {}): readonly HostedInput[] {
  const { resolve = unchanged, id = [] } = context;
  const operations = operationsIn(root, resolve);
  const shared = sharedIntegrations(root, resolve);
  const protocol = context.protocol ?? protocolOf(root, operations, resolve);
  const common = { ...defined({ isGenerated: context.isGenerated, construct: context.construct }) };
  return [
    ...operations
      .filter(({ integration }) => !findMember(integration, "$ref"))
      .flatMap((operation) =>
        inputsOfOperation(root, operation, protocol, context).map((input) => ({ ...input, ...common })),
      ),
    ...shared.map(({ name, member, integration }): HostedInput => {
      const source = { integration, method: undefined, fill: context.fill };
      return {
        ...KINDS.HTTP.reading((members) => inputRoot(integration, members), source),
        ...common,
        facts: factsOf("HTTP", context, defined({ routes: routesTo(name, operations, resolve) })),
        title: name,
        id: [...id, "components", name],
        head: member.key.span,
      };
    }),
  ].sort((one, other) => one.head.start - other.head.start);
}

/** The operations that refer to a shared integration; undefined if there are none in the document. */
function routesTo(
  name: string,
  operations: readonly OpenApiOperation[],
  resolve: Resolve,
): readonly string[] | undefined {
  const routes = operations
    .filter(({ integration }) => {
      const reference = findMember(integration, "$ref")?.value;
      const value = reference && resolve(reference);
      return value?.kind === "string" && value.value.split("/").at(-1) === name;
    })
    .map(({ method, path }) => `${method} ${path}`);
  return routes.length > 0 ? routes : undefined;
}

function inputsOfOperation(
  root: ObjectNode,
  operation: OpenApiOperation,
  protocol: OpenApiProtocol | undefined,
  context: OpenApiContext,
): readonly HostedInput[] {
  const { resolve = unchanged } = context;
  const { path, verb, method, member } = operation;
  const integration = resolvedObject(operation.integration, resolve);
  const title = `${method} ${path}`;
  const id = [...(context.id ?? []), path, verb.key.value];
  const methodNode: StringNode = {
    kind: "string",
    span: verb.key.span,
    closed: true,
    value: method,
    style: "composed",
    composition: {
      pieces: [{ start: 0, end: method.length, source: verb.key.span, kind: "escaped" }],
      closing: verb.key.span.end,
      write: () => undefined,
    },
  };
  const source = { integration, method: methodNode, fill: context.fill };
  const readAs = (kind: OpenApiProtocol): Reading =>
    KINDS[kind].reading((members) => inputRoot(integration, members), source);
  const facts =
    protocol &&
    factsOf(protocol, context, {
      routes: [title],
      ...(protocol === "REST" &&
        defined({
          requestParameters: declaredParameters(root, operation, resolve),
          methodResponses: declaredResponses(root, operation, resolve),
          binaryMediaTypes: binaryMediaTypes(root, resolve),
          declare: context.document && declareIn(context.document, root, operation),
        })),
    });
  const input: HostedInput = {
    ...readAs(protocol ?? "REST"),
    ...(!protocol && { others: [readAs("HTTP")] }),
    facts,
    title,
    id,
    head: member.key.span,
  };
  return [input, ...(protocol === "HTTP" ? [] : responsesOf(operation, methodNode, input, context))];
}

function factsOf(protocol: OpenApiProtocol, context: OpenApiContext, own: Partial<ApiFacts> = {}): ApiFacts {
  return { ...context.facts, ...own, from: "file", protocol };
}

function responsesOf(
  { integration }: OpenApiOperation,
  method: StringNode,
  input: HostedInput,
  { resolve = unchanged, fill }: OpenApiContext,
): readonly HostedInput[] {
  return objectsIn(findMember(integration, "responses")?.value, resolve).flatMap((responses) =>
    responses.members.flatMap((entry) =>
      objectsIn(entry.value, resolve).map((written): HostedInput => {
        const response = resolvedObject(written, resolve);
        const members = [
          valueMember("httpMethod", method),
          ...patternOf(entry),
          ...response.members.flatMap((member) => {
            const name = RESPONSE_NAMES.get(member.key.value);
            if (name === undefined) return [];
            return [inputMember(name, member, importedValue(name, member.value, RESPONSE, fill))];
          }),
        ];
        return {
          operation: RESPONSE,
          protocol: "REST",
          spelling: RESPONSE_SPELLING,
          root: inputRoot(response, members),
          facts: input.facts,
          title: `${input.title} ${entry.key.value}`,
          id: [...input.id, "responses", entry.key.value],
          head: entry.key.span,
          integration: input.id,
        };
      }),
    ),
  );
}

/** The key of an entry is its selection pattern; that of the default response, "default", is not one. */
function patternOf({ key }: MemberNode): readonly MemberNode[] {
  if (key.value === "default") return [];
  const value: StringNode =
    key.kind === "string" ? key : { ...key, kind: "string", closed: true, style: "plain" };
  return [valueMember("selectionPattern", asText(value) ?? value)];
}
