import type { ObjectNode } from "../../syntax/nodes";
import type { CompletedFile, CompletionItem, CompletionSource } from "./item";
import { completeName } from "./names";
import { layoutOf, skeletonOf, writeMember } from "./write";

/** Offers a whole input in an empty file. In YAML, which needs no braces, the names of members as well. */
export function completeEmptyFile(file: CompletedFile, offset: number): readonly CompletionItem[] {
  const { document, operation } = file;
  const { format, comments, problems } = document;
  // A YAML file may begin with comments; a JSON file cannot.
  const isInComment = comments.some(({ start, end }) => start < offset && offset <= end);
  if (problems.length > 0 || (format === "json" ? comments.length > 0 : isInComment)) return [];
  const whole = wholeInput(file, offset);
  if (format === "json") return whole;
  const span = { start: offset, end: offset };
  const root: ObjectNode = { kind: "object", span, closed: true, members: [], indentation: 0 };
  const source: CompletionSource = { ...file, root };
  const { members, required } = operation;
  const schema = { kind: "structure", members, required } as const;
  const position = { root, object: root, member: undefined, string: undefined };
  return [...whole, ...completeName(source, { ...position, kind: "name", schema }, offset)];
}

/** The required members, except those that are usually given as flags. */
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
