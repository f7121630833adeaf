import type { Span } from "../../syntax/nodes";

/** An explanation of a part of the file. Inside a string, the span is in the string's decoded text. */
export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}
