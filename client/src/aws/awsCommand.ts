/** The commands of the AWS CLI that do what a step does, for a POSIX shell. */

import type { OperationName } from "../../../server/src/model/operationNames";
import { OPERATIONS } from "../../../server/src/model/operations";
import type { Format } from "../../../server/src/syntax/nodes";
import type { Members } from "./port";
import type { Step } from "./steps";

export interface CommandContext {
  readonly profile?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
}

/** One command for each call of the step, with its input in it. */
export function awsCommands(step: Step, context: CommandContext = {}): readonly string[] {
  switch (step.kind) {
    case "create":
    case "update":
    case "put":
      return [inline(step.operation, step.input, context)];
    case "responses":
      return step.inputs.map((input) => inline("put-integration-response", input, context));
    case "deployment": {
      const apiFlag = step.family === "apigateway" ? "--rest-api-id" : "--api-id";
      const words = [
        "aws",
        step.family,
        "create-deployment",
        apiFlag,
        step.apiId,
        "--stage-name",
        step.stage,
      ];
      return [shellLine([...words, ...contextFlags(context)])];
    }
  }
}

/** The command that reads the file; the identifiers are given beside it, as flags. */
export function awsCommandOfFile(
  operation: OperationName,
  file: string,
  format: Format,
  identifiers: Members = {},
  context: CommandContext = {},
): string {
  const { command, members } = OPERATIONS[operation];
  const flags = Object.entries(identifiers).flatMap(([name, value]) => {
    const flag = members.get(name)?.flag;
    return flag === undefined ? [] : [flag, String(value)];
  });
  const input = [`--cli-input-${format}`, `file://${file}`];
  return shellLine([...command.split(" "), ...input, ...flags, ...contextFlags(context)]);
}

function inline(operation: OperationName, input: Members, context: CommandContext): string {
  const words = [...OPERATIONS[operation].command.split(" "), "--cli-input-json", JSON.stringify(input)];
  return shellLine([...words, ...contextFlags(context)]);
}

function contextFlags({ profile, region, endpointUrl }: CommandContext): readonly string[] {
  const flag = (name: string, value: string | undefined) => (value === undefined ? [] : [name, value]);
  return [...flag("--profile", profile), ...flag("--region", region), ...flag("--endpoint-url", endpointUrl)];
}

function shellLine(words: readonly string[]): string {
  return words.map(quoted).join(" ");
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
