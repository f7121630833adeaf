import type { Span, ValueNode } from "../nodes";
import { awaits, type Frame } from "./frames";
import { Reader } from "./reader";
import { afterSpaces, isColon, isFlowClosed, isGap } from "./scan";

/** How often a bracket without a closing one may cost a search to the end of the text. */
const MAX_VAIN_SEARCHES = 10;

/** Reads flow style: what stands in braces and brackets. */
export abstract class FlowReader extends Reader {
  /** Set in a flow collection that nothing closes: lines at that column or before it are no part of it. */
  protected flowLimit = -1;
  private flowStart = { at: 0, lineStart: 0, mayStartKey: false, isMisplaced: false };
  private vainSearches = 0;

  /** Starts a member of block style with that name. */
  protected abstract readMember(node: ValueNode, column: number, start: number, colon: number): void;

  protected openFlow(unit: string): void {
    const { tree } = this;
    const start = this.at;
    const parent = tree.top?.indentation ?? -1;
    if (!tree.inFlow) {
      const isMisplaced = this.mayStartKey && this.isFreshLine && start - this.lineStart <= parent;
      this.flowStart = {
        at: start,
        lineStart: this.lineStart,
        mayStartKey: this.mayStartKey,
        isMisplaced,
      };
      this.flowLimit = parent >= 0 && !this.isClosed(start) ? parent : -1;
    }
    if (unit === "[") tree.openSequence(start, -1, this.takeProperties());
    else tree.openMap(start, -1, this.takeProperties());
    this.at++;
  }

  private isClosed(start: number): boolean {
    if (this.vainSearches >= MAX_VAIN_SEARCHES) return false;
    const closed = isFlowClosed(this.text, start);
    if (!closed) this.vainSearches++;
    return closed;
  }

  /** Ends a flow collection that is not closed where the next line is clearly none of its own. */
  protected abandonFlow(): void {
    const { tree } = this;
    const end = this.endOfLastText();
    const closing = tree.top?.kind === "array" ? "]" : "}";
    tree.tell("syntax", { start: end - 1, end }, `A closing ${closing} is missing.`);
    this.settleProperties();
    while (tree.inFlow) tree.close(end, false);
    this.flowLimit = -1;
    this.mayStartKey = true;
  }

  private endOfLastText(): number {
    let at = this.lineStart;
    while (at > 1 && isGap(this.text, at - 1)) at--;
    return at;
  }

  protected readInFlow(): void {
    const { text, tree } = this;
    const unit = text[this.at] ?? "";
    const frame = tree.top;
    if (!frame) return;
    if (unit === "[" || unit === "{") this.openFlow(unit);
    else if (unit === "]" || unit === "}") this.closeFlow(unit);
    else if (unit === ",") this.readComma();
    else if (this.isFlowColon(frame)) this.readFlowColon(frame);
    else if (unit === "?" && isGap(text, this.at + 1)) {
      this.at++;
      if (frame.kind === "object" && (frame.lastComma || !awaits(frame))) frame.awaitsKey = true;
      else
        this.tree.tell(
          "syntax",
          { start: this.at - 1, end: this.at },
          "A text that starts with ? needs quotes.",
        );
    } else if (unit === "&" || unit === "!") this.readProperty(unit);
    else {
      const scan = this.scanScalar(true, this.flowLimit, false);
      tree.place(scan.node(isColon(text, afterSpaces(text, scan.end), true)), this.takeProperties());
      this.moveTo(scan.end);
    }
  }

  private closeFlow(unit: "]" | "}"): void {
    const { tree } = this;
    const kind = unit === "]" ? "array" : "object";
    if (!tree.canCloseFlow(kind)) {
      this.readStray(unit);
      return;
    }
    this.settleProperties();
    const isOpen = (frame: Frame | undefined): boolean =>
      frame?.kind !== kind || (frame.kind === "object" && frame.isPair);
    for (let frame = tree.top; isOpen(frame); frame = tree.top) {
      const isPair = frame?.kind === "object" && frame.isPair;
      if (!isPair && frame) {
        tree.tell("syntax", { start: frame.start, end: frame.start + 1 }, "This is never closed.");
      }
      tree.close(this.at, isPair);
    }
    this.at++;
    const isOutermost = !tree.frames.at(-2)?.inFlow;
    if (!isOutermost) {
      tree.close(this.at, true);
      return;
    }
    this.flowLimit = -1;
    const colon = afterSpaces(this.text, this.at);
    const { at, lineStart, mayStartKey, isMisplaced } = this.flowStart;
    if (isColon(this.text, colon, false) && mayStartKey && lineStart === this.lineStart) {
      const node = tree.close(this.at, true, false);
      if (node) this.readMember(node, at - lineStart, at, colon);
    } else {
      if (isMisplaced) this.tellUnexpected({ start: at, end: at + 1 });
      tree.close(this.at, true);
    }
    this.mayStartKey = false;
  }

  private readComma(): void {
    const { tree } = this;
    const span = this.firstUnit();
    this.settleProperties();
    this.at++;
    let frame = tree.top;
    if (frame?.kind === "object" && frame.isPair) {
      tree.close(undefined, true);
      frame = tree.top;
    }
    if (!frame) return;
    const isEmpty = frame.kind === "array" ? frame.items.length === 0 : frame.members.length === 0;
    if (isEmpty || frame.lastComma) tree.tell("syntax", span, "A value is expected before this comma.");
    frame.lastComma = span;
    const member = frame.kind === "object" ? frame.members.at(-1) : undefined;
    if (member) member.comma ??= span.start;
  }

  /** True at a colon behind a name; one right behind a quote or a bracket needs no blank. */
  private isFlowColon(frame: Frame): boolean {
    if (isColon(this.text, this.at, true)) return true;
    const isBehindQuote = `"'}]`.includes(this.text[this.at - 1] ?? "");
    return this.text[this.at] === ":" && isBehindQuote && frame.kind === "object";
  }

  private readFlowColon(frame: Frame): void {
    const { tree } = this;
    const colon = this.at;
    this.at++;
    if (frame.kind === "array") {
      const item = frame.lastComma ? undefined : frame.items.pop();
      const start = item?.span.start ?? colon;
      const pair = tree.openMap(start, -1, undefined, true);
      const empty: ValueNode = { kind: "null", span: { start: colon, end: colon } };
      tree.addMember(pair, tree.asKey(item ?? empty), colon);
      return;
    }
    const member = frame.lastComma ? undefined : frame.members.at(-1);
    if (!member) {
      tree.tell("syntax", { start: colon, end: colon + 1 }, "A name is expected before this colon.");
    } else if (member.colon === undefined) member.colon = colon;
    else if (member.value?.kind === "string" || member.value?.kind === "word") {
      // `{"A": "B": 1}` is `"A":` whose value is still to be typed, then `"B": 1`.
      const key = member.value;
      delete member.value;
      tree.tell("syntax", member.key.span, "A value is missing after this name.");
      tree.addMember(frame, key, colon);
    } else tree.tell("syntax", { start: colon, end: colon + 1 }, "A comma or } is expected here.");
  }

  protected tellUnexpected(span: Span): void {
    this.tree.tell("syntax", span, "This is not expected here: it should be indented further.");
  }
}
