import { writeFile } from "node:fs/promises";
import {
  API_NAME,
  formatOfFileName,
  type NewInputTarget,
  newInput,
  type OperationName,
  type Protocol,
  printInput,
  targetsOf,
} from "../../server/src/service";
import { oneOf, onlyOne, operationNamed, protocolNamed, unknown } from "./arguments";
import type { Command } from "./command";
import { type OptionTable, readArguments } from "./options";
import { reasonOf } from "./readInput";
import { complain } from "./report";
import { UsageError } from "./usageError";

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
    description: "write the input to a new file; an existing file is not overwritten",
  },
} as const satisfies OptionTable;

/** `apigw new`. */
export const newCommand: Command = {
  name: "new",
  usage: "OPERATION",
  summary: "print a new input, or list the targets to choose from",
  description: `Prints a new input for the operation, filled in with examples. Without --target it lists the
targets to choose from. For services that are called with a role, the permissions that the role
requires are printed on standard error.`,
  options: OPTIONS,
  exitStatus: "0 printed or written, 2 failed.",
  run: async (args) => {
    const { values, positionals } = readArguments(args, OPTIONS);
    const operation = operationNamed(onlyOne("operation", positionals));
    const protocol = values.protocol === undefined ? undefined : protocolNamed(values.protocol);
    const format = values.format === undefined ? undefined : oneOf("format", values.format, ["json", "yaml"]);
    const targets = availableTargets(operation, protocol);
    const { target, output } = values;
    if (target === undefined) {
      if (output !== undefined) throw new UsageError("--output requires --target");
      return show(table(targets));
    }
    const chosen = chooseTarget(targets, target);
    const text = printInput(newInput(chosen), format ?? formatOfFileName(output ?? ""));
    const status = output === undefined ? show(text) : await writeNew(output, text);
    if (status === 0) showPermissions(chosen);
    return status;
  },
};

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
function showPermissions({ permissions }: NewInputTarget): void {
  if (permissions.length > 0)
    process.stderr.write(`The role requires the permission ${permissions.join(", ")}.\n`);
}

function show(text: string): number {
  process.stdout.write(text);
  return 0;
}

async function writeNew(file: string, text: string): Promise<number> {
  try {
    await writeFile(file, text, { flag: "wx" });
    return 0;
  } catch (error) {
    complain(file, refusalOf(error));
    return 2;
  }
}

function refusalOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "EEXIST") return "already exists, and was not changed";
  return code === "ENOENT" ? "no such folder" : reasonOf(error);
}
