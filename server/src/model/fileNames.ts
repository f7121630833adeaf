import picomatch from "picomatch";
import { OPERATION_NAMES, type OperationName } from "./operationNames";

/** File names that stand for an operation's input, as globs on the last part of the path. */
const FILE_NAMES: Readonly<Record<OperationName, readonly string[]>> = {
  "create-integration": [
    "integration-params*.json",
    "*-integration-params.json",
    "*.integration.json",
    "create-integration*.json",
    "*.create-integration.json",
  ],
};

const byFileName = OPERATION_NAMES.map(
  (operation) =>
    [operation, picomatch([...FILE_NAMES[operation]], { basename: true, nocase: true })] as const,
);

/** The operation that a file's name or path stands for. */
export function operationOfFileName(fileName: string): OperationName | undefined {
  const path = fileName.replaceAll("\\", "/");
  return byFileName.find(([, matches]) => matches(path))?.[0];
}

const matchers = new Map<string, (path: string) => boolean>();

/** Whether a path fits a person's glob. One without a slash holds for the file's name in any folder. */
export function fitsGlob(glob: string, path: string): boolean {
  let matcher = matchers.get(glob);
  if (!matcher) {
    matcher = picomatch(glob, { basename: !glob.includes("/"), dot: true });
    matchers.set(glob, matcher);
  }
  return matcher(path);
}

/** Members that other JSON files hardly have at their top. */
const TELLTALE = /"Integration(?:Type|Uri|Method|Subtype)"/;

/** How far `mayHoldIntegration` looks: such a member comes early, and other JSON files may be large. */
const SNIFFED_LENGTH = 50_000;

/** A cheap test that rules out almost every other JSON file without parsing it. */
export function mayHoldIntegration(text: string): boolean {
  return TELLTALE.test(text.length > SNIFFED_LENGTH ? text.slice(0, SNIFFED_LENGTH) : text);
}
