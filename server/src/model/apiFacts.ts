import type { ObjectNode } from "../syntax/nodes";
import { type MemberRole, roleOf } from "./memberNames";
import type { Operation } from "./operations";
import { PROTOCOLS_OF, type Protocol } from "./protocol";

/** A stage of an API. */
export interface StageFacts {
  readonly name: string;
  /** Their values by their names. */
  readonly variables: Readonly<Record<string, string>>;
}

/** A response that a method of a REST API declares. */
export interface MethodResponseFacts {
  readonly statusCode: string;
  /** The headers that it declares, such as `method.response.header.Location`. */
  readonly responseParameters: readonly string[];
}

/** What facts are of: the API with an integration of it, or with a REST method. */
export interface FactsSubject {
  readonly apiId: string;
  readonly integrationId?: string;
  readonly resourceId?: string;
  readonly httpMethod?: string;
}

/**
 * What is known, from AWS, of the API that a file belongs to. What could not be found out is absent, and an
 * empty list says that there is none.
 */
export interface ApiFacts {
  readonly of?: FactsSubject;
  readonly protocol: Protocol;
  readonly stages?: readonly StageFacts[];
  /**
   * The keys of the routes that lead to the file's integration, or of all where it has none yet. Of a REST API
   * the method and the path: `GET /pets/{id}`.
   */
  readonly routes?: readonly string[];
  /** What the REST method declares, such as `method.request.querystring.q`. */
  readonly requestParameters?: readonly string[];
  /** Of the REST method. */
  readonly methodResponses?: readonly MethodResponseFacts[];
}

const SUBJECT_ROLES: readonly (keyof FactsSubject & MemberRole)[] = [
  "apiId",
  "integrationId",
  "resourceId",
  "httpMethod",
];

/** The facts, unless the file names another API or method: it may have been changed since they were learnt. */
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
