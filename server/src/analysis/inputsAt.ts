/** The inputs at a place in a file of any kind, as data: those that a command on the place is about. */
import { type InputSource, type PlainInput, plainInput, plainOfInput } from "../features/convert/plainInput";
import { hostPath } from "../recognition/hostFile";
import { recognize } from "../recognition/recognize";
import { defined } from "../syntax/defined";
import { formatOfFileName, parse } from "../syntax/parse";
import { analyze } from "./analyze";
import { analyzeHost, type HostAnalysis, type HostOptions } from "./analyzeHost";
import { isIntegration, responsesOf } from "./hostInputs";
import { inputAtCursor } from "./inputAtCursor";

export interface FileAt {
  readonly text: string;
  readonly path: string;
  /** The cursor, if there is one. */
  readonly offset?: number;
  readonly hosts?: HostOptions["hosts"];
  /** What is known about the file, if it is an input of the AWS CLI. */
  readonly input?: InputSource;
  /** Names an input of the AWS CLI. */
  readonly title: string;
}

/**
 * Returns the integration at the cursor with its integration responses or, if the cursor is in none, the only
 * integration in the file. For an input of the AWS CLI it returns that. Empty if there is none, or no only one.
 */
export function plainInputsAt({ text, path, offset, hosts, input, title }: FileAt): readonly PlainInput[] {
  const host = input ? undefined : analyzeHost(text, hostPath(path, text), hosts ? { hosts } : {});
  if (host) return hostedAt(host, offset, text);
  const source = input ?? analyzed(text, path);
  const plain = source && plainOfInput(source, title);
  return plain ? [plain] : [];
}

/** The file as an input, if it is recognized as one. */
function analyzed(text: string, path: string): InputSource | undefined {
  const document = parse(text, formatOfFileName(path));
  const found = recognize(path, document.root);
  return found && analyze(text, found.operation, { document, ...defined({ member: found.member }) });
}

function hostedAt(host: HostAnalysis, offset: number | undefined, text: string): readonly PlainInput[] {
  const found = offset === undefined ? undefined : inputAtCursor(host, offset);
  const owner = found?.hosted.integration?.join("\n");
  const integrations = host.inputs.filter(isIntegration);
  const around = owner && integrations.find(({ hosted }) => hosted.id.join("\n") === owner);
  const chosen = around || found || (integrations.length === 1 ? integrations[0] : undefined);
  if (!chosen) return [];
  return [chosen, ...responsesOf(host, chosen)].map(({ hosted }) => plainInput(hosted, text));
}
