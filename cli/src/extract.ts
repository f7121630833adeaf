import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import {
  fileNamesOf,
  type Json,
  listed,
  type PlainInput,
  plainInput,
  printInput,
  unknownTexts,
} from "../../server/src/service";
import { oneOf, onlyOne, PROTOCOL_OPTION, protocolNamed, STDIN_FILENAME_OPTION } from "./arguments";
import type { Command } from "./command";
import { chosenInput, INPUT_OPTION, readHost } from "./hostFile";
import { type OptionTable, readArguments } from "./options";
import { readInput, reasonOf } from "./readInput";
import { complain } from "./report";
import { writeNewFile } from "./writeNewFile";

const OPTIONS = {
  input: {
    ...INPUT_OPTION,
    description:
      'print only the integration or integration response with that title, such as "GET /pets", and nothing around it',
  },
  format: { value: "FORMAT", description: "json (default) or yaml" },
  output: {
    value: "FOLDER",
    description: "write each input to a file of its own in this folder; existing files are not overwritten",
  },
  protocol: {
    ...PROTOCOL_OPTION,
    description: "http or websocket, for inputs of which the file does not say the API; inferred by default",
  },
  "stdin-filename": STDIN_FILENAME_OPTION,
} as const satisfies OptionTable;

/** `apigw extract`. */
export const extractCommand: Command = {
  name: "extract",
  usage: "FILE",
  summary: "print the integrations in an OpenAPI document, template or the like as inputs of the AWS CLI",
  description: `Prints the integrations and integration responses in an OpenAPI document, a CloudFormation or SAM
template, a Terraform file or a serverless.yml as inputs of the AWS CLI, in a list with their titles
and operations. Where the file does not tell a value, a name in angle brackets stands for it, such as
<Function.Arn>; these places are listed on standard error. FILE may be - for standard input.`,
  options: OPTIONS,
  exitStatus: "0 extracted, 2 failed.",
  run: async (args) => {
    const { values, positionals } = readArguments(args, OPTIONS);
    const file = onlyOne("file", positionals);
    const format = oneOf("format", values.format ?? "json", ["json", "yaml"]);
    const protocol = values.protocol === undefined ? undefined : protocolNamed(values.protocol);
    const read = await readInput(file);
    if (read.kind === "failed") return fail(file, read.message);
    const fileName = file === "-" ? (values["stdin-filename"] ?? "") : file;
    const host = readHost(read.text, fileName, protocol);
    if (!host) return fail(file, "contains no integrations that can be extracted");
    const chosen = values.input === undefined ? host.inputs : [chosenInput(file, host, values.input)];
    const inputs = chosen.map(({ hosted }) => plainInput(hosted, read.text));
    for (const input of inputs) {
      for (const text of unknownTexts(input)) complain(file, input.title, text);
    }
    if (values.output !== undefined) return writeInputs(values.output, inputs, format);
    const [first] = inputs;
    const document: Json = values.input !== undefined && first ? first.members : inputs.map(listed);
    process.stdout.write(printInput(document, format));
    return 0;
  },
};

function fail(file: string, reason: string): number {
  complain(file, reason);
  return 2;
}

async function writeInputs(
  folder: string,
  inputs: readonly PlainInput[],
  format: "json" | "yaml",
): Promise<number> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    return fail(folder, reasonOf(error));
  }
  const names = fileNamesOf(inputs, format);
  let status = 0;
  for (const [index, { members }] of inputs.entries()) {
    const path = join(folder, names[index] ?? "");
    const refusal = await writeNewFile(path, printInput(members, format));
    if (refusal === undefined) process.stderr.write(`Created ${path}\n`);
    else status = fail(path, refusal);
  }
  return status;
}
