import type { TextEdit, TreeChange } from "./change";
import { escapedControls } from "./controls";
import type { Json } from "./json";
import type { MemberNode, ObjectNode, ParsedDocument, Span } from "./nodes";

export type { TextEdit } from "./change";

/** Turns a change of the tree into edits of the JSON text that follow the style of the surrounding text. */
export function editJson({ text }: ParsedDocument, change: TreeChange): readonly TextEdit[] {
  switch (change.kind) {
    case "renameMember":
      return [{ span: change.member.key.span, newText: JSON.stringify(change.name) }];
    case "replaceValue":
      return [{ span: change.node.span, newText: print(change.value, text, change.node.span.start) }];
    case "replaceSource":
      return [{ span: change.span, newText: change.newText }];
    case "removeText":
      return [{ span: change.span, newText: "" }];
    case "escapeControls":
      return escapedControls(text, change.span);
    case "escapeQuotes": {
      const { start, end } = change.span;
      return [{ span: change.span, newText: JSON.stringify(text.slice(start + 1, end - 1)) }];
    }
    case "removeMember":
      return [{ span: spanWithComma(change.object, change.member), newText: "" }];
    case "insertMember":
      return [insertMember(text, change.object, change.name, change.value)];
  }
}

/** Returns the span of the member with its comma and the blanks before it, so that no empty line is left. */
function spanWithComma(object: ObjectNode, member: MemberNode): Span {
  const previous = object.members[object.members.indexOf(member) - 1];
  const before = previous ? (previous.comma ?? previous.span.end - 1) + 1 : object.span.start + 1;
  if (member.comma !== undefined) return { start: before, end: member.comma + 1 };
  return { start: previous?.comma ?? before, end: member.span.end };
}

function insertMember(text: string, object: ObjectNode, name: string, value: Json): TextEdit {
  const last = object.members.at(-1);
  const first = object.members[0];
  const isOnOneLine = first !== undefined && !text.slice(object.span.start, first.span.start).includes("\n");
  const outer = indentationAt(text, object.span.start);
  const indentation = first ? indentationAt(text, first.span.start) : `${outer}  `;
  const separator = isOnOneLine ? " " : lineEnd(text) + indentation;
  const member = `${JSON.stringify(name)}: ${print(value, text, object.span.start, indentation)}`;
  if (!last) {
    const start = object.span.start + 1;
    const end = object.closed ? object.span.end - 1 : start;
    const isBlank = text.slice(start, end).trim() === "";
    return {
      span: { start, end: isBlank ? end : start },
      newText: separator + member + lineEnd(text) + outer,
    };
  }
  const start = last.comma === undefined ? last.span.end : last.comma + 1;
  return { span: { start, end: start }, newText: (last.comma === undefined ? "," : "") + separator + member };
}

function print(value: Json, text: string, offset: number, indentation?: string): string {
  const printed = JSON.stringify(value, null, 2);
  if (!printed.includes("\n")) return printed;
  return printed.replaceAll("\n", lineEnd(text) + (indentation ?? indentationAt(text, offset)));
}

function indentationAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? "";
}

function lineEnd(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}
