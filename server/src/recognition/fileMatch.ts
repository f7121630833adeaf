import { findOperation, type OperationName } from "../model/operationNames";
import { findProtocol, type Protocol } from "../model/protocol";
import type { Pin, Settings } from "../protocol";
import type { Format, ParsedDocument } from "../syntax/nodes";
import { parse } from "../syntax/parse";
import { fitsGlob, operationOfFileName } from "./fileNames";
import { operationOfInput, recognize } from "./recognize";
import { mayHoldIntegration } from "./sniff";

/** What a file is taken for, and why. */
export interface FileMatch {
  readonly operation: OperationName;
  readonly operationFrom: "pin" | "name" | "content";
  readonly pinnedProtocol?: Protocol;
  /** The tree, where finding out needed one. */
  readonly document?: ParsedDocument;
}

/** Finds out by settings, name and content whether a file is an integration input. */
export function matchFile(
  path: string,
  text: string,
  settings: Settings,
  format: Format = "json",
): FileMatch | undefined {
  const pin = pinOf(path, settings);
  const pinnedProtocol = pin?.protocol === undefined ? undefined : findProtocol(pin.protocol);
  const pinned = pinnedProtocol && { pinnedProtocol };
  const operation = pinnedOperation(path, settings);
  if (operation) return { operation, operationFrom: "pin", ...pinned };
  const isNamed = pin !== undefined || isListed(path, settings);
  // Most files are none of ours, and a look at their text costs less than a tree.
  if (!isNamed && !operationOfFileName(path) && !mayHoldIntegration(text)) return undefined;
  const document = parse(text, format);
  const known = recognize(path, document.root);
  if (known) return { operation: known.operation, operationFrom: known.from, ...pinned, document };
  // A file that a person names to us is ours even while it is empty.
  if (!isNamed) return undefined;
  return { operation: operationOfInput(path, document.root), operationFrom: "name", ...pinned, document };
}

/** The operation that a person has settled for a file. */
export function pinnedOperation(path: string, settings: Settings): OperationName | undefined {
  const pin = pinOf(path, settings);
  return pin?.operation === undefined ? undefined : findOperation(pin.operation);
}

/** The same without a tree, for a quick look or a file too large to have one made: whether it is one of ours. */
export function matchWithoutTree(path: string, text: string, settings: Settings): FileMatch | undefined {
  const pin = pinOf(path, settings);
  const operation =
    pinnedOperation(path, settings) ??
    operationOfFileName(path)?.operation ??
    (pin || isListed(path, settings) || mayHoldIntegration(text) ? "create-integration" : undefined);
  return operation && { operation, operationFrom: pin?.operation ? "pin" : "name" };
}

function isListed(path: string, { files }: Settings): boolean {
  return files.some((glob) => fitsGlob(glob, path));
}

function pinOf(path: string, { pins }: Settings): Pin | undefined {
  if (Object.hasOwn(pins, path)) return pins[path];
  const glob = Object.keys(pins).find((key) => fitsGlob(key, path));
  return glob === undefined ? undefined : pins[glob];
}
