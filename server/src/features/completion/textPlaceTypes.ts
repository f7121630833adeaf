import type { Span } from "../../syntax/nodes";
import type { CompletionItem } from "./item";
import type { Snippet } from "./snippet";

export type Written = Pick<CompletionItem, "replace" | "snippet" | "filterText">;

/** The value at the cursor as text, and ways to write to it that keep the file valid. */
export interface TextPlace {
  /** Decoded; empty if there is no value yet. */
  readonly text: string;
  readonly offset: number;
  /** Replaces a range of the text. Undefined if that would span lines. */
  write(snippet: Snippet, replace: Span): Written | undefined;
  /** Replaces the whole value and adds the quotes that it needs. */
  writeWhole(snippet: Snippet): Written | undefined;
  /** Replaces the whole value with snippet text that takes no quotes, such as a number or an object. */
  writeBare(snippet: string, label: string): Written | undefined;
}
