/** Backslash escapes in the strings of a template, which Velocity leaves as they are. */
import type { Span, StringNode } from "../syntax/nodes";

/** A `\n`, `\r` or `\t`, which stays a backslash and a letter. */
export interface LiteralEscape {
  readonly letter: "n" | "r" | "t";
  readonly span: Span;
  /** Whether references can be written in its place. */
  readonly isInterpolated: boolean;
}

/** Returns the first escape in a string, outside of the references in it. */
export function findEscape(node: StringNode): LiteralEscape | undefined {
  const { value, template, quote } = node;
  const isVerbatim = node.end - node.start === value.length + 2;
  for (let at = value.indexOf("\\"); at >= 0; at = value.indexOf("\\", at + 2)) {
    const letter = value[at + 1];
    if (letter !== "n" && letter !== "r" && letter !== "t") continue;
    const start = node.start + 1 + at;
    const isArgument = template?.statements.some(
      (piece) => piece.kind === "reference" && piece.start <= start && start < piece.end,
    );
    if (isArgument) continue;
    return {
      letter,
      span: isVerbatim ? { start, end: start + 2 } : { start: node.start, end: node.end },
      isInterpolated: isVerbatim && quote === '"',
    };
  }
  return undefined;
}
