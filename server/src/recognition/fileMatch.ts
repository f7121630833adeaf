import { findOperation, type OperationName } from "../model/operationNames";
import { findProtocol, type Protocol } from "../model/protocol";
import type { Pin, Settings } from "../protocol";
import type { Format, ParsedDocument } from "../syntax/nodes";
import { parse } from "../syntax/parse";
import { fitsGlob, operationOfFileName } from "./fileNames";
import { fitsOwnName } from "./ownNames";
import { inputKindOf, recognize } from "./recognize";
import { mayHoldIntegration, topLevelNames } from "./sniff";

/** The operation a file is for, and how it was detected. */
export interface FileMatch {
  readonly operation: OperationName;
  readonly operationFrom: "pin" | "name" | "content";
  /** The member that the file holds the value of; absent for a whole input. */
  readonly member?: string;
  readonly pinnedProtocol?: Protocol;
  /** The parsed document, if detection needed one. */
  readonly document?: ParsedDocument;
}

/** The settings that say which files are integration inputs. */
type InputSettings = Pick<Settings, "files" | "pins">;

/** Detects from settings, file name and content whether a file is an integration input. */
export function matchFile(
  path: string,
  text: string,
  settings: InputSettings,
  format: Format = "json",
): FileMatch | undefined {
  const pin = pinOf(path, settings);
  const pinnedProtocol = pin?.protocol === undefined ? undefined : findProtocol(pin.protocol);
  const pinned = pinnedProtocol && { pinnedProtocol };
  const operation = pinnedOperation(path, settings);
  if (operation) return { operation, operationFrom: "pin", ...pinned };
  const isNamed = pin !== undefined || isListed(path, settings);
  // Most files are not ours, and scanning their text is cheaper than parsing it.
  if (!isNamed && !operationOfFileName(path) && !mayHoldIntegration(text)) return undefined;
  const document = parse(text, format);
  const known = recognize(path, document.root);
  if (known) {
    const { from, ...kind } = known;
    return { ...kind, operationFrom: from, ...pinned, document };
  }
  // A file listed in the settings is ours even while it is empty.
  if (!isNamed) return undefined;
  return { ...inputKindOf(path, document.root), operationFrom: "name", ...pinned, document };
}

/** The operation that the user pinned for a file. */
export function pinnedOperation(path: string, settings: InputSettings): OperationName | undefined {
  const pin = pinOf(path, settings);
  return pin?.operation === undefined ? undefined : findOperation(pin.operation);
}

/** Like `matchFile` without parsing, for a quick check or a file that is too large to parse. */
export function matchWithoutTree(path: string, text: string, settings: InputSettings): FileMatch | undefined {
  const pin = pinOf(path, settings);
  const operation =
    pinnedOperation(path, settings) ??
    operationOfOwnName(path, text) ??
    (pin || isListed(path, settings) || mayHoldIntegration(text)
      ? (operationOfFileName(path)?.operation ?? "create-integration")
      : undefined);
  return operation && { operation, operationFrom: pin?.operation ? "pin" : "name" };
}

/** The operation that the file's name stands for, unless nothing in the file belongs to an integration input. */
function operationOfOwnName(path: string, text: string): OperationName | undefined {
  const named = operationOfFileName(path);
  return named && fitsOwnName({ complete: [...topLevelNames(text)], unfinished: [] })
    ? named.operation
    : undefined;
}

function isListed(path: string, { files }: InputSettings): boolean {
  return files.some((glob) => fitsGlob(glob, path));
}

function pinOf(path: string, { pins }: InputSettings): Pin | undefined {
  if (Object.hasOwn(pins, path)) return pins[path];
  const glob = Object.keys(pins).find((key) => fitsGlob(key, path));
  return glob === undefined ? undefined : pins[glob];
}
