import type { ApiFacts } from "../../model/apiFacts";
import type { Operation } from "../../model/operations";
import type { Protocol } from "../../model/protocol";
import type { TextEdit } from "../../syntax/edit";
import type { ObjectNode, ParsedDocument, Span } from "../../syntax/nodes";
import type { Snippet } from "./snippet";

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
  /** True where what was just inserted has completions of its own. */
  readonly offersMore?: boolean;
}

/** The file that is completed, and what is known of it. */
export interface CompletedFile {
  readonly document: ParsedDocument;
  readonly operation: Operation;
  readonly protocol: Protocol | undefined;
  readonly facts: ApiFacts | undefined;
}

/** The same with its root, which is an object. */
export interface CompletionSource extends CompletedFile {
  readonly root: ObjectNode;
}

/** Something to put into a string, in the place of a range of its text. */
export interface Suggestion {
  readonly label: string;
  readonly text: Snippet;
  /** In the decoded text. */
  readonly replace: Span;
  readonly detail?: string;
  readonly documentation: string;
  /** Lower ones come first. */
  readonly rank?: number;
  readonly offersMore?: boolean;
}

/** Where an item belongs in the list: by rank, then in the order given. */
export function sortTextOf(rank: number, index: number): string {
  return `${rank}${String(index).padStart(3, "0")}`;
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
