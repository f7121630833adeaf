import type {
  Api,
  Members,
  MethodId,
  Resource,
  Route,
  Stage,
  Target,
  VpcLink,
} from "../../../deployment/src";

/** Something on AWS that commands can act on. */
export type LiveItem = LiveApiItem | LiveVpcLink;

/** An API or a part of one. */
export type LiveApiItem =
  | LiveApi
  | LiveInput
  | LiveStage
  | LiveRoutes
  | LiveRoute
  | LiveResource
  | LiveMethod;

export interface LiveApi {
  readonly kind: "api";
  readonly api: Api;
}

/** An integration or an integration response: what an input file describes. */
export interface LiveInput {
  readonly kind: "input";
  readonly api: Api;
  readonly target: Target;
  /** As AWS stores it. */
  readonly members: Members;
  /** The name in messages: `integration a1b2c3`. */
  readonly name: string;
  /** The keys of the routes, or the method, that use it. */
  readonly usedBy: readonly string[];
}

export interface LiveStage {
  readonly kind: "stage";
  readonly api: Api;
  readonly stage: Stage;
}

/** All routes of an API. */
export interface LiveRoutes {
  readonly kind: "routes";
  readonly api: Api;
}

export interface LiveRoute {
  readonly kind: "route";
  readonly api: Api;
  readonly route: Route;
}

export interface LiveResource {
  readonly kind: "resource";
  readonly api: Api;
  readonly resource: Resource;
}

export interface LiveMethod {
  readonly kind: "method";
  readonly api: Api;
  readonly method: MethodId;
}

export interface LiveVpcLink {
  readonly kind: "vpcLink";
  readonly link: VpcLink;
}
