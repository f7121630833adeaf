import type { JsonPlace } from "../../vtl/analysis/jsonSkeleton";
import type { MethodPart, ReferenceNode } from "../../vtl/syntax/nodes";
import type { Fix } from "../engine/finding";
import type { TemplateRule } from "../engine/rule";
import type { Template } from "../engine/template";
import { recorded } from "../shared/sources";
import { TEMPLATE_GUIDE, vtl } from "./shared";

/** What takes `\'` back, of which JSON knows nothing. */
const UNESCAPE = `.replaceAll("\\\\'", "'")`;

interface Printed {
  readonly node: ReferenceNode;
  readonly place: JsonPlace;
}

/** The references that are printed into JSON, with what is known of their places. */
function printedIn(template: Template): readonly Printed[] {
  const places = template.json?.places;
  return places ? [...places].map(([node, place]) => ({ node, place })) : [];
}

/** The call right behind the variable's name. */
function firstCall({ name, parts }: ReferenceNode, object: string): MethodPart | undefined {
  const [part] = parts;
  return name === object && part?.kind === "method" ? part : undefined;
}

/** True where a string of JSON holds the reference and nothing else. */
function isWholeString({ text }: Template, { start, end }: ReferenceNode): boolean {
  return text[start - 1] === '"' && text[end] === '"';
}

export const quotesLeftEscaped: TemplateRule = {
  code: "AG3005",
  title: "Single quotes left escaped",
  severity: "warning",
  description:
    "`$util.escapeJavaScript` writes `\\'` for a single quote, which JSON refuses: one value with an apostrophe breaks the whole body. `.replaceAll(\"\\\\'\", \"'\")` behind it takes that back. The pass-through template that AWS's console inserts has this fault, too.",
  confidence: "docs",
  sources: [TEMPLATE_GUIDE],
  bad: vtl(`{"name": "$util.escapeJavaScript($input.params('name'))"}`),
  good: vtl(`{"name": "$util.escapeJavaScript($input.params('name'))${UNESCAPE}"}`),
  on: "template",
  check(template, report) {
    const told = new Set<ReferenceNode>();
    for (const { node, place } of printedIn(template)) {
      if (place !== "string" || template.values.reference(node).escaped !== "quotes") continue;
      const call = escapingCall(template, node);
      if (!call || told.has(call)) continue;
      told.add(call);
      const [escaping] = call.parts;
      if (!escaping) continue;
      report({
        span: template.at(call),
        message: "escapeJavaScript writes \\' for a single quote, and JSON refuses that.",
        ...(call !== node && {
          related: [{ span: template.at(node), message: "It is printed into JSON here." }],
        }),
        fixes: template.fixes("Append replaceAll", {
          span: { start: escaping.end, end: escaping.end },
          text: UNESCAPE,
        }),
      });
    }
  },
};

/** Where the text is escaped that a reference prints: in it, or where its variable is set. */
function escapingCall({ facts, values }: Template, node: ReferenceNode): ReferenceNode | undefined {
  if (firstCall(node, "util")) return node;
  for (const { value } of facts.definitions.get(node.name) ?? []) {
    if (value?.kind === "reference" && firstCall(value, "util") && values.of(value).escaped) return value;
  }
  return undefined;
}

export const pathPrinted: TemplateRule = {
  code: "AG3006",
  title: "Result of $input.path in JSON",
  severity: "warning",
  description:
    "What `$input.path` finds prints as Java prints it: an object as `{name=value}`, text without quotes and with whatever it holds. `$input.json` with the same path prints JSON. Paths that end in a function such as `length()` give numbers and are fine.",
  confidence: "verified-aws-third-party",
  sources: [recorded("api")],
  bad: vtl(`{"order": $input.path('$.order')}`),
  good: vtl(`{"order": $input.json('$.order')}`),
  on: "template",
  check(template, report) {
    for (const { node, place } of printedIn(template)) {
      const call = firstCall(node, "input");
      if (!call || !template.values.reference(node).isPathResult || givesNumber(call)) continue;
      const isWhole = place === "string" && isWholeString(template, node);
      const name = { span: call.nameSpan, text: "json" };
      report({
        span: template.at(node),
        message:
          place === "string"
            ? "A quote in this value ends the string, and an object prints as {name=value}: $input.json prints JSON with quotes of its own."
            : "An object prints as {name=value} and text without quotes: $input.json prints JSON.",
        fixes:
          place === "string" && !isWhole
            ? []
            : template.fixes("Use $input.json", ...(isWhole ? withoutQuotes(node, name) : [name])),
      });
    }
  },
};

function givesNumber({ arguments: [path] }: MethodPart): boolean {
  return path?.kind === "string" && /\.(?:length|size|min|max|avg|sum|stddev)\(\)$/.test(path.value);
}

type Piece = { readonly span: { readonly start: number; readonly end: number }; readonly text: string };

function withoutQuotes({ start, end }: ReferenceNode, ...inside: readonly Piece[]): readonly Piece[] {
  return [
    { span: { start: start - 1, end: start }, text: "" },
    ...inside,
    { span: { start: end, end: end + 1 }, text: "" },
  ];
}

export const jsonInQuotes: TemplateRule = {
  code: "AG3007",
  title: "$input.json in quotes",
  severity: "warning",
  description:
    "`$input.json` prints JSON, with the quotes around a string: in quotes of yours there are two pairs of them. Inside of `$util.escapeJavaScript(…)` or `$util.base64Encode(…)` it may stand in quotes.",
  confidence: "docs",
  sources: [TEMPLATE_GUIDE],
  bad: vtl(`{"name": "$input.json('$.name')"}`),
  good: vtl(`{"name": $input.json('$.name')}`),
  on: "template",
  check(template, report) {
    for (const { node, place } of printedIn(template)) {
      if (place !== "string" || firstCall(node, "input")?.name !== "json" || node.parts.length > 1) continue;
      report({
        span: template.at(node),
        message: "$input.json prints quotes of its own: inside of a string they end it.",
        fixes: isWholeString(template, node)
          ? template.fixes("Remove the quotes around it", ...withoutQuotes(node))
          : [],
      });
    }
  },
};

export const neverJson: TemplateRule = {
  code: "AG3020",
  title: "Output that is never JSON",
  severity: "warning",
  description:
    "Whatever the references print and whichever branches are taken, what the template writes is no JSON. Templates for `application/json`, and those that start with `{` or `[`, are looked at; forms and a MOCK's request template are not.",
  confidence: "derived",
  sources: ["The grammar of JSON, RFC 8259"],
  bad: vtl(`{"id": $input.json('$.id'),}`),
  good: vtl(`{"id": $input.json('$.id')}`),
  on: "template",
  check(template, report) {
    const fault = template.json?.fault;
    if (fault)
      report({ span: template.at(fault), message: `What this writes is never JSON. ${fault.message}` });
  },
};

export const unescapedParameter: TemplateRule = {
  code: "AG3025",
  title: "Parameter in JSON without escaping",
  severity: "warning",
  description:
    "Whoever calls the API chooses its parameters: a quote in one ends the string, and the rest of it becomes part of your JSON. Escape it with `$util.escapeJavaScript`, and take back what JSON refuses.",
  confidence: "docs",
  sources: [TEMPLATE_GUIDE],
  bad: vtl(`{"name": "$input.params('name')"}`),
  good: vtl(`{"name": "$util.escapeJavaScript($input.params('name'))${UNESCAPE}"}`),
  on: "template",
  check(template, report) {
    for (const { node, place } of printedIn(template)) {
      const { from, escaped, type } = template.values.reference(node);
      if (from !== "params" || escaped || type === "map") continue;
      report({
        span: template.at(node),
        message:
          place === "string"
            ? "A quote in this parameter ends the string, and the rest of it becomes part of the JSON."
            : "Whatever this parameter holds becomes part of the JSON.",
        fixes: escapeFix(template, node, place),
      });
    }
  },
};

export const unescapedBody: TemplateRule = {
  code: "AG3030",
  title: "Text of the body in JSON without escaping",
  severity: "information",
  description:
    "Text from the request's body is printed into a string of JSON as it is: a quote in it ends the string, and the rest becomes part of your JSON. Print it with `$input.json`, or escape it with `$util.escapeJavaScript`. This rule is ours; AWS's own examples print bodies like that.",
  confidence: "derived",
  sources: [TEMPLATE_GUIDE],
  bad: vtl(`#set($order = $input.path('$'))\n{"name": "$order.name"}`, { kind: "request" }),
  good: vtl(`{"name": $input.json('$.name')}`, { kind: "request" }),
  on: "template",
  check(template, report) {
    // What the backend answers is the backend's own.
    if (template.scope.kind === "response") return;
    for (const { node, place } of printedIn(template)) {
      const { from, escaped, isPathResult } = template.values.reference(node);
      if (place !== "string" || from !== "body" || escaped) continue;
      // AG3006 speaks of the result of $input.path itself.
      if (isPathResult && node.name === "input") continue;
      report({
        span: template.at(node),
        message: "A quote in this text of the body ends the string, and the rest becomes part of the JSON.",
        fixes: escapeFix(template, node, place),
      });
    }
  },
};

function escapeFix(template: Template, node: ReferenceNode, place: JsonPlace): readonly Fix[] {
  const source = template.textOf({
    start: node.nameSpan.start,
    end: node.parts.at(-1)?.end ?? node.nameSpan.end,
  });
  const escaped = `$util.escapeJavaScript($${source})${UNESCAPE}`;
  const text = place === "string" ? escaped : `"${escaped}"`;
  return template.fixes("Escape it", { span: { start: node.start, end: node.end }, text });
}
