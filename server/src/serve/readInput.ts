import { analyze, asInputDocument } from "../analysis/analyze";
import { isPatchOperation } from "../model/operationNames";
import type { Protocol } from "../model/protocol";
import { inputKindOf, recognize } from "../recognition/recognize";
import type { SimulatedInput } from "../simulate";
import { defined } from "../syntax/defined";
import { formatOfFileName, parse } from "../syntax/parse";
import type { ReadInput } from "./pairing";

/** A file to serve. */
export interface ServedFile {
  readonly path: string;
  readonly text: string;
  /** The key of the route of an input of the AWS CLI, such as `GET /pets/{id}`. */
  readonly route?: string;
}

/** Reads a file that is an input of the AWS CLI for a whole integration or integration response. */
export function readInput(
  { path, text, route }: ServedFile,
  pinned: Protocol | undefined,
): ReadInput | undefined {
  const document = parse(text, formatOfFileName(path));
  if (!recognize(path, document.root)) return undefined;
  const { operation, member } = inputKindOf(path, document.root);
  if (isPatchOperation(operation)) return undefined;
  const { protocol } = analyze(text, operation, { document, ...defined({ member, protocol: pinned }) });
  const input: SimulatedInput = {
    document: asInputDocument(document, operation, member),
    operation,
    ...defined({ protocol }),
  };
  return { file: path, input, ...(route !== undefined && { route }) };
}
