import { parseArgs } from "node:util";
import { check } from "../index";
import { findOperation, OPERATION_NAMES } from "../model/operationNames";
import { findProtocol, PROTOCOLS } from "../model/protocol";
import type { CheckedFile } from "./checkedFile";
import { FORMATS, type FormatName } from "./formats";
import { readInput } from "./readInput";
import { UsageError } from "./usageError";

export interface CheckArguments {
  readonly files: readonly string[];
  readonly format: FormatName;
  readonly maxWarnings: number;
  readonly protocol?: string;
  readonly operation?: string;
}

/** Reads the arguments behind `check`; throws a UsageError where they make no sense. */
export function parseCheckArguments(args: readonly string[]): CheckArguments {
  const { values, positionals } = parse(args);
  if (positionals.length === 0) throw new UsageError("no file given");
  const { format = "text", protocol, operation } = values;
  if (!isFormat(format)) throw unknown("format", format, Object.keys(FORMATS));
  if (protocol !== undefined && !findProtocol(protocol)) throw unknown("protocol", protocol, PROTOCOLS);
  if (operation !== undefined && !findOperation(operation))
    throw unknown("operation", operation, OPERATION_NAMES);
  const maxWarnings = values["max-warnings"] ?? "0";
  if (!/^\d+$/.test(maxWarnings)) throw new UsageError(`--max-warnings takes a number, not ${maxWarnings}`);
  return {
    files: positionals,
    format,
    maxWarnings: Number(maxWarnings),
    ...(protocol !== undefined && { protocol }),
    ...(operation !== undefined && { operation }),
  };
}

/** Checks the files and prints what was found; a file that cannot be read does not keep the others from it. */
export async function checkFiles(args: CheckArguments): Promise<number> {
  const { files, format, maxWarnings, ...options } = args;
  const checked: CheckedFile[] = [];
  let unreadable = false;
  for (const file of files) {
    const input = await readInput(file);
    if (input.kind === "text") {
      const name = file === "-" ? "<stdin>" : file;
      const result = check(input.text, { ...options, ...(file !== "-" && { fileName: file }) });
      checked.push({ file: name, result });
    } else {
      unreadable = true;
      console.error(`apigw: ${file}: ${input.message}`);
    }
  }
  process.stdout.write(FORMATS[format](checked));
  if (unreadable) return 2;
  const count = (severity: string): number =>
    checked.flatMap(({ result }) => result.problems).filter((problem) => problem.severity === severity)
      .length;
  return count("error") > 0 || count("warning") > maxWarnings ? 1 : 0;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: "string" },
        protocol: { type: "string" },
        operation: { type: "string" },
        "max-warnings": { type: "string" },
      },
    });
  } catch (error) {
    // The first sentence says what is wrong; the others are advice on Node.js.
    throw new UsageError(String(error instanceof Error ? error.message : error).split(". ")[0]);
  }
}

function isFormat(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name);
}

function unknown(what: string, name: string, known: readonly string[]): UsageError {
  return new UsageError(`unknown ${what}: ${name} (known: ${known.join(", ")})`);
}
