import type { Span } from "../syntax/nodes";
import { type Part, part, shifted } from "./part";

/** A step of a path into a body: `.name`, `[0]`, `['name']` or `[*]`. */
export interface PathStep {
  readonly kind: "name" | "bracket";
  /** The name without its dot, or the text between the brackets. */
  readonly part: Part;
  readonly closed: boolean;
}

/**
 * JSONPath features that HTTP API mappings do not support.
 * - `recursiveDescent`: `..`
 * - `filter`: `?(…)`
 * - `rootInside`: a `$` in the path
 */
export interface PathFault {
  readonly kind: "recursiveDescent" | "filter" | "rootInside";
  readonly span: Span;
}

/** The path after `body.`: `user.tags[0]`. */
export interface BodyPath {
  readonly text: string;
  readonly span: Span;
  readonly steps: readonly PathStep[];
  readonly faults: readonly PathFault[];
}

/** Parses the path after `body.`, or the brackets directly after `body`. */
export function parseBodyPath(source: Part): BodyPath {
  const { text, span } = source;
  const steps: PathStep[] = [];
  const faults: PathFault[] = [];
  const at = (start: number, end: number): Span => ({ start: span.start + start, end: span.start + end });
  let i = 0;
  // The dot before the first name belongs to `body.`, so a dot here makes it recursive descent.
  if (text[0] === ".") faults.push({ kind: "recursiveDescent", span: at(-1, 1) });
  while (i < text.length) {
    if (text[i] === ".") {
      if (text[i + 1] === ".") faults.push({ kind: "recursiveDescent", span: at(i, i + 2) });
      i++;
    } else if (text[i] === "[") {
      const found = bracketEnd(text, i);
      const closed = found !== undefined;
      const end = found ?? text.length;
      const inner = part(text, i + 1, closed ? end - 1 : end);
      steps.push({ kind: "bracket", part: shifted(inner, span.start), closed });
      const filter = inner.text.indexOf("?(");
      const quoted = /^\s*["']/.test(inner.text);
      if (filter >= 0 && !quoted) {
        faults.push({ kind: "filter", span: at(inner.span.start + filter, inner.span.end) });
      }
      const root = inner.text.indexOf("$");
      if (root >= 0 && !quoted) {
        faults.push({ kind: "rootInside", span: at(inner.span.start + root, inner.span.start + root + 1) });
      }
      i = end;
    } else {
      let end = i;
      while (end < text.length && text[end] !== "." && text[end] !== "[") end++;
      const name = part(text, i, end);
      steps.push({ kind: "name", part: shifted(name, span.start), closed: true });
      const root = name.text.indexOf("$");
      if (root >= 0) faults.push({ kind: "rootInside", span: at(i + root, i + root + 1) });
      const filter = name.text.indexOf("?(");
      if (filter >= 0) faults.push({ kind: "filter", span: at(i + filter, end) });
      i = end;
    }
  }
  return { text, span, steps, faults };
}

/**
 * Returns the offset after the bracket that closes the one at `start`, ignoring brackets in quotes;
 * undefined if it is not closed.
 */
export function bracketEnd(text: string, start: number, limit = text.length): number | undefined {
  let depth = 0;
  let quote: string | undefined;
  for (let i = start; i < limit; i++) {
    const unit = text[i];
    if (quote !== undefined) {
      if (unit === "\\") i++;
      else if (unit === quote) quote = undefined;
    } else if (unit === "'" || unit === '"') quote = unit;
    else if (unit === "[") depth++;
    else if (unit === "]" && --depth === 0) return i + 1;
  }
  return undefined;
}
