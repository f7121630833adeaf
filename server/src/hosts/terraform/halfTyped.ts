/**
 * Finds members that are still being typed. HCL ends a member with its line, but the grammar of tree-sitter does not
 * know that, and would take the next member for the rest of this one.
 */
import type { Span } from "../../syntax/nodes";

/** A key without a value. */
export interface HalfTyped {
  readonly key: Span;
  /** The offset of `=` or `:`, if it is there. */
  readonly equals?: number;
}

const LONE = /^([ \t]*)("[^"]*"|[\p{L}_][\p{L}\p{N}_.-]*)[ \t]*([=:]?)[ \t]*\r?$/u;
/** How many to keep. */
const MOST = 100;
const BRACKET = /[{}[\]()]/g;

/**
 * Returns the members of a block that have no value, and the block without them. Offsets are those of the text.
 * @param isMarker true for the offset of a line that ends a heredoc
 */
export function withoutHalfTyped(
  masked: string,
  isMarker: (lineStart: number) => boolean,
): {
  readonly text: string;
  readonly halfTyped: readonly HalfTyped[];
} {
  const halfTyped: HalfTyped[] = [];
  const open: string[] = [];
  const lines = masked.split("\n");
  let offset = 0;
  lines.forEach((line, index) => {
    const lone = open.at(-1) === "{" && !isMarker(offset) ? LONE.exec(line) : null;
    if (lone) {
      const [, blanks = "", key = "", sign = ""] = lone;
      const start = offset + blanks.length;
      const equals = sign === "" ? undefined : offset + line.lastIndexOf(sign);
      if (halfTyped.length < MOST) {
        halfTyped.push({
          key: { start, end: start + key.length },
          ...(equals !== undefined && { equals }),
        });
      }
      lines[index] = line.replace(/[^\r]/g, " ");
    } else {
      for (const [bracket] of line.matchAll(BRACKET)) {
        if (bracket === "{" || bracket === "[" || bracket === "(") open.push(bracket);
        else open.pop();
      }
    }
    offset += line.length + 1;
  });
  return halfTyped.length > 0 ? { text: lines.join("\n"), halfTyped } : { text: masked, halfTyped };
}
