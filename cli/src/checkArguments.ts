import { type OperationName, type Protocol, RULES, type RuleSettings } from "../../server/src/service";
import { oneOf, operationNamed, protocolNamed, readArguments, unknown } from "./arguments";
import { FORMATS, type FormatName } from "./formats";
import { UsageError } from "./usageError";

export interface CheckArguments {
  readonly files: readonly string[];
  readonly format: FormatName;
  readonly maxWarnings: number;
  readonly rules: RuleSettings;
  readonly stdinFileName?: string;
  readonly protocol?: Protocol;
  readonly operation?: OperationName;
}

const LEVELS = ["off", "hint", "information", "warning", "error"] as const;

/** Reads the arguments behind `check`; throws a UsageError where they make no sense. */
export function parseCheckArguments(args: readonly string[]): CheckArguments {
  const { values, positionals } = readArguments(args, {
    format: { type: "string" },
    protocol: { type: "string" },
    operation: { type: "string" },
    "max-warnings": { type: "string" },
    "stdin-filename": { type: "string" },
    rule: { type: "string", multiple: true },
  });
  if (positionals.length === 0) throw new UsageError("no file given");
  const { format = "text", protocol, operation, rule = [] } = values;
  if (!isFormat(format)) return unknown("format", format, Object.keys(FORMATS));
  const maxWarnings = values["max-warnings"] ?? "0";
  if (!/^\d+$/.test(maxWarnings)) throw new UsageError(`--max-warnings takes a number, not ${maxWarnings}`);
  const stdinFileName = values["stdin-filename"];
  if (stdinFileName !== undefined && !positionals.includes("-"))
    throw new UsageError("--stdin-filename is for standard input, so it takes - as a file");
  return {
    files: positionals,
    format,
    maxWarnings: Number(maxWarnings),
    rules: Object.fromEntries(rule.map(parseRule)),
    ...(stdinFileName !== undefined && { stdinFileName }),
    ...(protocol !== undefined && { protocol: protocolNamed(protocol) }),
    ...(operation !== undefined && { operation: operationNamed(operation) }),
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
