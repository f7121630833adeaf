/**
 * Deployment to API Gateway, for the editor and the command line: connect, list, import, plan, apply. Free of
 * any editor; the AWS SDK is behind `connect`, in `sdk/`.
 */
export { type ApplyOptions, type ApplyResult, applyPlan, type StepResult, type StepState } from "./apply";
export { awsCommandOfFile, awsCommands, awsCommandsOf, type CommandContext } from "./awsCommand";
export { AwsError, type Call, type FailureKind, isAwsError } from "./awsError";
export { changesBetween, type MemberChange } from "./changes";
export { type ConnectionOptions, connect, listProfiles, regionOf } from "./connection";
export {
  type DeploymentRequest,
  type DeployResult,
  deploy,
  errorsOf,
  type Invalid,
  type Memory,
  type Prepared,
  type PreparedPlan,
  prepare,
} from "./deployment";
export { documentsOf } from "./documents";
export { askingOnce, readFacts } from "./facts";
export { type DeployProblem, problemOf } from "./failureLocation";
export { fingerprint } from "./fingerprint";
export type * from "./gateway";
export { type Imported, importInput } from "./import";
export { type AskedRoute, type LiveState, readState } from "./liveState";
export { normalize, type Place } from "./normalize";
export { makePlan, type Obstacle, type Plan, type PlanRequest } from "./plan";
export { type Extras, type Remedy, routeKeyProblem } from "./prerequisites";
export { type DeploymentRecord, RECORD_FILE, type RecordKey, Records } from "./records";
export { commandsText, planJson, planText, resultJson, resultText, subjectOf } from "./report";
export { type Step, titleOf } from "./steps";
export { apiIdOf, pathMembers, type Target, type TargetIds, targetOf, withId } from "./target";
export {
  invocationText,
  isPathOpen,
  type SampleInvocation,
  sampleInvocation,
  type Tested,
} from "./testInvoke";
