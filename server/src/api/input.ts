import { findOperation, type OperationName } from "../model/operationNames";
import { findProtocol, type Protocol } from "../model/protocol";
import { operationOfInput } from "../recognition/recognize";
import { formatOfFileName, parse } from "../service";
import type { Format, ParsedDocument } from "../syntax/nodes";

/** What tells how a text is to be read. */
export interface InputOptions {
  /** Tells the operation where `operation` does not, and the format where `format` does not. */
  readonly fileName?: string;
  /** The AWS CLI's name (`create-integration`); an unknown one throws a RangeError. */
  readonly operation?: string;
  /**
   * `HTTP` or `WEBSOCKET`, in any case; an unknown one throws a RangeError. Inferred when absent, and of no
   * account where the operation leaves no choice.
   */
  readonly protocol?: string;
  /** The text's format; by the file's name when absent, else JSON. */
  readonly format?: Format;
}

/** A text that was read as an input. */
export interface Input {
  readonly document: ParsedDocument;
  readonly operation: OperationName;
  readonly protocol?: Protocol;
}

/** Parses an input, and finds out what it is where the options do not tell. */
export function readInput(text: string, options: InputOptions): Input {
  const { fileName, operation, format } = options;
  const document = parse(text, format ?? formatOfFileName(fileName ?? ""));
  return {
    document,
    operation:
      operation === undefined
        ? operationOfInput(fileName, document.root)
        : known("operation", operation, findOperation),
    ...pinnedProtocol(options),
  };
}

/** The protocol that the options settle. */
export function pinnedProtocol({ protocol }: InputOptions): { readonly protocol?: Protocol } {
  return protocol === undefined ? {} : { protocol: known("protocol", protocol, findProtocol) };
}

function known<T>(what: string, name: string, find: (name: string) => T | undefined): T {
  const found = find(name);
  if (found === undefined) throw new RangeError(`Unknown ${what}: ${name}`);
  return found;
}
