import picomatch from "picomatch";
import { OPERATION_NAMES, type OperationName } from "../model/operationNames";

/** What a file's name says. */
export interface NamedOperation {
  readonly operation: OperationName;
  /** False for a name that any integration may have: the operation is then the likeliest, and content decides. */
  readonly isSpecific: boolean;
}

const EXTENSIONS = ["json", "yaml", "yml"] as const;

/** Names that tell an integration, or an integration's response, but not what is to be done with it. */
const NEUTRAL: readonly (readonly [OperationName, readonly string[]])[] = [
  [
    "create-integration-response",
    ["integration-response-params*", "*-integration-response-params", "*.integration-response"],
  ],
  ["create-integration", ["integration-params*", "*-integration-params", "*.integration"]],
];

// Longer names first: `put-integration-response.json` starts with `put-integration`, too.
const byFileName = [
  ...[...OPERATION_NAMES]
    .sort((a, b) => b.length - a.length)
    .map((operation) => named(operation, true, [`${operation}*`, `*.${operation}`, `*-${operation}`])),
  ...NEUTRAL.map(([operation, globs]) => named(operation, false, globs)),
];

function named(operation: OperationName, isSpecific: boolean, globs: readonly string[]) {
  // A glob's star stands for any name but a hidden file's. A glob matcher for each costs at every start.
  const names = globs.map((glob) => glob.replaceAll(".", "\\.").replaceAll("*", "[^/]*"));
  const pattern = new RegExp(`(?:^|/)(?!\\.)(?:${names.join("|")})\\.(?:${EXTENSIONS.join("|")})$`, "i");
  return { named: { operation, isSpecific } satisfies NamedOperation, globs, pattern };
}

/** A glob that all of these names fit, in any folder. */
export const INPUT_FILES = `**/{${byFileName.flatMap(({ globs }) => globs).join(",")}}.{${EXTENSIONS.join(",")}}`;

/** What is kept beside an input: the sample request and the backend's sample response of its preview. */
const SAMPLE = /\.(?:request|response)\.(?:json|ya?ml)$/i;

/** Whether a file is kept beside an input for its previews and tests, and is none itself. */
export function isSampleFile(fileName: string): boolean {
  return SAMPLE.test(fileName);
}

/** The operation that a file's name or path stands for; undefined for any other file. */
export function operationOfFileName(fileName: string): NamedOperation | undefined {
  const path = fileName.replaceAll("\\", "/");
  if (isSampleFile(path)) return undefined;
  return byFileName.find(({ pattern }) => pattern.test(path))?.named;
}

const matchers = new Map<string, (path: string) => boolean>();

/** Whether a path fits a person's glob. One without a slash holds for the file's name in any folder. */
export function fitsGlob(glob: string, path: string): boolean {
  let matcher = matchers.get(glob);
  if (!matcher) {
    matcher = matcherOf(glob);
    matchers.set(glob, matcher);
  }
  return matcher(path);
}

/** People type globs, and an editor stores them half-typed: what is none fits nothing. */
function matcherOf(glob: string): (path: string) => boolean {
  try {
    return picomatch(glob, { basename: !glob.includes("/"), dot: true });
  } catch {
    return () => false;
  }
}
