import type { Protocol } from "../../model/protocol";
import type { MemberSchema, ValueSchema } from "../../model/schema";
import { encoderOf } from "../../syntax/encode";
import type { Json } from "../../syntax/json";
import type { Format, ObjectNode } from "../../syntax/nodes";
import { printText } from "../../syntax/printYaml";
import { parseSnippet, plainText, printSnippet, renumbered, type Snippet } from "./snippet";

/** How to write members: with braces, quotes and commas, as YAML blocks, or as the arguments of HCL. */
export interface Layout {
  readonly kind: "braces" | "block" | "arguments";
  /** One level. YAML does not allow tabs; elsewhere editors replace a tab with their own indentation. */
  readonly indent: string;
}

export function layoutOf(format: Format, object?: ObjectNode): Layout {
  if (format === "hcl") return { kind: "arguments", indent: "  " };
  const isBlock = format === "yaml" && (object === undefined || object.indentation !== undefined);
  return { kind: isBlock ? "block" : "braces", indent: format === "yaml" ? "  " : "\t" };
}

/** A value to write, with tab stops. */
export type Skeleton =
  | {
      readonly kind: "text";
      readonly text: Snippet;
      /** The known values of the member. */
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

/** Returns the shape of a member's value before it is filled in. */
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

/** Returns the shape of a JSON value, whose strings have tab stops. */
export function fromJson(value: Json): Skeleton {
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

/** Returns the default for the protocol; the lowest default if the protocol is unknown. */
export function defaultFor(schema: MemberSchema, protocol: Protocol | undefined): Json | undefined {
  const value = schema.default;
  if (typeof value !== "object" || value === null) return value;
  const byProtocol = Object.entries(value);
  return byProtocol.find(([name]) => name === protocol)?.[1] ?? byProtocol.at(-1)?.[1];
}

/** Writes a name or a string value in snippet syntax, with quotes if it needs them. */
export function writeText(text: Snippet, layout: Layout, keepQuotes = false): string {
  const plain = plainText(text);
  // A tab stop alone gets no quotes in YAML; with other text, that text decides whether quotes are needed.
  const isOpen = plain === "" && text.length > 0;
  const isPlain = layout.kind === "block" && !keepQuotes && (isOpen || printText(plain) === plain);
  const encode = encoderOf("double");
  if (layout.kind !== "arguments") return isPlain ? printSnippet(text) : `"${printSnippet(text, encode)}"`;
  // HCL would evaluate what is in braces.
  return `"${printSnippet(text, (piece) => encode(piece).replaceAll(/[$%](?=\{)/g, "$&$&"))}"`;
}

/** Writes the name of a member. */
export function writeName(name: Snippet, layout: Layout): string {
  const isBare = layout.kind === "arguments" && /^[a-z_]\w*$/i.test(plainText(name));
  return isBare ? printSnippet(name) : writeText(name, layout);
}

/** What separates a name from its value. */
export function separatorOf({ kind }: Layout): string {
  return kind === "arguments" ? " =" : ":";
}

/** Writes what follows a member's colon, starting with the space or the line break. */
export function writeValue(value: Skeleton, layout: Layout, stopsBefore = 0): string {
  const lines = linesOf(value, layout, stopsBefore);
  const isBelow = layout.kind === "block" && (value.kind === "object" || value.kind === "list");
  if (isBelow) return lines.map((line) => `\n${layout.indent}${line}`).join("");
  return ` ${lines.join("\n")}`;
}

/** Writes `"name": value`, or `name: value` in YAML. */
export function writeMember(key: Snippet, value: Skeleton, layout: Layout, stopsBefore = 0): string {
  return `${writeName(key, layout)}${separatorOf(layout)}${writeValue(value, layout, stopsBefore)}`;
}

/** Returns the lines of a value. The recursion is as deep as the schema: three levels. */
function linesOf(value: Skeleton, layout: Layout, stopsBefore: number): readonly string[] {
  switch (value.kind) {
    case "text": {
      // If one known value needs quotes, add them: `2.0` is easily typed without.
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
      return wrapped(
        layout.kind === "block" ? items.map((item) => `- ${item.replaceAll("\n", "\n  ")}`) : items,
        layout,
        "[",
        "]",
      );
    }
  }
}

function wrapped(parts: readonly string[], layout: Layout, open: string, close: string): readonly string[] {
  const isSeparated = layout.kind === "braces" || (layout.kind === "arguments" && open === "[");
  const all = !isSeparated ? parts : parts.map((part, i) => part + (i < parts.length - 1 ? "," : ""));
  const lines = all.flatMap((part) => part.split("\n"));
  return layout.kind === "block" ? lines : [open, ...lines.map((line) => layout.indent + line), close];
}
