import { lineEndAt } from "../decode";
import type { ValueNode } from "../nodes";
import { addKeyWithoutColon, mappingAt, readMember } from "./blockMembers";
import { readBlockScalar } from "./blockScalar";
import { openFlow, reportMisplaced, skipStray } from "./flow";
import { awaitsNode } from "./openCollections";
import { propertiesOnLine, readProperty, settleProperties, takeProperties } from "./pendingProperties";
import type { YamlReader } from "./reader";
import { type Scalar, scalarAt } from "./scalars";
import { afterSpaces, isColon, isGap } from "./scan";

/** Reads the token of block style at the position: its column decides which collection it belongs to. */
export function readInBlock(reader: YamlReader): void {
  const { text, at } = reader;
  const unit = text[at] ?? "";
  const isDash = unit === "-" && isGap(text, at + 1);
  const column = unwind(reader, at - reader.lineStart, isDash);
  if (isDash) readDash(reader, column);
  else if (unit === "?" && isGap(text, at + 1)) readQuestionMark(reader, column);
  else if (isColon(text, at, false)) readLoneColon(reader, column);
  else if (unit === "[" || unit === "{") openFlow(reader, unit);
  else if (unit === "]" || unit === "}" || unit === ",") skipStray(reader, unit);
  else if (unit === "&" || unit === "!") readProperty(reader, unit);
  else if (unit === "|" || unit === ">") readBlockScalar(reader);
  else readScalar(reader, column);
}

/** Closes collections that end before the column. Returns the column of the collection that the line belongs to. */
function unwind(reader: YamlReader, column: number, isDash: boolean): number {
  const { tree } = reader;
  for (;;) {
    const innermost = tree.innermost;
    const outer = tree.open.at(-2)?.indentation ?? -1;
    if (!innermost || innermost.indentation < column) return column;
    if (innermost.indentation === column) {
      if (innermost.kind === "object" || isDash || outer !== column) return column;
    } else if (outer < column) {
      tree.report(
        "syntax",
        reader.character,
        "Inconsistent indentation: this line does not align with any line before it.",
      );
      return unwind(reader, innermost.indentation, isDash);
    }
    settleProperties(reader);
    tree.close(undefined, true);
  }
}

function readDash(reader: YamlReader, column: number): void {
  const { tree, at: start } = reader;
  const span = reader.character;
  reader.at++;
  const innermost = tree.innermost;
  if (!reader.mayStartKey || propertiesOnLine(reader)) {
    tree.report("syntax", span, "A list must start on its own line or with [.");
    return;
  }
  if (innermost?.kind === "array" && innermost.indentation === column) {
    settleProperties(reader);
    tree.startItem(innermost, start);
  } else if (innermost ? awaitsNode(innermost) : !tree.root) {
    tree.openSequence(start, column, takeProperties(reader));
  } else tree.report("syntax", span, "Unexpected list.");
}

function readQuestionMark(reader: YamlReader, column: number): void {
  const span = reader.character;
  reader.at++;
  if (reader.mayStartKey) reader.tree.startKey(mappingAt(reader, column, span.start), reader.at);
  else reader.tree.report("syntax", span, "Unexpected member.");
}

/** Reads a colon without a key before it: the second half of a member that started with a question mark. */
function readLoneColon(reader: YamlReader, column: number): void {
  const { tree } = reader;
  const span = reader.character;
  const colon = reader.at;
  reader.at++;
  const innermost = tree.innermost;
  const isMember = innermost?.kind === "object" && innermost.indentation === column && reader.mayStartKey;
  const member = isMember ? innermost.members.at(-1) : undefined;
  if (isMember && innermost.awaitsKey) {
    const empty = { kind: "null", span: { start: colon, end: colon } } as const;
    tree.addMember(innermost, tree.asKey(empty), colon);
  } else if (member && member.colon === undefined) member.colon = colon;
  else tree.report("syntax", span, "Expected a key before this colon.");
}

function readScalar(reader: YamlReader, column: number): void {
  const { text, tree, at: start, mayStartKey } = reader;
  const own = propertiesOnLine(reader);
  const innermost = tree.innermost;
  const firstColumn = own ? own.span.start - reader.lineStart : column;
  // Where a key is expected, text is one line: `Integr` above `Uri: x` is a key that is being typed.
  const wantsKey =
    mayStartKey &&
    (innermost ? innermost.kind === "object" && innermost.indentation === firstColumn : !tree.root && !own);
  const isFresh = reader.isFreshLine;
  const scalar = scalarAt(reader, false, innermost?.indentation ?? -1, wantsKey && isFresh);
  const colon = afterSpaces(text, scalar.end);
  if (isColon(text, colon, false) && scalar.isOnOneLine) {
    if (mayStartKey) readMember(reader, scalar.node(true), column, start, colon);
    else readTextWithColon(reader, scalar, colon);
    return;
  }
  if (wantsKey && (isFresh || innermost)) {
    addKeyWithoutColon(reader, scalar.node(true), firstColumn, start);
  } else {
    const node = scalar.node(false);
    // A list item is indented further than its dash.
    if (mayStartKey && tree.innermost?.indentation === column) reportMisplaced(reader, node.span);
    tree.place(node, takeProperties(reader));
  }
  reader.moveTo(scalar.end);
  reader.mayStartKey = false;
}

/** Reads an unquoted value that contains `: `, with the rest of its line. */
function readTextWithColon(reader: YamlReader, scalar: Scalar, colon: number): void {
  const { text, tree, at: start } = reader;
  tree.report("syntax", { start: colon, end: colon + 1 }, 'Strings that contain ": " must be quoted.');
  const isPlain = scalar.end > start && !`"'*`.includes(text.charAt(start));
  if (!isPlain) {
    tree.place(scalar.node(false), takeProperties(reader));
    reader.at = endOfLineText(text, colon);
    return;
  }
  const end = endOfLineText(text, start);
  const value = text.slice(start, end);
  const whole: ValueNode = { kind: "string", span: { start, end }, closed: true, value, style: "plain" };
  tree.place(whole, takeProperties(reader));
  reader.at = end;
}

/** The end of the line's text, without a comment and blanks before it. */
function endOfLineText(text: string, start: number): number {
  const line = text.slice(start, lineEndAt(text, start));
  return start + line.replace(/[ \t]#.*$/, "").trimEnd().length;
}
