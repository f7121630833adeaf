import type { Family, Protocol } from "./protocol";

/** Something in an AWS account that an input refers to by its ID. */
export interface Listed {
  readonly id: string;
  readonly name: string;
}

export interface ListedApi extends Listed {
  readonly protocol: Protocol;
}

export interface ListedVpcLink extends Listed {
  /** `apigateway` links are version 1, `apigatewayv2` links version 2. */
  readonly family: Family;
}

/** A role; its ID is its ARN. */
export interface ListedRole extends Listed {
  /** Whether its trust policy names API Gateway. */
  readonly isForApiGateway: boolean;
}

/**
 * What AWS listed for the user in one account and region: in the views, in a question, for a plan. It is offered while
 * typing, and no rule uses it: the lists may be old or incomplete. A list that was not read is empty.
 */
export interface AccountLists {
  readonly apis: readonly ListedApi[];
  readonly vpcLinks: readonly ListedVpcLink[];
  /** The integrations by their API's ID. */
  readonly integrations: ReadonlyMap<string, readonly Listed[]>;
  /** The integration responses by their integration's ID. */
  readonly responses: ReadonlyMap<string, readonly Listed[]>;
  /** The resources by their REST API's ID; their names are their paths. */
  readonly resources: ReadonlyMap<string, readonly Listed[]>;
  /** Lambda functions; their IDs are their ARNs. */
  readonly functions: readonly Listed[];
  readonly roles: readonly ListedRole[];
}

export const NO_LISTS: AccountLists = {
  apis: [],
  vpcLinks: [],
  integrations: new Map(),
  responses: new Map(),
  resources: new Map(),
  functions: [],
  roles: [],
};
