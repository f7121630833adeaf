/** The messages of the debugger. Lines and characters are zero-based, as in the Language Server Protocol. */
import type { DebugCommand, DebugPlace, DebugResult, Shown, ShownScope, StopAtProblems } from "../debug";
import type { Position, Range } from "../syntax/lines";

/** A client command, `[uri, path]` of a template; without arguments, the template at the cursor. */
export const DEBUG_COMMAND = "apigw.debugTemplate";

/** Request to the server: finds what to debug in an open file. */
export const DEBUG_TARGET_REQUEST = "apigw/debugTarget";

export interface DebugTargetParams {
  readonly uri: string;
  /** In a host file: the title or the ID of an integration. */
  readonly input?: string;
  /** The key of a template, or its path with slashes. Without it, the whole integration. */
  readonly template?: string;
  /** The path to a template. */
  readonly path?: readonly string[];
  /** The cursor, if nothing else is given: the template there or else the integration. */
  readonly position?: Position;
}

export type DebugTargetResult =
  | {
      readonly kind: "template" | "integration";
      /** The path to the template, or the ID of the integration. Empty for a file that is one. */
      readonly path: readonly string[];
      /** For people. */
      readonly title: string;
      /** In a host file: the name of the integration in the names of its sample files. */
      readonly sampleName?: string;
    }
  /** A sentence. */
  | { readonly kind: "none"; readonly message: string };

/** Request to the server: starts a session. The server reads no files. */
export const DEBUG_START_REQUEST = "apigw/debugStart";

export type DebugStartParams =
  | {
      readonly kind: "template" | "integration";
      readonly uri: string;
      readonly path: readonly string[];
      /** The texts of the sample request and of the backend's response. */
      readonly request?: string;
      readonly response?: string;
    }
  | {
      readonly kind: "test";
      /** The test file. */
      readonly uri: string;
      readonly text: string;
      readonly name: string;
      /** The texts and the URIs of the files that the test may read, by path relative to the test file. */
      readonly texts: { readonly [path: string]: string };
      readonly uris: { readonly [path: string]: string };
    };

export type DebugStartResult =
  | { readonly kind: "started"; readonly session: number }
  | { readonly kind: "refused"; readonly message: string };

/** Requests to the server about a session. They fail if it has ended. */
export const DEBUG_RUN_REQUEST = "apigw/debugRun";

export interface DebugRunParams {
  readonly session: number;
  readonly command: DebugCommand;
  readonly stopAt: StopAtProblems;
}

export type DebugRunResult = DebugResult;

export const DEBUG_BREAKPOINTS_REQUEST = "apigw/debugBreakpoints";

/** Replaces the breakpoints of a document. */
export interface DebugBreakpointsParams {
  readonly session: number;
  readonly uri: string;
  readonly breakpoints: readonly {
    readonly line: number;
    readonly character?: number;
    readonly condition?: string;
    readonly hitCondition?: string;
    readonly logMessage?: string;
  }[];
}

export type DebugBreakpointsResult = readonly ({ readonly id: number } & (
  | { readonly place: DebugPlace }
  | { readonly message: string }
))[];

export const DEBUG_PLACES_REQUEST = "apigw/debugPlaces";

/** Asks for the places in some lines, both included, at which breakpoints are possible. */
export interface DebugPlacesParams {
  readonly session: number;
  readonly uri: string;
  readonly from: number;
  readonly to: number;
}

export type DebugPlacesResult = readonly DebugPlace[];

export const DEBUG_SCOPES_REQUEST = "apigw/debugScopes";

export interface DebugScopesParams {
  readonly session: number;
  /** How many loops around it the frame is; absent outside of loops. */
  readonly loop?: number;
}

export type DebugScopesResult = readonly ShownScope[];

export const DEBUG_MEMBERS_REQUEST = "apigw/debugMembers";

export interface DebugMembersParams {
  readonly session: number;
  readonly reference: number;
  readonly start?: number;
  readonly count?: number;
}

export type DebugMembersResult = readonly Shown[];

export const DEBUG_EVALUATE_REQUEST = "apigw/debugEvaluate";

export interface DebugEvaluateParams {
  readonly session: number;
  readonly text: string;
  /** `full` for the whole value, which may also be the output of a template. */
  readonly detail: "short" | "full";
}

export type DebugEvaluateResult = Shown | { readonly message: string };

export const DEBUG_SET_REQUEST = "apigw/debugSet";

export interface DebugSetParams {
  readonly session: number;
  /** A reference. */
  readonly target: string;
  /** An expression. */
  readonly text: string;
}

/** The new value. */
export type DebugSetResult = Shown | { readonly message: string };

/** Notification to the server: a session has ended. */
export const DEBUG_END_NOTIFICATION = "apigw/debugEnd";

export interface DebugEndParams {
  readonly session: number;
}

/** Request to the server: finds the references in some lines of an open file, for hovers and inline values. */
export const DEBUG_REFERENCES_REQUEST = "apigw/debugReferences";

export interface DebugReferencesParams {
  readonly uri: string;
  readonly range: Range;
}

/** Each reference up to each of its parts, with its unescaped text. */
export type DebugReferencesResult = readonly { readonly range: Range; readonly text: string }[];
