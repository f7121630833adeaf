/** The messages of previews and simulations. */
import type { OutputLanguage } from "../simulate/outputLanguage";
import type { Position, Range } from "../syntax/lines";

/** A client command, `[uri, path]` of a template; without arguments, the template at the cursor. */
export const PREVIEW_COMMAND = "apigw.previewTemplate";

/** A client command, `[uri, id]` of an integration: shows what happens to the sample request, step by step. */
export const SIMULATE_COMMAND = "apigw.simulate";

/** A client command, `[uri, id]` of an integration: shows the same as a sequence diagram. */
export const SEQUENCE_COMMAND = "apigw.showSequence";

/** Request to the server: simulates an integration for a sample request. */
export const SIMULATE_REQUEST = "apigw/simulate";

export interface SimulateParams {
  readonly uri: string;
  /** The ID of the integration in a host file. */
  readonly id?: readonly string[];
  /** The cursor, if there is no ID. Without either, the first integration is used. */
  readonly position?: { readonly line: number; readonly character: number };
  /** The text of the sample request file. Defaults to an empty request. */
  readonly request?: string;
  /** The text of the sample response file: what the backend returns. Without it, the simulation ends at the backend. */
  readonly response?: string;
  /**
   * The texts of the inputs in the same folder, by file name: an input of the AWS CLI is simulated with its integration
   * responses among them.
   */
  readonly neighbors?: { readonly [name: string]: string };
  /** Whether to draw a picture as well. */
  readonly isDrawn?: boolean;
}

/** Null if there is no integration. */
export type SimulateResult = {
  /** Empty for an input in a file of its own. */
  readonly id: readonly string[];
  /** In a host file: `GET /pets`, or a logical ID. */
  readonly title?: string;
  /** As for a preview. */
  readonly sampleName?: string;
  /** The steps as Markdown, or the problems of the sample files. */
  readonly text: string;
  /** The places that the text names. */
  readonly links: readonly SimulationLink[];
  /** The picture as an SVG, if it was asked for and the sample files have no problems. */
  readonly svg?: string;
} | null;

export interface SimulationLink {
  /** In the text. */
  readonly range: Range;
  readonly target: Range;
  /** The name of the neighbor that the target is in; absent for the file itself. */
  readonly neighbor?: string;
}

/** The names of the files with sample requests and the backend's sample response. */
export {
  isSampleOf,
  REQUEST_SUFFIX,
  REQUESTS_SUFFIX,
  RESPONSE_SUFFIX,
  readSampleFileName,
  stemOf,
} from "../model/sampleFiles";

/**
 * Notification to the server: the files with the sample requests to use in place of `NAME.request.json`. Replaces the
 * previous notification.
 */
export const CHOSEN_SAMPLES_NOTIFICATION = "apigw/chosenSamples";

export interface ChosenSamplesParams {
  /**
   * URIs of sample requests, by the URI of the file that they are for, then by the sample name of the integration in a
   * host file. Without one, the name is empty.
   */
  readonly requests: { readonly [uri: string]: { readonly [sampleName: string]: string } };
}

/** Request to the server: finds the template to preview. */
export const TEMPLATE_AT_REQUEST = "apigw/templateAt";

export interface TemplateAtParams {
  readonly uri: string;
  /** The path to the template: the name of the member and the key of the template. */
  readonly path?: readonly string[];
  /**
   * The cursor, if there is no path. Outside of templates, the first one of the integration at the cursor is used; without
   * any of this, the first one of the file.
   */
  readonly position?: { readonly line: number; readonly character: number };
}

/** Null if there is no template. */
export type TemplateAtResult = {
  /** Whether the cursor is in the template or in its key. */
  readonly isAtCursor: boolean;
  /** Empty if the file itself is a template. */
  readonly path: readonly string[];
  /** In a host file: the name of the integration in the names of its sample files, `FILE.NAME.request.json`. */
  readonly sampleName?: string;
  /** The text for a new sample request file. */
  readonly sampleRequest: string;
} | null;

/** Request to the server: renders a template. */
export const PREVIEW_REQUEST = "apigw/preview";

export interface PreviewParams {
  readonly uri: string;
  readonly path: readonly string[];
  /** The text of the sample request file. Defaults to an empty request. */
  readonly request?: string;
  /** The text of the sample response file, for a response template. Defaults to an empty response. */
  readonly response?: string;
  /** The text of the file, in place of that of the open document. */
  readonly text?: string;
}

/** Null if the template no longer exists. */
export type PreviewResult = {
  readonly output: string;
  readonly language: OutputLanguage;
  readonly problems: readonly PreviewProblem[];
} | null;

export interface PreviewProblem {
  readonly message: string;
  readonly severity: "error" | "warning";
  /** The code of the rule that reports the same problem, or `VTL-` and a name; absent for a problem of a sample file. */
  readonly code?: string;
  /** What the problem is in: one of the sample files, or the template. */
  readonly of: "request" | "response" | "template";
  /** In the sample file, or in the template's own text. */
  readonly range: Range;
  /** In the file that the template is written in, for a template in a string whose text is in the file. */
  readonly rangeInFile?: Range;
  /** In the output: where it is broken, or its end if the template failed there. */
  readonly rangeInOutput?: Range;
}

/** Request to the server: what printed a piece of a preview, or what a piece of the template printed. */
export const TRACE_REQUEST = "apigw/trace";

/** One of the two positions. */
export interface TraceParams extends PreviewParams {
  /** A position in the output. */
  readonly inOutput?: Position;
  /** A position in the document with the URI. */
  readonly inSource?: Position;
}

/** Null if the template no longer exists or cannot be rendered. */
export type TraceResult = { readonly pieces: readonly TracedPiece[] } | null;

/** A piece of the output with what printed it: a reference, or a line of text. */
export interface TracedPiece {
  readonly output: Range;
  /** The part of the template. */
  readonly template: string;
  /** Its place in the template's own text. */
  readonly range: Range;
  /** Its place in the file, for a template in a string whose text is in the file. */
  readonly rangeInFile?: Range;
  /** The value of a reference, as it prints. */
  readonly value?: string;
}
