import { REST_LOGS_ONLY } from "../../expressions";
import { API_NAME } from "../../model/protocol";
import { leadingNames } from "../../vtl/analysis/parts";
import type { TemplateRule } from "../engine/rule";
import { Derived, type Template } from "../engine/template";
import { nearest } from "../shared/nearest";
import { safe } from "../shared/safe";
import { CONTEXT_NAMES, type ContextPath, contextPathsOf, inRightCase } from "./contextPath";
import { didYouMean, TEMPLATE_GUIDE, vtl, WEBSOCKET_GUIDE } from "./shared";

type Verdict = "fine" | "unknown" | "otherApi" | "logsOnly" | "wrongCase" | "claims" | "group";

/** Classifies a path. Each rule in this file reports some of the verdicts. */
function judge(template: Template, path: ContextPath): Verdict {
  const { scope } = template;
  const { name, variable, isGroup, isPrinted } = path;
  if (name === "authorizer.claims") return isPrinted ? "claims" : "fine";
  if (isGroup) return isPrinted ? "group" : "fine";
  const right = inRightCase(name);
  if (!variable) {
    if (isOwnName(template, path)) return "fine";
    if (right !== undefined && right !== name) return "wrongCase";
    return REST_LOGS_ONLY.has(name) ? "logsOnly" : "unknown";
  }
  if (!variable.inTemplates) return "logsOnly";
  const apis = scope.protocol ? [scope.protocol] : (["REST", "WEBSOCKET"] as const);
  const isAvailable = apis.some((api) => variable.apis.includes(api));
  if (isAvailable) return right !== undefined && right !== name ? "wrongCase" : "fine";
  return scope.protocol !== "WEBSOCKET" && REST_LOGS_ONLY.has(name) ? "logsOnly" : "otherApi";
}

/**
 * Returns whether a template may have set the variable: `$context` keeps names that API Gateway does not know, and
 * passes those of an override on to the response template. A near miss of a known name counts as a typing error.
 */
function isOwnName({ scope, facts }: Template, { name, node }: ContextPath): boolean {
  if (inRightCase(name) !== undefined) return false;
  if (OVERRIDE.test(name)) {
    const isTypo = nearestName(name) !== undefined;
    if (scope.protocol === "WEBSOCKET" || isTypo) return false;
    if (scope.kind !== "request") return true;
  }
  return facts.sets.some(({ target }) => {
    if (target === node) return true;
    if (target.kind !== "reference" || target.name !== "context") return false;
    const set = leadingNames(target)
      .map((part) => part.name)
      .join(".");
    return set === name || name.startsWith(`${set}.`) || set.startsWith(`${name}.`);
  });
}

const OVERRIDE = /^(?:request|response)Override\./;

interface Judged {
  readonly path: ContextPath;
  readonly verdict: Verdict;
}

const judgedPaths = new Derived((template): readonly Judged[] => {
  const paths = contextPathsOf(template);
  return paths
    .map((path) => ({ path, verdict: judge(template, path) }))
    .filter(({ verdict }) => verdict !== "fine");
});

const NO_PATHS: readonly ContextPath[] = [];

function pathsWith(template: Template, ...verdicts: readonly Verdict[]): readonly ContextPath[] {
  const judged = judgedPaths.of(template);
  if (judged.length === 0) return NO_PATHS;
  return judged.filter(({ verdict }) => verdicts.includes(verdict)).map(({ path }) => path);
}

/** Returns the most similar name, in the same group if the group exists. */
function nearestName(name: string): string | undefined {
  const group = name.slice(0, name.lastIndexOf(".") + 1);
  const inGroup = CONTEXT_NAMES.filter((known) => group !== "" && known.startsWith(group));
  if (inGroup.length === 0) return nearest(name, CONTEXT_NAMES);
  const last = nearest(
    name.slice(group.length),
    inGroup.map((known) => known.slice(group.length)),
  );
  return last === undefined ? undefined : group + last;
}

export const unknownContext: TemplateRule = {
  code: "AG3003",
  title: "Unknown $context variable",
  severity: "warning",
  description:
    "A variable that `$context` does not have in this kind of API is empty. For example, `connectionId` and `routeKey` are only available in WebSocket APIs, and `httpMethod` and `resourcePath` only in REST APIs. A group such as `$context.identity` prints nothing by itself.",
  confidence: "docs",
  sources: [TEMPLATE_GUIDE, WEBSOCKET_GUIDE],
  bad: vtl("$context.connectionId", { protocol: "REST" }),
  good: vtl("$context.connectionId", { protocol: "WEBSOCKET" }),
  on: "template",
  check(template, report) {
    for (const path of pathsWith(template, "unknown", "otherApi", "group")) {
      const { name, variable, span, isGroup, parts } = path;
      const likely = variable || isGroup ? undefined : nearestName(name);
      const others = variable?.apis.map((api) => `${API_NAME[api]}s`).join(" and ");
      report({
        span: template.at(span),
        message: isGroup
          ? `$context.${name} is a group of variables and prints nothing by itself.`
          : others === undefined
            ? `$context.${name} does not exist, so it is empty.${didYouMean(likely)}`
            : `$context.${name} is only available in ${others}. Here it is empty.`,
        fixes:
          likely !== undefined && parts.every(({ part }) => part.kind === "property")
            ? template.fixes(`Write ${likely}`, { span, text: likely })
            : [],
      });
    }
  },
};

export const bareClaims: TemplateRule = {
  code: "AG3004",
  title: "Missing claim name",
  severity: "warning",
  description:
    "`$context.authorizer.claims` by itself prints nothing. Read a single claim, such as `$context.authorizer.claims.sub`, or `$context.authorizer.claims['cognito:groups']` if its name contains a colon. To read all of them, loop over `$context.authorizer.claims.keySet()`.",
  confidence: "docs",
  sources: [TEMPLATE_GUIDE],
  bad: vtl("$context.authorizer.claims"),
  good: vtl("$context.authorizer.claims.sub"),
  on: "template",
  check(template, report) {
    for (const { span } of pathsWith(template, "claims")) {
      report({
        span: template.at(span),
        message: "$context.authorizer.claims by itself prints nothing. Add the name of a claim.",
        fixes: template.fixes("Print the claim sub", {
          span: { start: span.end, end: span.end },
          text: ".sub",
        }),
      });
    }
  },
};

export const logsOnlyContext: TemplateRule = {
  code: "AG3021",
  title: "Access log variable",
  severity: "warning",
  description:
    "`$context.error.message`, `$context.error.responseType`, and variables that API Gateway sets after the call are only available in access logs and gateway responses. In mapping templates they are empty.",
  confidence: "docs",
  sources: [TEMPLATE_GUIDE],
  bad: vtl("$context.integrationLatency", { protocol: "REST" }),
  good: vtl("$context.requestTimeEpoch", { protocol: "REST" }),
  on: "template",
  check(template, report) {
    for (const { name, span } of pathsWith(template, "logsOnly")) {
      report({
        span: template.at(span),
        message: `$context.${name} is not available in mapping templates, so it is empty.`,
      });
    }
  },
};

export const contextInOtherCase: TemplateRule = {
  code: "AG3027",
  title: "Wrong letter case in a $context variable",
  severity: "warning",
  description:
    "The names of `$context` variables are case-sensitive. In the wrong case, the variable is empty.",
  confidence: "docs",
  sources: [TEMPLATE_GUIDE],
  bad: vtl("$context.requestID"),
  good: vtl("$context.requestId"),
  on: "template",
  check(template, report) {
    for (const { name, span, parts } of pathsWith(template, "wrongCase")) {
      const right = inRightCase(name) ?? name;
      const steps = right.split(".");
      const pieces = parts.flatMap((part, index) => {
        const text = steps[index];
        return text === undefined || text === part.name || part.name.includes(".")
          ? []
          : [{ span: part.span, text }];
      });
      report({
        span: template.at(span),
        message: `$context variables are case-sensitive. Expected $context.${right}.`,
        fixes: template.fixes(`Write ${right}`, ...pieces).map(safe),
      });
    }
  },
};
