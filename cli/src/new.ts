import {
  API_NAME,
  type Format,
  filesWithNew,
  formatOfFileName,
  type Json,
  type NewFile,
  type NewInputTarget,
  newInput,
  type OperationName,
  type Protocol,
  permissionsPolicy,
  permissionTexts,
  printInput,
  TRUST_POLICY,
  targetsOf,
} from "../../server/src/service";
import { oneOf, onlyOne, operationNamed, protocolNamed, unknown } from "./arguments";
import type { Command } from "./command";
import { type OptionTable, readArguments } from "./options";
import { complain } from "./report";
import { UsageError } from "./usageError";
import { EXISTS, writeNewFile } from "./writeNewFile";

const OPTIONS = {
  target: { value: "ID", description: "what the integration calls, such as lambda-proxy" },
  protocol: {
    value: "PROTOCOL",
    description: "http, websocket or rest, for a target that several of them have",
  },
  format: {
    value: "FORMAT",
    description: "json (default) or yaml; detected from the name of --output by default",
  },
  output: {
    value: "FILE",
    description:
      "write the input to a new file, with its sample request and integration responses next to it; existing files are not overwritten",
  },
  permissions: { description: "print the IAM policy that the role of the integration requires instead" },
  "trust-policy": { description: "print the trust policy of the role instead" },
} as const satisfies OptionTable;

/** `apigw new`. */
export const newCommand: Command = {
  name: "new",
  usage: "OPERATION",
  summary: "print a new input, or list the targets to choose from",
  description: `Prints a new input for the operation, filled in with examples. Without --target it lists the
targets to choose from. With --output, a new integration gets a sample request (NAME.request.json)
and its integration responses, each with a sample response of the backend. For services that are
called with a role, the permissions that the role requires are printed on standard error.`,
  options: OPTIONS,
  exitStatus: "0 printed or written, 2 failed.",
  run: async (args) => {
    const { values, positionals } = readArguments(args, OPTIONS);
    const operation = operationNamed(onlyOne("operation", positionals));
    const protocol = values.protocol === undefined ? undefined : protocolNamed(values.protocol);
    const format = values.format === undefined ? undefined : oneOf("format", values.format, ["json", "yaml"]);
    const targets = availableTargets(operation, protocol);
    const { target, output } = values;
    const policy = policyOf(values.permissions === true, values["trust-policy"] === true);
    if (target === undefined) {
      if (output !== undefined) throw new UsageError("--output requires --target");
      if (policy) throw new UsageError(`--${policy} requires --target`);
      return show(table(targets));
    }
    const chosen = chooseTarget(targets, target);
    const outputFormat = format ?? formatOfFileName(output ?? "");
    if (policy) {
      const text = printInput(policyDocument(policy, chosen), outputFormat);
      return output === undefined ? show(text) : writeNew([{ path: output, text }]);
    }
    const text = printInput(newInput(chosen), outputFormat);
    const status =
      output === undefined
        ? show(text)
        : await writeNew(filesOf({ target: chosen, operation, output, format: outputFormat, text }));
    if (status === 0) showPermissions(chosen);
    return status;
  },
};

type Policy = "permissions" | "trust-policy";

function policyOf(permissions: boolean, trust: boolean): Policy | undefined {
  if (permissions && trust) throw new UsageError("--permissions and --trust-policy exclude each other");
  return permissions ? "permissions" : trust ? "trust-policy" : undefined;
}

function policyDocument(policy: Policy, target: NewInputTarget): Json {
  if (target.permissions.length === 0) throw new UsageError(`${target.id} requires no role`);
  return policy === "permissions" ? permissionsPolicy(target) : TRUST_POLICY;
}

interface NewIntegration {
  readonly target: NewInputTarget;
  readonly operation: OperationName;
  readonly output: string;
  readonly format: Format;
  readonly text: string;
}

/** Returns the input first. */
function filesOf({ target, operation, output, format, text }: NewIntegration): readonly NewFile[] {
  return [{ path: output, text }, ...filesWithNew(target, operation, output, format)];
}

function availableTargets(
  operation: OperationName,
  protocol: Protocol | undefined,
): readonly NewInputTarget[] {
  const targets = targetsOf(operation, protocol);
  if (protocol && targets.length === 0) {
    const known = [...new Set(targetsOf(operation).map((target) => target.protocol))];
    const names = known.map((name) => `${API_NAME[name]}s`).join(" and ");
    throw new UsageError(`${operation} is for ${names}, not for ${API_NAME[protocol]}s`);
  }
  return targets;
}

function chooseTarget(targets: readonly NewInputTarget[], id: string): NewInputTarget {
  const [first, ...others] = targets.filter((target) => target.id === id);
  if (!first) return unknown("target", id, [...new Set(targets.map((target) => target.id))]);
  if (others.length > 0) {
    const choices = [first, ...others].map(({ protocol }) => `--protocol ${protocol.toLowerCase()}`);
    throw new UsageError(`${id} is a target of several protocols: add ${choices.join(" or ")}`);
  }
  return first;
}

function table(targets: readonly NewInputTarget[]): string {
  const rows = [
    ["TARGET", "PROTOCOL", "TITLE"] as const,
    ...targets.map(({ id, protocol, title }) => [id, protocol.toLowerCase(), title] as const),
  ];
  const idWidth = Math.max(...rows.map(([id]) => id.length));
  const protocolWidth = Math.max(...rows.map(([, protocol]) => protocol.length));
  return rows
    .map(([id, protocol, title]) => `${id.padEnd(idWidth)}  ${protocol.padEnd(protocolWidth)}  ${title}\n`)
    .join("");
}

/** Names what the role must allow on standard error, which leaves the input on standard output as it is. */
function showPermissions(target: NewInputTarget): void {
  if (target.permissions.length === 0) return;
  process.stderr.write(
    `The role requires ${permissionTexts(target).join(", ")}.\nTo print its IAM policies, add --permissions or --trust-policy.\n`,
  );
}

function show(text: string): number {
  process.stdout.write(text);
  return 0;
}

/** Writes the first file, then those that go with it. Only the first must not exist; the others are kept if they do. */
async function writeNew([input, ...others]: readonly NewFile[]): Promise<number> {
  if (!input) return 0;
  const refusal = await writeNewFile(input.path, input.text);
  if (refusal !== undefined) {
    complain(input.path, refusal);
    return 2;
  }
  if (others.length === 0) return 0;
  process.stderr.write(`Created ${input.path}\n`);
  let status = 0;
  for (const file of others) {
    const problem = await writeNewFile(file.path, file.text);
    if (problem === undefined) process.stderr.write(`Created ${file.path}\n`);
    else complain(file.path, problem);
    if (problem !== undefined && problem !== EXISTS) status = 2;
  }
  return status;
}
