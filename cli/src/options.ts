/** The options of a command: one table for reading the arguments and for printing the help. */
import { type ParseArgsConfig, parseArgs } from "node:util";
import { UsageError } from "./usageError";

export interface Option {
  /** What the value is called in the help; absent for a flag. */
  readonly value?: string;
  /** True if the option may be repeated. */
  readonly multiple?: true;
  readonly description: string;
}

export type OptionTable = Readonly<Record<string, Option>>;

/** The values of a table's options that were given. */
export type OptionValues<T extends OptionTable> = {
  readonly [K in keyof T]?: T[K] extends { readonly multiple: true }
    ? readonly string[]
    : T[K] extends { readonly value: string }
      ? string
      : boolean;
};

export interface Arguments<T extends OptionTable> {
  readonly values: OptionValues<T>;
  readonly positionals: readonly string[];
}

/** Reads options and positional arguments. Throws a `UsageError` for an option that the table does not have. */
export function readArguments<T extends OptionTable>(args: readonly string[], table: T): Arguments<T> {
  const options: ParseArgsConfig["options"] = Object.fromEntries(
    Object.entries(table).map(([name, { value, multiple = false }]) => [
      name,
      value === undefined ? { type: "boolean" as const } : { type: "string" as const, multiple },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    return { values: values as OptionValues<T>, positionals };
  } catch (error) {
    // The first sentence says what is wrong; the others are advice about Node.js.
    throw new UsageError(String(error instanceof Error ? error.message : error).split(". ")[0]);
  }
}

const NAME_COLUMN = 27;
const WIDTH = 100;

/** The options as lines of the help, with their descriptions in a column. */
export function formatOptions(table: OptionTable): string {
  const lines = Object.entries(table).flatMap(([name, { value, multiple, description }]) => {
    const head = `  --${name}${value === undefined ? "" : ` ${value}`}`;
    const text = multiple ? `${description}; may be repeated` : description;
    const [first = "", ...others] = wrapped(text, WIDTH - NAME_COLUMN);
    const indented = others.map((line) => " ".repeat(NAME_COLUMN) + line);
    return head.length + 2 > NAME_COLUMN
      ? [head, " ".repeat(NAME_COLUMN) + first, ...indented]
      : [head.padEnd(NAME_COLUMN) + first, ...indented];
  });
  return lines.map((line) => `${line}\n`).join("");
}

function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
