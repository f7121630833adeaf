import type { AccountLists } from "../../model/accountLists";
import type { ApiFacts } from "../../model/apiFacts";
import type { Operation } from "../../model/operations";
import type { Protocol } from "../../model/protocol";
import type { SampleTexts } from "../../model/sampleTexts";
import type { TextEdit } from "../../syntax/edit";
import type { ObjectNode, ParsedDocument, Span } from "../../syntax/nodes";
import type { HostedTemplate } from "../../templates/hostedTemplate";
import type { Snippet } from "./snippet";

/** A completion item, independent of the Language Server Protocol. */
export interface CompletionItem {
  readonly label: string;
  readonly kind: "member" | "value" | "snippet";
  /** A few words shown after the label. */
  readonly detail: string;
  /** Markdown. */
  readonly documentation: string;
  /** The replaced text, on one line and around the cursor. */
  readonly replace: Span;
  /** In snippet syntax: `$1` and `${1:text}` are tab stops. */
  readonly snippet: string;
  /** What editors compare the typed text with. It starts with a quote if the replaced text does. */
  readonly filterText: string;
  readonly sortText: string;
  /** Edits elsewhere, such as a missing comma before the item. */
  readonly alsoEdit?: readonly TextEdit[];
  /** True if the inserted text can be completed further. */
  readonly offersMore?: boolean;
}

/** The file to complete, and what is known about its API. */
export interface CompletedFile {
  readonly document: ParsedDocument;
  readonly operation: Operation;
  readonly protocol: Protocol | undefined;
  readonly facts: ApiFacts | undefined;
  readonly lists: AccountLists;
  /** The templates of the file. */
  readonly templates: readonly HostedTemplate[];
  readonly samples: SampleTexts;
}

/** The same, with the root object that the cursor is in. */
export interface CompletionSource extends CompletedFile {
  readonly root: ObjectNode;
}

/** Text to insert into a string in place of a range. */
export interface Suggestion {
  readonly label: string;
  readonly text: Snippet;
  /** In the decoded text of the string. */
  readonly replace: Span;
  readonly detail?: string;
  readonly documentation: string;
  /** Typing this offers the suggestion, too, such as the name of what an ID stands for. */
  readonly alsoMatches?: string;
  /** Lower ranks come first. */
  readonly rank?: number;
  readonly offersMore?: boolean;
}

/** Returns the text that sorts items by rank, then by index. */
export function sortTextOf(rank: number, index: number): string {
  return `${rank}${String(index).padStart(3, "0")}`;
}

/** Returns the span that completion replaces: the node, or in an unclosed string only the word around the cursor. */
export function replaceSpan(
  text: string,
  node: { readonly kind: string; readonly span: Span; readonly closed?: boolean },
  offset: number,
): Span {
  if (node.kind !== "string" || node.closed) return node.span;
  const rest = /^[\w.:$-]*/.exec(text.slice(offset, node.span.end))?.[0] ?? "";
  return { start: node.span.start, end: offset + rest.length };
}
