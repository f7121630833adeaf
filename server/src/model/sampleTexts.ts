/** The texts of the files that show what messages look like. The core reads no files, so whoever calls it does. */
export interface SampleTexts {
  /** The sample request of the input or template. */
  readonly request?: string;
  /** The other sample requests, which show further members and parameters. */
  readonly requests?: readonly string[];
  /** The backend's sample response. One in the sample request takes precedence. */
  readonly response?: string;
  /** JSON Schemas of request bodies, by content type in lowercase. */
  readonly models?: ReadonlyMap<string, string>;
}

export const NO_SAMPLES: SampleTexts = {};
