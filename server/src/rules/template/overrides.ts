import { breaksRestCalls } from "../../expressions";
import { type Override, overrideIn } from "../../vtl/analysis/overrides";
import { leadingNames } from "../../vtl/analysis/parts";
import type { BlockNode, Expression, ReferenceNode } from "../../vtl/syntax/nodes";
import type { Fix } from "../engine/finding";
import type { TemplateRule } from "../engine/rule";
import type { Template } from "../engine/template";
import { safe } from "../shared/safe";
import { emulated, recorded } from "../shared/sources";
import { OVERRIDE_GUIDE, rewrite, vtl, withLine } from "./shared";

export const overriddenTwice: TemplateRule = {
  code: "AG3012",
  title: "Duplicate override",
  severity: "error",
  description:
    "A template can set each override only once. If a second `#set` of the same override can run after the first, API Gateway responds with a 5XX error. Header names are case-insensitive.",
  confidence: "docs",
  sources: [OVERRIDE_GUIDE],
  bad: vtl("#set($context.responseOverride.status = 400)\n#set($context.responseOverride.status = 404)", {
    kind: "response",
  }),
  good: vtl(
    "#if($input.path('$.id') == '')\n#set($context.responseOverride.status = 400)\n#else\n#set($context.responseOverride.status = 404)\n#end",
    { kind: "response" },
  ),
  on: "template",
  check(template, report) {
    if (template.overrides.length < 2) return;
    const before = new Map<string, Override>();
    walk(template.tree.body, before, (second, first) => {
      report({
        span: template.at(second.node),
        message: "This override is set twice, so API Gateway responds with a 5XX error.",
        related: [{ span: template.at(first.node), message: "It is first set here." }],
      });
    });
  },
};

/**
 * Follows all branches at once: what one branch sets is visible to the code after it, but not to the other branches.
 * Returns the keys that were added to `before`.
 */
function walk(
  { statements }: BlockNode,
  before: Map<string, Override>,
  found: (second: Override, first: Override) => void,
): readonly string[] {
  const added: string[] = [];
  for (const statement of statements) {
    const override = overrideIn(statement);
    if (override) {
      const key = keyOf(override);
      const first = before.get(key);
      if (first) found(override, first);
      else {
        before.set(key, override);
        added.push(key);
      }
    } else if (statement.kind === "if") {
      const bodies = [
        ...statement.branches.map(({ body }) => body),
        ...(statement.otherwise ? [statement.otherwise.body] : []),
      ];
      const ofBranches = new Map<string, Override>();
      for (const body of bodies) {
        for (const key of walk(body, before, found)) {
          const own = before.get(key);
          if (own) ofBranches.set(key, own);
          before.delete(key);
        }
      }
      for (const [key, own] of ofBranches) {
        before.set(key, own);
        added.push(key);
      }
    } else if (statement.kind === "foreach") added.push(...walk(statement.body, before, found));
  }
  return added;
}

function keyOf({ of, part, name }: Override): string {
  return `${of}.${part}.${part === "header" ? name.toLowerCase() : name}`;
}

/** What is known about the response overrides of request templates; the simulation says the same. */
export const RESPONSE_IN_REQUEST =
  "API Gateway is only known to apply the response overrides of a request template in MOCK integrations. Set this in the response template.";

export const responseInRequest: TemplateRule = {
  code: "AG3013",
  title: "Response override in a request template",
  severity: "warning",
  description:
    "In `MOCK` integrations, API Gateway applies the response overrides of the request template, and the response template can read them. It is only known to do so there: in other integrations, set them in the response template.",
  confidence: "verified-aws-third-party",
  sources: [recorded("integrations")],
  bad: vtl("#set($context.responseOverride.status = 404)", { kind: "request" }),
  good: vtl("#set($context.responseOverride.status = 404)", { kind: "response" }),
  on: "template",
  check(template, report) {
    const { kind, integrationType, protocol } = template.scope;
    // WebSocket APIs do not support overrides, which AG3003 reports.
    if (kind !== "request" || integrationType === "MOCK" || protocol === "WEBSOCKET") return;
    for (const { of, node } of template.overrides) {
      if (of !== "responseOverride") continue;
      report({
        span: template.at(node),
        message: RESPONSE_IN_REQUEST,
      });
    }
  },
};

export const requestInResponse: TemplateRule = {
  code: "AG3014",
  title: "Request override in a response template",
  severity: "warning",
  description:
    "When a response template runs, the request has already been sent, so it can no longer be changed.",
  confidence: "docs",
  sources: [OVERRIDE_GUIDE],
  bad: vtl("#set($context.requestOverride.header.x-id = 'a')", { kind: "response" }),
  good: vtl("#set($context.responseOverride.header.x-id = 'a')", { kind: "response" }),
  on: "template",
  check(template, report) {
    if (template.scope.kind !== "response" || template.scope.protocol === "WEBSOCKET") return;
    for (const { of, part, node } of template.overrides) {
      if (of !== "requestOverride") continue;
      const [name] = leadingNames(node);
      report({
        span: template.at(node),
        message: "The request has already been sent, so this override has no effect.",
        // A response has no path and no query string.
        fixes: part === "header" ? rewrite(template, name?.span ?? node, "responseOverride") : [],
      });
    }
  },
};

export const badStatus: TemplateRule = {
  code: "AG3015",
  title: "Invalid status override",
  severity: "error",
  description:
    "`$context.responseOverride.status` must be an integer from 100 to 599, without quotes. API Gateway ignores other values.",
  confidence: "emulator",
  sources: [emulated("test_template_mapping.py"), OVERRIDE_GUIDE],
  bad: vtl(`#set($context.responseOverride.status = "404")`, { kind: "response" }),
  good: vtl("#set($context.responseOverride.status = 404)", { kind: "response" }),
  on: "template",
  check(template, report) {
    for (const { of, part, value } of template.overrides) {
      if (of !== "responseOverride" || part !== "status" || !value || isStatus(template, value)) continue;
      const digits = value.kind === "string" && /^[1-5]\d\d$/.test(value.value) ? value.value : undefined;
      report({
        span: template.at(value),
        message: "Expected an integer from 100 to 599. API Gateway ignores other values.",
        fixes:
          digits === undefined
            ? []
            : template
                .fixes(`Write ${digits}`, { span: { start: value.start, end: value.end }, text: digits })
                .map(safe),
      });
    }
  },
};

function isStatus({ values }: Template, value: Expression): boolean {
  if (value.kind === "integer") return /^[1-5]\d\d$/.test(value.text);
  if (value.kind === "float") return false;
  const { type } = values.of(value);
  return type === "any" || type === "number";
}

export const fixedHeader: TemplateRule = {
  code: "AG3028",
  title: "Header cannot be overridden",
  severity: "warning",
  description:
    "API Gateway sets `Content-Length` and `Transfer-Encoding` itself, because they depend on the body. For AWS services and Lambda, it signs the request, so it also sets `Host`, `Authorization`, `Connection`, `Expect`, `Proxy-Authenticate` and `TE`.",
  confidence: "derived",
  sources: [recorded("integrations")],
  bad: vtl("#set($context.requestOverride.header.Content-Length = '0')", { kind: "request" }),
  good: vtl("#set($context.requestOverride.header.X-Length = '0')", { kind: "request" }),
  on: "template",
  check(template, report) {
    const isAws = template.scope.integrationType?.startsWith("AWS") ?? false;
    for (const { of, part, name, node, nameSpan } of template.overrides) {
      if (of !== "requestOverride" || part !== "header") continue;
      const isFixed =
        breaksRestCalls(name, isAws ? "aws" : "http") || (isAws && name.toLowerCase() === "host");
      if (!isFixed) continue;
      report({
        span: template.at(nameSpan),
        message: `API Gateway sets ${name} itself. It cannot be overridden.`,
        fixes: withoutSet(template, node),
      });
    }
  },
};

function withoutSet(template: Template, target: ReferenceNode): readonly Fix[] {
  const set = template.facts.sets.find((each) => each.target === target);
  if (!set) return [];
  // The node includes the line break that Velocity skips.
  const end = set.start + template.textOf(set).trimEnd().length;
  return template.fixes("Remove the #set", {
    span: withLine(template.text, { start: set.start, end }),
    text: "",
  });
}
