/**
 * The messages that the AWS CLI prints when an input fails its own validation. The AWS CLI is written in Python, which
 * prints some values differently from how they are written. Where the result is not certain, nothing is quoted.
 */
import type { MemberType } from "../../model/schema";
import type { BooleanNode, Format, MemberNode, NumberNode, ValueNode } from "../../syntax/nodes";

/** To be spread into a finding. */
export interface Answer {
  readonly aws?: string;
}

/** For a YAML file that the AWS CLI cannot read. For JSON files the message differs between versions. */
export const INVALID_YAML = "Error parsing parameter 'cli-input-yaml': Invalid YAML received.";

/** A number that Python prints as it is written. */
const PLAIN_NUMBER = /^(?:0|-?[1-9]\d*)(?:\.0|\.\d{0,4}[1-9])?$/;

/** The length of the longest value to quote. Longer ones would bury the message. */
const MAX_LENGTH = 60;

const WANTED: Readonly<Record<MemberType, string>> = {
  string: "<class 'str'>",
  integer: "<class 'int'>",
  boolean: "<class 'bool'>",
  object: "<class 'dict'>",
  array: "<class 'list'>, <class 'tuple'>",
};

/** For a name that the input, or a structure in it, does not have. */
export function unknownNameAnswer(name: string, structure = "input"): Answer {
  return { aws: `Unknown parameter in ${structure}: "${name}", must be one of: …` };
}

/** For a value of the wrong type. An undefined value is one that YAML reads as null. */
export function wrongTypeAnswer(path: string, value: ValueNode | undefined, wanted: MemberType): Answer {
  const printed = printedOf(value);
  if (printed === undefined || printed.length > MAX_LENGTH || printed.includes("\n")) return {};
  return typeAnswer(path, printed, typeOf(value), wanted);
}

/** For a map key that YAML reads as a number. */
export function wrongKeyAnswer(map: string, key: string): Answer {
  if (!PLAIN_NUMBER.test(key)) return {};
  return typeAnswer(`${map} (key: ${key})`, key, key.includes(".") ? "float" : "int", "string");
}

/** For a number that is too small. To Python, `true` and `false` are numbers too. */
export function tooSmallAnswer(path: string, value: NumberNode | BooleanNode, minimum: number): Answer {
  const printed = value.kind === "number" ? value.text : notationOf(value);
  return { aws: `Invalid value for parameter ${path}, value: ${printed}, valid min value: ${minimum}` };
}

/** For a file whose root is not an object. AWS CLI 2 and later include the type. */
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

/** Returns the name of the value's Python type. */
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
      // A date with a time has another type, which is printed differently.
      return value.text.length === "2020-01-01".length ? "datetime.date" : undefined;
    default:
      return undefined;
  }
}

/** Returns the value as the AWS CLI prints it: strings as they are, everything else in Python's notation. */
function printedOf(value: ValueNode | undefined): string | undefined {
  if (value?.kind === "string") return value.value;
  return value?.kind === "date" ? value.text : notationOf(value);
}

/** Returns the value in Python's notation, if that is short and simple. */
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

/** Limits the length in the source, and with it the depth. The value of an alias has no such limit. */
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

/** Returns undefined for text that Python would escape or quote differently. */
function quoted(text: string): string | undefined {
  return /['\\\p{C}]/u.test(text) ? undefined : `'${text}'`;
}
