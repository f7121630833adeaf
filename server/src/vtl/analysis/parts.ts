/** The names in a reference's parts, however they are written. */
import type { ReferenceNode, ReferencePart, Span } from "../syntax/nodes";

/** A name that a property, an index or a `get` gives: `.a`, `['a']`, `.get("a")`. */
export interface NamedPart {
  readonly name: string;
  /** The name itself, without quotes. */
  readonly span: Span;
  readonly part: ReferencePart;
}

/** The name that a part gives; undefined for a call, and for what is computed. */
export function nameOfPart(part: ReferencePart): NamedPart | undefined {
  if (part.kind === "property") return { name: part.name, span: part.nameSpan, part };
  const key = part.kind === "index" ? part.index : part.name === "get" ? part.arguments[0] : undefined;
  if (key?.kind !== "string" || key.template) return undefined;
  return { name: key.value, span: { start: key.start + 1, end: key.end - 1 }, part };
}

/** The names right behind the variable, up to the first part that is none. */
export function leadingNames({ parts }: ReferenceNode): readonly NamedPart[] {
  const names: NamedPart[] = [];
  for (const part of parts) {
    const named = nameOfPart(part);
    if (!named) break;
    names.push(named);
  }
  return names;
}
