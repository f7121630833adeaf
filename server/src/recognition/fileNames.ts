import { isPatchOperation, OPERATION_NAMES, type OperationName } from "../model/operationNames";
import { globMatcher } from "./glob";

/** The operation that a file name stands for. */
export interface NamedOperation {
  readonly operation: OperationName;
  /** False for a name that fits any integration: `operation` is then a guess, and the content decides. */
  readonly isSpecific: boolean;
}

const EXTENSIONS = ["json", "yaml", "yml"] as const;

/** Names of integrations or integration responses that do not say which operation they are for. */
const NEUTRAL: readonly (readonly [OperationName, readonly string[]])[] = [
  [
    "create-integration-response",
    ["integration-response-params*", "*-integration-response-params", "*.integration-response"],
  ],
  ["create-integration", ["integration-params*", "*-integration-params", "*.integration"]],
];

// Longer names first: `put-integration-response.json` also starts with `put-integration`.
const byFileName = [
  // The inputs of patch operations are often named like those of HTTP and WebSocket APIs; the content decides.
  ...OPERATION_NAMES.filter((operation) => !isPatchOperation(operation))
    .sort((a, b) => b.length - a.length)
    .map((operation) => named(operation, true, [`${operation}*`, `*.${operation}`, `*-${operation}`])),
  ...NEUTRAL.map(([operation, globs]) => named(operation, false, globs)),
];

function named(operation: OperationName, isSpecific: boolean, globs: readonly string[]) {
  // A star matches anything except a hidden file's leading dot. Compiling a glob matcher for each name would
  // slow down every start.
  const names = globs.map((glob) => glob.replaceAll(".", "\\.").replaceAll("*", "[^/]*"));
  const pattern = new RegExp(`(?:^|/)(?!\\.)(?:${names.join("|")})\\.(?:${EXTENSIONS.join("|")})$`, "i");
  return { named: { operation, isSpecific } satisfies NamedOperation, globs, pattern };
}

const allGlobs = byFileName.flatMap(({ globs }) => globs);

/** A glob that matches all of these names, in any folder. */
export const INPUT_FILES = `**/{${allGlobs.join(",")}}.{${EXTENSIONS.join(",")}}`;

const beginnings = allGlobs.filter((glob) => glob.endsWith("*")).map((glob) => glob.slice(0, -1));
const ends = allGlobs.filter((glob) => glob.startsWith("*")).map((glob) => glob.slice(1));

/**
 * Globs that together match the same files in LSP clients. Neovim 0.10 reads a star inside braces literally, and any
 * other star as one or more characters, as LSP 3.17 defines it.
 */
export const LSP_INPUT_FILES: readonly string[] = [
  `{${beginnings.join(",")}}`,
  `{${beginnings.join(",")}}*`,
  `*{${ends.join(",")}}`,
].map((names) => `**/${names}.{${EXTENSIONS.join(",")}}`);

/** Sample requests and sample backend responses, which are stored next to an input, and the files of its tests. */
const SAMPLE = /\.(?:request|response|test|snapshot|recordings)\.(?:json|ya?ml)$|\.requests\/[^/]+\.json$/i;

/** Whether a file holds a sample for previews or belongs to tests, rather than being an input. */
export function isSampleFile(fileName: string): boolean {
  return SAMPLE.test(fileName);
}

/** The operation that a file name or path stands for; undefined for any other file. */
export function operationOfFileName(fileName: string): NamedOperation | undefined {
  const path = fileName.replaceAll("\\", "/");
  if (isSampleFile(path)) return undefined;
  return byFileName.find(({ pattern }) => pattern.test(path))?.named;
}

const matchers = new Map<string, (path: string) => boolean>();

/**
 * Whether a path matches a glob from the settings. A glob without a slash matches the file name in any
 * folder.
 */
export function fitsGlob(glob: string, path: string): boolean {
  let matcher = matchers.get(glob);
  if (!matcher) {
    matcher = globMatcher(glob);
    matchers.set(glob, matcher);
  }
  return matcher(glob.includes("/") ? path : (path.split("/").at(-1) ?? path));
}
