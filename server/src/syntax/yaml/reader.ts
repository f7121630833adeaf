import { afterBreak, decode, lineEndAt, TextSink } from "../decode";
import type { Span, StringNode, ValueNode } from "../nodes";
import type { Properties } from "./properties";
import { afterSpaces, isColon, isFlowIndicator, isGap, scanPlain, scanQuoted } from "./scan";
import { YamlTree } from "./tree";

/** A scalar that was found, to be made a node once it is known whether it is a member's name. */
export interface Scanned {
  readonly end: number;
  readonly isOnOneLine: boolean;
  node(isKey: boolean): ValueNode;
}

/** What block and flow style share: the place in the text, blanks, scalars, and the anchors and tags before them. */
export abstract class Reader {
  readonly comments: Span[] = [];
  readonly tree: YamlTree;
  protected at: number;
  protected lineStart: number;
  /** True where a name, a dash or a question mark of block style may stand. */
  protected mayStartKey = true;
  /** True from a line's start to its first token. */
  protected isFreshLine = true;
  /** Properties of a node around the one that `properties` are of: they stand on an earlier line. */
  private outer: Properties | undefined;
  protected properties: (Properties & { readonly lineStart: number }) | undefined;

  constructor(
    protected readonly text: string,
    start: number,
  ) {
    this.at = start;
    this.lineStart = start;
    this.tree = new YamlTree(text);
  }

  /** Passes blanks, comments and line breaks. */
  protected skip(): void {
    const { text } = this;
    for (;;) {
      const unit = text.charCodeAt(this.at);
      if (unit === 32) this.at++;
      else if (unit === 9) this.skipTabs();
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

  private skipTabs(): void {
    const start = this.at;
    while (this.text.charCodeAt(this.at) === 9) this.at++;
    if (!this.tree.inFlow) this.tellTab({ start, end: this.at });
  }

  protected tellTab(span: Span): void {
    this.tree.tell("tab", span, "The AWS CLI takes no tabs in YAML outside of quotes: write spaces.");
  }

  protected firstUnit(): Span {
    return { start: this.at, end: this.at + 1 };
  }

  protected readStray(unit: string): void {
    const what =
      unit === ","
        ? "A value is expected before this comma."
        : `There is no open ${unit === "]" ? "[" : "{"} for this.`;
    this.tree.tell("syntax", this.firstUnit(), what);
    this.at++;
  }

  protected scanScalar(inFlow: boolean, indentation: number, isOneLine: boolean): Scanned {
    const unit = this.text[this.at];
    if (unit === '"' || unit === "'") return this.scanQuoted(inFlow);
    if (unit === "*") return this.scanAlias();
    return this.scanPlain(inFlow, isOneLine ? Number.POSITIVE_INFINITY : indentation + 1);
  }

  private scanQuoted(inFlow: boolean): Scanned {
    const { text, tree } = this;
    const start = this.at;
    const scan = scanQuoted(text, start, inFlow);
    const { end, closed } = scan;
    const span = { start, end };
    for (const bad of scan.badEscapes) {
      tree.tell("syntax", bad, 'This escape is not valid. A backslash is written as "\\\\".');
    }
    if (!closed) tree.tell("syntax", span, "This text is not closed: a closing quote is missing.");
    const style = text[start] === '"' ? "double" : "single";
    const node = (): StringNode => {
      const shape = { kind: "string", span, closed, style } as const;
      return { ...shape, value: this.decode(shape) };
    };
    const follows = text.charAt(end);
    const isOver =
      !closed ||
      isGap(text, end) ||
      follows === ":" ||
      follows === "#" ||
      (inFlow && isFlowIndicator(text, end));
    if (!isOver) {
      const message = "The text ends before this: is a quote to be doubled?";
      tree.tell("syntax", { start: end, end: end + 1 }, message);
    }
    return { end, isOnOneLine: scan.isOnOneLine, node };
  }

  private scanAlias(): Scanned {
    const start = this.at;
    const name = this.anchorName(start);
    const end = start + 1 + name.length;
    return { end, isOnOneLine: true, node: () => this.tree.alias(name, { start, end }) };
  }

  private scanPlain(inFlow: boolean, minColumn: number): Scanned {
    const { text, tree } = this;
    const start = this.at;
    const isDash = text[start] === "-" && isGap(text, start + 1);
    if (/[%@`|>]/.test(text.charAt(start)) || isDash) {
      tree.tell("syntax", { start, end: start + 1 }, `A text that starts with ${text[start]} needs quotes.`);
    }
    const scan = scanPlain(text, start, inFlow, minColumn);
    // A colon behind the last of several lines makes that line a name, and no part of the text.
    const isName = scan.endBeforeLastLine !== undefined && isColon(text, afterSpaces(text, scan.end), inFlow);
    const end = Math.max(start + 1, isName ? (scan.endBeforeLastLine ?? scan.end) : scan.end);
    for (const tab of scan.tabs) if (tab.end <= end) this.tellTab(tab);
    const span = { start, end };
    const isOnOneLine = scan.endBeforeLastLine === undefined;
    const node = (isKey: boolean): ValueNode => {
      const value = isOnOneLine
        ? text.slice(start, end)
        : this.decode({ span, closed: true, style: "plain" });
      return tree.plain(span, value, isKey);
    };
    return { end, isOnOneLine, node };
  }

  private decode(node: Pick<StringNode, "span" | "closed" | "style">): string {
    const sink = new TextSink(this.text);
    decode(this.text, node, sink);
    return sink.value;
  }

  protected readProperty(unit: "&" | "!"): void {
    const { text, tree } = this;
    const start = this.at;
    let end = start + 1;
    if (unit === "&") end += this.anchorName(start).length;
    else while (!isGap(text, end) && !(tree.inFlow && isFlowIndicator(text, end))) end++;
    const name = text.slice(start, end);
    if (name === "&") tree.tell("syntax", { start, end }, "A name is expected behind this &.");
    const before = this.properties;
    const isOuter = before !== undefined && before.lineStart !== this.lineStart;
    if (isOuter && !this.outer) this.outer = before;
    const same = isOuter ? undefined : before;
    if (same && (unit === "&" ? same.anchor : same.tag) !== undefined) {
      tree.tell(
        "syntax",
        { start, end },
        `There is ${unit === "&" ? "an anchor" : "a tag"} before this already.`,
      );
    }
    this.properties = {
      ...same,
      span: { start: same?.span.start ?? start, end },
      lineStart: this.lineStart,
      ...(unit === "&" ? { anchor: name.slice(1) } : { tag: { name, span: { start, end } } }),
    };
    this.at = end;
  }

  private anchorName(start: number): string {
    let end = start + 1;
    while (!isGap(this.text, end) && !isFlowIndicator(this.text, end)) end++;
    return this.text.slice(start + 1, end);
  }

  /** The properties that stand before the node that comes now. */
  protected takeProperties(): Properties | undefined {
    const properties = this.outer ?? this.properties;
    if (this.outer) this.outer = undefined;
    else this.properties = undefined;
    return properties;
  }

  /** The properties on the same line as the node that comes now. */
  protected ownProperties(): Properties | undefined {
    return this.properties?.lineStart === this.lineStart ? this.properties : undefined;
  }

  /** Gives properties that no node follows to an empty one. */
  protected settleProperties(): void {
    for (let properties = this.takeProperties(); properties; properties = this.takeProperties()) {
      this.tree.placeEmpty(properties);
    }
  }

  /** Goes on behind a token that may span lines. */
  protected moveTo(end: number): void {
    for (let at = this.at; at < end; at++) {
      const next = afterBreak(this.text, at);
      if (next > at) this.lineStart = next;
    }
    this.at = end;
  }
}
