import type { Protocol } from "../../model/protocol";
import type { MemberSchema, ValueSchema } from "../../model/schema";
import { encoderOf } from "../../syntax/encode";
import type { Json } from "../../syntax/json";
import type { Format, ObjectNode } from "../../syntax/nodes";
import { printText } from "../../syntax/printYaml";
import { parseSnippet, plainText, printSnippet, renumbered, type Snippet } from "./snippet";

/** How members are written: with braces, quotes and commas, or line by line as YAML. */
export interface Layout {
  readonly kind: "braces" | "block";
  /** One level. YAML has no tabs; elsewhere the editor puts its own indentation in a tab's place. */
  readonly indent: string;
}

export function layoutOf(format: Format, object?: ObjectNode): Layout {
  const isBlock = format === "yaml" && (object === undefined || object.indentation !== undefined);
  return { kind: isBlock ? "block" : "braces", indent: format === "yaml" ? "  " : "\t" };
}

/** A value to write, with places to fill in. */
export type Skeleton =
  | {
      readonly kind: "text";
      readonly text: Snippet;
      /** What may be filled in, where that is known. */
      readonly values?: readonly ValueSchema[];
    }
  /** A number or boolean. */
  | { readonly kind: "bare"; readonly text: Snippet }
  | {
      readonly kind: "object";
      readonly members: readonly { readonly key: Snippet; readonly value: Skeleton }[];
    }
  | { readonly kind: "list"; readonly items: readonly Skeleton[] };

const PLACE = parseSnippet("$1");

/** What a member's value looks like before it is filled in. */
export function skeletonOf(schema: MemberSchema, protocol: Protocol | undefined): Skeleton {
  if (schema.snippet !== undefined) return fromJson(schema.snippet);
  if (schema.type === "object") return { kind: "object", members: [] };
  if (schema.type === "array") return { kind: "list", items: [{ kind: "text", text: PLACE }] };
  if (schema.type === "string") {
    const values = schema.enum ?? schema.values;
    return { kind: "text", text: PLACE, ...(values && { values }) };
  }
  const value = defaultFor(schema, protocol) ?? schema.example;
  return {
    kind: "bare",
    text: [{ stop: 1, text: value === undefined ? "" : JSON.stringify(value) }],
  };
}

function fromJson(value: Json): Skeleton {
  if (typeof value === "string") return { kind: "text", text: parseSnippet(value) };
  if (Array.isArray(value)) return { kind: "list", items: value.map((item: Json) => fromJson(item)) };
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(([name, member]: [string, Json]) => ({
      key: parseSnippet(name),
      value: fromJson(member),
    }));
    return { kind: "object", members };
  }
  return { kind: "bare", text: [JSON.stringify(value)] };
}

/** The default on an API of that protocol; the lowest of them while the protocol is unknown. */
export function defaultFor(schema: MemberSchema, protocol: Protocol | undefined): Json | undefined {
  const value = schema.default;
  if (typeof value !== "object" || value === null) return value;
  const byProtocol = Object.entries(value);
  return byProtocol.find(([name]) => name === protocol)?.[1] ?? byProtocol.at(-1)?.[1];
}

/** A member's name or a text as a value, as a snippet. */
export function writeText(text: Snippet, layout: Layout, keepQuotes = false): string {
  const plain = plainText(text);
  // A place alone is typed into as people write YAML; any text beside it tells whether quotes are needed.
  const isOpen = plain === "" && text.length > 0;
  const isPlain = layout.kind === "block" && !keepQuotes && (isOpen || printText(plain) === plain);
  return isPlain ? printSnippet(text) : `"${printSnippet(text, encoderOf("double"))}"`;
}

/** What stands behind a member's colon, from the blank or the line break on. */
export function writeValue(value: Skeleton, layout: Layout, stopsBefore = 0): string {
  const lines = linesOf(value, layout, stopsBefore);
  const isBelow = layout.kind === "block" && (value.kind === "object" || value.kind === "list");
  if (isBelow) return lines.map((line) => `\n${layout.indent}${line}`).join("");
  return ` ${lines.join("\n")}`;
}

/** `"name": value`, or `name: value` as YAML. */
export function writeMember(key: Snippet, value: Skeleton, layout: Layout, stopsBefore = 0): string {
  return `${writeText(key, layout)}:${writeValue(value, layout, stopsBefore)}`;
}

/** The lines of a value. It is as deep as the schema, which is three levels. */
function linesOf(value: Skeleton, layout: Layout, stopsBefore: number): readonly string[] {
  switch (value.kind) {
    case "text": {
      // One value that needs quotes is reason enough to give them: people type `2.0` without thinking of them.
      const needsQuotes =
        layout.kind === "block" && value.values?.some((known) => printText(known.value) !== known.value);
      return [writeText(renumbered(value.text, stopsBefore), layout, needsQuotes)];
    }
    case "bare":
      return [printSnippet(renumbered(value.text, stopsBefore))];
    case "object": {
      const members = value.members.map((member) =>
        writeMember(renumbered(member.key, stopsBefore), member.value, layout, stopsBefore),
      );
      return wrapped(members.length > 0 ? members : [`$${stopsBefore + 1}`], layout, "{", "}");
    }
    case "list": {
      const items = value.items.map((item) => linesOf(item, layout, stopsBefore).join("\n"));
      return wrapped(layout.kind === "block" ? items.map((item) => `- ${item}`) : items, layout, "[", "]");
    }
  }
}

function wrapped(parts: readonly string[], layout: Layout, open: string, close: string): readonly string[] {
  const all =
    layout.kind === "block" ? parts : parts.map((part, i) => part + (i < parts.length - 1 ? "," : ""));
  const lines = all.flatMap((part) => part.split("\n"));
  return layout.kind === "block" ? lines : [open, ...lines.map((line) => layout.indent + line), close];
}
