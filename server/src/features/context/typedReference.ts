/** Finds the reference that is being typed. It reads backwards from the cursor, because anything may follow. */
import type { ReferenceNode } from "../../vtl/syntax/nodes";
import { parseTemplate } from "../../vtl/syntax/parse";

/** `$input.params('a').le|`: what precedes the last dot, and where the name after it starts. */
export interface TypedMember {
  readonly kind: "member";
  readonly base: ReferenceNode;
  readonly start: number;
}

/** `$inp|` */
export interface TypedVariable {
  readonly kind: "variable";
  readonly start: number;
}

/** `#fore|`; `start` is the offset of the `#`. */
export interface TypedDirective {
  readonly kind: "directive";
  readonly start: number;
}

/** Longer references do not occur in practice. */
const LONGEST = 2000;

export function typedAt(
  text: string,
  offset: number,
): TypedMember | TypedVariable | TypedDirective | undefined {
  const start = nameStart(text, offset);
  const before = text[start - 1];
  if (before === "#" && text[start - 2] !== "#" && text[start - 2] !== "\\") {
    return { kind: "directive", start: start - 1 };
  }
  if (isReferenceStart(text, start)) return { kind: "variable", start };
  if (before !== ".") return undefined;
  const chain = chainStart(text, start - 1);
  if (chain === undefined) return undefined;
  const base = referenceIn(text, chain, start - 1);
  return base && { kind: "member", base, start };
}

/**
 * Reads the reference between two offsets, the first of which is that of its name or of its `$`. It is at its place in
 * the text, but its parts are not. Undefined if there is something else.
 */
export function referenceIn(text: string, start: number, end: number): ReferenceNode | undefined {
  const name = start + (/^\$!?\{?/.exec(text.slice(start, start + 3))?.[0].length ?? 0);
  const source = `$${text.slice(name, end)}`;
  const [node] = parseTemplate(source).root.body.statements;
  if (node?.kind !== "reference" || node.end !== source.length) return undefined;
  return { ...node, start: name - 1, end };
}

function nameStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && /[\w-]/.test(text[at - 1] ?? "")) at--;
  return at;
}

/** True after `$`, `$!`, `${` and `$!{`. */
function isReferenceStart(text: string, start: number): boolean {
  return /(?:^|[^\\])\$!?\{?$/.test(text.slice(Math.max(0, start - 4), start));
}

/** Returns the start of the chain of names, calls and indexes that ends at the offset. */
function chainStart(text: string, end: number): number | undefined {
  const limit = Math.max(0, end - LONGEST);
  let at = end;
  while (at > limit) {
    const unit = text[at - 1];
    if (unit === ")" || unit === "]") {
      const open = openingBefore(text, at - 1, limit);
      if (open === undefined) return undefined;
      at = open;
      continue;
    }
    const start = nameStart(text, at);
    if (start === at) return undefined;
    if (isReferenceStart(text, start)) return start;
    if (text[start - 1] !== ".") return undefined;
    at = start - 1;
  }
  return undefined;
}

/** Returns the offset of the opening bracket for the closing one; brackets in quotes do not count. */
function openingBefore(text: string, close: number, limit: number): number | undefined {
  let depth = 0;
  for (let at = close; at >= limit; at--) {
    const unit = text[at] ?? "";
    if (unit === '"' || unit === "'") {
      at = text.lastIndexOf(unit, at - 1);
      if (at < limit) return undefined;
    } else if (unit === ")" || unit === "]") depth++;
    else if ((unit === "(" || unit === "[") && --depth === 0) return at;
  }
  return undefined;
}
