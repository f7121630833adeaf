import { isDocumentMark, lineEndAt } from "../decode";
import type { Span } from "../nodes";
import { BlockReader } from "./blockReader";

/**
 * Reads YAML the way the AWS CLI's reader does: tokens are told apart by their column and by whether a name
 * may start where they stand. What that reader refuses becomes a problem, and reading goes on.
 */
export class YamlParser extends BlockReader {
  private hasStarted = false;
  private hasEnded = false;
  private hasDirectives = false;

  run(): void {
    this.skip();
    while (this.at < this.text.length && this.readToken()) this.skip();
    this.finish(this.at);
  }

  private finish(end: number): void {
    const { tree } = this;
    if (tree.inFlow) {
      const at = Math.max(end, 1);
      const closing = tree.top?.kind === "array" ? "]" : "}";
      tree.tell("syntax", { start: at - 1, end: at }, `A closing ${closing} is missing.`);
    }
    this.settleProperties();
    this.closeAll(end);
    if (this.hasDirectives && !this.hasStarted) {
      tree.tell("syntax", { start: 0, end: 1 }, "A line with --- is missing behind the directives.");
    }
  }

  private closeAll(end: number): void {
    for (let frame = this.tree.top; frame; frame = this.tree.top) {
      this.tree.close(frame.inFlow ? end : undefined, !frame.inFlow);
    }
  }

  /** Reads what is at the current offset; false where the rest of the text is another document. */
  private readToken(): boolean {
    const { text, tree } = this;
    const at = this.at;
    if (at === this.lineStart && isDocumentMark(text, at)) return this.readMark();
    if (this.hasEnded) return this.tellDocuments({ start: at, end: lineEndAt(text, at) });
    if (text[at] === "%" && at === this.lineStart && !this.hasStarted) {
      this.readDirective();
      return true;
    }
    if (this.isFreshLine && this.flowLimit >= 0 && at - this.lineStart <= this.flowLimit) this.abandonFlow();
    this.hasStarted = true;
    if (tree.inFlow) this.readInFlow();
    else this.readInBlock();
    this.isFreshLine = false;
    return true;
  }

  private readMark(): boolean {
    const span = { start: this.at, end: this.at + 3 };
    const isEnd = this.text[this.at] === ".";
    if (isEnd ? !this.hasStarted && this.hasDirectives : this.hasStarted || this.hasEnded) {
      return this.tellDocuments(span);
    }
    if (isEnd) {
      if (this.tree.inFlow) this.abandonFlow();
      this.settleProperties();
      this.closeAll(this.at);
      this.hasEnded = true;
    }
    this.hasStarted = !isEnd || this.hasStarted;
    this.mayStartKey = false;
    this.isFreshLine = false;
    this.at = span.end;
    return true;
  }

  private tellDocuments(span: Span): false {
    this.tree.tell("documents", span, "The AWS CLI takes a file with one document only.");
    return false;
  }

  private readDirective(): void {
    const end = lineEndAt(this.text, this.at);
    const span = { start: this.at, end };
    if (!/^%[-\w:.]+(?: |$)/.test(this.text.slice(span.start, end))) {
      this.tree.tell("syntax", span, "This is neither a directive nor a text, which would need quotes.");
    }
    const version = /^%YAML +(\d+\.\d+) *(?:#.*)?$/.exec(this.text.slice(span.start, end))?.[1];
    if (version === "1.1" || version === "1.2") this.tree.version = version;
    else if (version !== undefined || this.text.startsWith("%YAML", span.start)) {
      this.tree.tell("syntax", span, "The AWS CLI reads YAML 1.1 and 1.2 only.");
    }
    this.hasDirectives = true;
    this.at = end;
  }
}
