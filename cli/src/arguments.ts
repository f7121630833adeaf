import { DEFAULT_MILLISECONDS } from "../../server/src/deadline";
import {
  findOperation,
  findProtocol,
  OPERATION_NAMES,
  type OperationName,
  PROTOCOLS,
  type Protocol,
} from "../../server/src/service";
import { UsageError } from "./usageError";

/** Options that several commands have. */
export const PROTOCOL_OPTION = {
  value: "PROTOCOL",
  description: "http or websocket; inferred from the file by default",
} as const;
export const OPERATION_OPTION = {
  value: "NAME",
  description: "the operation that reads FILE; detected from the file's name and content by default",
} as const;
export const STDIN_FILENAME_OPTION = {
  value: "NAME",
  description: "a file name from which to detect the format and the operation of standard input",
} as const;

export const MILLISECONDS_OPTION = {
  value: "NUMBER",
  description: `how long the templates may run, in milliseconds (${DEFAULT_MILLISECONDS} by default)`,
} as const;

/** Returns a time limit in milliseconds. */
export function millisecondsOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_MILLISECONDS;
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new UsageError(`invalid --milliseconds "${text}": expected a positive integer`);
  return Number(text);
}

/** Returns the only positional argument of a command. */
export function onlyOne(what: string, positionals: readonly string[]): string {
  const [first, second] = positionals;
  if (first === undefined) throw new UsageError(`no ${what} given`);
  if (second !== undefined) throw new UsageError(`expected one ${what}, not ${first} and ${second}`);
  return first;
}

/** Returns the operation with that name. */
export function operationNamed(name: string): OperationName {
  return findOperation(name) ?? unknown("operation", name, OPERATION_NAMES);
}

/** Returns the protocol with that name. */
export function protocolNamed(name: string): Protocol {
  return findProtocol(name) ?? unknown("protocol", name, PROTOCOLS);
}

/** Returns the name if it is one of the known values. */
export function oneOf<T extends string>(what: string, name: string, known: readonly T[]): T {
  return known.find((candidate) => candidate === name) ?? unknown(what, name, known);
}

/** Throws a `UsageError` that lists the known values. */
export function unknown(what: string, name: string, known: readonly string[]): never {
  throw new UsageError(`unknown ${what}: ${name} (known: ${known.join(", ")})`);
}
