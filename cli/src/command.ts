import { formatOptions, type OptionTable } from "./options";

/** A command of the tool. */
export interface Command {
  readonly name: string;
  /** The positional arguments and required options, such as `FILE...`. */
  readonly usage: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What it does, in lines of at most 100 characters. */
  readonly description: string;
  readonly options: OptionTable;
  /** What else the help says, after the options. */
  readonly notes?: string;
  /** The exit status and its meanings, after "Exit status: ". */
  readonly exitStatus: string;
  /** Runs with the arguments after the command's name, prints, and returns the exit status. */
  run(args: readonly string[]): Promise<number>;
}

/** The help of a command. */
export function helpOf({ name, usage, description, options, notes, exitStatus }: Command): string {
  return [
    `Usage: apigw ${name} ${usage} [options]\n`,
    `${description}\n`,
    `Options:\n${formatOptions(options)}`,
    ...(notes === undefined ? [] : [`${notes}\n`]),
    `Exit status: ${exitStatus}\n`,
  ].join("\n");
}
