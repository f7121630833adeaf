import type { Change } from "../syntax/change";
import type { ObjectNode } from "../syntax/nodes";
import { type MemberRole, roleOf } from "./memberNames";
import type { Operation } from "./operations";
import { PROTOCOLS_OF, type Protocol } from "./protocol";

/** A stage of an API. */
export interface StageFacts {
  readonly name: string;
  /** Values by name. */
  readonly variables: Readonly<Record<string, string>>;
}

/** A method response that a REST API's method declares. */
export interface MethodResponseFacts {
  readonly statusCode: string;
  /** The declared headers, such as `method.response.header.Location`. */
  readonly responseParameters: readonly string[];
}

/** How a file declares more: each returns the change of the file, or undefined if it cannot be made there. */
export interface Declare {
  /** A request parameter, such as `method.request.querystring.q`. */
  parameter(name: string): Change | undefined;
  response(statusCode: string): Change | undefined;
  header(statusCode: string, name: string): Change | undefined;
}

/** What the facts are about: an API and one of its integrations or, for a REST API, one of its methods. */
export interface FactsSubject {
  readonly apiId: string;
  readonly integrationId?: string;
  readonly resourceId?: string;
  readonly httpMethod?: string;
}

/**
 * Facts about the API that a file belongs to. A fact that is unknown is absent; an empty list means that there are
 * none.
 */
export interface ApiFacts {
  /** Set if the facts are from the file itself, which declares the method beside the integration; otherwise, they are from AWS. */
  readonly from?: "file";
  /** How the file declares more, if it can. */
  readonly declare?: Declare;
  readonly of?: FactsSubject;
  readonly protocol: Protocol;
  readonly stages?: readonly StageFacts[];
  /**
   * The keys of the routes that use the file's integration, or of all routes if the integration does not exist yet.
   * For a REST API, the method and path: `GET /pets/{id}`.
   */
  readonly routes?: readonly string[];
  /** What selects the route of a message to a WebSocket API, such as `$request.body.action`. */
  readonly routeSelectionExpression?: string;
  /** The keys of those routes of a WebSocket API that send a response to the client. */
  readonly twoWayRoutes?: readonly string[];
  /** The request parameters that the REST method declares, such as `method.request.querystring.q`. */
  readonly requestParameters?: readonly string[];
  /** The method responses that the REST method declares. */
  readonly methodResponses?: readonly MethodResponseFacts[];
  /** The type of the integration that an integration response in a host file belongs to, in upper case. */
  readonly integrationType?: string;
  /** The media types that a REST API treats as binary, such as `image/png`. */
  readonly binaryMediaTypes?: readonly string[];
}

const SUBJECT_ROLES: readonly (keyof FactsSubject & MemberRole)[] = [
  "apiId",
  "integrationId",
  "resourceId",
  "httpMethod",
];

/** Returns the facts, unless the file names another API or method, because it was changed since they were read. */
export function factsFor(
  root: ObjectNode,
  { family }: Operation,
  facts: ApiFacts | undefined,
): ApiFacts | undefined {
  if (!facts || !PROTOCOLS_OF[family].includes(facts.protocol)) return undefined;
  const namesAnother = root.members.some(({ key, value }) => {
    const role = roleOf(key.value);
    const subject = SUBJECT_ROLES.find((candidate) => candidate === role);
    const known = subject && facts.of?.[subject];
    const text = value?.kind === "string" ? value.value : "";
    return known !== undefined && text !== "" && text !== known;
  });
  return namesAnother ? undefined : facts;
}
