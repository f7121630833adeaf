import type { HttpDirection, MappingScope } from "../../expressions";
import type { Operation } from "../../model/operations";
import type { Family, Protocol } from "../../model/protocol";
import type { PathStep } from "../../syntax/locate";
import { findMember, textOf } from "../../syntax/locate";
import type { ObjectNode } from "../../syntax/nodes";

/** How a mapping's keys and values are written: HTTP APIs have a way of their own. */
export type Dialect = "http" | MappingScope;

/** A map of parameter mappings. While the protocol is unknown, it may be of either dialect. */
export interface MappingMap {
  readonly direction: HttpDirection;
  readonly dialects: readonly Dialect[];
}

/** What kind of expression a member of the input holds as its value. */
export type Expression = "uri" | "target" | "credentials" | "requestSelection" | "responseSelection";

/** The mappings in the map that the path leads to; undefined for any other object. */
export function mappingsAt(
  operation: Operation,
  protocol: Protocol | undefined,
  path: readonly PathStep[],
): MappingMap | undefined {
  const name = path[0]?.name;
  const isIntegration = isOfIntegration(operation);
  if (name === NAMES[operation.family].requestParameters && isIntegration && path.length === 1) {
    if (operation.family === "apigateway") return { direction: "request", dialects: ["restRequest"] };
    const dialects = { HTTP: ["http"], WEBSOCKET: ["websocketRequest"], REST: [] } as const;
    return {
      direction: "request",
      dialects: protocol ? dialects[protocol] : ["http", "websocketRequest"],
    };
  }
  if (name !== "ResponseParameters" && name !== "responseParameters") return undefined;
  if (isIntegration) {
    return path.length === 2 ? { direction: "response", dialects: ["http"] } : undefined;
  }
  return path.length === 1 ? { direction: "response", dialects: ["response"] } : undefined;
}

/** True for the map of an HTTP API's response parameters, whose keys are status codes. */
export function isByStatusCode(operation: Operation, path: readonly PathStep[]): boolean {
  return isOfIntegration(operation) && path.length === 1 && path[0]?.name === "ResponseParameters";
}

/** The dialect that a key is written in, of those that its map may have; the first where it does not tell. */
export function dialectOf(key: string, { dialects }: MappingMap): Dialect | undefined {
  const isHttp = /^(?:append|overwrite|remove):/.test(key);
  const isOther = key.startsWith("integration.request.");
  return (
    dialects.find((dialect) => (dialect === "http" ? isHttp : isOther)) ??
    dialects.find((dialect) => dialect === "http") ??
    dialects[0]
  );
}

/** The expression that a member of the input holds; undefined for those without, and for nested members. */
export function expressionAt(operation: Operation, path: readonly PathStep[]): Expression | undefined {
  if (path.length !== 1) return undefined;
  switch (path[0]?.name) {
    case "IntegrationUri":
    case "uri":
      return "uri";
    case "integrationTarget":
      return "target";
    case "CredentialsArn":
    case "credentials":
      return "credentials";
    case "TemplateSelectionExpression":
      return isOfIntegration(operation) ? "requestSelection" : "responseSelection";
    default:
      return undefined;
  }
}

/** What a template of the input writes; undefined for what is no template. */
export function templateKindAt(path: readonly PathStep[]): "request" | "response" | undefined {
  if (path.length !== 2) return undefined;
  const [, kind] = /^([Rr]equest|[Rr]esponse)Templates$/.exec(path[0]?.name ?? "") ?? [];
  return kind === undefined ? undefined : kind.toLowerCase() === "request" ? "request" : "response";
}

/** The members that tell what others may be; the two families spell them differently. */
const NAMES = {
  apigatewayv2: {
    type: "IntegrationType",
    uri: "IntegrationUri",
    connectionType: "ConnectionType",
    subtype: "IntegrationSubtype",
    transferMode: undefined,
    requestParameters: "RequestParameters",
  },
  apigateway: {
    type: "type",
    uri: "uri",
    connectionType: "connectionType",
    subtype: undefined,
    transferMode: "responseTransferMode",
    requestParameters: "requestParameters",
  },
} as const satisfies Record<Family, Record<string, string | undefined>>;

/** The text of one of those members, where the file has it. */
export function memberText(
  root: ObjectNode,
  { family }: Operation,
  which: "type" | "uri" | "connectionType" | "subtype" | "transferMode",
): string | undefined {
  const name = NAMES[family][which];
  return name === undefined ? undefined : textOf(findMember(root, name)?.value);
}

/** The keys of the file's request parameters. */
export function requestKeys(root: ObjectNode, { family }: Operation): readonly string[] {
  const value = findMember(root, NAMES[family].requestParameters)?.value;
  return value?.kind === "object" ? value.members.map(({ key }) => key.value) : [];
}

/** The texts that the file's request parameters have as their values. */
export function requestValues(root: ObjectNode, { family }: Operation): readonly string[] {
  const value = findMember(root, NAMES[family].requestParameters)?.value;
  return value?.kind === "object" ? value.members.flatMap((member) => textOf(member.value) ?? []) : [];
}

function isOfIntegration({ name }: Operation): boolean {
  return !name.endsWith("-response");
}
