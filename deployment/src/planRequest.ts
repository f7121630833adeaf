import type { Operation } from "../../server/src/service";
import type { Members } from "./gateway";
import type { Target } from "./target";

/** What a plan is made from, besides the live state. */
export interface PlanRequest {
  readonly operation: Operation;
  /** The file's members. */
  readonly members: Members;
  readonly target: Target;
  readonly prerequisites?: RequestedPrerequisites;
  /** The stage to deploy the API to afterwards. */
  readonly stage?: string;
  /** The fingerprint that was last deployed to that stage. */
  readonly inStage?: string;
  /** True if the target's ID comes from the record: if it no longer exists, a new one is created. */
  readonly isRemembered?: boolean;
  /** The fingerprint that was last deployed. */
  readonly deployed?: string;
  /** Integration responses that an interrupted deployment removed and did not restore. */
  readonly unrestored?: readonly Members[];
  /** What already prevents the deployment, such as another one that is still running. */
  readonly obstacles?: readonly Obstacle[];
}

/** What may be created or updated together with the input's own resource. */
export interface RequestedPrerequisites {
  /** Keys of the routes to point to the integration of an HTTP or WebSocket API. */
  readonly routes?: readonly string[];
  /** Creates the REST method if it does not exist. */
  readonly method?: boolean;
  /** Creates the method response if it does not exist, and declares the headers it lacks. */
  readonly methodResponse?: boolean;
}

/** Why the file cannot be deployed as it is. */
export interface Obstacle {
  /** The member that causes it; empty if none does. */
  readonly path: readonly string[];
  readonly message: string;
  /** What to do next, as a sentence. */
  readonly advice?: string;
  /** What removes it, if that can be requested. */
  readonly remedy?: Remedy;
}

/** What removes an obstacle. */
export type Remedy = "create-method" | "create-method-response" | "declare-headers";
