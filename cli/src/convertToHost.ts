import { basename } from "node:path";
import {
  analyze,
  formatOfFileName,
  type OperationName,
  operationOfInput,
  type PlainInput,
  type PrintedHostName,
  type Protocol,
  parse,
  plainInput,
  plainOfInput,
  printHost,
  responsesOf,
  titleOfFile,
  unknownTexts,
} from "../../server/src/service";
import { reasonNotInput } from "./foreignFile";
import { chosenInput, readHost, refuseInput } from "./hostFile";
import { readInput } from "./readInput";
import { complain } from "./report";

export interface HostConversion {
  /** Of an OpenAPI document or a CloudFormation template. */
  readonly format: "json" | "yaml";
  /** The integration to take from a host file; all if absent. */
  readonly input?: string;
  readonly stdinFileName?: string;
  readonly operation?: OperationName;
  readonly protocol?: Protocol;
}

/** Prints the inputs in the files as one host file, and what is lost on standard error. Returns the exit status. */
export async function convertToHost(
  files: readonly string[],
  host: PrintedHostName,
  options: HostConversion,
): Promise<number> {
  const inputs: PlainInput[] = [];
  let isChosen = false;
  for (const file of files) {
    const read = await readInput(file);
    if (read.kind === "failed") return fail(file, read.message);
    const found = inputsIn(file, read.text, host, options);
    if (typeof found === "string") return fail(file, found);
    inputs.push(...found.inputs);
    isChosen ||= found.isHost;
    for (const input of found.inputs) {
      for (const text of unknownTexts(input)) complain(file, input.title, text);
    }
    if (found.isHost) complain(file, "left out: everything except for the integrations and their responses");
  }
  if (!isChosen) refuseInput(options.input);
  const [first = ""] = files;
  const name = first === "-" ? (options.stdinFileName ?? "API") : first;
  const printed = printHost(inputs, host, { title: titleOfFile(basename(name)), format: options.format });
  if (typeof printed === "string") return fail(first, printed);
  process.stdout.write(printed.text);
  for (const each of printed.added) complain(first, `added: ${each}`);
  for (const each of printed.lost) complain(first, `left out: ${each}`);
  return 0;
}

type Found = { readonly inputs: readonly PlainInput[]; readonly isHost: boolean };

/** The inputs in a file; the reason if it has none that can be converted. */
function inputsIn(
  file: string,
  text: string,
  target: PrintedHostName,
  { input, stdinFileName, operation, protocol }: HostConversion,
): Found | string {
  const fileName = file === "-" ? (stdinFileName ?? "") : file;
  const host = operation ? undefined : readHost(text, fileName, protocol);
  if (host) {
    if (host.host.name === target && input === undefined) return `is already ${host.host.title}`;
    const chosen = input === undefined ? undefined : chosenInput(file, host, input);
    const hosted = chosen ? [chosen, ...responsesOf(host, chosen)] : host.inputs;
    return { inputs: hosted.map((each) => plainInput(each.hosted, text)), isHost: true };
  }
  const reason = operation ? undefined : reasonNotInput(fileName, text);
  if (reason !== undefined) return reason;
  const document = parse(text, formatOfFileName(fileName));
  const analysis = analyze(text, operation ?? operationOfInput(fileName, document.root), {
    document,
    ...(protocol && { protocol }),
  });
  const plain = plainOfInput(analysis, titleOfFile(basename(fileName)));
  if (plain) return { inputs: [plain], isHost: false };
  return `is not a complete ${document.format === "json" ? "JSON" : "YAML"} object; run apigw check for details`;
}

function fail(file: string, reason: string): number {
  complain(file, reason);
  return 2;
}
