import type { Span } from "../../syntax/nodes";

/** What is told of a part of the file; inside of a string, of a part of its text. */
export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}
