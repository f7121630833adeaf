import {
  type Analysis,
  analyze,
  type ConversionTarget,
  conversionsOf,
  convert,
  formatOfFileName,
  operationOfInput,
  parse,
} from "../../server/src/service";
import {
  OPERATION_OPTION,
  oneOf,
  onlyOne,
  operationNamed,
  PROTOCOL_OPTION,
  protocolNamed,
  STDIN_FILENAME_OPTION,
} from "./arguments";
import type { Command } from "./command";
import { type OptionTable, readArguments } from "./options";
import { readInput } from "./readInput";
import { complain } from "./report";
import { UsageError } from "./usageError";

const TARGETS: readonly ConversionTarget[] = ["json", "yaml", "apigateway", "apigatewayv2"];

const OPTIONS = {
  to: {
    value: "TARGET",
    description:
      "json or yaml for the same input in that format; apigateway to turn a create-integration input into a put-integration input, apigatewayv2 for the reverse",
  },
  protocol: PROTOCOL_OPTION,
  operation: OPERATION_OPTION,
  "stdin-filename": STDIN_FILENAME_OPTION,
} as const satisfies OptionTable;

/** `apigw convert`. */
export const convertCommand: Command = {
  name: "convert",
  usage: "FILE --to TARGET",
  summary: "print the input in another format, or for the other API family's command",
  description: `Prints the input in another form, and lists what that form cannot hold on standard error.
FILE may be - for standard input.`,
  options: OPTIONS,
  exitStatus: "0 converted, 2 failed.",
  run: async (args) => {
    const { values, positionals } = readArguments(args, OPTIONS);
    const file = onlyOne("file", positionals);
    if (values.to === undefined) throw new UsageError("missing --to");
    const target = oneOf("target", values.to, TARGETS);
    const operation = values.operation === undefined ? undefined : operationNamed(values.operation);
    const protocol = values.protocol === undefined ? undefined : protocolNamed(values.protocol);
    const input = await readInput(file);
    if (input.kind === "failed") return fail(file, input.message);
    const fileName = file === "-" ? (values["stdin-filename"] ?? "") : file;
    const document = parse(input.text, formatOfFileName(fileName));
    const analysis = analyze(input.text, operation ?? operationOfInput(fileName, document.root), {
      document,
      ...(protocol && { protocol }),
    });
    const converted = convert(document, analysis.operation, analysis.protocol, target);
    if (!converted) return fail(file, reasonAgainst(analysis, target));
    process.stdout.write(converted.text);
    for (const lost of converted.lost) complain(file, `left out: ${lost}`);
    return 0;
  },
};

function fail(file: string, reason: string): number {
  complain(file, reason);
  return 2;
}

function reasonAgainst({ document, operation }: Analysis, target: ConversionTarget): string {
  if (target === document.format) return `is already ${FORMAT_NAMES[target]}`;
  if (target === operation.family) return `is already an input for aws ${target}`;
  if (!conversionsOf(document, operation).includes(target)) {
    return `is an input for ${operation.name}, which has no counterpart in aws ${target}`;
  }
  return `is not a complete ${FORMAT_NAMES[document.format]} object; run apigw check for details`;
}

const FORMAT_NAMES = { json: "JSON", yaml: "YAML", hcl: "HCL" } as const;
