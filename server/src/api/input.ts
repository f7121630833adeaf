import { findOperation, type OperationName } from "../model/operationNames";
import { findProtocol, type Protocol } from "../model/protocol";
import { inputKindOf } from "../recognition/recognize";
import { formatOfFileName, parse } from "../service";
import type { Format, ParsedDocument } from "../syntax/nodes";

/** How to read the text of an input. */
export interface InputOptions {
  /** Used to detect the operation and the format if they are not specified. */
  readonly fileName?: string;
  /** The AWS CLI's name, such as `create-integration`. An unknown name throws a RangeError. */
  readonly operation?: string;
  /**
   * `HTTP` or `WEBSOCKET`, in any case; anything else throws a RangeError. Inferred by default, and ignored if
   * the operation leaves no choice.
   */
  readonly protocol?: string;
  /** The format of the text. Defaults to the format of the file name, or JSON. */
  readonly format?: Format;
}

/** A parsed input. */
export interface Input {
  readonly document: ParsedDocument;
  readonly operation: OperationName;
  /** The member that the text is the value of; absent for a whole input. */
  readonly member?: string;
  readonly protocol?: Protocol;
}

/** Parses an input and detects whatever the options do not specify. */
export function readInput(text: string, options: InputOptions): Input {
  const { fileName, operation, format } = options;
  const document = parse(text, format ?? formatOfFileName(fileName ?? ""));
  return {
    document,
    ...(operation === undefined
      ? inputKindOf(fileName, document.root)
      : { operation: known("operation", operation, findOperation) }),
    ...pinnedProtocol(options),
  };
}

/** The protocol specified by the options. */
export function pinnedProtocol({ protocol }: InputOptions): { readonly protocol?: Protocol } {
  return protocol === undefined ? {} : { protocol: known("protocol", protocol, findProtocol) };
}

function known<T>(what: string, name: string, find: (name: string) => T | undefined): T {
  const found = find(name);
  if (found === undefined) throw new RangeError(`Unknown ${what}: ${name}`);
  return found;
}
