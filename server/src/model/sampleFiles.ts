/**
 * The names of the samples of an input `NAME.json`: `NAME.request.json` and `NAME.response.json`. An integration in a host
 * file may have samples of its own, such as `NAME.GET-pets-id.request.json`.
 */
export const REQUEST_SUFFIX = ".request.json";
export const RESPONSE_SUFFIX = ".response.json";

/** Returns the path of an input's sample, for the path of the input. */
export function sampleFileOf(path: string, suffix: string): string {
  return path.replace(/\.[^./\\]*$/, "") + suffix;
}

/**
 * Returns the part of a sample's file name that stands for an integration in a host file, such as `GET-pets-id` for
 * `GET /pets/{id}`. All file systems allow it.
 */
export function sampleNameOf(title: string): string {
  return title
    .replaceAll(/[^\w$+-]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 100);
}
