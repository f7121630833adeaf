import { endOfBlankLines, hasCommentBelow, isBlock, keepsBlankLines, lastLeaf } from "./blockLines";
import type { TextEdit, TreeChange } from "./change";
import { afterBreak, lineEndAt, lineStartAt } from "./decode";
import { editJson } from "./editJson";
import type { Json } from "./json";
import type { MemberNode, ObjectNode, ParsedDocument, ValueNode } from "./nodes";
import { findPlace, isInFlow, placeOf } from "./place";
import { isFilled, literalLines, printBlock, printInline, printMember, printText, quoted } from "./printYaml";

/** Turns a change of the tree into edits of the YAML text that follow the style of the surrounding text. */
export function editYaml(document: ParsedDocument, change: TreeChange): readonly TextEdit[] {
  switch (change.kind) {
    case "renameMember":
      return [{ span: change.member.key.span, newText: renamed(document, change.member, change.name) }];
    case "replaceSource":
      return [{ span: change.span, newText: change.newText }];
    case "removeText":
      return [{ span: change.span, newText: "" }];
    case "escapeControls":
    case "escapeQuotes":
      // YAML's strings may contain line breaks and tabs.
      return [];
    case "replaceValue":
      return replaceValue(document, change.node, change.value);
    case "removeMember":
      return removeMember(document, change.member, change.object);
    case "insertMember":
      return insertMember(document, change.object, change.name, change.value);
  }
}

function renamed({ text }: ParsedDocument, { key }: MemberNode, name: string): string {
  const quote = text[key.span.start];
  if (quote === '"' || quote === "'") return quoted(name);
  return printText(name, true);
}

function replaceValue(document: ParsedDocument, node: ValueNode, value: Json): readonly TextEdit[] {
  const { text } = document;
  const { start, end } = node.span;
  const place = placeOf(document, node);
  if (isInFlow(place)) return [{ span: node.span, newText: quoted(value) }];
  const lineStart = lineStartAt(text, start);
  const before = text.slice(lineStart, start);
  const endOfLine = lineEndAt(text, end);
  const hasComment = text.slice(end, endOfLine).trim() !== "";
  const span = { start, end: hasComment ? end : endOfLine };
  const withLiterals = !hasCommentBelow(text, end);
  const final = finalBreak(text, endOfLine, value);
  if (/^[ -]*$/.test(before)) {
    // The value starts its line or follows a dash, so its replacement may continue on further lines.
    const parent = place.container?.indentation ?? -1;
    const missing = " ".repeat(Math.max(parent + 2 - before.length, 0));
    const lines = isFilled(value) ? printBlock(value, withLiterals && !hasComment) : [printInline(value)];
    return [{ span, newText: missing + joined(lines, text, before.length + missing.length) + final }];
  }
  const own = place.container?.indentation ?? /^ */.exec(before)?.[0].length ?? 0;
  const literal = typeof value === "string" && !hasComment && withLiterals ? literalLines(value) : undefined;
  if (literal)
    return [{ span, newText: joined([literal[0] ?? "", ...shifted(literal.slice(1))], text, own) + final }];
  if (!isFilled(value)) return [{ span, newText: printInline(value) }];
  const lines = joined(printBlock(value, withLiterals), text, own + 2) + final;
  const newText = lineEnd(text) + " ".repeat(own + 2) + lines;
  const removed = { start: lineStart + before.trimEnd().length, end: span.end };
  if (!hasComment) return [{ span: removed, newText }];
  return [
    { span: removed, newText: "" },
    { span: { start: endOfLine, end: endOfLine }, newText },
  ];
}

function removeMember(document: ParsedDocument, member: MemberNode, given: ObjectNode): readonly TextEdit[] {
  const { text } = document;
  const object = ownerOf(document, member) ?? given;
  const written = object.written ?? object.members;
  if (isPair(text, object)) return [{ span: object.span, newText: "{}" }];
  if (object.indentation === undefined) {
    return editJson(document, { kind: "removeMember", member, object: { ...object, members: written } });
  }
  const lineStart = lineStartAt(text, member.span.start);
  if (written.length === 1) return emptied(document, object);
  const next = written[written.indexOf(member) + 1];
  if (next && text.slice(lineStart, member.span.start).trim() !== "") {
    // The first member of a list item is on the same line as the dash. The next member moves there.
    return [{ span: { start: member.span.start, end: next.span.start }, newText: "" }];
  }
  const previous = written[written.indexOf(member) - 1];
  const end = endOfLines(text, member, previous, member.span.start - lineStart);
  const isLastLine =
    end === text.length && afterBreak(text, lineEndAt(text, end - 1)) === lineEndAt(text, end - 1);
  if (!isLastLine) return [{ span: { start: lineStart, end }, newText: "" }];
  return [{ span: { start: lineStart === 0 ? 0 : beforeBreak(text, lineStart), end }, newText: "" }];
}

/** Returns the object that the member is written in. For a merged member that is not the object that has it. */
function ownerOf(document: ParsedDocument, member: MemberNode): ObjectNode | undefined {
  const isWrittenHere = (node: ValueNode): boolean =>
    node.kind === "object" && !node.anchored && (node.written ?? node.members).includes(member);
  let owner: ObjectNode | undefined;
  findPlace(document, member.span.start, (node) => {
    if (!isWrittenHere(node) || node.kind !== "object") return false;
    owner = node;
    return true;
  });
  return owner;
}

/**
 * Returns the end of the member's last line, with its break, comments that are indented more than its key, and
 * blank lines that belong to its text.
 */
function endOfLines(
  text: string,
  member: MemberNode,
  previous: MemberNode | undefined,
  column: number,
): number {
  const takesBlankLines = isBlock(lastLeaf(member)) || keepsBlankLines(text, previous && lastLeaf(previous));
  let end = afterBreak(text, lineEndAt(text, member.span.end));
  for (let line = end; line < text.length; ) {
    const lineEndOffset = lineEndAt(text, line);
    const content = text.slice(line, lineEndOffset);
    const isBlank = content.trim() === "";
    if (!isBlank && !(/^ *#/.test(content) && content.indexOf("#") > column)) break;
    line = afterBreak(text, lineEndOffset);
    if (!isBlank || takesBlankLines) end = line;
    if (line === lineEndOffset) break;
  }
  return end;
}

/** Replaces a mapping, whose only member is removed, with `{}`. */
function emptied(document: ParsedDocument, object: ObjectNode): readonly TextEdit[] {
  const { text } = document;
  const { member } = placeOf(document, object);
  const lineStart = lineStartAt(text, object.span.start);
  const end = lineEndAt(text, object.span.end);
  if (!member || member.colon === undefined || lineStart <= member.colon) {
    return [{ span: object.span, newText: "{}" }];
  }
  // After the colon and an anchor, but before a comment.
  const line = text.slice(member.colon + 1, lineEndAt(text, member.colon));
  const used = line.replace(/(?:^|[ \t])#.*$/, "").trimEnd().length;
  const at = member.colon + 1 + used;
  const removed = { start: beforeBreak(text, lineStart), end };
  if (at === removed.start) return [{ span: removed, newText: " {}" }];
  return [
    { span: { start: at, end: at }, newText: " {}" },
    { span: removed, newText: "" },
  ];
}

function insertMember(
  document: ParsedDocument,
  given: ObjectNode,
  name: string,
  value: Json,
): readonly TextEdit[] {
  const { text } = document;
  const object = given.anchored?.kind === "object" ? given.anchored : given;
  const written = object.written ?? object.members;
  const last = written.at(-1);
  if (isPair(text, object)) {
    const { start, end } = object.span;
    return [
      { span: { start, end: start }, newText: "{" },
      { span: { start: end, end }, newText: `, ${quoted(name)}: ${quoted(value)}}` },
    ];
  }
  if (object.indentation === undefined || !last) {
    const isLone = object.closed && /^\{\s*\}$/.test(text.slice(object.span.start, object.span.end));
    const place = placeOf(document, object);
    if (isLone && place.container && !isInFlow(place))
      return replaceValue(document, object, { [name]: value });
    const members = { ...object, members: written };
    return editJson(document, { kind: "insertMember", object: members, name, value });
  }
  const { indentation } = object;
  const leaf = lastLeaf(last);
  const end = keepsBlankLines(text, leaf)
    ? endOfBlankLines(text, last.span.end)
    : lineEndAt(text, last.span.end);
  const lines = joined(printMember(name, value, !hasCommentBelow(text, end)), text, indentation);
  const newText = lineEnd(text) + " ".repeat(indentation) + lines + finalBreak(text, end, value);
  return [{ span: { start: end, end }, newText }];
}

/** True for `[key: value]`, where the mapping has no braces. */
function isPair(text: string, { indentation, span }: ObjectNode): boolean {
  return indentation === undefined && text[span.start] !== "{";
}

function shifted(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === "" ? "" : `  ${line}`));
}

/** Joins the lines, and indents all except the first by that many spaces. */
function joined(lines: readonly string[], text: string, indentation: number): string {
  const [first = "", ...rest] = lines;
  const spaces = " ".repeat(indentation);
  return [first, ...rest.map((line) => (line === "" ? "" : spaces + line))].join(lineEnd(text));
}

/** Returns the line break that a literal block needs at the end of a file if its text ends with one. */
function finalBreak(text: string, offset: number, value: Json): string {
  let leaf = value;
  while (isFilled(leaf)) leaf = Object.values(leaf).at(-1) ?? null;
  const isNeeded = offset === text.length && typeof leaf === "string" && leaf.endsWith("\n");
  return isNeeded ? lineEnd(text) : "";
}

function lineEnd(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

function beforeBreak(text: string, offset: number): number {
  return text.slice(offset - 2, offset) === "\r\n" ? offset - 2 : offset - 1;
}
