import type { LiteralEscape } from "../../vtl/analysis/literalEscapes";
import type { Expression, ReferenceNode, Statement } from "../../vtl/syntax/nodes";
import type { Fix } from "../engine/finding";
import type { TemplateRule } from "../engine/rule";
import type { Template } from "../engine/template";
import { TEMPLATE_GUIDE, VELOCITY_GUIDE, vtl } from "./shared";

const ENCODERS: ReadonlySet<string> = new Set(["base64Encode", "urlEncode", "escapeJavaScript"]);
/** What the escapes stand for elsewhere, in Base64. */
const BASE64: Readonly<Record<LiteralEscape["letter"], string>> = { n: "Cg==", r: "DQ==", t: "CQ==" };

export const literalEscape: TemplateRule = {
  code: "AG3036",
  title: "Escape sequence in a string",
  severity: "warning",
  description:
    "Velocity has no escape sequences in strings: `\"\\n\"` is a backslash and an n. In a JSON string that is printed, this is a JSON escape and works. Encoded with `$util.base64Encode` or `$util.urlEncode`, or printed as plain text, it stays two characters. Write a line break into the string, or `$util.base64Decode('Cg==')`, which is one.",
  confidence: "derived",
  sources: [VELOCITY_GUIDE, TEMPLATE_GUIDE],
  bad: vtl(`{"Data": "$util.base64Encode("$input.json('$')\\n")"}`),
  good: vtl(`{"Data": "$util.base64Encode("$input.json('$')$util.base64Decode('Cg==')")"}`),
  on: "template",
  check(template, report) {
    const uses = usesOf(template);
    if (uses.length === 0) return;
    const reported = new Set<number>();
    for (const { escape: found, use, isEncoded } of uses) {
      if (reported.has(found.span.start)) continue;
      reported.add(found.span.start);
      const { letter, span } = found;
      const isNear = use.start <= span.start && span.end <= use.end;
      report({
        span: template.at(span),
        message: `Velocity does not replace \\${letter} in strings, so this is a backslash and the letter ${letter}.`,
        ...(!isNear && {
          related: [
            { span: template.at(use), message: `The text is ${isEncoded ? "encoded" : "printed"} here.` },
          ],
        }),
        fixes: controlCharacter(template, found),
      });
    }
  },
};

interface Use {
  readonly escape: LiteralEscape;
  readonly use: ReferenceNode;
  readonly isEncoded: boolean;
}

const NO_USES: readonly Use[] = [];

/** Returns where strings with escapes are encoded, or printed as something other than JSON. */
function usesOf(template: Template): readonly Use[] {
  // Most templates have no backslash.
  if (!template.text.includes("\\")) return NO_USES;
  const { facts, values } = template;
  const uses: Use[] = [];
  for (const [use, part] of template.firstParts("util")) {
    if (part.kind !== "method" || !ENCODERS.has(part.name)) continue;
    const [argument] = part.arguments;
    const found = argument && values.of(argument).literalEscape;
    if (found) uses.push({ escape: found, use, isEncoded: true });
  }
  if (template.json) return uses;
  for (const { node: use, isPrinted } of facts.references) {
    const found = isPrinted ? values.reference(use).literalEscape : undefined;
    if (found) uses.push({ escape: found, use, isEncoded: false });
  }
  return uses;
}

function controlCharacter(
  template: Template,
  { letter, span, isInterpolated }: LiteralEscape,
): readonly Fix[] {
  const text = `$util.base64Decode('${BASE64[letter]}')`;
  return isInterpolated ? template.fixes(`Write ${text}`, { span, text }) : [];
}

export const base64InARow: TemplateRule = {
  code: "AG3037",
  title: "Base64 texts in a row",
  severity: "warning",
  description:
    "Base64 encodes three bytes at a time, and pads the rest with `=`. Two encoded texts in a row therefore do not decode to both texts, unless the length of the first is a multiple of three. Join the texts, and encode them together.",
  confidence: "derived",
  sources: ["RFC 4648", TEMPLATE_GUIDE],
  bad: vtl(`{"Data": "$util.base64Encode($input.json('$.a'))$util.base64Encode($input.json('$.b'))"}`),
  good: vtl(`{"Data": "$util.base64Encode("$input.json('$.a')$input.json('$.b')")"}`),
  on: "template",
  check(template, report) {
    if (!template.text.includes("base64Encode")) return;
    for (const { statements } of template.facts.blocks) {
      for (const [index, first] of statements.entries()) {
        const second = statements[index + 1];
        if (!second || !isEncoded(template, first)) continue;
        const end = encodedEnd(template, first, second);
        if (end === undefined) continue;
        report({
          span: template.at({ start: first.start, end }),
          message: "Two Base64 texts in a row do not decode as one. Join the texts and encode them together.",
          fixes: joined(template, first, second),
        });
      }
    }
  },
};

function isEncoded({ values }: Template, node: Statement): node is ReferenceNode {
  return node.kind === "reference" && node.form === "value" && values.reference(node).isBase64 === true;
}

const PADDED = /[A-Za-z\d+/]{2,}={1,2}/y;

/** Returns the end of the encoded text that follows directly. */
function encodedEnd(template: Template, first: ReferenceNode, second: Statement): number | undefined {
  if (isEncoded(template, second)) return second.prefix === "" ? second.end : undefined;
  PADDED.lastIndex = first.end;
  return PADDED.test(template.text) ? PADDED.lastIndex : undefined;
}

/** Returns a fix for two calls in the text itself; in a string of the template, the quotes would end the string. */
function joined(template: Template, first: ReferenceNode, second: Statement): readonly Fix[] {
  const isPrinted = template.facts.references.some((use) => use.isPrinted && use.node === first);
  if (!isPrinted || second.kind !== "reference") return [];
  const [a, b] = [encodedText(template, first), encodedText(template, second)];
  if (a === undefined || b === undefined) return [];
  const span = { start: first.start, end: second.end };
  return template.fixes("Encode the joined text", { span, text: `$util.base64Encode("${a}${b}")` });
}

function encodedText(
  template: Template,
  { name, parts: [part, ...others] }: ReferenceNode,
): string | undefined {
  if (name !== "util" || part?.kind !== "method" || others.length > 0) return undefined;
  const [argument] = part.arguments;
  const text = argument && sourceOf(template, argument);
  return text === undefined || text.includes('"') ? undefined : text;
}

function sourceOf(template: Template, node: Expression): string | undefined {
  if (node.kind === "reference") return template.textOf(node);
  if (node.kind !== "string") return undefined;
  const inside = template.textOf({ start: node.start + 1, end: node.end - 1 });
  return node.quote === '"' || !/[$#'\\]/.test(inside) ? inside : undefined;
}
