/** The reference that somebody is typing, read backwards from the cursor: what is behind it may be anything. */
import type { ReferenceNode } from "../../vtl/syntax/nodes";
import { parseTemplate } from "../../vtl/syntax/parse";

/** `$input.params('a').le|`: what is before the last dot, and where the name behind it starts. */
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

/** `#fore|`; starts at the `#`. */
export interface TypedDirective {
  readonly kind: "directive";
  readonly start: number;
}

/** No reference is longer than this; looking further would cost for nothing. */
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
  const source = `$${text.slice(chain, start - 1)}`;
  const [node] = parseTemplate(source).root.body.statements;
  return node?.kind === "reference" && node.end === source.length
    ? { kind: "member", base: node, start }
    : undefined;
}

function nameStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && /[\w-]/.test(text[at - 1] ?? "")) at--;
  return at;
}

/** Behind `$`, `$!`, `${` and `$!{`. */
function isReferenceStart(text: string, start: number): boolean {
  return /(?:^|[^\\])\$!?\{?$/.test(text.slice(Math.max(0, start - 4), start));
}

/** The offset of the variable's name in the chain of names, calls and indexes that ends at the offset. */
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

/** The offset of the bracket that the one at the offset closes; quotes hide brackets. */
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
