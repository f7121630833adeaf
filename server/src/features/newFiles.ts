import type { OperationName } from "../model/operationNames";
import { REQUEST_SUFFIX, RESPONSE_SUFFIX, sampleFileOf } from "../model/sampleFiles";
import { filled, type NewInputTarget } from "../model/targets";
import type { Json } from "../syntax/json";
import type { Format } from "../syntax/nodes";
import { printInput } from "./convert";

/** A file that belongs to a new integration. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** The operations whose integration responses are new, too, with the operation that creates those. */
const RESPONSE_OPERATIONS: { readonly [Name in OperationName]?: OperationName } = {
  "create-integration": "create-integration-response",
  "put-integration": "put-integration-response",
};

/** The end of an integration's file name that names the operation: `.put-integration` or `-integration-params`. */
const OPERATION_SUFFIX = /(?:^|[.-])(?:create-|update-|put-)?integration(?:-params)?$/i;

/**
 * Returns the files that go with a new integration: its sample request, and its integration responses, each with a
 * response of the backend that selects it.
 * @param path the path of the integration; the files are stored next to it.
 * @param format the format of the integration responses. Samples are JSON.
 */
export function filesWithNew(
  target: NewInputTarget,
  operation: OperationName,
  path: string,
  format: Format,
): readonly NewFile[] {
  const request = target.request === undefined ? [] : [sample(path, REQUEST_SUFFIX, target.request)];
  const responseOperation = RESPONSE_OPERATIONS[operation];
  if (!responseOperation) return request;
  const responses = target.responses.flatMap(({ name, document, response }) => {
    const own = responsePath(path, `${name}.${responseOperation}`, format);
    const input = { path: own, text: printInput(filled(document, {}), format) };
    return response === undefined ? [input] : [input, sample(own, RESPONSE_SUFFIX, response)];
  });
  return [...request, ...responses];
}

function sample(path: string, suffix: string, content: Json): NewFile {
  return { path: sampleFileOf(path, suffix), text: `${JSON.stringify(filled(content, {}), null, 2)}\n` };
}

/** `orders/new.put-integration.json` and `200.put-integration-response` → `orders/new.200.put-integration-response.json`. */
function responsePath(path: string, name: string, format: Format): string {
  const [, folder = "", base = ""] = /^(.*[/\\])?(.*)$/s.exec(path) ?? [];
  const extension = /\.ya?ml$/i.exec(base)?.[0] ?? `.${format}`;
  const stem = base.replace(/\.[^.]*$/, "").replace(OPERATION_SUFFIX, "");
  return `${folder}${stem === "" ? "" : `${stem}.`}${name}${format === "yaml" ? extension : ".json"}`;
}
