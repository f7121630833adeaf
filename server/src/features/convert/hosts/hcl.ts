/** Prints HCL, the language of Terraform. */
import { isRecord, type Json } from "../../../syntax/json";

/** An expression that is not a constant, such as a reference. */
export class Expression {
  constructor(readonly text: string) {}
}

export type HclValue = Json | Expression;

/** What is in a block, in order. */
export type HclItem =
  | { readonly kind: "attribute"; readonly name: string; readonly value: HclValue }
  | { readonly kind: "block"; readonly name: string; readonly items: readonly HclItem[] };

export function attribute(name: string, value: HclValue): HclItem {
  return { kind: "attribute", name, value };
}

/** Returns a block of the file: `resource "type" "name" { … }`. */
export function printBlockOf(words: string, items: readonly HclItem[]): string {
  return `${words} {\n${items.flatMap((item) => itemLines(item, 1)).join("\n")}\n}\n`;
}

function itemLines(item: HclItem, depth: number): readonly string[] {
  const indent = "  ".repeat(depth);
  if (item.kind === "attribute") return [`${indent}${item.name} = ${valueText(item.value, depth)}`];
  return [
    `${indent}${item.name} {`,
    ...item.items.flatMap((inner) => itemLines(inner, depth + 1)),
    `${indent}}`,
  ];
}

function valueText(value: HclValue, depth: number): string {
  if (value instanceof Expression) return value.text;
  if (typeof value === "string") return heredoc(value, depth) ?? quotedText(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => valueText(item, depth)).join(", ")}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const entries = Object.entries(value);
  if (entries.length === 0) return "{}";
  const indent = "  ".repeat(depth);
  const lines = entries.map(([key, each]) => `${indent}  ${quotedText(key)} = ${valueText(each, depth + 1)}`);
  return `{\n${lines.join("\n")}\n${indent}}`;
}

/** Returns a string in quotes. */
export function quotedText(text: string): string {
  const escaped = text.replace(/["\\\n\r\t]|[^\x20-\x7e]/gu, (unit) => ESCAPES[unit] ?? escapedUnit(unit));
  return `"${escapedMarkers(escaped)}"`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/** Control characters and characters that cannot be seen are escaped; letters of any language are not. */
function escapedUnit(unit: string): string {
  if (/[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(unit)) return unit;
  const code = unit.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  return code > 0xffff ? `\\U${digits.padStart(8, "0")}` : `\\u${digits.padStart(4, "0")}`;
}

/** `${` and `%{` would start an interpolation or a directive. */
function escapedMarkers(text: string): string {
  return text.replaceAll("${", () => "$${").replaceAll("%{", "%%{");
}

/**
 * Returns a text of several lines as a heredoc; undefined for one that a heredoc cannot hold. The text always ends with
 * a line break, which `chomp` removes.
 */
function heredoc(text: string, depth: number): string | undefined {
  const body = text.endsWith("\n") ? text.slice(0, -1) : text;
  if (!body.includes("\n") || /[^\n\t\P{Cc}]|[\ufeff\ud800-\udfff]/u.test(text)) return undefined;
  const isChomped = !text.endsWith("\n");
  const lines = escapedMarkers(body).split("\n");
  // The smallest indentation is removed from all lines, so that one of them must have none.
  const isIndented = lines.some((line) => /^\S/.test(line)) && !lines.some((line) => /^\s+$/.test(line));
  const indent = isIndented ? "  ".repeat(depth + 1) : "";
  const marker = markerFor(lines);
  const made = [
    `<<${isIndented ? "-" : ""}${marker}`,
    ...lines.map((line) => (line === "" ? "" : `${indent}${line}`)),
    `${isIndented ? "  ".repeat(depth) : ""}${marker}`,
  ].join("\n");
  return isChomped ? `chomp(${made}\n${"  ".repeat(depth)})` : made;
}

/** A word that none of the lines of the text consists of. */
function markerFor(lines: readonly string[]): string {
  const taken = new Set(lines.map((line) => line.trim()));
  let marker = "EOT";
  for (let number = 2; taken.has(marker); number++) marker = `EOT${number}`;
  return marker;
}
