/** The module API of the npm package. */
export { type CheckOptions, type CheckProblem, type CheckResult, check } from "./api/check";
export type { InputOptions } from "./api/input";
export {
  renderTemplate,
  type TemplateOptions,
  type TemplateProblem,
  type TemplateResult,
} from "./api/renderTemplate";
export { type SimulateOptions, simulate } from "./api/simulate";
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
