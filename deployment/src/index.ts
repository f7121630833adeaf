/**
 * Deployment to API Gateway, for the editor and the command line: connect, list, import, plan, apply. Does not
 * depend on an editor. `connect` loads the AWS SDK, which only `sdk/` imports.
 */
export { type ApplyOptions, type ApplyResult, applyPlan, type StepResult, type StepState } from "./apply";
export { awsCommandOfFile, awsCommands, awsCommandsOf, type CommandContext } from "./awsCommand";
export { AwsError, type Call, type FailureKind, isAwsError } from "./awsError";
export { cachedReads } from "./cachedReads";
export { changesBetween, type MemberChange } from "./changes";
export { type Checked, checkFile, type FileToCheck, type Invalid } from "./checkFile";
export { type ConnectionOptions, connect, listProfiles, regionOf } from "./connection";
export { type DeployResult, deploy } from "./deploy";
export { documentsOf } from "./documents";
export { readFacts } from "./facts";
export { type LocatedFailure, locateFailure } from "./failureLocation";
export { fingerprint } from "./fingerprint";
export type * from "./gateway";
export { type DeploymentHistory, historyOf } from "./history";
export { type Imported, importInput } from "./import";
export { type AskedRoute, type LiveState, readLiveState } from "./liveState";
export { normalize, type Place } from "./normalize";
export { liveOperations } from "./patch";
export { isAllowStep, withoutPermission } from "./permission";
export { makePlan, type Plan } from "./plan";
export type { Obstacle, PlanRequest, Remedy, RequestedPrerequisites } from "./planRequest";
export {
  type DeploymentOptions,
  type DeploymentRequest,
  type Prepared,
  type PreparedPlan,
  prepare,
} from "./prepare";
export { routeKeyProblem } from "./prerequisites";
export { type DeploymentRecord, RECORD_FILE, type RecordKey, Records } from "./records";
export {
  commandsText,
  endpointNotices,
  formatObstacle,
  planJson,
  planText,
  resultJson,
  resultText,
  subjectOf,
  twinsText,
} from "./report";
export { type Step, stepTitle } from "./steps";
export { apiIdOf, methodOfPart, pathMembers, type Target, type TargetIds, targetOf, withId } from "./target";
export {
  invocationText,
  isPathOpen,
  type SampleInvocation,
  sampleInvocation,
  type Tested,
} from "./testInvoke";
export { type TurnedIntoPatch, turnIntoPatch, unpatchableText } from "./turnIntoPatch";
export {
  prepareVerification,
  type Verification,
  type VerificationCase,
  type VerificationPlan,
  verify,
} from "./verify";
