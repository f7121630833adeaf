import {
  type HostName,
  type OperationName,
  type Protocol,
  RULES,
  type RuleSettings,
} from "../../server/src/service";
import {
  oneOf,
  operationNamed,
  PROTOCOL_OPTION,
  protocolNamed,
  STDIN_FILENAME_OPTION,
  unknown,
} from "./arguments";
import { FORMATS, type FormatName } from "./formats";
import { HOSTS_OPTION, hostNames } from "./hostOption";
import { type OptionTable, readArguments } from "./options";
import { UsageError } from "./usageError";

export interface CheckArguments {
  readonly files: readonly string[];
  readonly format: FormatName;
  readonly maxWarnings: number;
  readonly rules: RuleSettings;
  readonly stdinFileName?: string;
  readonly protocol?: Protocol;
  readonly operation?: OperationName;
  /** The kinds of host files to look for; all if absent. */
  readonly hosts?: readonly HostName[];
}

export const CHECK_OPTIONS = {
  format: { value: "FORMAT", description: "text (default), json, sarif or github" },
  protocol: PROTOCOL_OPTION,
  operation: {
    value: "NAME",
    description:
      'create-integration, update-integration, create-integration-response, update-integration-response, put-integration, put-integration-response, "apigateway update-integration" or "apigateway update-integration-response"; detected from the file\'s name and content by default',
  },
  hosts: HOSTS_OPTION,
  "stdin-filename": STDIN_FILENAME_OPTION,
  rule: {
    value: "CODE=LEVEL",
    multiple: true,
    description: "set the severity of a rule: off, hint, information, warning or error",
  },
  "max-warnings": { value: "N", description: "the number of warnings to allow (default 0)" },
} as const satisfies OptionTable;

const LEVELS = ["off", "hint", "information", "warning", "error"] as const;

/** Reads the arguments of `check`. Throws a `UsageError` if they are not valid. */
export function parseCheckArguments(args: readonly string[]): CheckArguments {
  const { values, positionals } = readArguments(args, CHECK_OPTIONS);
  if (positionals.length === 0) throw new UsageError("no file given");
  const { format = "text", protocol, operation, rule = [] } = values;
  if (!isFormat(format)) return unknown("format", format, Object.keys(FORMATS));
  const maxWarnings = values["max-warnings"] ?? "0";
  if (!/^\d+$/.test(maxWarnings)) throw new UsageError(`--max-warnings takes a number, not ${maxWarnings}`);
  const stdinFileName = values["stdin-filename"];
  if (stdinFileName !== undefined && !positionals.includes("-"))
    throw new UsageError("--stdin-filename is only for standard input, so it requires - as a file");
  const hosts = hostNames(values.hosts);
  return {
    files: positionals,
    format,
    maxWarnings: Number(maxWarnings),
    rules: Object.fromEntries(rule.map(parseRule)),
    ...(stdinFileName !== undefined && { stdinFileName }),
    ...(protocol !== undefined && { protocol: protocolNamed(protocol) }),
    ...(operation !== undefined && { operation: operationNamed(operation) }),
    ...(hosts && { hosts }),
  };
}

function parseRule(setting: string): readonly [string, (typeof LEVELS)[number]] {
  const [, name, level] = /^([^=]*)=(.*)$/s.exec(setting) ?? [];
  if (name === undefined || level === undefined)
    throw new UsageError(`--rule takes CODE=LEVEL, not ${setting}`);
  const code = name.toUpperCase();
  if (!RULES.some((rule) => rule.code === code)) throw new UsageError(`unknown rule: ${name}`);
  return [code, oneOf("level", level, LEVELS)];
}

function isFormat(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name);
}
