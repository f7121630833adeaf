import manifest from "../../package.json";
import { checkCommand } from "./check";
import { type Command, helpOf } from "./command";
import { convertCommand } from "./convert";
import { deployCommand } from "./deploy";
import { extractCommand } from "./extract";
import { newCommand } from "./new";
import { planCommand } from "./plan";
import { renderCommand } from "./render";
import { complain } from "./report";
import { sampleCommand } from "./sample";
import { serveCommand } from "./serve";
import { simulateCommand } from "./simulate";
import { testCommand } from "./test/command";
import { UsageError } from "./usageError";

const COMMANDS: readonly Command[] = [
  checkCommand,
  newCommand,
  convertCommand,
  extractCommand,
  sampleCommand,
  renderCommand,
  simulateCommand,
  testCommand,
  serveCommand,
  planCommand,
  deployCommand,
];

/** Runs the tool, prints, and returns the exit status: 0 no problems, 1 problems found, 2 could not run. */
export async function run(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (name === "--help" || name === "-h") return print(wholeHelp());
  if (name === "--version") return print(`${manifest.version}\n`);
  if (asksForHelp(rest)) return print(command ? helpOf(command) : wholeHelp());
  try {
    if (command) return await command.run(rest);
    throw new UsageError(name === undefined ? "missing command" : `unknown command: ${name}`);
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

/** The list of the commands, then the help of each. */
function wholeHelp(): string {
  const rows = [
    ...COMMANDS.map(({ name, usage, summary }) => [`apigw ${name} ${usage}`, summary] as const),
    ["apigw [COMMAND] --help", "print this help, or that of one command"] as const,
    ["apigw --version", "print the version"] as const,
  ];
  const width = Math.max(...rows.map(([call]) => call.length));
  const list = rows.map(([call, summary]) => `  ${call.padEnd(width)}  ${summary}\n`).join("");
  return [`${TITLE}\n\n${list}`, ...COMMANDS.map(helpOf)].join("\n");
}

const TITLE =
  "apigw: check, create, convert, test and deploy the files that describe Amazon API Gateway integrations";

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}
