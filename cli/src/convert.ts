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
import { oneOf, onlyOne, operationNamed, protocolNamed, readArguments } from "./arguments";
import type { Command } from "./command";
import { readInput } from "./readInput";
import { complain } from "./report";
import { UsageError } from "./usageError";

const HELP = `Usage: apigw convert FILE --to TARGET [options]

Prints the input in another form, and tells on standard error what has no place in it, line by line.
FILE may be - for standard input.

Options:
  --to TARGET            json or yaml for the same input in that format; apigateway for a
                         put-integration input of a create-integration one, apigatewayv2 for the reverse
  --protocol PROTOCOL    http or websocket; inferred from the file when not given
  --operation NAME       the operation that reads FILE; told by name and content when not given
  --stdin-filename NAME  the name that tells the format and the operation of standard input

Exit status: 0 done, 2 could not.
`;

const TARGETS: readonly ConversionTarget[] = ["json", "yaml", "apigateway", "apigatewayv2"];

/** `apigw convert`. */
export const convertCommand: Command = {
  help: HELP,
  run: async (args) => {
    const { values, positionals } = readArguments(args, {
      to: { type: "string" },
      protocol: { type: "string" },
      operation: { type: "string" },
      "stdin-filename": { type: "string" },
    });
    const file = onlyOne("file", positionals);
    if (values.to === undefined) throw new UsageError("--to is missing: what is it to become?");
    const target = oneOf("target", values.to, TARGETS);
    const operation = values.operation === undefined ? undefined : operationNamed(values.operation);
    const protocol = values.protocol === undefined ? undefined : protocolNamed(values.protocol);
    const input = await readInput(file);
    if (input.kind === "failed") return refuse(file, input.message);
    const fileName = file === "-" ? (values["stdin-filename"] ?? "") : file;
    const document = parse(input.text, formatOfFileName(fileName));
    const analysis = analyze(input.text, operation ?? operationOfInput(fileName, document.root), {
      document,
      ...(protocol && { protocol }),
    });
    const converted = convert(document, analysis.operation, analysis.protocol, target);
    if (!converted) return refuse(file, reasonAgainst(analysis, target));
    process.stdout.write(converted.text);
    for (const lost of converted.lost) complain(file, `left out: ${lost}`);
    return 0;
  },
};

function refuse(file: string, reason: string): number {
  complain(file, reason);
  return 2;
}

function reasonAgainst({ document, operation }: Analysis, target: ConversionTarget): string {
  if (target === document.format) return `is ${FORMAT_NAMES[target]} already`;
  if (target === operation.family) return `is an input of aws ${target} already`;
  if (!conversionsOf(document, operation).includes(target)) {
    return `is an input of ${operation.name}, which has no counterpart in aws ${target}`;
  }
  return `is not a whole ${FORMAT_NAMES[document.format]} object; apigw check tells what is wrong`;
}

const FORMAT_NAMES = { json: "JSON", yaml: "YAML" } as const;
