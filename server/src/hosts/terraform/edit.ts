/** Changes of the tree as edits of HCL. */
import type { TextEdit, TreeChange } from "../../syntax/change";
import { isRecord, type Json } from "../../syntax/json";
import type { MemberNode, ObjectNode, ParsedDocument, Span } from "../../syntax/nodes";
import { editEmbedded } from "./embedded";
import { quoted } from "./strings";

/** Turns a change of the tree into edits of the HCL text, in the style of the text around it. */
export function editHcl(document: ParsedDocument, change: TreeChange): readonly TextEdit[] {
  const inside = editEmbedded(change);
  if (inside) return inside;
  const { text } = document;
  switch (change.kind) {
    case "renameMember":
      return renameMember(text, change.member, change.name);
    case "replaceValue": {
      const { span } = change.node;
      return [{ span, newText: print(change.value, lineEnd(text), indentationAt(text, span.start)) }];
    }
    case "replaceSource":
      return [{ span: change.span, newText: change.newText }];
    case "removeText":
      return [{ span: change.span, newText: "" }];
    case "removeMember":
      return [{ span: spanToRemove(text, change.object, change.member), newText: "" }];
    case "insertMember":
      return insertMember(text, change.object, change.name, change.value);
    default:
      return [];
  }
}

/** A name that needs no quotes. */
const IDENTIFIER = /^[\p{L}_][\p{L}\p{N}_-]*$/u;

/** Blocks that have the form of an attribute with an object in other hosts. */
const BLOCKS: ReadonlySet<string> = new Set(["tls_config"]);

function renameMember(text: string, member: MemberNode, name: string): readonly TextEdit[] {
  const { key } = member;
  const isQuoted = text[key.span.start] === '"';
  return [{ span: key.span, newText: isQuoted || !IDENTIFIER.test(name) ? quoted(name) : name }];
}

/** The member with its comma and its line, if it is alone there. */
function spanToRemove(text: string, object: ObjectNode, member: MemberNode): Span {
  const { start, comma } = { start: member.span.start, comma: member.comma };
  const end = comma === undefined ? endOfMember(member) : comma + 1;
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const newline = text.indexOf("\n", end);
  const lineStop = newline < 0 ? text.length : newline;
  const isAlone = text.slice(lineStart, start).trim() === "" && text.slice(end, lineStop).trim() === "";
  if (isAlone && newline >= 0 && lineStart > object.span.start) return { start: lineStart, end: newline + 1 };
  const index = object.members.indexOf(member);
  const previous = object.members[index - 1];
  // On one line, a comma before the last member goes with it.
  if (comma === undefined && previous?.comma !== undefined && index === object.members.length - 1) {
    return { start: previous.comma, end };
  }
  const blanks = /^[ \t]*/.exec(text.slice(end, end + 80))?.[0].length ?? 0;
  return { start, end: end + blanks };
}

function endOfMember({ span, value }: MemberNode): number {
  return Math.max(span.end, value?.span.end ?? 0);
}

function insertMember(text: string, object: ObjectNode, name: string, value: Json): readonly TextEdit[] {
  const open = object.span.start;
  if (text[open] !== "{") return [];
  const eol = lineEnd(text);
  const isBody = isBlockBody(text, open);
  const last = object.members.at(-1);
  const firstLine = text.slice(open, object.members[0]?.span.start ?? object.span.end);
  const outer = indentationAt(text, open);
  if (!isBody && last && !firstLine.includes("\n")) {
    const at = last.comma === undefined ? endOfMember(last) : last.comma + 1;
    const member = `${keyText(name)} = ${print(value, eol, outer)}`;
    return [insertion(at, `${last.comma === undefined ? ", " : " "}${member}`)];
  }
  const indentation = last ? indentationAt(text, last.span.start) : `${outer}  `;
  const line = printMember(text, object, isBody, name, value, eol, indentation);
  if (!last) {
    const end = object.closed ? object.span.end - 1 : open + 1;
    const isBlank = text.slice(open + 1, end).trim() === "";
    return [{ span: { start: open + 1, end: isBlank ? end : open + 1 }, newText: eol + line + eol + outer }];
  }
  const end = last.comma === undefined ? endOfMember(last) : last.comma + 1;
  const needsComma =
    !isBody && last.comma === undefined && object.members.some(({ comma }) => comma !== undefined);
  const edits: TextEdit[] = needsComma ? [insertion(end, ",")] : [];
  // A comment at the end of the line belongs to the last member.
  const newline = text.indexOf("\n", end);
  const stop = newline < 0 ? text.length : newline;
  const rest = text.slice(end, stop).replace(/\r$/, "");
  const at = /^\s*(?:#|\/\/)/.test(rest) || rest.trim() === "" ? end + rest.length : end;
  // Blocks are set apart by an empty line.
  const isBlock =
    (BLOCKS.has(name) && isRecord(value)) || (last.colon !== undefined && text[last.colon] === "{");
  const gap = isBody && isBlock ? eol : "";
  return [...edits, insertion(at, gap + eol + line + (at === end && rest.trim() !== "" ? eol : ""))];
}

function insertion(offset: number, newText: string): TextEdit {
  return { span: { start: offset, end: offset }, newText };
}

function printMember(
  text: string,
  object: ObjectNode,
  isBody: boolean,
  name: string,
  value: Json,
  eol: string,
  indentation: string,
): string {
  if (isBody && BLOCKS.has(name) && isRecord(value)) {
    return `${indentation}${name} ${print(value, eol, indentation)}`;
  }
  const key = isBody ? name : keyText(name);
  const width = isAligned(text, object) ? alignment(text, object) : 0;
  return `${indentation}${key.padEnd(width)} = ${print(value, eol, indentation)}`;
}

/** The width of the keys above, as `terraform fmt` aligns the signs of neighbours. */
function alignment(text: string, { members }: ObjectNode): number {
  const last = members.at(-1);
  if (last?.colon === undefined || text[last.colon] !== "=" || isOnSeveralLines(text, last)) return 0;
  return last.colon - last.key.span.start - 1;
}

function isAligned(text: string, { members }: ObjectNode): boolean {
  const last = members.at(-1);
  return last?.colon !== undefined && text[last.colon - 1] === " ";
}

function isOnSeveralLines(text: string, { span }: MemberNode): boolean {
  return text.slice(span.start, span.end).includes("\n");
}

function keyText(name: string): string {
  return IDENTIFIER.test(name) ? name : quoted(name);
}

/** True for the brace of a block, false for that of an object. */
function isBlockBody(text: string, open: number): boolean {
  const before = text.slice(Math.max(0, open - 200), open).trimEnd();
  return /["\w-]$/.test(before);
}

function print(value: Json, eol: string, indentation: string): string {
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) {
    return `[${value.map((item: Json) => print(item, eol, indentation)).join(", ")}]`;
  }
  if (!isRecord(value)) return String(value);
  const entries = Object.entries(value);
  if (entries.length === 0) return "{}";
  const inner = `${indentation}  `;
  const width = Math.max(...entries.map(([key]) => keyText(key).length));
  const lines = entries.map(
    ([key, each]) => `${inner}${keyText(key).padEnd(width)} = ${print(each, eol, inner)}`,
  );
  return `{${eol}${lines.join(eol)}${eol}${indentation}}`;
}

function indentationAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? "";
}

function lineEnd(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}
