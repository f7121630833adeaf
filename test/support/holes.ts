import type { Span } from "../../server/src/syntax/nodes";

/** Reads a template whose holes are marked: in `a⟪${B}⟫c`, the hole is `${B}`. */
export function parseHoles(marked: string): { readonly text: string; readonly holes: readonly Span[] } {
  const holes: Span[] = [];
  let text = "";
  for (const [, plain = "", hole] of marked.matchAll(/([^⟪]*)(?:⟪([^⟫]*)⟫)?/g)) {
    text += plain;
    if (hole === undefined) continue;
    holes.push({ start: text.length, end: text.length + hole.length });
    text += hole;
  }
  return { text, holes };
}
