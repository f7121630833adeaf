import type { Family } from "./protocol";

/**
 * How the two families spell the members that have the same role: camelCase in `apigateway` (REST APIs),
 * PascalCase in `apigatewayv2`, and sometimes another word. A family without such a member has `undefined`.
 */
const MEMBER_NAMES = {
  apiId: { apigateway: "restApiId", apigatewayv2: "ApiId" },
  integrationId: { apigateway: undefined, apigatewayv2: "IntegrationId" },
  responseId: { apigateway: undefined, apigatewayv2: "IntegrationResponseId" },
  resourceId: { apigateway: "resourceId", apigatewayv2: undefined },
  httpMethod: { apigateway: "httpMethod", apigatewayv2: undefined },
  type: { apigateway: "type", apigatewayv2: "IntegrationType" },
  subtype: { apigateway: undefined, apigatewayv2: "IntegrationSubtype" },
  method: { apigateway: "integrationHttpMethod", apigatewayv2: "IntegrationMethod" },
  uri: { apigateway: "uri", apigatewayv2: "IntegrationUri" },
  target: { apigateway: "integrationTarget", apigatewayv2: undefined },
  connectionType: { apigateway: "connectionType", apigatewayv2: "ConnectionType" },
  connectionId: { apigateway: "connectionId", apigatewayv2: "ConnectionId" },
  credentials: { apigateway: "credentials", apigatewayv2: "CredentialsArn" },
  requestParameters: { apigateway: "requestParameters", apigatewayv2: "RequestParameters" },
  responseParameters: { apigateway: "responseParameters", apigatewayv2: "ResponseParameters" },
  requestTemplates: { apigateway: "requestTemplates", apigatewayv2: "RequestTemplates" },
  responseTemplates: { apigateway: "responseTemplates", apigatewayv2: "ResponseTemplates" },
  selection: { apigateway: undefined, apigatewayv2: "TemplateSelectionExpression" },
  passthrough: { apigateway: "passthroughBehavior", apigatewayv2: "PassthroughBehavior" },
  contentHandling: { apigateway: "contentHandling", apigatewayv2: "ContentHandlingStrategy" },
  transferMode: { apigateway: "responseTransferMode", apigatewayv2: undefined },
  cacheKeys: { apigateway: "cacheKeyParameters", apigatewayv2: undefined },
  timeout: { apigateway: "timeoutInMillis", apigatewayv2: "TimeoutInMillis" },
  statusCode: { apigateway: "statusCode", apigatewayv2: undefined },
  responseKey: { apigateway: "selectionPattern", apigatewayv2: "IntegrationResponseKey" },
} as const satisfies Readonly<Record<string, Readonly<Record<Family, string | undefined>>>>;

/** What a member is for, independent of its spelling. */
export type MemberRole = keyof typeof MEMBER_NAMES;

/** The roles that have a member in both families. */
export type SharedRole = {
  [Role in MemberRole]: undefined extends (typeof MEMBER_NAMES)[Role][Family] ? never : Role;
}[MemberRole];

/** Returns the name of the family's member with that role; undefined if the family has no such member. */
export function memberName(family: Family, role: SharedRole): string;
export function memberName(family: Family, role: MemberRole): string | undefined;
export function memberName(family: Family, role: MemberRole): string | undefined {
  return MEMBER_NAMES[role][family];
}

/** Returns the spellings of each role that exist: `["uri", "IntegrationUri"]`. */
export function spellingsOf(...roles: readonly MemberRole[]): readonly string[] {
  return roles.flatMap((role) => {
    const { apigateway, apigatewayv2 } = MEMBER_NAMES[role];
    return [apigateway, apigatewayv2].filter((name) => name !== undefined);
  });
}

const ROLES: ReadonlyMap<string, MemberRole> = new Map(
  (Object.keys(MEMBER_NAMES) as MemberRole[]).flatMap((role) =>
    spellingsOf(role).map((name) => [name, role] as const),
  ),
);

/** Returns the role of a member in either spelling; undefined for members that are not in the table. */
export function roleOf(name: string): MemberRole | undefined {
  return ROLES.get(name);
}
