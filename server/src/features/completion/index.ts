import { HTTP_ACTIONS } from "../../expressions";
import { type Cursor, locate } from "../../syntax/locate";
import type { ObjectNode } from "../../syntax/nodes";
import { memberSchemaAt } from "../context/schemaAt";
import { mappingsAt } from "../context/situation";
import type { CompletedFile, CompletionItem, Source } from "./item";
import { completeItems } from "./items";
import { completeNames } from "./names";
import { completeValues } from "./values";
import { layoutOf, skeletonOf, writeMember } from "./write";

export type { CompletionItem } from "./item";

/** What can be typed at the offset: a router to one provider for each situation. */
export function complete(file: CompletedFile, offset: number): readonly CompletionItem[] {
  const { document } = file;
  const { root } = document;
  if (!root) return completeFile(file, offset);
  if (root.kind !== "object") return [];
  const source: Source = { ...file, root };
  const cursor = locate(document, offset);
  if (!cursor) return completeItems(source, offset);
  const asName = cursor.kind === "key" ? cursor : nameInstead(source, cursor, offset);
  if (asName) return completeNames(source, asName, offset);
  return cursor.kind === "value" ? completeValues(source, cursor, offset) : [];
}

/** What YAML reads as a value and the person means as a name. */
function nameInstead(
  { operation, protocol }: Source,
  { path, asKey, object, member, node }: Cursor & { kind: "value" },
  offset: number,
): (Cursor & { kind: "key" }) | undefined {
  if (asKey && memberSchemaAt(operation, path)?.type === "object") return asKey;
  // `overwrite:` on its way to `overwrite:header.x` is a name with a colon for YAML.
  const outer = path.slice(0, -1);
  const { key, colon } = member;
  const isHalf =
    !node && object.indentation !== undefined && colon !== undefined && offset === colon + 1 && !member.value;
  if (!isHalf || key.kind !== "string" || key.style !== "plain") return undefined;
  if (!HTTP_ACTIONS.some((action) => action === key.value)) return undefined;
  if (!mappingsAt(operation, protocol, outer)?.dialects.includes("http")) return undefined;
  const whole = { ...key, value: `${key.value}:`, span: { start: key.span.start, end: offset } };
  return { kind: "key", path: outer, object, member: { kind: "member", span: whole.span, key: whole } };
}

/** A whole input for an empty file. As YAML, whose files need no braces, the names of members too. */
function completeFile(file: CompletedFile, offset: number): readonly CompletionItem[] {
  const { format, comments, problems } = file.document;
  // A YAML file may begin with comments; a JSON file has none.
  const isInComment = comments.some(({ start, end }) => start < offset && offset <= end);
  if (problems.length > 0 || (format === "json" ? comments.length > 0 : isInComment)) return [];
  const whole = wholeInput(file, offset);
  if (format === "json") return whole;
  const span = { start: offset, end: offset };
  const root: ObjectNode = { kind: "object", span, closed: true, members: [], indentation: 0 };
  const source: Source = { ...file, root };
  return [...whole, ...completeNames(source, { kind: "key", path: [], object: root }, offset)];
}

/** The required members, without those that people give as flags. */
function wholeInput(
  { document, operation, protocol }: CompletedFile,
  offset: number,
): readonly CompletionItem[] {
  const layout = layoutOf(document.format);
  const members = [...operation.members.values()]
    .filter((schema) => operation.required.has(schema.name) && !schema.inPath)
    .map((schema, index) => writeMember([schema.name], skeletonOf(schema, protocol), layout, index));
  const isBlock = layout.kind === "block";
  if (isBlock && members.length === 0) return [];
  const lines = (members.length > 0 ? members : ["$1"]).map((member) => layout.indent + member);
  return [
    {
      label: `{ … } ${operation.name}`,
      kind: "snippet",
      detail: operation.command,
      documentation: operation.description,
      replace: { start: offset, end: offset },
      snippet: isBlock ? members.join("\n") : `{\n${lines.join(",\n")}\n}`,
      filterText: `{ ${operation.name}`,
      sortText: "0",
      offersMore: true,
    },
  ];
}
