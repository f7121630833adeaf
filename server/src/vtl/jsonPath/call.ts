import { parseJson } from "../values";
import { afterSpace, closingEnd, stringEnd } from "./quotedNames";
import type { CallStep, FunctionName, JsonPath, Parameter } from "./types";

const functions: ReadonlySet<string> = new Set<FunctionName>([
  "min",
  "max",
  "avg",
  "stddev",
  "sum",
  "length",
  "size",
  "keys",
  "concat",
  "append",
  "first",
  "last",
  "index",
]);

/** `refused` for text that starts like a call but is not one. */
export type CompiledCalls =
  | { readonly kind: "none" | "refused" }
  | { readonly kind: "calls"; readonly steps: readonly CallStep[] };

/** Compiles a path among the parameters; undefined if calls are nested too deeply. */
export type ParameterCompiler = (text: string, offset: number) => JsonPath | undefined;

/** Maximum number of chained calls. */
const mostCalls = 16;

const none: CompiledCalls = { kind: "none" };
const refused: CompiledCalls = { kind: "refused" };

/**
 * Compiles one or more calls from an offset to the end of the path.
 * @param offset of the text in the path as written.
 */
export function compileCalls(
  text: string,
  start: number,
  offset: number,
  compileParameter: ParameterCompiler,
): CompiledCalls {
  const steps: CallStep[] = [];
  for (let at = start; steps.length < mostCalls; ) {
    const name = functionAt(text, at);
    if (name === undefined) return steps.length === 0 ? none : refused;
    const open = at + name.length;
    const end = closingEnd(text, open, '"');
    if (end === 0) return refused;
    const parameters = compileParameters(text.slice(open + 1, end - 1), offset + open + 1, compileParameter);
    if (!parameters) return refused;
    const span = { start: offset + at, end: offset + end };
    steps.push({ kind: "call", span, name, parameters, text: text.slice(at, end) });
    if (end === text.length) return { kind: "calls", steps };
    if (text[end] !== ".") return refused;
    at = end + 1;
  }
  return refused;
}

function functionAt(text: string, start: number): FunctionName | undefined {
  let end = start;
  for (let unit = text.charCodeAt(end); unit >= 97 && unit <= 122; unit = text.charCodeAt(end)) end++;
  const name = text.slice(start, end);
  return text[end] === "(" && isFunction(name) ? name : undefined;
}

function isFunction(name: string): name is FunctionName {
  return functions.has(name);
}

/** Compiles the parameters; undefined for invalid JSON. Like JsonPath, ignores what is neither JSON nor a path. */
function compileParameters(
  text: string,
  offset: number,
  compileParameter: ParameterCompiler,
): readonly Parameter[] | undefined {
  const parameters: Parameter[] = [];
  for (let start = afterSpace(text, 0); start < text.length; ) {
    const end = parameterEnd(text, start);
    const parameter = text.slice(start, end).trimEnd();
    if (/^[$@]/.test(parameter)) {
      const path = compileParameter(parameter, offset + start);
      if (!path) return undefined;
      parameters.push({ kind: "path", path });
    } else if (/^(?:["[{\d-]|(?:true|false|null)$)/.test(parameter)) {
      const value = parseJson(parameter);
      if (value === undefined) return undefined;
      parameters.push({ kind: "literal", value });
    }
    start = afterSpace(text, end + 1);
  }
  return parameters;
}

/** The offset of the comma after a parameter, or the end of the text. */
function parameterEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const unit = text.charAt(at);
    if (unit === '"') at = stringEnd(text, at) - 1;
    else if (unit === "(" || unit === "[" || unit === "{") depth++;
    else if (unit === ")" || unit === "]" || unit === "}") depth--;
    else if (unit === "," && depth === 0) return at;
  }
  return text.length;
}
