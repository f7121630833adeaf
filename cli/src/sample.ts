import {
  analyze,
  formatOfFileName,
  inputKindOf,
  type NewSample,
  type PreviewableTemplate,
  parse,
  previewablesOf,
  readCapture,
  sampleFromTemplates,
  sampleText,
  wholeTemplate,
} from "../../server/src/service";
import { unknown } from "./arguments";
import type { Command } from "./command";
import { chosenInput, INPUT_OPTION, readHost, refuseInput } from "./hostFile";
import { type OptionTable, readArguments } from "./options";
import { readInput } from "./readInput";
import { complain } from "./report";
import { UsageError } from "./usageError";
import { writeNewFile } from "./writeNewFile";

const OPTIONS = {
  from: {
    value: "CAPTURE",
    description:
      "a file with a captured request, or - for standard input, in place of FILE: the event of a Lambda function or a WebSocket API, an access log, a curl command, a HAR file, or the input of test-invoke-method",
  },
  entry: {
    value: "N",
    description: "which of several captured requests to use, from 1; without it they are listed",
  },
  template: {
    value: "KEY",
    description: "the key of the template to read, such as application/json; the first one by default",
  },
  input: INPUT_OPTION,
  output: {
    value: "FILE",
    description: "write the sample to a new file; an existing file is not overwritten",
  },
} as const satisfies OptionTable;

/** `apigw sample`. */
export const sampleCommand: Command = {
  name: "sample",
  usage: "[FILE]",
  summary: "make a sample request from a template or a captured request",
  description: `Prints a sample request for render, simulate and previews. FILE is a mapping template, an input with
templates, or an OpenAPI document, CloudFormation template or the like: the sample has a typical value
for everything that the template reads. With --from, the sample is a captured request. Credentials
become placeholders, which standard error lists.`,
  options: OPTIONS,
  exitStatus: "0 printed or written, 2 failed.",
  run: async (args) => {
    const { values, positionals } = readArguments(args, OPTIONS);
    const [file, ...others] = positionals;
    if (others.length > 0) throw new UsageError("more than one file given");
    if (values.from === undefined && file === undefined) throw new UsageError("no file given");
    if (values.from !== undefined && file !== undefined) {
      throw new UsageError("--from takes the place of FILE");
    }
    const sample =
      values.from === undefined
        ? await fromFile(file ?? "", values.template, values.input)
        : await fromCapture(values.from, values.entry);
    if (!sample) return 2;
    const text = sampleText(sample.request);
    const refusal = values.output === undefined ? undefined : await writeNewFile(values.output, text);
    if (refusal !== undefined) {
      complain(values.output ?? "", refusal);
      return 2;
    }
    if (values.output === undefined) process.stdout.write(text);
    for (const note of notesOf(sample)) process.stderr.write(`${note}\n`);
    return 0;
  },
};

function notesOf({ redacted, notes }: NewSample): readonly string[] {
  const placeholders =
    redacted.length > 0 ? [`Credentials became placeholders: ${redacted.join(", ")}.`] : [];
  return [...placeholders, ...notes];
}

async function fromCapture(file: string, entry: string | undefined): Promise<NewSample | undefined> {
  const read = await readInput(file);
  if (read.kind === "failed") {
    complain(file, read.message);
    return undefined;
  }
  const captured = readCapture(read.text);
  if (captured.kind === "refused") {
    complain(file, captured.reason);
    return undefined;
  }
  const { samples } = captured;
  const [first, ...others] = samples;
  if (entry === undefined && others.length > 0) {
    const list = samples.map(({ title }, index) => `  ${index + 1}  ${title}`);
    complain(file, `contains ${samples.length} requests. Choose one with --entry:\n${list.join("\n")}`);
    return undefined;
  }
  const number = entry === undefined ? 1 : Number(entry);
  const chosen = entry === undefined ? first : samples[number - 1];
  if (!chosen || !Number.isInteger(number)) {
    throw new UsageError(`--entry must be a number from 1 to ${samples.length}`);
  }
  return chosen;
}

async function fromFile(
  file: string,
  key: string | undefined,
  input: string | undefined,
): Promise<NewSample | undefined> {
  const read = await readInput(file);
  if (read.kind === "failed") {
    complain(file, read.message);
    return undefined;
  }
  const templates = templatesOf(file, read.text, input);
  if (key === undefined) return sampleFromTemplates(firstOfEachKind(templates));
  const chosen = templates.find((template) => template.key === key);
  if (!chosen)
    return unknown(
      "template",
      key,
      templates.flatMap((template) => template.key ?? []),
    );
  return sampleFromTemplates([chosen]);
}

function templatesOf(file: string, text: string, input: string | undefined): readonly PreviewableTemplate[] {
  const host = file === "-" ? undefined : readHost(text, file, undefined);
  if (host) return previewablesOf(chosenInput(file, host, input));
  refuseInput(input);
  if (!/\.(?:json|ya?ml)$/i.test(file)) return [wholeTemplate(text)];
  const document = parse(text, formatOfFileName(file));
  const { operation, member } = inputKindOf(file, document.root);
  return previewablesOf(analyze(text, operation, { document, ...(member && { member }) }));
}

function firstOfEachKind(templates: readonly PreviewableTemplate[]): readonly PreviewableTemplate[] {
  const [first] = templates;
  const other = templates.find(({ kind }) => kind !== first?.kind);
  return [first, other].filter((template) => template !== undefined);
}
