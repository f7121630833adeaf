import type { BlockHeader } from "../decode";
import type { StringNode } from "../nodes";

/** A block scalar and its place in the source. */
export interface Block {
  readonly text: string;
  readonly node: StringNode;
  readonly header: BlockHeader;
  /** The end of the header's line. */
  readonly headerEnd: number;
  /** The string's text without the line breaks at its end. */
  readonly body: string;
  /** The end of the last line with text; the header's line if there is none. */
  readonly contentEnd: number;
  /** The column of the keys or dashes around it; -1 at the root. */
  readonly parent: number;
  readonly lineBreak: string;
}

/** How the new text is written. */
export interface BlockTarget {
  /** Without the line breaks at its end. */
  readonly body: string;
  /** The column where its lines start. */
  readonly indentation: number;
  /** True if each line is written anew, with another indentation. */
  readonly isMoved: boolean;
}
