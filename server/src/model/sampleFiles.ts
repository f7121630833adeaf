/**
 * The names of the samples of an input `NAME.json`: `NAME.request.json` and `NAME.response.json`, and further requests
 * in the folder `NAME.requests`. An integration in a host file may have samples of its own, such as
 * `NAME.GET-pets-id.request.json` and `NAME.GET-pets-id.requests/empty.json`.
 */
export const REQUEST_SUFFIX = ".request.json";
export const RESPONSE_SUFFIX = ".response.json";
/** Of the folder with further requests. */
export const REQUESTS_SUFFIX = ".requests";

/** What the path or URI of a sample file says. */
export interface SampleFileName {
  readonly kind: "request" | "response";
  /** The path of the input or template without its extension; for an integration in a host file, with its name. */
  readonly stem: string;
  /** The name of a request in a folder, without `.json`. */
  readonly name?: string;
}

/** Reads the path or URI of a sample file; undefined for any other file. */
export function readSampleFileName(path: string): SampleFileName | undefined {
  if (path.endsWith(REQUEST_SUFFIX)) return { kind: "request", stem: path.slice(0, -REQUEST_SUFFIX.length) };
  if (path.endsWith(RESPONSE_SUFFIX)) {
    return { kind: "response", stem: path.slice(0, -RESPONSE_SUFFIX.length) };
  }
  const [, stem, name] = IN_FOLDER.exec(path) ?? [];
  return stem === undefined || name === undefined ? undefined : { kind: "request", stem, name };
}

const IN_FOLDER = /^(.*)\.requests[/\\]([^/\\]+)\.json$/s;

/** Whether a path or URI may be that of a sample of the other one: of the whole file, or of an integration in it. */
export function isSampleOf(sample: string, path: string): boolean {
  const name = readSampleFileName(sample);
  return name !== undefined && `${name.stem}.`.startsWith(`${stemOf(path)}.`);
}

/** Returns the path or URI without the extension of the file. */
export function stemOf(path: string): string {
  return path.replace(/\.[^./\\]*$/, "");
}

/** Returns the path of an input's sample, for the path of the input. */
export function sampleFileOf(path: string, suffix: string): string {
  return stemOf(path) + suffix;
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
