import { REST_LOGS_ONLY } from "../../expressions";
import { API_NAME } from "../../model/protocol";
import type { TemplateRule } from "../engine/rule";
import type { Template } from "../engine/template";
import { nearest } from "../shared/nearest";
import { CONTEXT_NAMES, type ContextPath, contextPathsOf, inRightCase } from "./contextPath";
import { didYouMean, TEMPLATE_GUIDE, vtl, WEBSOCKET_GUIDE } from "./shared";

type Verdict = "fine" | "unknown" | "otherApi" | "logsOnly" | "wrongCase" | "claims" | "group";

/** What is to be said of a path; each rule here takes one of the answers. */
function judge({ scope }: Template, { name, variable, isGroup, isPrinted }: ContextPath): Verdict {
  if (name === "authorizer.claims") return "claims";
  if (isGroup) return isPrinted ? "group" : "fine";
  const right = inRightCase(name);
  if (!variable) {
    if (right !== undefined && right !== name) return "wrongCase";
    return REST_LOGS_ONLY.has(name) ? "logsOnly" : "unknown";
  }
  if (!variable.inTemplates) return "logsOnly";
  const apis = scope.protocol ? [scope.protocol] : (["REST", "WEBSOCKET"] as const);
  const isThere = apis.some((api) => variable.apis.includes(api));
  if (isThere) return right !== undefined && right !== name ? "wrongCase" : "fine";
  return scope.protocol !== "WEBSOCKET" && REST_LOGS_ONLY.has(name) ? "logsOnly" : "otherApi";
}

function pathsThatAre(template: Template, ...verdicts: readonly Verdict[]): readonly ContextPath[] {
  return contextPathsOf(template).filter((path) => verdicts.includes(judge(template, path)));
}

/** The likely name: within the group that is right already, where one is. */
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
  title: "Unknown variable of $context",
  severity: "warning",
  description:
    "A variable that `$context` does not have on an API of this kind is empty. `connectionId` and `routeKey` are for WebSocket APIs, `httpMethod` and `resourcePath` for REST APIs. A group such as `$context.identity` prints nothing by itself.",
  confidence: "docs",
  sources: [TEMPLATE_GUIDE, WEBSOCKET_GUIDE],
  bad: vtl("$context.connectionId", { protocol: "REST" }),
  good: vtl("$context.connectionId", { protocol: "WEBSOCKET" }),
  on: "template",
  check(template, report) {
    for (const path of pathsThatAre(template, "unknown", "otherApi", "group")) {
      const { name, variable, span, isGroup, parts } = path;
      const likely = variable || isGroup ? undefined : nearestName(name);
      const others = variable?.apis.map((api) => `${API_NAME[api]}s`).join(" and ");
      report({
        span: template.at(span),
        message: isGroup
          ? `$context.${name} holds variables and prints nothing itself.`
          : others === undefined
            ? `There is no $context.${name}: it is empty.${didYouMean(likely)}`
            : `$context.${name} is there on ${others} only: here it is empty.`,
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
  title: "Claims without a name",
  severity: "warning",
  description:
    "`$context.authorizer.claims` by itself is null. One claim is `$context.authorizer.claims.sub`, and one with a colon `$context.authorizer.claims['cognito:groups']`.",
  confidence: "docs",
  sources: [TEMPLATE_GUIDE],
  bad: vtl("$context.authorizer.claims"),
  good: vtl("$context.authorizer.claims.sub"),
  on: "template",
  check(template, report) {
    for (const { span } of pathsThatAre(template, "claims")) {
      report({
        span: template.at(span),
        message: "$context.authorizer.claims by itself is null: name one claim.",
      });
    }
  },
};

export const logsOnlyContext: TemplateRule = {
  code: "AG3021",
  title: "Variable of access logs",
  severity: "warning",
  description:
    "`$context.error.message`, `$context.error.responseType`, and what API Gateway learns when the call is over, are for access logs and gateway responses. Mapping templates find them empty.",
  confidence: "docs",
  sources: [TEMPLATE_GUIDE],
  bad: vtl("$context.integrationLatency", { protocol: "REST" }),
  good: vtl("$context.requestTimeEpoch", { protocol: "REST" }),
  on: "template",
  check(template, report) {
    for (const { name, span } of pathsThatAre(template, "logsOnly")) {
      report({
        span: template.at(span),
        message: `$context.${name} is not filled in for mapping templates.`,
      });
    }
  },
};

export const contextInOtherCase: TemplateRule = {
  code: "AG3027",
  title: "Variable of $context in another case",
  severity: "warning",
  description: "The names of `$context`'s variables are case-sensitive. In another case they are empty.",
  confidence: "docs",
  sources: [TEMPLATE_GUIDE],
  bad: vtl("$context.requestID"),
  good: vtl("$context.requestId"),
  on: "template",
  check(template, report) {
    for (const { name, span, parts } of pathsThatAre(template, "wrongCase")) {
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
        message: `Names are case-sensitive: this is $context.${right}.`,
        fixes: template.fixes(`Write ${right}`, ...pieces),
      });
    }
  },
};
