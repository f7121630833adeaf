import { compileBracket } from "./bracket";
import { type CompiledCalls, compileCalls } from "./call";
import { compileCondition } from "./condition";
import { FaultFound } from "./fault";
import type { PathCompiler } from "./filter";
import { compileQuotedNames } from "./quotedNames";
import type { CallStep, JsonPath, PathStep, PredicatePath } from "./types";

const space = 32;
const dollar = 36;
const star = 42;
const period = 46;
const open = 91;
const close = 93;

/** Maximum depth of calls inside the parameters of calls. */
const deepestCalls = 16;

/**
 * Compiles a path as Jayway's JsonPath 2.0 does, including everything that it tolerates, and falls back to newer versions
 * for syntax that only they support. A path without `$` at the start is prefixed with `$.`, as in `$input.path('name')`.
 * Never throws; an invalid path has a `fault`.
 */
export function compilePath(text: string): JsonPath {
  try {
    return compileWhole(text, text.startsWith("$") ? text : `$.${text}`, text.startsWith("$") ? 0 : -2, 0);
  } catch (error) {
    if (!(error instanceof FaultFound)) throw error;
    const { kind, span } = error.fault;
    const start = Math.min(Math.max(span.start, 0), text.length);
    const end = Math.min(Math.max(span.end, start), text.length);
    return { text, steps: [], calls: [], definite: true, fault: { kind, span: { start, end } } };
  }
}

function compileWhole(text: string, source: string, offset: number, depth: number): JsonPath {
  const steps = compileSteps(source, offset, compilePredicatePath, depth);
  const first = steps.findIndex(({ kind }) => kind === "call");
  // Newer versions turn `$..a.max()` into `$.max($..a)`, but only for paths that start with `$..`.
  if (first < 0 || steps[1]?.kind !== "scan") {
    return { text, steps, calls: [], definite: steps.every(isDefinite) };
  }
  const calls = steps.filter((step): step is CallStep => step.kind === "call");
  return { text, steps: steps.slice(0, first), calls, definite: true };
}

/** Compiles a path in a filter, which starts with `$` or `@` and must be definite. */
function compilePredicatePath(text: string, offset: number): PredicatePath {
  const fromRoot = text.charCodeAt(0) === dollar;
  const steps = compileSteps(`$${text.slice(1)}`, offset, undefined, 0);
  if (!steps.every(isDefinite)) throw new FaultFound("indefinitePredicate", offset, offset + text.length);
  return { kind: "path", fromRoot, steps };
}

/** True for a step that leads to at most one value. */
export function isDefinite(step: PathStep): boolean {
  const { kind } = step;
  return kind === "root" || kind === "property" || kind === "index" || kind === "call";
}

/**
 * @param offset of the text in the path as written.
 * @param compilePath compiles the paths in filters. Absent inside a filter: a path with a filter is never definite, so it
 * is rejected at once without recursion.
 * @param depth of the calls around the path.
 */
function compileSteps(
  source: string,
  offset: number,
  compilePath: PathCompiler | undefined,
  depth: number,
): readonly PathStep[] {
  let length = source.length;
  while (length > 1 && source.charCodeAt(length - 1) <= space) length--;
  const text = source.slice(0, length);
  if (text.endsWith("..")) throw new FaultFound("endsWithScan", offset + length - 2, offset + length);
  const second = text.charCodeAt(1);
  if (length > 1 && second !== period && second !== open) {
    throw new FaultFound("badStart", offset + 1, offset + length);
  }
  const steps: PathStep[] = [];
  const span = (start: number, end: number) => ({ start: offset + start, end: offset + end });
  let calls: CompiledCalls = { kind: "none" };
  const name = (start: number): number => {
    // Text that turns out not to be a call is a name, as in 2.0. Trying only once keeps this linear.
    if (calls.kind === "none" && steps.at(-1)?.kind !== "scan") {
      calls = compileCalls(text, start, offset, (parameter, at) =>
        depth < deepestCalls ? compileWhole(parameter, `$${parameter.slice(1)}`, at, depth + 1) : undefined,
      );
      if (calls.kind === "calls") {
        steps.push(...calls.steps);
        return length;
      }
    }
    const end = nameEnd(text, start);
    steps.push(
      compileBracket(`['${text.slice(start, end)}']`, offset + start - 2, span(start, end), compilePath),
    );
    return end;
  };
  let i = 0;
  while (i < length) {
    switch (text.charCodeAt(i)) {
      case space:
        throw new FaultFound("space", offset + i, offset + i + 1);
      case dollar:
        steps.push({ kind: "root", span: span(i, i + 1) });
        i++;
        break;
      case star:
        steps.push({ kind: "wildcard", span: span(i, i + 1) });
        i++;
        break;
      case open: {
        const { step, end } = compileBracketAt(text, i, offset, compilePath);
        steps.push(step);
        i = end;
        break;
      }
      case period: {
        i++;
        if (i >= length) throw new FaultFound("missingName", offset + i - 1, offset + i);
        if (text.charCodeAt(i) === period) {
          steps.push({ kind: "scan", span: span(i - 1, i + 1) });
          i++;
          break;
        }
        const end = nameEnd(text, i);
        // A dot before a bracket or another dot is ignored.
        if (end === i) break;
        if (end === i + 1 && text.charCodeAt(i) === star) {
          steps.push({ kind: "wildcard", span: span(i, end) });
          i = end;
        } else i = name(i);
        break;
      }
      default:
        i = name(i);
    }
  }
  return steps;
}

/** Matches the start of a condition that is negated as a whole. */
const negation = /[(&|!]\s*!\s*[(!]/;

/** Compiles a bracket as 2.0 does, or as newer versions do if it fails. Only those accept double-quoted names. */
function compileBracketAt(
  text: string,
  start: number,
  offset: number,
  compilePath: PathCompiler | undefined,
): { readonly step: PathStep; readonly end: number } {
  const quoted = compileQuotedNames(text, start, offset);
  if (quoted) return quoted;
  const end = bracketEnd(text, start);
  // 2.0 would compare the text `!(@.a` here, which nobody intends.
  const negated =
    compilePath && negation.test(text.slice(start, end))
      ? compileCondition(text, start, offset, compilePath)
      : undefined;
  if (negated?.negates) return negated;
  const span = { start: offset + start, end: offset + end };
  try {
    return { step: compileBracket(text.slice(start, end), offset + start, span, compilePath), end };
  } catch (error) {
    const newer =
      error instanceof FaultFound && compilePath && compileCondition(text, start, offset, compilePath);
    if (newer) return newer;
    throw error;
  }
}

function nameEnd(text: string, start: number): number {
  let end = start;
  for (; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    if (unit === period || unit === open || unit === space) break;
  }
  return end;
}

/** The offset after the bracket that closes the one at `start`, or the end of the text. Quotes are ignored. */
function bracketEnd(text: string, start: number): number {
  let depth = 0;
  for (let i = start + 1; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === open) depth++;
    else if (unit === close && depth-- === 0) return i + 1;
  }
  return text.length;
}
