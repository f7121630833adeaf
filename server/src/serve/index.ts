/**
 * Serving the routes of files: from files to routes, and from a request to the route that API Gateway selects. Pure;
 * `cli/src/serve` listens, and calls what integrations call.
 */
export {
  apiIdOf,
  type Call,
  contextOfCall,
  mergedContext,
  requestTime,
  stageNameOf,
  stageVariables,
} from "./call";
export * from "./executionLog";
export { type Fault, faultFrame, type GatewayAnswer, gatewayAnswer } from "./gatewayAnswers";
export { type EventBody, lambdaEvent } from "./lambdaEvent";
export { withNeighbors } from "./neighbors";
export { inputName } from "./pairing";
export * from "./payload";
export type { ServedFile } from "./readInput";
export { methodAndPath, type Route } from "./route";
export {
  brokenFile,
  type RouteOptions,
  type RouteProblem,
  routeOfSample,
  routesOf,
  type ServedRoutes,
} from "./routes";
export { DEFAULT_SELECTION, type FoundRoute, percentDecoded, RouteTable, type Unmatched } from "./table";
export type { Target } from "./target";
