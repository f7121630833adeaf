/** Completion in files with a JSON Schema, for editors without JSON support of their own. */
import type { JsonSchema } from "../../samples";
import { type Cursor, locate } from "../../syntax/locate";
import type { ParsedDocument } from "../../syntax/nodes";
import { type CompletionItem, sortTextOf } from "../completion/item";
import type { NameCandidate } from "../completion/nameCandidate";
import { completeNames } from "../completion/names";
import { parseSnippet } from "../completion/snippet";
import { textPlaceAt } from "../completion/textPlace";
import { fromJson, layoutOf, type Skeleton, writeValue } from "../completion/write";
import { schemaAtPath } from "./schemaAt";

/** Returns what the schema suggests at the offset: names of members, or values. */
export function completeBySchema(
  document: ParsedDocument,
  schema: JsonSchema,
  offset: number,
): readonly CompletionItem[] {
  if (!document.root) return wholeFiles(document, schema, offset);
  const cursor = locate(document, offset);
  if (!cursor) return [];
  const found = schemaAtPath(schema, cursor.path);
  if (!found) return [];
  return cursor.kind === "key"
    ? completeNames(document, { object: cursor.object, member: cursor.member }, offset, () => names(found))
    : completeValue(document, found, cursor, offset);
}

function names({ properties = {} }: JsonSchema): readonly NameCandidate[] {
  return Object.entries(properties)
    .filter(([name]) => !name.startsWith("$schema"))
    .map(([name, member]) => {
      const value = skeletonOf(member);
      return {
        label: name,
        name: [name],
        value,
        rank: 1,
        detail: "",
        documentation: documentationOf(member),
        offersMore: value.kind !== "object" && choicesOf(member).length > 1,
      };
    });
}

/** The value of a new member, before it is filled in. */
function skeletonOf(schema: JsonSchema): Skeleton {
  const { defaultSnippets = [], properties, examples = [], type } = schema;
  const [only, ...others] = defaultSnippets;
  if (only && others.length === 0) return fromJson(only.body);
  if (only) return { kind: "bare", text: STOP };
  if (properties || type === "object") return { kind: "object", members: [] };
  if (type === "array") return { kind: "list", items: [{ kind: "bare", text: STOP }] };
  const isText = examples.every((example) => typeof example === "string");
  return { kind: isText && (examples.length > 0 || type === "string") ? "text" : "bare", text: STOP };
}

const STOP = parseSnippet("$1");

function wholeFiles(
  { problems, comments, format }: ParsedDocument,
  { defaultSnippets = [] }: JsonSchema,
  offset: number,
): readonly CompletionItem[] {
  if (problems.length > 0 || comments.length > 0) return [];
  return defaultSnippets.map(({ label, description = "", body }, index) => ({
    label,
    kind: "snippet",
    detail: description,
    documentation: "",
    replace: { start: offset, end: offset },
    snippet: writeValue(fromJson(body), layoutOf(format)).trimStart(),
    filterText: label,
    sortText: sortTextOf(0, index),
  }));
}

function completeValue(
  document: ParsedDocument,
  schema: JsonSchema,
  { object, member, node }: Cursor & { readonly kind: "value" },
  offset: number,
): readonly CompletionItem[] {
  // With a value after the cursor, inserting another one would make two.
  if (!node && member.value) return [];
  const layout = layoutOf(document.format, object);
  const end = node?.span.end ?? offset;
  const follows = (object.written ?? object.members).some(
    (other) => other !== member && other.span.start >= end,
  );
  const comma = layout.kind === "braces" && follows && member.comma === undefined ? "," : "";
  const place = textPlaceAt(document, node, offset, { layout, comma });
  if (!place) return [];
  return choicesOf(schema).flatMap(({ label, detail, value, isText }, index) => {
    const written =
      isText && value.kind === "text"
        ? place.writeWhole(value.text)
        : place.writeBare(writeValue(value, layout).replace(/^ /, ""), label);
    if (!written) return [];
    const documentation = documentationOf(schema);
    const kind = value.kind === "object" ? "snippet" : "value";
    return [{ label, kind, detail, documentation, ...written, sortText: sortTextOf(0, index) }];
  });
}

interface Choice {
  readonly label: string;
  readonly detail: string;
  readonly value: Skeleton;
  readonly isText: boolean;
}

/** The values that the schema lists, then its snippets. */
function choicesOf({
  examples = [],
  enum: listed = [],
  type,
  defaultSnippets = [],
}: JsonSchema): readonly Choice[] {
  const values = [
    ...listed,
    ...(listed.length === 0 ? examples : []),
    ...(type === "boolean" ? [true, false] : []),
  ];
  return [
    ...values.map((value) => {
      const isText = typeof value === "string";
      const skeleton: Skeleton = isText ? { kind: "text", text: [value] } : fromJson(value);
      return { label: isText ? value : JSON.stringify(value), detail: "", value: skeleton, isText };
    }),
    ...defaultSnippets.map(({ label, description = "", body }) => {
      return { label, detail: description, value: fromJson(body), isText: typeof body === "string" };
    }),
  ];
}

function documentationOf({ markdownDescription, description = "" }: JsonSchema): string {
  return markdownDescription ?? description;
}
