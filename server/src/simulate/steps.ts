import type { Range } from "../syntax/lines";
import type { PlainParameters } from "./parameters";

/** A place in one of the input documents, which are numbered from 0. */
export interface SimulationPlace {
  readonly document: number;
  readonly range: Range;
}

/** To the backend, or back to the client. */
export type Direction = "request" | "response";

/** What a parameter mapping or an override sets. */
export interface ParameterTarget {
  readonly location: "header" | "querystring" | "path" | "status" | "parameter";
  /** Absent for a status and for the whole path. */
  readonly name?: string;
}

/** The request to the backend, without the headers that API Gateway adds itself. */
export interface IntegrationRequest {
  /** Absent if the input does not specify it. */
  readonly method?: string;
  readonly uri?: string;
  /** Present if the target is not a URL, as with private integrations. */
  readonly path?: string;
  readonly headers: PlainParameters;
  readonly querystring: PlainParameters;
  /** The parameters of an AWS service that an HTTP API calls with an `IntegrationSubtype`. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The client's request, as the simulation understands it. */
export interface SimulatedRequest {
  /** Absent for a message to a WebSocket API. */
  readonly method?: string;
  /** Without the stage and the query string. Absent for a message to a WebSocket API. */
  readonly path?: string;
  readonly headers: PlainParameters;
  readonly querystring: PlainParameters;
  readonly body: string;
}

/** A template or an integration response that could be selected, and why it was or was not. */
export interface SelectionCandidate {
  /** The key of the template; of an integration response its pattern or key, which is empty for the default. */
  readonly key: string;
  /** Of an integration response of a REST API: the status of the method response. */
  readonly status?: string;
  readonly isChosen: boolean;
  /** A clause about the candidate, without the value that selects: `its key does not match`. */
  readonly reason: string;
  readonly place?: SimulationPlace;
}

/** The response to the client. */
export interface SimulatedResponse {
  readonly status: number;
  readonly headers: PlainParameters;
  readonly body: string;
}

/** One step of API Gateway. `place` is the part of the input that determines it. */
export type SimulationStep = { readonly place?: SimulationPlace } & (
  | {
      readonly kind: "parameterMapping";
      readonly direction: Direction;
      readonly action: "overwrite" | "append" | "remove";
      readonly target: ParameterTarget;
      /** The value of the mapping, as written. */
      readonly source: string;
      /** The result; absent if the source has no value, so that nothing is set. */
      readonly values?: readonly string[];
    }
  | {
      readonly kind: "templateSelection";
      readonly direction: Direction;
      /** What selects the template: the Content-Type header, the Accept header or the selection expression. */
      readonly by: "contentType" | "accept" | "expression";
      readonly value: string;
      /** The key of the selected template; absent if none matches. */
      readonly chosen?: string;
      /** All templates, in the order of the input. */
      readonly candidates: readonly SelectionCandidate[];
    }
  | {
      readonly kind: "template";
      readonly direction: Direction;
      readonly key: string;
      readonly output: string;
      /** Maps each piece of the output to its origin, if requested. */
      readonly trace?: readonly TracePiece[];
    }
  | {
      readonly kind: "passthrough";
      readonly direction: Direction;
      /** `refused`: API Gateway responds with 415 instead. */
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
      /** What the patterns are matched against. */
      readonly by: "status" | "errorMessage";
      readonly value: string;
      /** The selected pattern or key; empty for the default; absent if none matches. */
      readonly chosen?: string;
      /** All integration responses, in the order of the inputs. */
      readonly candidates: readonly SelectionCandidate[];
    }
  | { readonly kind: "response"; readonly response: SimulatedResponse }
);

/** A piece of a template's output and the place in the document that produced it. */
export interface TracePiece {
  readonly place: SimulationPlace;
  /** Half-open UTF-16 offsets into the output. */
  readonly output: { readonly start: number; readonly end: number };
  /** The text that a reference produced. */
  readonly value?: string;
}

/** A problem of a simulation, with a stable code. */
export interface SimulationProblem {
  /** A code of the simulation or of the template engine. */
  readonly code: string;
  readonly severity: "error" | "warning" | "information";
  readonly message: string;
  /** What API Gateway writes to its execution log, if known. */
  readonly log?: string;
  readonly place?: SimulationPlace;
  /** The place in the output of the last template step before it, as half-open UTF-16 offsets. */
  readonly output?: { readonly start: number; readonly end: number };
}
