import { type ParseArgsConfig, parseArgs } from "node:util";
import {
  findOperation,
  findProtocol,
  OPERATION_NAMES,
  type OperationName,
  PROTOCOLS,
  type Protocol,
} from "../../server/src/service";
import { UsageError } from "./usageError";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** Reads options and positionals; throws a UsageError where they make no sense. */
export function readArguments<O extends Options>(args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    // The first sentence says what is wrong; the others are advice on Node.js.
    throw new UsageError(String(error instanceof Error ? error.message : error).split(". ")[0]);
  }
}

/** The one argument that a command takes. */
export function onlyOne(what: string, positionals: readonly string[]): string {
  const [first, second] = positionals;
  if (first === undefined) throw new UsageError(`no ${what} given`);
  if (second !== undefined) throw new UsageError(`one ${what} at a time, not ${first} and ${second}`);
  return first;
}

/** The operation by its name. */
export function operationNamed(name: string): OperationName {
  return findOperation(name) ?? unknown("operation", name, OPERATION_NAMES);
}

/** The protocol by its name. */
export function protocolNamed(name: string): Protocol {
  return findProtocol(name) ?? unknown("protocol", name, PROTOCOLS);
}

/** One of the known values. */
export function oneOf<T extends string>(what: string, name: string, known: readonly T[]): T {
  return known.find((candidate) => candidate === name) ?? unknown(what, name, known);
}

/** Throws a UsageError that lists what there is. */
export function unknown(what: string, name: string, known: readonly string[]): never {
  throw new UsageError(`unknown ${what}: ${name} (known: ${known.join(", ")})`);
}
