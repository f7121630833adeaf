/** The AWS CLI commands that are equivalent to a step, for a POSIX shell. */

import { type Format, OPERATIONS, type OperationName } from "../../server/src/service";
import type { Members, MethodId } from "./gateway";
import { responseParametersMap, responseParametersPatch, routeTarget } from "./inputParts";
import type { AllowStep, PrerequisiteStep, Step } from "./steps";

export interface CommandContext {
  readonly profile?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
}

/**
 * Returns the commands of all steps, one list per step. A route to an integration that does not exist yet takes
 * the integration's ID from a shell variable.
 */
export function awsCommandsOf(
  steps: readonly Step[],
  context: CommandContext = {},
): readonly (readonly string[])[] {
  const isIdNeeded = steps.some(
    (step) =>
      (step.kind === "create-route" || step.kind === "update-route") && step.integrationId === undefined,
  );
  return steps.map((step) =>
    step.kind === "create" && isIdNeeded
      ? [`${NEW_ID}=$(${shellLine([...inlineWords(step.operation, step.input, context), ...ONLY_ID])})`]
      : awsCommands(step, context),
  );
}

/** Returns one command for each call of the step, with the input inline. */
export function awsCommands(step: Step, context: CommandContext = {}): readonly string[] {
  switch (step.kind) {
    case "create":
    case "update":
    case "put":
      return [inline(step.operation, step.input, context)];
    case "responses":
      return step.inputs.map((input) => inline("put-integration-response", input, context));
    case "create-route":
    case "update-route":
    case "put-method":
    case "put-method-response":
    case "update-method-response":
      return [prerequisiteCommand(step, context)];
    case "allow-invocation":
      return [permissionCommand(step, context)];
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

/** Returns the command that reads the file, with the IDs as flags. */
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

const NEW_ID = "INTEGRATION_ID";
const ONLY_ID = ["--query", "IntegrationId", "--output", "text"];

function prerequisiteCommand(step: PrerequisiteStep, context: CommandContext): string {
  const command = (words: readonly string[]) => shellLine(["aws", ...words, ...contextFlags(context)]);
  switch (step.kind) {
    case "create-route":
    case "update-route": {
      const { kind, apiId, key, integrationId } = step;
      const flag = kind === "create-route" ? ["--route-key", key] : ["--route-id", step.routeId];
      const words = ["apigatewayv2", kind, "--api-id", apiId, ...flag];
      if (integrationId !== undefined) return command([...words, "--target", routeTarget(integrationId)]);
      // The shell expands variables in double quotes.
      const target = `--target "${routeTarget(`$${NEW_ID}`)}"`;
      return [shellLine(["aws", ...words]), target, ...contextFlags(context).map(quoted)].join(" ");
    }
    case "put-method":
      return command(["apigateway", step.kind, ...methodFlags(step.method), "--authorization-type", "NONE"]);
    case "put-method-response": {
      const { kind, method, statusCode, responseParameters: names } = step;
      const words = ["apigateway", kind, ...methodFlags(method), "--status-code", statusCode];
      const parameters = JSON.stringify(responseParametersMap(names));
      return command([...words, ...(names.length > 0 ? ["--response-parameters", parameters] : [])]);
    }
    case "update-method-response": {
      const { kind, method, statusCode, responseParameters } = step;
      const words = ["apigateway", kind, ...methodFlags(method), "--status-code", statusCode];
      const patch = JSON.stringify(responseParametersPatch(responseParameters));
      return command([...words, "--patch-operations", patch]);
    }
  }
}

function permissionCommand(
  { function: called, statementId, sourceArn }: AllowStep,
  context: CommandContext,
): string {
  const { functionArn, qualifier, region } = called;
  const words = ["aws", "lambda", "add-permission", "--function-name", functionArn];
  if (qualifier !== undefined) words.push("--qualifier", qualifier);
  words.push("--statement-id", statementId, "--action", "lambda:InvokeFunction");
  words.push("--principal", "apigateway.amazonaws.com", "--source-arn", sourceArn);
  return shellLine([...words, ...contextFlags({ ...context, region })]);
}

function methodFlags({ restApiId, resourceId, httpMethod }: MethodId): readonly string[] {
  return ["--rest-api-id", restApiId, "--resource-id", resourceId, "--http-method", httpMethod];
}

function inline(operation: OperationName, input: Members, context: CommandContext): string {
  return shellLine(inlineWords(operation, input, context));
}

function inlineWords(operation: OperationName, input: Members, context: CommandContext): readonly string[] {
  const words = [...OPERATIONS[operation].command.split(" "), "--cli-input-json", JSON.stringify(input)];
  return [...words, ...contextFlags(context)];
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
