/**
 * What the AWS CLI prints when it refuses an input by its own checks. It is written in Python, which prints
 * some values otherwise than they are typed: where that is not plain, nothing is quoted.
 */
import type { MemberType } from "../../model/schema";
import type { BooleanNode, Format, MemberNode, NumberNode, ValueNode } from "../../syntax/nodes";

/** To spread into a finding. */
export interface Answer {
  readonly aws?: string;
}

/** To a YAML file that its reader refuses. To a JSON file each version has other words. */
export const INVALID_YAML = "Error parsing parameter 'cli-input-yaml': Invalid YAML received.";

/** A number that Python prints as it is typed. */
const PLAIN_NUMBER = /^(?:0|-?[1-9]\d*)(?:\.0|\.\d{0,4}[1-9])?$/;

/** Longer values would bury the message. */
const MAX_LENGTH = 60;

const WANTED: Readonly<Record<MemberType, string>> = {
  string: "<class 'str'>",
  integer: "<class 'int'>",
  boolean: "<class 'bool'>",
  object: "<class 'dict'>",
  array: "<class 'list'>, <class 'tuple'>",
};

/** To a name that an input, or a structure in it, does not have. */
export function unknownNameAnswer(name: string, structure = "input"): Answer {
  return { aws: `Unknown parameter in ${structure}: "${name}", must be one of: …` };
}

/** To a value of another type than the wanted one; undefined stands for what YAML reads as null. */
export function wrongTypeAnswer(path: string, value: ValueNode | undefined, wanted: MemberType): Answer {
  const printed = printedOf(value);
  if (printed === undefined || printed.length > MAX_LENGTH || printed.includes("\n")) return {};
  return typeAnswer(path, printed, typeOf(value), wanted);
}

/** To a key of a map that YAML reads as a number. */
export function wrongKeyAnswer(map: string, key: string): Answer {
  if (!PLAIN_NUMBER.test(key)) return {};
  return typeAnswer(`${map} (key: ${key})`, key, key.includes(".") ? "float" : "int", "string");
}

/** To a number that is too small; for Python, `true` and `false` are numbers, too. */
export function tooSmallAnswer(path: string, value: NumberNode | BooleanNode, minimum: number): Answer {
  const printed = value.kind === "number" ? value.text : notationOf(value);
  return { aws: `Invalid value for parameter ${path}, value: ${printed}, valid min value: ${minimum}` };
}

/** To a whole file that is no object, which versions from 2 on name by its type. */
export function notAnObjectAnswer(root: ValueNode, format: Format): Answer {
  const type = typeOf(root);
  if (type === undefined) return {};
  return {
    aws: `Error parsing parameter '--cli-input-${format}': Invalid type: expecting map, received <class '${type}'>`,
  };
}

function typeAnswer(path: string, printed: string, type: string | undefined, wanted: MemberType): Answer {
  if (type === undefined) return {};
  return {
    aws: `Invalid type for parameter ${path}, value: ${printed}, type: <class '${type}'>, valid types: ${WANTED[wanted]}`,
  };
}

/** The Python type's name. */
function typeOf(value: ValueNode | undefined): string | undefined {
  switch (value?.kind) {
    case undefined:
    case "null":
      return "NoneType";
    case "string":
      return "str";
    case "number":
      return value.whole ? "int" : "float";
    case "boolean":
      return "bool";
    case "object":
      return "dict";
    case "array":
      return "list";
    case "date":
      // With a time behind it, it is another type, which prints otherwise.
      return value.text.length === "2020-01-01".length ? "datetime.date" : undefined;
    default:
      return undefined;
  }
}

/** As the AWS CLI prints it: a text as it is, anything else in Python's notation. */
function printedOf(value: ValueNode | undefined): string | undefined {
  if (value?.kind === "string") return value.value;
  return value?.kind === "date" ? value.text : notationOf(value);
}

/** Python's notation of a value, where that is short and plain. */
function notationOf(value: ValueNode | undefined): string | undefined {
  switch (value?.kind) {
    case undefined:
    case "null":
      return "None";
    case "string":
      return quoted(value.value);
    case "number":
      return PLAIN_NUMBER.test(value.text) ? value.text : undefined;
    case "boolean":
      return value.value ? "True" : "False";
    case "array":
      return isShort(value) ? joined("[", value.items.map(notationOf), "]") : undefined;
    case "object":
      return isShort(value) ? joined("{", value.members.map(entryOf), "}") : undefined;
    default:
      return undefined;
  }
}

/** Short in the source, so that it is not deep either; what an alias stands for may be. */
function isShort({ span, anchored }: ValueNode): boolean {
  return !anchored && span.end - span.start <= 2 * MAX_LENGTH;
}

function entryOf({ key, value }: MemberNode): string | undefined {
  const name = key.kind === "string" && !key.readAs ? quoted(key.value) : undefined;
  const content = notationOf(value);
  return name === undefined || content === undefined ? undefined : `${name}: ${content}`;
}

function joined(open: string, parts: readonly (string | undefined)[], close: string): string | undefined {
  return parts.includes(undefined) ? undefined : `${open}${parts.join(", ")}${close}`;
}

/** Escapes and other quotes are not worth the trouble. */
function quoted(text: string): string | undefined {
  return /['\\\p{C}]/u.test(text) ? undefined : `'${text}'`;
}
