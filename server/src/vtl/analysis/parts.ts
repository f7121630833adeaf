/** The names in the parts of a reference, in any notation. */
import type { ReferenceNode, ReferencePart, Span } from "../syntax/nodes";

/** A name from a property, an index or a call of `get`: `.a`, `['a']`, `.get("a")`. */
export interface NamedPart {
  readonly name: string;
  /** The span of the name, without quotes. */
  readonly span: Span;
  readonly part: ReferencePart;
}

/** The name in a part; undefined for other calls and computed names. */
export function nameOfPart(part: ReferencePart): NamedPart | undefined {
  if (part.kind === "property") return { name: part.name, span: part.nameSpan, part };
  const key = part.kind === "index" ? part.index : part.name === "get" ? part.arguments[0] : undefined;
  if (key?.kind !== "string" || key.template) return undefined;
  return { name: key.value, span: { start: key.start + 1, end: key.end - 1 }, part };
}

/** The names right after the variable, up to the first part that has none. */
export function leadingNames({ parts }: ReferenceNode): readonly NamedPart[] {
  const names: NamedPart[] = [];
  for (const part of parts) {
    const named = nameOfPart(part);
    if (!named) break;
    names.push(named);
  }
  return names;
}
