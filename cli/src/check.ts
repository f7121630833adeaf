import { check } from "../../server/src";
import { type CheckArguments, parseCheckArguments } from "./checkArguments";
import type { CheckedFile } from "./checkedFile";
import type { Command } from "./command";
import { findInputs } from "./findInputs";
import { FORMATS } from "./formats";
import { complain } from "./report";

const HELP = `Usage: apigw check FILE... [options]

Checks inputs as the AWS CLI reads them with --cli-input-json and --cli-input-yaml, and mapping templates
in files of their own (*.vtl). FILE is one of
  a file     it is checked whatever it holds
  a folder   for the integration inputs in it and below, known by name or content; node_modules,
             .git, dist and linked folders are left out
  a glob     in quotes, for every file that fits it
  -          for standard input

Options:
  --format FORMAT        text (default), json, sarif or github
  --protocol PROTOCOL    http or websocket; inferred from the file when not given
  --operation NAME       create-integration, update-integration, create-integration-response,
                         update-integration-response, put-integration or put-integration-response;
                         told by name and content when not given
  --stdin-filename NAME  the name that tells the format and the operation of standard input
  --rule CODE=LEVEL      a rule's severity: off, hint, information, warning or error; may be repeated
  --max-warnings N       how many warnings are let pass (default 0)

Exit status: 0 clean, 1 problems found, 2 could not run.
Only errors and warnings count as problems; informations and hints are printed.
`;

/** `apigw check`. */
export const checkCommand: Command = {
  help: HELP,
  run: async (args) => checkFiles(parseCheckArguments(args)),
};

/** Checks the files and prints what was found; a file that cannot be read does not keep the others from it. */
async function checkFiles(args: CheckArguments): Promise<number> {
  const { files, format, maxWarnings, stdinFileName, ...options } = args;
  const checked: CheckedFile[] = [];
  let isUnreadable = false;
  for await (const input of findInputs(files)) {
    if (input.kind === "failed") {
      isUnreadable = true;
      complain(input.file, input.message);
      continue;
    }
    const fileName = input.file === "-" ? stdinFileName : input.file;
    const result = check(input.text, { ...options, ...(fileName !== undefined && { fileName }) });
    checked.push({ file: fileName ?? "<stdin>", result });
  }
  process.stdout.write(FORMATS[format](checked));
  if (isUnreadable) return 2;
  const count = (severity: string): number =>
    checked.flatMap(({ result }) => result.problems).filter((problem) => problem.severity === severity)
      .length;
  return count("error") > 0 || count("warning") > maxWarnings ? 1 : 0;
}
