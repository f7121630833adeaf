import { afterBreak, lineEndAt } from "../decode";
import type { Span } from "../nodes";
import type { Properties } from "./properties";
import { YamlTree } from "./tree";

/** The start of the outermost flow collection that is being read. */
export interface FlowStart {
  readonly at: number;
  readonly lineStart: number;
  /** True if the collection may turn out to be a key. */
  readonly mayBeKey: boolean;
  /** True if the collection should be indented further. */
  readonly isMisplaced: boolean;
}

/**
 * A position in the text, the tree of everything before it, and what block and flow style need to know about
 * the current line.
 */
export class YamlReader {
  readonly comments: Span[] = [];
  readonly tree: YamlTree;
  at: number;
  lineStart: number;
  /** True where a key, a dash or a question mark of block style is allowed. */
  mayStartKey = true;
  /** True from the start of a line to its first token. */
  isFreshLine = true;
  /** The anchor and tag before the next node. */
  properties: (Properties & { readonly lineStart: number }) | undefined;
  /** The anchor and tag on an earlier line, which belong to a collection that starts with the next node. */
  outerProperties: Properties | undefined;
  /** Set in a flow collection that is never closed: a line that starts at this column or before it ends it. */
  flowLimit = -1;
  flowStart: FlowStart = { at: 0, lineStart: 0, mayBeKey: false, isMisplaced: false };
  /** How many searches for a closing bracket have reached the end of the text. */
  vainSearches = 0;

  constructor(
    readonly text: string,
    start: number,
    maxProblems: number,
  ) {
    this.at = start;
    this.lineStart = start;
    this.tree = new YamlTree(text, maxProblems);
  }

  /** The span of the character at the position. */
  get character(): Span {
    return { start: this.at, end: this.at + 1 };
  }

  /** Skips blanks, comments and line breaks. */
  skip(): void {
    const { text } = this;
    for (;;) {
      const unit = text.charCodeAt(this.at);
      if (unit === 32) this.at++;
      else if (unit === 9) this.#skipTabs();
      else if (unit === 35) {
        const end = lineEndAt(text, this.at);
        this.comments.push({ start: this.at, end });
        this.at = end;
      } else if (unit === 10 || unit === 13) {
        this.at = this.lineStart = afterBreak(text, this.at);
        this.isFreshLine = true;
        if (!this.tree.inFlow) this.mayStartKey = true;
      } else return;
    }
  }

  #skipTabs(): void {
    const start = this.at;
    while (this.text.charCodeAt(this.at) === 9) this.at++;
    if (!this.tree.inFlow) reportTab(this.tree, { start, end: this.at });
  }

  /** Moves past a token that may span lines. */
  moveTo(end: number): void {
    for (let at = this.at; at < end; at++) {
      const next = afterBreak(this.text, at);
      if (next > at) this.lineStart = next;
    }
    this.at = end;
  }
}

export function reportTab(tree: YamlTree, span: Span): void {
  tree.report("tab", span, "The AWS CLI does not accept tabs outside quoted strings. Use spaces.");
}
