import { check } from "../../server/src";
import { CHECK_OPTIONS, type CheckArguments, parseCheckArguments } from "./checkArguments";
import type { CheckedFile } from "./checkedFile";
import { checkSampleFile } from "./checkSampleFile";
import type { Command } from "./command";
import { findInputs } from "./findInputs";
import { reasonNotInput } from "./foreignFile";
import { FORMATS } from "./formats";
import { hostSettings } from "./hostOption";
import { complain } from "./report";

/** `apigw check`. */
export const checkCommand: Command = {
  name: "check",
  usage: "FILE...",
  summary: "report problems in the files",
  description: `Checks inputs as the AWS CLI reads them with --cli-input-json and --cli-input-yaml, mapping templates
in files of their own (*.vtl), all integrations in OpenAPI documents, CloudFormation and SAM templates,
Terraform files and serverless.yml, and sample requests and responses that are given by name or by a
glob. FILE is one of
  a file     to check it; if it has no integrations, a message on standard error says so
  a folder   to check the integrations in it and in its subfolders, detected from the names and
             contents of files; node_modules, .git, dist, cdk.out, .terraform, .aws-sam, .serverless
             and linked folders are skipped
  a glob     in quotes, to check every file that matches
  -          to check standard input`,
  options: CHECK_OPTIONS,
  exitStatus: `0 no problems, 1 problems found, 2 could not run.
Only errors and warnings count as problems; information messages and hints are just printed.`,
  run: async (args) => checkFiles(parseCheckArguments(args)),
};

/** Checks the files and prints what was found. A file that cannot be read does not stop the others. */
async function checkFiles(args: CheckArguments): Promise<number> {
  const { files, format, maxWarnings, stdinFileName, ...options } = args;
  const checked: CheckedFile[] = [];
  let isUnreadable = false;
  let isOther = false;
  for await (const input of findInputs(files, hostSettings(args.hosts))) {
    if (input.kind === "failed") {
      isUnreadable = true;
      complain(input.file, input.message);
      continue;
    }
    const fileName = input.file === "-" ? stdinFileName : input.file;
    const ofSample = args.operation === undefined ? await checkSampleFile(fileName, input.text) : undefined;
    if (ofSample) {
      checked.push({ file: fileName ?? input.file, result: ofSample });
      continue;
    }
    const result = check(input.text, { ...options, ...(fileName !== undefined && { fileName }) });
    const isKnown = args.operation !== undefined || result.host !== undefined;
    const reason = isKnown ? undefined : reasonNotInput(fileName, input.text);
    if (reason !== undefined) {
      isOther = true;
      complain(fileName ?? input.file, reason);
      continue;
    }
    checked.push({ file: fileName ?? "<stdin>", result });
  }
  process.stdout.write(FORMATS[format](checked));
  // `check *.json` may include files of other kinds, but checking nothing at all is not a success.
  if (isUnreadable || (isOther && checked.length === 0)) return 2;
  const count = (severity: string): number =>
    checked.flatMap(({ result }) => result.problems).filter((problem) => problem.severity === severity)
      .length;
  return count("error") > 0 || count("warning") > maxWarnings ? 1 : 0;
}
