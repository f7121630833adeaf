import {
  type Analysis,
  analyze,
  type ConversionTarget,
  type Converted,
  conversionsOf,
  convert,
  convertPlain,
  formatOfFileName,
  type InputFormat,
  operationOfInput,
  PRINTED_HOSTS,
  type PrintedHostName,
  parse,
  plainInput,
  unknownTexts,
} from "../../server/src/service";
import {
  OPERATION_OPTION,
  oneOf,
  operationNamed,
  PROTOCOL_OPTION,
  protocolNamed,
  STDIN_FILENAME_OPTION,
} from "./arguments";
import type { Command } from "./command";
import { convertToHost } from "./convertToHost";
import { chosenInput, INPUT_OPTION, readHost, refuseInput } from "./hostFile";
import { type OptionTable, readArguments } from "./options";
import { readInput } from "./readInput";
import { complain } from "./report";
import { UsageError } from "./usageError";

const TARGETS: readonly (ConversionTarget | PrintedHostName)[] = [
  "json",
  "yaml",
  "apigateway",
  "apigatewayv2",
  ...PRINTED_HOSTS,
];

const OPTIONS = {
  to: {
    value: "TARGET",
    description:
      "json or yaml for the same input in that format; apigateway to turn a create-integration input into a put-integration input, apigatewayv2 for the reverse; openapi, cloudformation or terraform for a file of that kind",
  },
  input: INPUT_OPTION,
  format: {
    value: "FORMAT",
    description: "yaml (default) or json, for an OpenAPI document or a CloudFormation template",
  },
  protocol: PROTOCOL_OPTION,
  operation: OPERATION_OPTION,
  "stdin-filename": STDIN_FILENAME_OPTION,
} as const satisfies OptionTable;

type Values = ReturnType<typeof readArguments<typeof OPTIONS>>["values"];

/** `apigw convert`. */
export const convertCommand: Command = {
  name: "convert",
  usage: "FILE... --to TARGET",
  summary: "print an input in another format, for the other API family, or as OpenAPI and the like",
  description: `Prints the input in another form, and lists what that form cannot hold on standard error. FILE is an
input of the AWS CLI or, of an OpenAPI document, CloudFormation template or the like, the integration
that --input chooses. For openapi, cloudformation and terraform, several FILEs make one file, so that
integration responses can be given with their integration, and without --input all integrations are
converted. FILE may be - for standard input.`,
  options: OPTIONS,
  exitStatus: "0 converted, 2 failed.",
  run: async (args) => {
    const { values, positionals } = readArguments(args, OPTIONS);
    const [file, second] = positionals;
    if (file === undefined) throw new UsageError("no file given");
    if (values.to === undefined) {
      if (second !== undefined) throw new UsageError(`expected one file, not ${file} and ${second}`);
      throw new UsageError("missing --to");
    }
    const target = oneOf("target", values.to, TARGETS);
    const format = oneOf("format", values.format ?? "yaml", ["yaml", "json"]);
    const operation = values.operation === undefined ? undefined : operationNamed(values.operation);
    const protocol = values.protocol === undefined ? undefined : protocolNamed(values.protocol);
    const host = PRINTED_HOSTS.find((name) => name === target);
    if (host) {
      const { input, "stdin-filename": stdinFileName } = values;
      return convertToHost(positionals, host, {
        format,
        ...(input !== undefined && { input }),
        ...(stdinFileName !== undefined && { stdinFileName }),
        ...(operation && { operation }),
        ...(protocol && { protocol }),
      });
    }
    if (values.format !== undefined) throw new UsageError("--format is only for openapi and cloudformation");
    if (second !== undefined) throw new UsageError(`expected one file, not ${file} and ${second}`);
    return convertInput(file, target as ConversionTarget, { values, operation, protocol });
  },
};

interface Read {
  readonly values: Values;
  readonly operation: ReturnType<typeof operationNamed> | undefined;
  readonly protocol: ReturnType<typeof protocolNamed> | undefined;
}

async function convertInput(
  file: string,
  target: ConversionTarget,
  { values, operation, protocol }: Read,
): Promise<number> {
  const input = await readInput(file);
  if (input.kind === "failed") return fail(file, input.message);
  const fileName = file === "-" ? (values["stdin-filename"] ?? "") : file;
  const format: InputFormat = formatOfFileName(fileName);
  const host = operation ? undefined : readHost(input.text, fileName, protocol);
  if (host) {
    const plain = plainInput(chosenInput(file, host, values.input).hosted, input.text);
    const converted = convertPlain(plain, target, format);
    if (!converted) return fail(file, noCounterpart(plain.operation, target));
    for (const text of unknownTexts(plain)) complain(file, text);
    return show(file, converted);
  }
  refuseInput(values.input);
  const document = parse(input.text, format);
  const analysis = analyze(input.text, operation ?? operationOfInput(fileName, document.root), {
    document,
    ...(protocol && { protocol }),
  });
  const converted = convert(document, analysis.operation, analysis.protocol, target);
  return converted ? show(file, converted) : fail(file, reasonAgainst(analysis, target));
}

function show(file: string, { text, lost }: Converted): number {
  process.stdout.write(text);
  for (const each of lost) complain(file, `left out: ${each}`);
  return 0;
}

function fail(file: string, reason: string): number {
  complain(file, reason);
  return 2;
}

function reasonAgainst({ document, operation }: Analysis, target: ConversionTarget): string {
  if (target === document.format) return `is already ${FORMAT_NAMES[target]}`;
  if (target === operation.family) return `is already an input for aws ${target}`;
  if (!conversionsOf(document, operation).includes(target)) return noCounterpart(operation.name, target);
  return `is not a complete ${FORMAT_NAMES[document.format]} object; run apigw check for details`;
}

function noCounterpart(operation: string, target: string): string {
  return `is an input for ${operation}, which has no counterpart in aws ${target}`;
}

const FORMAT_NAMES = { json: "JSON", yaml: "YAML", hcl: "HCL" } as const;
