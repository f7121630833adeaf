import manifest from "../../../package.json";
import { type CheckArguments, checkFiles, parseCheckArguments } from "./check";
import { UsageError } from "./usageError";

const HELP = `apigw: checks the files that describe Amazon API Gateway integrations

Usage: apigw check FILE... [options]

FILE is an input as the AWS CLI reads it with --cli-input-json; - reads standard input.

Options:
  --format FORMAT      text (default), json, sarif or github
  --protocol PROTOCOL  http or websocket; inferred from the file when not given
  --operation NAME     create-integration, update-integration, create-integration-response,
                       update-integration-response, put-integration or put-integration-response;
                       told by name and content when not given
  --max-warnings N     how many warnings are let pass (default 0)
  --help               print this
  --version            print the version

Exit status: 0 clean, 1 problems found, 2 could not run.
Only errors and warnings count as problems; informations and hints are printed.
`;

/** Runs the tool with its arguments, prints, and tells the exit status: 0 clean, 1 problems, 2 could not run. */
export async function run(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  if (command === "--help" || command === "-h" || rest.includes("--help")) return print(HELP);
  if (command === "--version") return print(`${manifest.version}\n`);
  let parsed: CheckArguments;
  try {
    if (command !== "check") {
      throw new UsageError(command === undefined ? "a command is missing" : `unknown command: ${command}`);
    }
    parsed = parseCheckArguments(rest);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`apigw: ${error.message}. See apigw --help.`);
    return 2;
  }
  return checkFiles(parsed);
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}
