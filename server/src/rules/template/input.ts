import type { Span } from "../../syntax/nodes";
import { OBJECTS } from "../../vtl/analysis/library";
import { nameOfPart } from "../../vtl/analysis/parts";
import type { MethodPart, ReferencePart } from "../../vtl/syntax/nodes";
import type { Finding, ReportProblem } from "../engine/finding";
import type { TemplateRule } from "../engine/rule";
import type { Template } from "../engine/template";
import { put } from "../shared/examples";
import { nearest } from "../shared/nearest";
import { safe } from "../shared/safe";
import { recorded } from "../shared/sources";
import { didYouMean, rewrite, TEMPLATE_GUIDE, vtl, WEBSOCKET_GUIDE } from "./shared";

const MEMBERS = OBJECTS.input;
const BODILESS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

export const unknownInputMember: TemplateRule = {
  code: "AG3001",
  title: "Unknown member of $input",
  severity: "error",
  description:
    "`$input` has `body`, `json(path)`, `path(path)` and `params()`. Unknown members print nothing. A template that sets a variable named `$input` replaces it, and its members are then not checked.",
  confidence: "docs",
  sources: [TEMPLATE_GUIDE],
  bad: vtl("$input.jsn('$.order')"),
  good: vtl("$input.json('$.order')"),
  on: "template",
  check(template, report) {
    for (const [, part] of template.firstParts("input")) checkInput(template, part, report);
  },
};

function checkInput(template: Template, part: ReferencePart, report: ReportProblem): void {
  const span = part.kind === "index" ? part : part.nameSpan;
  const name = part.kind === "index" ? nameOfPart(part)?.name : part.name;
  if (name === undefined) return;
  const member = MEMBERS.get(name);
  const found = template.at(span);
  // Java's getter is a method of its own.
  if (part.kind === "method" && name === "getBody" && part.arguments.length === 0) return;
  if (!member) {
    const likely = nearest(name, MEMBERS.keys());
    report({
      span: found,
      message: `$input has no member ${name}, so this prints nothing.${didYouMean(likely)}`,
      fixes: part.kind === "index" ? [] : rewrite(template, span, likely),
    });
  } else if (part.kind === "method" && !member.isMethod) {
    report({
      span: found,
      message: `$input.${name} is not a method. Remove the parentheses.`,
      ...withoutParentheses(template, part),
    });
  } else if (part.kind !== "method" && member.isMethod) {
    report({
      span: found,
      message: `$input.${name} is a method. Without parentheses it prints {}.`,
      ...(part.kind === "property" && withArguments(template, name, span)),
    });
  } else if (part.kind === "method" && part.closed && !takes(name, part.arguments.length)) {
    report({
      span: found,
      message: `Expected $input.${member.signature}. This call prints nothing.`,
      ...(part.arguments.length === 0 &&
        withArguments(template, name, { start: part.nameSpan.start, end: part.end })),
    });
  }
}

function withoutParentheses(template: Template, part: MethodPart): Pick<Finding, "fixes"> {
  if (!part.closed || part.arguments.length > 0) return {};
  const span = { start: part.nameSpan.end, end: part.end };
  return { fixes: template.fixes("Remove the parentheses", { span, text: "" }).map(safe) };
}

/** Calls the method, for the whole body if it takes a path. */
function withArguments(template: Template, name: string, span: Span): Pick<Finding, "fixes"> {
  return { fixes: rewrite(template, span, name === "params" ? "params()" : `${name}('$')`) };
}

function takes(name: string, count: number): boolean {
  return count === 1 || (count === 0 && name === "params");
}

export const paramsOfWebSocket: TemplateRule = {
  code: "AG3022",
  title: "$input.params in a WebSocket API",
  severity: "information",
  description:
    "A WebSocket message consists only of a body. Only the request of the `$connect` route has a query string and headers, which `$input.params` reads.",
  confidence: "issue-report",
  sources: [WEBSOCKET_GUIDE, "https://github.com/aws-samples/serverless-patterns"],
  bad: vtl("$input.params('id')", { protocol: "WEBSOCKET" }),
  good: vtl("$input.json('$.id')", { protocol: "WEBSOCKET" }),
  on: "template",
  check(template, report) {
    if (template.scope.protocol !== "WEBSOCKET") return;
    for (const [, part] of template.firstParts("input")) {
      if (part.kind === "index" || part.name !== "params") continue;
      report({
        span: template.at(part.nameSpan),
        message: "Only the $connect route has parameters. In WebSocket messages, $input.params is empty.",
      });
    }
  },
};

export const bodyOfGet: TemplateRule = {
  code: "AG3023",
  title: "Body of a GET, HEAD or OPTIONS request",
  severity: "information",
  description:
    "If a request has no body, `$input.body`, `$input.json('$')` and `$input.path('$')` are `{}`. Requests with the `httpMethod` GET, HEAD or OPTIONS usually have none.",
  confidence: "verified-aws-third-party",
  sources: [recorded("api")],
  bad: getting("$input.body"),
  good: getting("$input.json('$.id')"),
  on: "template",
  check(template, report) {
    const { method, kind } = template.scope;
    if (kind !== "request" || method === undefined || !BODILESS.has(method)) return;
    for (const [node, part] of template.firstParts("input")) {
      // AG3026 reports properties of the body.
      if (nameOfPart(part)?.name !== "body" || part.kind === "method" || node.parts.length > 1) continue;
      report({
        span: template.at(node),
        message: `${method} requests usually have no body. $input.body is then {}.`,
      });
    }
  },
};

export const propertyOfBody: TemplateRule = {
  code: "AG3026",
  title: "Property of $input.body",
  severity: "hint",
  description:
    "`$input.body` is a string, so its properties are empty. To read a property from the JSON, use `$input.path('$.name')`.",
  confidence: "verified-aws-third-party",
  sources: [recorded("api")],
  bad: vtl("$input.body.name"),
  good: vtl("$input.path('$.name')"),
  on: "template",
  check(template, report) {
    for (const [node, part] of template.firstParts("input")) {
      const [, second] = node.parts;
      if (part.kind !== "property" || part.name !== "body" || second?.kind !== "property") continue;
      const names = node.parts.slice(1).map((step) => (step.kind === "property" ? step.name : undefined));
      const path = names.some((name) => name === undefined) ? undefined : `$.${names.join(".")}`;
      const span = { start: part.nameSpan.start, end: node.parts.at(-1)?.end ?? second.end };
      report({
        span: template.at(second),
        message: "$input.body is a string without properties, so this prints nothing.",
        fixes: path === undefined ? [] : rewrite(template, span, `path('${path}')`),
      });
    }
  },
};

function getting(template: string) {
  return put({
    type: "HTTP",
    integrationHttpMethod: "POST",
    httpMethod: "GET",
    uri: "https://example.com/orders",
    requestTemplates: { "application/json": template },
  });
}
