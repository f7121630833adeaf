import { afterBreak, decodeBlock, lineEndAt, lineStartAt, readBlockHeader, TextSink } from "../decode";
import type { KeyNode, ValueNode } from "../nodes";
import { FlowReader } from "./flowReader";
import { awaits, type MapFrame } from "./frames";
import { afterSpaces, isColon, isGap } from "./scan";

/** Reads block style: what is told apart by columns. */
export abstract class BlockReader extends FlowReader {
  protected readInBlock(): void {
    const { text } = this;
    const unit = text[this.at] ?? "";
    const isDash = unit === "-" && isGap(text, this.at + 1);
    const column = this.unwind(this.at - this.lineStart, isDash);
    if (isDash) this.readDash(column);
    else if (unit === "?" && isGap(text, this.at + 1)) this.readQuestionMark(column);
    else if (isColon(text, this.at, false)) this.readColon(column);
    else if (unit === "[" || unit === "{") this.openFlow(unit);
    else if (unit === "]" || unit === "}" || unit === ",") this.readStray(unit);
    else if (unit === "&" || unit === "!") this.readProperty(unit);
    else if (unit === "|" || unit === ">") this.readBlockScalar();
    else this.readScalar(column);
  }

  /** Closes what ends before the column. Returns the column, or that of the block which the line belongs to. */
  private unwind(column: number, isDash: boolean): number {
    const { frames } = this.tree;
    for (;;) {
      const frame = frames.at(-1);
      const beneath = frames.at(-2)?.indentation ?? -1;
      if (!frame || frame.indentation < column) return column;
      if (frame.indentation === column) {
        if (frame.kind === "object" || isDash || beneath !== column) return column;
      } else if (beneath < column) {
        this.tree.tell("syntax", this.firstUnit(), "This line is indented unlike those before it.");
        return this.unwind(frame.indentation, isDash);
      }
      this.settleProperties();
      this.tree.close(undefined, true);
    }
  }

  private readDash(column: number): void {
    const { tree } = this;
    const start = this.at;
    this.at++;
    const frame = tree.top;
    if (!this.mayStartKey || this.properties?.lineStart === this.lineStart) {
      tree.tell("syntax", { start, end: start + 1 }, "A list starts on a line of its own, or with a [.");
      return;
    }
    if (frame?.kind === "array" && frame.indentation === column) {
      this.settleProperties();
      tree.startItem(frame, start);
    } else if (frame ? awaits(frame) : !tree.root) {
      tree.openSequence(start, column, this.takeProperties());
    } else tree.tell("syntax", { start, end: start + 1 }, "A list is not expected here.");
  }

  private readQuestionMark(column: number): void {
    const start = this.at;
    this.at++;
    if (!this.mayStartKey) {
      this.tree.tell("syntax", { start, end: start + 1 }, "A member is not expected here.");
      return;
    }
    const frame = this.mapAt(column, start);
    frame.awaitsKey = true;
  }

  /** A colon that stands by itself: the second half of a member that began with a question mark. */
  private readColon(column: number): void {
    const colon = this.at;
    this.at++;
    const frame = this.tree.top;
    const member = frame?.kind === "object" ? frame.members.at(-1) : undefined;
    const isMember = frame?.kind === "object" && frame.indentation === column && this.mayStartKey;
    if (isMember && frame.awaitsKey) {
      const span = { start: colon, end: colon };
      this.tree.addMember(frame, this.tree.asKey({ kind: "null", span }), colon);
    } else if (isMember && member && member.colon === undefined) member.colon = colon;
    else this.tree.tell("syntax", { start: colon, end: colon + 1 }, "A name is expected before this colon.");
  }

  private readScalar(column: number): void {
    const { text, tree } = this;
    const start = this.at;
    const own = this.ownProperties();
    const isFresh = this.isFreshLine;
    const frame = tree.top;
    const firstColumn = own ? own.span.start - this.lineStart : column;
    // Where a name is due a text has one line: `Integr` above `Uri: x` is a name that is being typed.
    const wantsName =
      this.mayStartKey &&
      (frame ? frame.kind === "object" && frame.indentation === firstColumn : !tree.root && !own);
    const scan = this.scanScalar(false, frame?.indentation ?? -1, wantsName && isFresh);
    const colon = afterSpaces(text, scan.end);
    if (isColon(text, colon, false) && scan.isOnOneLine) {
      if (this.mayStartKey) {
        this.readMember(scan.node(true), column, start, colon);
        return;
      }
      this.tellSecondColon(colon);
      const isPlain = scan.end > start && !`"'*`.includes(text.charAt(start));
      const rest = isPlain ? this.restOfLine(start) : scan.end;
      const value = text.slice(start, rest);
      const whole: ValueNode = {
        kind: "string",
        span: { start, end: rest },
        closed: true,
        value,
        style: "plain",
      };
      tree.place(isPlain ? whole : scan.node(false), this.takeProperties());
      this.at = isPlain ? rest : this.restOfLine(colon);
      return;
    }
    if (wantsName && (isFresh || frame)) this.addNameWithoutColon(scan.node(true), firstColumn, start);
    else this.placeInBlock(scan.node(false), column);
    this.moveTo(scan.end);
    this.mayStartKey = false;
  }

  /** A list's item is indented further than its dash. */
  private placeInBlock(node: ValueNode, column: number): void {
    if (this.mayStartKey && this.tree.top?.indentation === column) this.tellUnexpected(node.span);
    this.tree.place(node, this.takeProperties());
  }

  private tellSecondColon(colon: number): void {
    const message = 'Text with ": " in it needs quotes.';
    this.tree.tell("syntax", { start: colon, end: colon + 1 }, message);
  }

  /** The end of the line's text, without blanks and a comment. */
  private restOfLine(start: number): number {
    const line = this.text.slice(start, lineEndAt(this.text, start));
    return start + line.replace(/[ \t]#.*$/, "").trimEnd().length;
  }

  private readBlockScalar(): void {
    const { text, tree } = this;
    const start = this.at;
    const style = text[start] === ">" ? "folded" : "literal";
    const header = readBlockHeader(text, start);
    const headerEnd = lineEndAt(text, start);
    const rest = text.slice(header.end, headerEnd);
    if (!/^ *(?: #.*)?$/.test(rest)) {
      const span = { start: header.end, end: headerEnd };
      tree.tell("syntax", span, `The text starts on the line below the ${text[start]}.`);
    } else if (rest.includes("#")) {
      this.comments.push({ start: text.indexOf("#", header.end), end: headerEnd });
    }
    const parent = tree.top?.indentation ?? -1;
    const indentation =
      header.increment === undefined
        ? this.blockIndentation(headerEnd, parent + 1)
        : Math.max(parent, 0) + header.increment;
    const sink = new TextSink(text);
    const end = decodeBlock(text, start, indentation, sink);
    const span = { start, end };
    tree.place(
      { kind: "string", span, closed: true, value: sink.value, style, indentation },
      this.takeProperties(),
    );
    this.at = end;
  }

  /** The column of a block scalar's first line that is not blank, where that is part of it. */
  private blockIndentation(headerEnd: number, minimum: number): number {
    const { text } = this;
    let longest = minimum;
    let longestLine = headerEnd;
    for (let line = afterBreak(text, headerEnd); line < text.length; ) {
      const at = afterSpaces(text, line);
      const next = afterBreak(text, at);
      if (next === at && at < text.length) {
        if (at - line < minimum) break;
        if (longest > at - line) {
          const span = { start: longestLine, end: longestLine + longest };
          this.tree.tell("syntax", span, "This blank line is indented further than the text below it.");
        }
        return at - line;
      }
      if (at - line > longest) {
        longest = at - line;
        longestLine = line;
      }
      if (next === at) break;
      line = next;
    }
    return longest;
  }

  protected override readMember(node: ValueNode, column: number, start: number, colon: number): void {
    const own = this.ownProperties();
    const at = own ? own.span.start - this.lineStart : column;
    if (own) this.properties = undefined;
    const frame = this.mapAt(own ? at : column, own?.span.start ?? start);
    this.tree.addMember(frame, this.tree.nameKey(node, own), colon);
    this.at = colon + 1;
    this.mayStartKey = false;
  }

  private addNameWithoutColon(node: ValueNode, column: number, start: number): void {
    const frame = this.mapAt(column, start);
    if (frame.awaitsKey) {
      this.tree.addMember(frame, this.tree.asKey(node));
      return;
    }
    const own = this.ownProperties();
    if (own) this.properties = undefined;
    const key = this.tree.nameKey(node, own);
    this.tree.tell("syntax", key.span, "A colon and a value are missing after this name.");
    this.tree.addMember(frame, key);
  }

  /** The mapping whose names are at that column: the innermost one, or a new one where a value is awaited. */
  private mapAt(column: number, start: number): MapFrame {
    const { tree } = this;
    const frame = tree.top;
    if (frame?.kind === "object" && frame.indentation === column) {
      this.settleProperties();
      return frame;
    }
    if (frame?.kind === "object" && !awaits(frame)) {
      const half = this.halfTypedName(frame, column);
      if (!half) {
        if (frame.strayColumn !== column) {
          tree.tell(
            "syntax",
            { start, end: start + 1 },
            "This line is indented further than those before it.",
          );
        }
        frame.strayColumn = column;
        return frame;
      }
      const nested = tree.openMap(half.span.start, column, this.takeProperties());
      tree.tell("syntax", half.span, "A colon and a value are missing after this name.");
      tree.addMember(nested, half);
      return nested;
    }
    return tree.openMap(start, column, this.takeProperties());
  }

  /** A value that turns out to be the first name of a nested mapping, its colon still to be typed. */
  private halfTypedName(frame: MapFrame, column: number): KeyNode | undefined {
    const member = frame.members.at(-1);
    const value = member?.value;
    if (!member || value?.kind !== "string" || value.style !== "plain" || value.anchored) return undefined;
    const { text } = this;
    const lineStart = lineStartAt(text, value.span.start);
    const isAlone = text.slice(lineStart, value.span.start).trim() === "" && !/[\r\n]/.test(value.value);
    if (!isAlone || value.span.start - lineStart !== column) return undefined;
    delete member.value;
    return value;
  }
}
