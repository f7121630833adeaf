/** The messages about new sample requests. */

/**
 * Request to the server: makes sample requests for an open file, from what its templates read or from a captured
 * request.
 */
export const NEW_SAMPLE_REQUEST = "apigw/newSample";

export interface NewSampleParams {
  readonly uri: string;
  /** The path to a template. */
  readonly path?: readonly string[];
  /** The cursor, if there is no path. */
  readonly position?: { readonly line: number; readonly character: number };
  /** The captured text. Without it, the sample is made from the template. */
  readonly text?: string;
}

export type NewSampleResult =
  | {
      readonly kind: "samples";
      /** What the text was recognized as, in words: `a curl command`; absent for a template. */
      readonly source?: string;
      /** At least one. */
      readonly samples: readonly NewSampleFile[];
      /** In a host file: the name of the integration in the names of its sample files. */
      readonly sampleName?: string;
    }
  /** `reason` is a sentence or two for the user. */
  | { readonly kind: "refused"; readonly reason: string };

export interface NewSampleFile {
  /** What tells it apart: `POST /pets`. */
  readonly title: string;
  /** A name for its file, without an extension. */
  readonly name: string;
  readonly text: string;
  /** The paths of the values that were credentials and became placeholders: `headers.Authorization`. */
  readonly redacted: readonly string[];
  /** Sentences about what is missing. */
  readonly notes: readonly string[];
}
