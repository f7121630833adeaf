import type { Range } from "../syntax/lines";
import type { PlainParameters } from "./parameters";

/** A place in one of the documents that a simulation was given; 0 is the first. */
export interface SimulationPlace {
  readonly document: number;
  readonly range: Range;
}

/** Towards the backend, or back to the client. */
export type Direction = "request" | "response";

/** What a parameter mapping or an override sets. */
export interface ParameterTarget {
  readonly location: "header" | "querystring" | "path" | "status" | "parameter";
  /** Absent for a status and for the whole path. */
  readonly name?: string;
}

/** A message as it goes to a backend, without the headers that API Gateway adds by itself. */
export interface IntegrationRequest {
  /** Absent where the input does not tell. */
  readonly method?: string;
  readonly uri?: string;
  /** Where no URL tells it, as with a private target. */
  readonly path?: string;
  readonly headers: PlainParameters;
  readonly querystring: PlainParameters;
  /** The parameters of an AWS service that an HTTP API calls by an `IntegrationSubtype`. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The answer that the client gets. */
export interface SimulatedResponse {
  readonly status: number;
  readonly headers: PlainParameters;
  readonly body: string;
}

/** One thing that API Gateway does on the execution, and in `place` what of the input made it so. */
export type SimulationStep = { readonly place?: SimulationPlace } & (
  | {
      readonly kind: "parameterMapping";
      readonly direction: Direction;
      readonly action: "overwrite" | "append" | "remove";
      readonly target: ParameterTarget;
      /** As it is written. */
      readonly source: string;
      /** What it came to; absent where the source has no value, and nothing is set. */
      readonly values?: readonly string[];
    }
  | {
      readonly kind: "templateSelection";
      readonly direction: Direction;
      /** What chooses: the Content-Type, the Accept header or the evaluated selection expression. */
      readonly by: "contentType" | "accept" | "expression";
      readonly value: string;
      /** The key of the template; absent where none fits. */
      readonly chosen?: string;
    }
  | {
      readonly kind: "template";
      readonly direction: Direction;
      readonly key: string;
      readonly output: string;
      /** Which piece of the output came from where in the template, where that was asked for. */
      readonly trace?: readonly TracePiece[];
    }
  | {
      readonly kind: "passthrough";
      readonly direction: Direction;
      /** `refused`: API Gateway answers with 415 instead. */
      readonly outcome: "passed" | "refused";
      readonly reason: string;
    }
  | {
      readonly kind: "override";
      readonly direction: Direction;
      readonly target: ParameterTarget;
      readonly values: readonly string[];
    }
  | { readonly kind: "integrationRequest"; readonly request: IntegrationRequest }
  | { readonly kind: "mockStatus"; readonly status: number }
  | {
      readonly kind: "backendResponse";
      readonly status: number;
      readonly headers: PlainParameters;
      readonly body: string;
      readonly error?: string;
    }
  | {
      readonly kind: "responseSelection";
      /** What the patterns are compared with. */
      readonly by: "status" | "errorMessage";
      readonly value: string;
      /** The pattern or key that was taken; empty for the default. */
      readonly chosen?: string;
    }
  | { readonly kind: "response"; readonly response: SimulatedResponse }
);

/** A piece of a template's output beside the piece of the document that made it. */
export interface TracePiece {
  readonly place: SimulationPlace;
  /** Half-open UTF-16 offsets into the output. */
  readonly output: { readonly start: number; readonly end: number };
  /** The text that a reference printed. */
  readonly value?: string;
}

/** What goes wrong on the execution, by a stable code. */
export interface SimulationProblem {
  /** One of the simulation's own, or the template engine's. */
  readonly code: string;
  readonly severity: "error" | "warning" | "information";
  readonly message: string;
  /** What API Gateway writes into its log, where that is known. */
  readonly log?: string;
  readonly place?: SimulationPlace;
}
