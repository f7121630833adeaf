import type { Span } from "../../syntax/nodes";
import type { Choice } from "../../vtl/analysis/executionPaths";
import type { JsonPlace } from "../../vtl/analysis/jsonSkeleton";
import type { MethodPart, ReferenceNode } from "../../vtl/syntax/nodes";
import type { Fix } from "../engine/finding";
import type { TemplateRule } from "../engine/rule";
import type { Template } from "../engine/template";
import { recorded } from "../shared/sources";
import { jsonRepairs } from "./jsonRepairs";
import { TEMPLATE_GUIDE, UNESCAPE, vtl } from "./shared";

/** Returns the call that directly follows the object's name. */
function firstCall({ name, parts }: ReferenceNode, object: string): MethodPart | undefined {
  const [part] = parts;
  return name === object && part?.kind === "method" ? part : undefined;
}

/** Returns whether the reference is the whole content of a JSON string. */
function isWholeString({ text }: Template, { start, end }: ReferenceNode): boolean {
  return text[start - 1] === '"' && text[end] === '"';
}

export const escapedSingleQuotes: TemplateRule = {
  code: "AG3005",
  title: "Escaped single quotes in JSON",
  severity: "warning",
  description:
    '`$util.escapeJavaScript` escapes a single quote as `\\\'`, which is not valid JSON: one value with an apostrophe breaks the whole body. Append `.replaceAll("\\\\\'", "\'")` to undo this escape. Text from the body often has apostrophes and is reported as a warning; parameters, as in the passthrough template that the AWS console inserts, are reported as information.',
  confidence: "docs",
  sources: [TEMPLATE_GUIDE],
  bad: vtl(`{"name": "$util.escapeJavaScript($input.params('name'))"}`),
  good: vtl(`{"name": "$util.escapeJavaScript($input.params('name'))${UNESCAPE}"}`),
  on: "template",
  check(template, report) {
    let reported: Set<ReferenceNode> | undefined;
    for (const { node, place, value } of template.printed) {
      const { escaping } = value;
      if (place !== "string" || !escaping || reported?.has(escaping.node)) continue;
      reported ??= new Set();
      reported.add(escaping.node);
      const { node: source, call, from } = escaping;
      report({
        span: template.at(source),
        // Apostrophes are ordinary in the text of a body, and rare in parameters.
        ...(from !== "body" && { severity: "information" as const }),
        message: "escapeJavaScript escapes single quotes as \\', which is not valid JSON.",
        ...(source !== node && {
          related: [{ span: template.at(node), message: "The value is printed into JSON here." }],
        }),
        fixes: unescapeFix(template, call),
      });
    }
  },
};

/** In a string with double quotes, the fix has to double its own. */
function unescapeFix(template: Template, { start, end }: Span): readonly Fix[] {
  const strings = template.facts.blocks.filter(
    (block) => template.text[block.start - 1] === '"' && block.start <= start && end <= block.end,
  );
  if (strings.length > 1) return [];
  const text = strings.length > 0 ? UNESCAPE.replaceAll('"', '""') : UNESCAPE;
  return template.fixes("Append replaceAll", { span: { start: end, end }, text });
}

export const pathPrinted: TemplateRule = {
  code: "AG3006",
  title: "Result of $input.path in JSON",
  severity: "warning",
  description:
    "`$input.path` returns values that print as Java prints them: objects as `{name=value}`, and strings without quotes or escapes. `$input.json` with the same path prints JSON. Paths that end in a function such as `length()` return numbers and are not reported. In quotes, plain text works as long as it contains no quotes, so that is reported as information.",
  confidence: "verified-aws-third-party",
  sources: [recorded("api")],
  bad: vtl(`{"order": $input.path('$.order')}`),
  good: vtl(`{"order": $input.json('$.order')}`),
  on: "template",
  check(template, report) {
    for (const { node, place, value } of template.printed) {
      const call = value.isPathResult && firstCall(node, "input");
      if (!call || givesNumber(call)) continue;
      const isWhole = place === "string" && isWholeString(template, node);
      const name = { span: call.nameSpan, text: "json" };
      report({
        span: template.at(node),
        ...(place === "string" && { severity: "information" as const }),
        message:
          place === "string"
            ? "A quote in this value ends the string, and an object prints as {name=value}. Use $input.json, which prints JSON with its own quotes."
            : "Objects print as {name=value}, and strings without quotes. Use $input.json, which prints JSON.",
        fixes:
          place === "string" && !isWhole
            ? escapeFix(template, node, place)
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
    "`$input.json` prints JSON, including the quotes around a string, so in quotes there are two pairs. As an argument of `$util.escapeJavaScript(…)` or `$util.base64Encode(…)`, it can be in quotes.",
  confidence: "docs",
  sources: [TEMPLATE_GUIDE],
  bad: vtl(`{"name": "$input.json('$.name')"}`),
  good: vtl(`{"name": $input.json('$.name')}`),
  on: "template",
  check(template, report) {
    for (const { node, place, value } of template.printed) {
      if (place !== "string" || !value.isJson) continue;
      const isCall = node.name === "input" && template.facts.readsObject(node);
      report({
        span: template.at(node),
        message: isCall
          ? "$input.json prints its own quotes, which end the surrounding string."
          : `$${node.name} contains the result of $input.json, whose own quotes end the surrounding string.`,
        fixes: isWholeString(template, node)
          ? template.fixes("Remove the surrounding quotes", ...withoutQuotes(node))
          : isCall
            ? escapedPath(template, node)
            : [],
      });
    }
  },
};

/** Prints the text at the path instead of its JSON, because the string has other content, too. */
function escapedPath(template: Template, node: ReferenceNode): readonly Fix[] {
  const call = firstCall(node, "input");
  if (!call?.closed || node.parts.length > 1) return [];
  const path = template.textOf(call.argumentsSpan);
  const text = `$util.escapeJavaScript($input.path(${path}))${UNESCAPE}`;
  return template.fixes("Use $input.path and escape the value", {
    span: { start: node.start, end: node.end },
    text,
  });
}

export const neverJson: TemplateRule = {
  code: "AG3020",
  title: "Output is not valid JSON",
  severity: "warning",
  description:
    "The template's output is not valid JSON, whatever its references print: always, or when a certain branch or loop runs. This rule checks templates for `application/json` and templates that start with `{` or `[`, except for forms, templates whose `Content-Type` is mapped to something else, and the request templates of MOCK integrations. In a template file that may be one of a MOCK, the finding is information.",
  confidence: "derived",
  sources: ["The grammar of JSON, RFC 8259"],
  bad: vtl(`{"id": $input.json('$.id'),}`),
  good: vtl(`{"id": $input.json('$.id')}`),
  on: "template",
  check(template, report) {
    const { json } = template;
    if (!json) return;
    const { fault, branchFaults } = json;
    if (fault) {
      const isMock = mayBeMock(template);
      report({
        span: template.at(fault),
        ...(isMock && { severity: "information" as const }),
        message: `${isMock ? ONLY_MOCK : "The output is never valid JSON."} ${fault.message}`,
        fixes: jsonRepairs(template, fault),
      });
    }
    for (const { fault: found, choice } of branchFaults) {
      report({
        span: template.at(found),
        message: `The output is not valid JSON ${WHEN[choice.kind]}. ${found.message}`,
        related: [{ span: template.at(choice.at), message: "This is the directive." }],
        fixes: jsonRepairs(template, found, choice),
      });
    }
  },
};

const ONLY_MOCK = "Only MOCK integrations accept this as a request template.";

const WHEN: Readonly<Record<Choice["kind"], string>> = {
  branch: "if this branch runs",
  none: "if the condition of this #if is false",
  loop: "if the loop runs",
  repeated: "if the loop runs more than once",
};

/** Returns whether the template may be the request template of a MOCK integration, which is not quite JSON. */
function mayBeMock({ scope, text }: Template): boolean {
  const isUnknown = scope.integrationType === undefined && scope.kind !== "response";
  return isUnknown && /^\s*\{\s*["']?statusCode["']?\s*:/.test(text);
}

export const unescapedParameter: TemplateRule = {
  code: "AG3025",
  title: "Unescaped parameter in JSON",
  severity: "information",
  description:
    "Parameters come from the caller: a quote in one ends the string, and the rest becomes part of your JSON. Escape it with `$util.escapeJavaScript`, and undo the escape of single quotes, which is not valid JSON. AWS's own examples often do not escape parameters.",
  confidence: "docs",
  sources: [TEMPLATE_GUIDE],
  bad: vtl(`{"name": "$input.params('name')"}`),
  good: vtl(`{"name": "$util.escapeJavaScript($input.params('name'))${UNESCAPE}"}`),
  on: "template",
  check(template, report) {
    for (const { node, place, value } of template.printed) {
      const { from, escaped, type } = value;
      if (from !== "params" || escaped || type === "map") continue;
      report({
        span: template.at(node),
        message:
          place === "string"
            ? "A quote in this parameter ends the string, and the rest becomes part of the JSON. Escape the value."
            : "The value of this parameter becomes part of the JSON as it is. Quote and escape the value.",
        fixes: escapeFix(template, node, place),
      });
    }
  },
};

export const unescapedContext: TemplateRule = {
  code: "AG3034",
  title: "Unescaped $context text in JSON",
  severity: "information",
  description:
    "The `User-Agent` header, the claims of a user and the values that a Lambda authorizer returns are free text: a quote in one ends the string, and the rest becomes part of your JSON. Escape it with `$util.escapeJavaScript`, and undo the escape of single quotes, which is not valid JSON. Claims such as `sub` and `exp` contain no quotes and are not reported.",
  confidence: "derived",
  sources: [TEMPLATE_GUIDE],
  bad: vtl(`{"agent": "$context.identity.userAgent"}`),
  good: vtl(`{"agent": "$util.escapeJavaScript($context.identity.userAgent)${UNESCAPE}"}`),
  on: "template",
  check(template, report) {
    for (const { node, place, value } of template.printed) {
      const { from, escaped } = value;
      if (place !== "string" || from !== "context" || escaped) continue;
      report({
        span: template.at(node),
        message:
          "A quote in this text ends the string, and the rest becomes part of the JSON. Escape the value.",
        fixes: escapeFix(template, node, place),
      });
    }
  },
};

export const unescapedBody: TemplateRule = {
  code: "AG3030",
  title: "Unescaped body text in JSON",
  severity: "information",
  description:
    "Text from the request body is printed into a JSON string as it is: a quote in it ends the string, and the rest becomes part of your JSON. Print it with `$input.json`, or escape it with `$util.escapeJavaScript`. AWS's own examples do not escape body text.",
  confidence: "derived",
  sources: [TEMPLATE_GUIDE],
  bad: vtl(`#set($order = $input.path('$'))\n{"name": "$order.name"}`, { kind: "request" }),
  good: vtl(`{"name": $input.json('$.name')}`, { kind: "request" }),
  on: "template",
  check(template, report) {
    // The backend's response is trusted.
    if (template.scope.kind === "response") return;
    for (const { node, place, value } of template.printed) {
      const { from, escaped, isPathResult } = value;
      if (place !== "string" || from !== "body" || escaped) continue;
      // AG3006 reports the result of $input.path itself.
      if (isPathResult && node.name === "input") continue;
      report({
        span: template.at(node),
        message:
          "A quote in this text from the body ends the string, and the rest becomes part of the JSON. Escape the value.",
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
  return template.fixes("Escape the value", { span: { start: node.start, end: node.end }, text });
}
