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

/** Something at AWS that a person can do something with. */
export type Subject = ApiPart | VpcLinkSubject;

/** An API or something of it. */
export type ApiPart =
  | ApiSubject
  | LiveInput
  | StageSubject
  | RoutesSubject
  | RouteSubject
  | PathSubject
  | MethodSubject;

export interface ApiSubject {
  readonly kind: "api";
  readonly api: Api;
}

/** An integration or an integration response: what an input file describes. */
export interface LiveInput {
  readonly kind: "input";
  readonly api: Api;
  readonly target: Target;
  /** As AWS keeps it. */
  readonly members: Members;
  /** As a person calls it: `integration a1b2c3`. */
  readonly name: string;
  /** The keys of the routes, or the method, that lead to it. */
  readonly usedBy: readonly string[];
}

export interface StageSubject {
  readonly kind: "stage";
  readonly api: Api;
  readonly stage: Stage;
}

/** All routes of an API. */
export interface RoutesSubject {
  readonly kind: "routes";
  readonly api: Api;
}

export interface RouteSubject {
  readonly kind: "route";
  readonly api: Api;
  readonly route: Route;
}

export interface PathSubject {
  readonly kind: "resource";
  readonly api: Api;
  readonly resource: Resource;
}

export interface MethodSubject {
  readonly kind: "method";
  readonly api: Api;
  readonly method: MethodId;
}

export interface VpcLinkSubject {
  readonly kind: "vpcLink";
  readonly link: VpcLink;
}
