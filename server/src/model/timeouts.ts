import restMembers from "../../../schemas/apigateway/members.json";
import v2Members from "../../../schemas/apigatewayv2/members.json";
import type { Protocol } from "./protocol";

/** The timeouts that API Gateway accepts, in milliseconds, inclusive. */
export interface TimeoutRange {
  readonly minimum: number;
  readonly maximum: number;
}

// The schemas are the only place that states the numbers: `x-apigw.ranges` of the two timeout members.
const { HTTP, WEBSOCKET } = v2Members.definitions.TimeoutInMillis["x-apigw"].ranges;
const { REST } = restMembers.definitions.timeoutInMillis["x-apigw"].ranges;

/** The range of each protocol; for REST APIs, without a raised quota. */
export const TIMEOUTS: Readonly<Record<Protocol, TimeoutRange>> = { HTTP, WEBSOCKET, REST };

/** The maximums for REST APIs that depend on more than the protocol, in milliseconds. */
export const REST_MAXIMUMS: {
  /** For a Regional or private API in an account with a raised quota. */
  readonly withRaisedQuota: number;
  /** With `responseTransferMode` `STREAM`. */
  readonly whenStreamed: number;
} = { withRaisedQuota: REST.maximumWithRaisedQuota, whenStreamed: REST.maximumWhenStreamed };
