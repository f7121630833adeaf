import manifest from "../../package.json";
import { checkCommand } from "./check";
import type { Command } from "./command";
import { convertCommand } from "./convert";
import { deployCommand } from "./deploy";
import { newCommand } from "./new";
import { planCommand } from "./plan";
import { renderCommand } from "./render";
import { complain } from "./report";
import { simulateCommand } from "./simulate";
import { UsageError } from "./usageError";

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ["check", checkCommand],
  ["new", newCommand],
  ["convert", convertCommand],
  ["render", renderCommand],
  ["simulate", simulateCommand],
  ["plan", planCommand],
  ["deploy", deployCommand],
]);

const HELP = `apigw: checks, writes, converts, tries and deploys the files that describe Amazon API Gateway integrations

  apigw check FILE...             what is wrong with the files
  apigw new OPERATION             a new input, or what there is to choose from
  apigw convert FILE --to TARGET  the input in another format, or for the other command of the AWS CLI
  apigw render TEMPLATE           what a mapping template prints for a request
  apigw simulate FILE...          what API Gateway does with a request, step by step, without AWS
  apigw plan FILE                 what deploying the file would change at AWS
  apigw deploy FILE               makes AWS's side as the file says
  apigw [COMMAND] --help          print this, or the command's part of it
  apigw --version                 print the version
`;

/** Runs the tool with its arguments, prints, and tells the exit status: 0 clean, 1 problems, 2 could not run. */
export async function run(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  const command = name === undefined ? undefined : COMMANDS.get(name);
  if (name === "--help" || name === "-h") return print(wholeHelp());
  if (name === "--version") return print(`${manifest.version}\n`);
  if (asksForHelp(rest)) return print(command?.help ?? wholeHelp());
  try {
    if (command) return await command.run(rest);
    throw new UsageError(name === undefined ? "a command is missing" : `unknown command: ${name}`);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    complain(`${error.message.replaceAll("\n", " ")}. See apigw --help.`);
    return 2;
  }
}

function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  const options = end === -1 ? args : args.slice(0, end);
  return options.includes("--help") || options.includes("-h");
}

function wholeHelp(): string {
  return [HELP, ...Array.from(COMMANDS.values(), ({ help }) => help)].join("\n");
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}
