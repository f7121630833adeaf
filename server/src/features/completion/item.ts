import type { TextEdit } from "../../syntax/editJson";
import type { Span } from "../../syntax/nodes";

/** A completion item, free of the protocol's names. */
export interface CompletionItem {
  readonly label: string;
  readonly kind: "member" | "value" | "snippet";
  /** A few words behind the label. */
  readonly detail: string;
  /** Markdown. */
  readonly documentation: string;
  /** On one line and around the cursor. */
  readonly replace: Span;
  /** A snippet: `$1` and `${1:text}` are places to fill in. */
  readonly snippet: string;
  /** What the typed text is compared with: it starts with a quote where the replaced text does. */
  readonly filterText: string;
  readonly sortText: string;
  /** Edits elsewhere, such as a missing comma before. */
  readonly alsoEdit?: readonly TextEdit[];
  /** True where the value that was just inserted has completions of its own. */
  readonly offersMore?: boolean;
}

/** Text that a snippet takes literally. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

/** The span that completion at the offset replaces: of an unclosed string only the word around the cursor. */
export function replaceSpan(
  text: string,
  node: { readonly kind: string; readonly span: Span; readonly closed?: boolean },
  offset: number,
): Span {
  if (node.kind !== "string" || node.closed) return node.span;
  const rest = /^[\w.:$-]*/.exec(text.slice(offset, node.span.end))?.[0] ?? "";
  return { start: node.span.start, end: offset + rest.length };
}
