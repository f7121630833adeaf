import { compileBracket } from "./bracket";
import { FaultFound } from "./fault";
import type { PathCompiler } from "./filter";
import type { JsonPath, PathStep, PredicatePath } from "./types";

const space = 32;
const dollar = 36;
const star = 42;
const period = 46;
const open = 91;
const close = 93;

/**
 * Reads a path as Jayway's JsonPath 2.0 does, with all that it lets pass. A path that does not start with `$`
 * gets `$.` in front, as `$input.path('name')` has it.
 */
export function compilePath(text: string): JsonPath {
  try {
    const steps = text.startsWith("$")
      ? compileSteps(text, 0, compilePredicatePath)
      : compileSteps(`$.${text}`, -2, compilePredicatePath);
    return { text, steps, definite: steps.every(isDefinite) };
  } catch (error) {
    if (!(error instanceof FaultFound)) throw error;
    const { kind, span } = error.fault;
    const start = Math.min(Math.max(span.start, 0), text.length);
    const end = Math.min(Math.max(span.end, start), text.length);
    return { text, steps: [], definite: true, fault: { kind, span: { start, end } } };
  }
}

/** Reads a path inside a filter, which starts with `$` or `@` and must be definite. */
function compilePredicatePath(text: string, offset: number): PredicatePath {
  const fromRoot = text.charCodeAt(0) === dollar;
  const steps = compileSteps(`$${text.slice(1)}`, offset, undefined);
  if (!steps.every(isDefinite)) throw new FaultFound("indefinitePredicate", offset, offset + text.length);
  return { kind: "path", fromRoot, steps };
}

/** True for a step that leads to one value at most. */
export function isDefinite(step: PathStep): boolean {
  return step.kind === "root" || step.kind === "property" || step.kind === "index";
}

/**
 * @param offset of the text in the path as it is written.
 * @param compilePath reads the paths in filters. Inside of one there is none: a path with a filter is never
 * definite, so that it is refused at once and nothing recurses.
 */
function compileSteps(
  source: string,
  offset: number,
  compilePath: PathCompiler | undefined,
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
  const name = (start: number): number => {
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
        const end = bracketEnd(text, i);
        steps.push(compileBracket(text.slice(i, end), offset + i, span(i, end), compilePath));
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
        // A dot in front of a bracket or another dot goes for nothing.
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

function nameEnd(text: string, start: number): number {
  let end = start;
  for (; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    if (unit === period || unit === open || unit === space) break;
  }
  return end;
}

/** Behind the bracket that closes the one at `start`, or the end of the text; quotes do not hide brackets. */
function bracketEnd(text: string, start: number): number {
  let depth = 0;
  for (let i = start + 1; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === open) depth++;
    else if (unit === close && depth-- === 0) return i + 1;
  }
  return text.length;
}
