/** The names of the samples of an input `NAME.json`: `NAME.request.json` and `NAME.response.json`. */
export const REQUEST_SUFFIX = ".request.json";
export const RESPONSE_SUFFIX = ".response.json";

/** Returns the path of an input's sample, for the path of the input. */
export function sampleFileOf(path: string, suffix: string): string {
  return path.replace(/\.[^./\\]*$/, "") + suffix;
}
