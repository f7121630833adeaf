/** The module API of the npm package. */
import { provideHcl } from "./hcl";

provideHcl();

export { type CheckOptions, type CheckProblem, type CheckResult, check, type InputName } from "./api/check";
export type { HostFileOptions } from "./api/host";
export type { InputOptions } from "./api/input";
export { type HostInput, type InputsOptions, inputsOf } from "./api/inputsOf";
export {
  renderTemplate,
  type TemplateOptions,
  type TemplateProblem,
  type TemplateResult,
} from "./api/renderTemplate";
export {
  filesOfTests,
  type RunTestsOptions,
  runTests,
  type TestCoverage,
  type TestReport,
  type TestReportCase,
  type TestReportFailure,
} from "./api/runTests";
export { type SimulateOptions, simulate } from "./api/simulate";
export type { TemplatePlace } from "./api/templateInFile";
export type { UnknownPart } from "./features/convert/plainInput";
export type { HostName } from "./hosts/host";
export type { ApiFacts, FactsSubject, MethodResponseFacts, StageFacts } from "./model/apiFacts";
export type {
  Outcome,
  PlainParameters,
  SampleRequest,
  SampleResponse,
  SimulatedResponse,
  Simulation,
  SimulationProblem,
  SimulationStep,
} from "./simulate";
export type {
  IsCancelled,
  JsonValue,
  Limits,
  Overrides,
  OverrideValue,
  RenderOptions,
  RenderRequest,
  TraceEntry,
} from "./vtl";
