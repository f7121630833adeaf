/** Debugging templates: stops, steps and values. Pure and synchronous; every command runs within a time limit. */
export type { BreakpointRequest, ResolvedBreakpoint } from "./breakpoints";
export type { ConsoleLine } from "./console";
export type { DebugFrame } from "./frames";
export { referencesBetween, type ShownReference } from "./references";
export {
  type DebugCommand,
  type DebugResult,
  DebugSession,
  type StopAtProblems,
  type StopReason,
} from "./session";
export { type DebugPlace, type DebugSource, type DebugSubject, debugSource } from "./subject";
export { hostedSubject, integrationSubject, templateSubject, testSubject } from "./subjects";
export type { Shown, ShownScope } from "./variables";
