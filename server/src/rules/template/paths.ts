import type { IntegrationInput } from "../../model/input";
import { spellingsOf } from "../../model/memberNames";
import type { StringNode as FileString, Span } from "../../syntax/nodes";
import { compilePath, faultMessage, stepsIn } from "../../vtl/jsonPath";
import type { PathFault } from "../../vtl/jsonPath/types";
import type { StringNode } from "../../vtl/syntax/nodes";
import type { Finding, Fix } from "../engine/finding";
import type { Example, InputRule, TemplateRule } from "../engine/rule";
import { Derived, type Template } from "../engine/template";
import { replacePart, spanIn } from "../shared/part";
import { safe } from "../shared/safe";
import { guide } from "../shared/sources";
import { TEMPLATE_GUIDE, vtl } from "./shared";

/** A path that is written as a plain string in a template. */
interface WrittenPath {
  readonly text: string;
  readonly node: StringNode;
}

/** The paths that `$input.json` and `$input.path` are called with. */
const writtenPaths = new Derived((template): readonly WrittenPath[] => {
  const paths: WrittenPath[] = [];
  for (const [, part] of template.firstParts("input")) {
    if (part.kind !== "method" || (part.name !== "json" && part.name !== "path")) continue;
    const [node] = part.arguments;
    if (node?.kind !== "string" || node.template?.statements.some(({ kind }) => kind !== "text")) continue;
    paths.push({ text: node.value, node });
  }
  return paths;
});

/** Returns the span in the template of a part of the path. */
function placeIn({ text, node }: WrittenPath, { start, end }: Span): Span {
  // With doubled quotes the offsets differ, so the span is that of the whole string.
  if (node.end - node.start - 2 !== text.length) return node;
  if (start < end) return { start: node.start + 1 + start, end: node.start + 1 + end };
  // Something missing has an empty span, so the character before it is reported.
  return { start: node.start + start, end: node.start + start + 1 };
}

export const pathWithoutRoot: TemplateRule = {
  code: "AG3101",
  title: "Missing JSONPath root",
  severity: "hint",
  description:
    "In a JSONPath, `$` represents the whole body. The JSONPath library puts `$.` in front of a path without it, so `order.id` works like `$.order.id`. A path that starts with a dot is different: `.id` becomes `$..id`, which searches all levels, and is reported as a warning.",
  confidence: "derived",
  sources: ["Jayway JsonPath 2.0", TEMPLATE_GUIDE],
  bad: vtl("$input.json('order.id')"),
  good: vtl("$input.json('$.order.id')"),
  on: "template",
  check(template, report) {
    for (const path of writtenPaths.of(template)) {
      const { text, node } = path;
      if (text.startsWith("$")) continue;
      const start = node.start + 1;
      const root = text === "" || text.startsWith(".") || text.startsWith("[") ? "$" : "$.";
      report({
        span: template.at(node),
        ...missingRoot(text, root),
        // A plain name reads the same property with and without the root.
        fixes: template
          .fixes(`Write ${root}${text}`, { span: { start, end: start }, text: root })
          .map((fix) => (/^\w+(?:\.\w+)*$/.test(text) ? safe(fix) : fix)),
      });
    }
  },
};

/** Returns what happens to a path without a root: only an empty one fails, and only `.name` reads something else. */
function missingRoot(text: string, root: string): Pick<Finding, "severity" | "message"> {
  if (text === "") {
    return {
      severity: "error",
      message: "The JSONPath library rejects an empty path. Use $ for the whole body.",
    };
  }
  if (text.startsWith(".")) {
    const message = `The JSONPath library reads this as $.${text}, which searches all levels of the body.`;
    return { severity: "warning", message };
  }
  return { message: `The JSONPath library reads this as ${root}${text}.` };
}

export const badPath: TemplateRule = {
  code: "AG3103",
  title: "Invalid JSONPath",
  severity: "error",
  description:
    'The JSONPath library in API Gateway rejects the path, so the call prints nothing or fails. Names in double quotes, `$["name"]`, are reported as information: version 2.0 of the library rejects them, and newer versions accept them.',
  confidence: "derived",
  sources: ["Jayway JsonPath 2.0, and 2.4 or later", TEMPLATE_GUIDE],
  bad: vtl("$input.json('$.orders[0')"),
  good: vtl("$input.json('$.orders[0]')"),
  on: "template",
  check(template, report) {
    for (const path of writtenPaths.of(template)) {
      // AG3101 reports an empty path.
      if (path.text === "" || PLAIN_PATH.test(path.text)) continue;
      const compiled = compilePath(path.text);
      const { fault } = compiled;
      if (fault) {
        report({
          span: template.at(placeIn(path, fault.span)),
          message: faultMessage(fault.kind),
          fixes: pathRepairs(template, path, fault),
        });
        continue;
      }
      for (const step of stepsIn(compiled)) {
        if (step.kind !== "property" || !step.isDoubleQuoted) continue;
        report({
          span: template.at(placeIn(path, step.span)),
          severity: "information",
          message: "JsonPath 2.0 accepts names in brackets only in single quotes.",
          fixes: singleQuotes(template, path, step.span),
        });
      }
    }
  },
};

/** Repairs a path, if it then is one. */
function pathRepairs(template: Template, path: WrittenPath, { kind, span }: PathFault): readonly Fix[] {
  const { text, node } = path;
  // With doubled quotes the offsets differ.
  if (node.end - node.start - 2 !== text.length) return [];
  const start = node.start + 1;
  const repaired =
    kind === "unclosedBracket"
      ? [text.split("'").length % 2 === 0 ? `${text}']` : `${text}]`]
      : kind === "missingName" && text.endsWith(".")
        ? [text.slice(0, -1)]
        : kind === "badStart"
          ? [`${text.slice(0, span.start)}.${text.slice(span.start)}`]
          : [];
  const right = repaired.find(
    (each) => !compilePath(each).fault && !(node.quote === "'" && each.includes("'")),
  );
  return right === undefined
    ? []
    : template.fixes(`Write ${right}`, { span: { start, end: node.end - 1 }, text: right });
}

/** Writes a name in brackets in single quotes; in a string with single quotes, after a dot. */
function singleQuotes(template: Template, path: WrittenPath, span: Span): readonly Fix[] {
  const place = placeIn(path, span);
  const written = template.textOf(place);
  const [, name] = /^\["([^"'\\]+)"\]$/.exec(written) ?? [];
  if (name === undefined) return [];
  const isPlain = /^[A-Za-z_]\w*$/.test(name);
  if (!isPlain && path.node.quote === "'") return [];
  const text = isPlain ? `.${name}` : `['${name}']`;
  return template.fixes(`Write ${text}`, { span: place, text });
}

/** Names and indexes only. Most paths are like that, and no version of the library rejects them. */
const PLAIN_PATH = /^\$(?:\.[A-Za-z_]\w*|\[\d{1,9}\])*$/;

const MAPPINGS = spellingsOf("requestParameters", "responseParameters");
const ROOTED = /^(?:(?:method|route)\.request|integration\.response)\.body\.(\$\.?)/;

export const rootInMapping: InputRule = {
  code: "AG3102",
  title: "JSONPath root in a mapping",
  severity: "error",
  description:
    "In a parameter mapping, the path after `body.` has no root: write `method.request.body.order.id` instead of `method.request.body.$.order.id`.",
  confidence: "docs",
  sources: [guide("request-response-data-mappings")],
  bad: mapped("route.request.body.$.order.id"),
  good: mapped("route.request.body.order.id"),
  on: "input",
  protocols: ["REST", "WEBSOCKET", "unknown"],
  check(input, report) {
    for (const node of mappedStrings(input)) {
      const [all, root] = ROOTED.exec(node.value) ?? [];
      if (all === undefined || root === undefined) continue;
      const span = { start: all.length - root.length, end: all.length };
      report({
        span: spanIn(input, node, span),
        message: "Remove the $. In a mapping, the path after body. starts at the body itself.",
        fixes: [safe(replacePart(node, span, ""))],
      });
    }
  },
};

function mappedStrings(input: IntegrationInput): readonly FileString[] {
  return MAPPINGS.filter((name) => input.operation.members.has(name)).flatMap((name) =>
    input.entries(name).flatMap(({ value }) => (value?.kind === "string" ? [value] : [])),
  );
}

function mapped(value: string): Example {
  const input = {
    IntegrationType: "HTTP_PROXY",
    IntegrationMethod: "POST",
    IntegrationUri: "https://example.com",
    RequestParameters: { "integration.request.header.x-id": value },
  };
  return { text: JSON.stringify(input), protocol: "WEBSOCKET" };
}
