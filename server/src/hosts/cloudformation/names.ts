/** How CloudFormation spells the members of an input. */

import type { Operation } from "../../model/operations";
import { OPERATIONS } from "../../model/operations";
import { hostOperation, type Spelling } from "../host";

/** AWS's names by those of `Integration` in `AWS::ApiGateway::Method`. */
export const REST_NAMES = capitalized([
  "type",
  "integrationHttpMethod",
  "uri",
  "credentials",
  "connectionType",
  "connectionId",
  "passthroughBehavior",
  "contentHandling",
  "requestParameters",
  "requestTemplates",
  "timeoutInMillis",
  "cacheNamespace",
  "cacheKeyParameters",
  "responseTransferMode",
  "integrationTarget",
]);

/** AWS's names by those of an item of `IntegrationResponses`. */
export const RESPONSE_NAMES = capitalized([
  "statusCode",
  "selectionPattern",
  "responseParameters",
  "responseTemplates",
  "contentHandling",
]);

function capitalized(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.map((name) => [`${name[0]?.toUpperCase()}${name.slice(1)}`, name]));
}

function spellingOf(names: ReadonlyMap<string, string>): Spelling {
  return { names: new Map([...names].map(([own, aws]) => [aws, own])) };
}

/** One kind of integration or integration response. */
export interface Kind {
  readonly operation: Operation;
  /** AWS's names by those of the template. */
  readonly names: ReadonlyMap<string, string>;
  readonly spelling: Spelling;
}

const REST_ONLY = new Map([["HttpMethod", "httpMethod"]]);

function restKind(
  name: "put-integration" | "put-integration-response",
  names: ReadonlyMap<string, string>,
): Kind {
  const own = new Set([...names.values(), "httpMethod"]);
  const { names: spelled } = spellingOf(new Map([...names, ...REST_ONLY]));
  return {
    operation: hostOperation(OPERATIONS[name], (member) => own.has(member)),
    names,
    spelling: { names: spelled, elsewhere: new Set(["httpMethod"]) },
  };
}

const SNIPPETS = new Map([
  ["ResponseParameters", { "${1:200}": { ResponseParameters: [{ Destination: "$2", Source: "$3" }] } }],
]);

/** The resources of the second version of the API have the names of its operations. */
function v2Kind(
  name: "create-integration" | "create-integration-response" | "update-integration",
  has: (member: string) => boolean,
): Kind {
  const operation = hostOperation(OPERATIONS[name], has);
  return {
    operation,
    names: new Map([...operation.members.keys()].map((member) => [member, member])),
    spelling: { names: new Map(), snippets: SNIPPETS },
  };
}

const isId = (member: string): boolean => member === "ApiId" || member === "IntegrationId";
const OVERRIDES = new Set(["Description", "IntegrationMethod", "PayloadFormatVersion", "TimeoutInMillis"]);

export const KINDS = {
  method: restKind("put-integration", REST_NAMES),
  methodResponse: restKind("put-integration-response", RESPONSE_NAMES),
  integration: v2Kind("create-integration", (member) => !isId(member)),
  integrationResponse: v2Kind("create-integration-response", (member) => !isId(member)),
  overrides: v2Kind("update-integration", (member) => OVERRIDES.has(member)),
} as const satisfies Readonly<Record<string, Kind>>;
