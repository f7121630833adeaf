/** Rules for the members of a patch operation: what is missing, and what has no effect. */
import { patchedSchema } from "../../model/patchPaths";
import type { InputRule } from "../engine/rule";
import { recorded } from "../shared/sources";
import { remove, write } from "./fixes";
import { PATCHES } from "./integration";
import { patch, patchSources } from "./patchExamples";
import { changesOf, patchOf, textNode } from "./patches";

const URI = { op: "replace", path: "/uri", value: "https://api.example.com" };

export const opOrPathMissing: InputRule = {
  code: "AG1128",
  title: "Patch operation without op or path",
  severity: "error",
  description:
    "Each patch operation needs `op`, which says what to do, and `path`, which says where. AWS rejects an operation on a gateway response that has no path (`Invalid patch path null`).",
  confidence: "derived",
  sources: [...patchSources, recorded("api")],
  bad: patch([{ op: "replace", value: URI.value }]),
  good: patch([URI]),
  on: "input",
  operations: PATCHES,
  check(input, report) {
    for (const { item, op, path } of changesOf(input)) {
      for (const [name, member] of [
        ["op", op],
        ["path", path],
      ] as const) {
        const node = textNode(member);
        if (member && node?.value !== "") continue;
        report({
          span: node?.span ?? { start: item.span.start, end: item.span.start + 1 },
          message: `This patch operation has no ${name}.`,
          fixes:
            name === "path"
              ? []
              : [
                  node
                    ? write(node, "replace")
                    : {
                        title: 'Insert op "replace"',
                        change: { kind: "insertMember", object: item, name, value: "replace" },
                      },
                ],
        });
      }
    }
  },
};

export const valueMissing: InputRule = {
  code: "AG1129",
  title: "Patch operation without a value",
  severity: "warning",
  description:
    'The new `value` of an `add` or `replace` is a string. Only a cache key parameter has none: its path says it all. AWS\'s own controller for Kubernetes unsets a member by replacing it without a value, so this is a warning. To unset a member, `"value": ""` says what is meant.',
  confidence: "issue-report",
  sources: [
    ...patchSources,
    "https://github.com/aws-controllers-k8s/apigateway-controller/blob/main/pkg/resource/integration/hooks.go",
  ],
  bad: patch([{ op: "replace", path: "/uri" }]),
  good: patch([URI]),
  on: "input",
  operations: PATCHES,
  check(input, report) {
    for (const { item, op, value, target } of changesOf(input)) {
      const node = textNode(op);
      if (value || (node?.value !== "add" && node?.value !== "replace")) continue;
      if (target?.kind !== "member" && target?.kind !== "entry") continue;
      if (target.at.holds === "items") continue;
      report({
        span: node.span,
        message: `This "${node.value}" has no value, so it sets nothing.`,
        fixes: [
          {
            title: "Insert value",
            change: { kind: "insertMember", object: item, name: "value", value: "" },
          },
        ],
      });
    }
  },
};

export const valueIgnored: InputRule = {
  code: "AG1130",
  title: "Member without an effect in a patch operation",
  severity: "information",
  description: "AWS only uses `value` for `add` and `replace`, and `from` for `copy`.",
  confidence: "docs",
  sources: patchSources,
  bad: patch([{ op: "remove", path: "/requestTemplates/application~1json", value: "{}" }]),
  good: patch([{ op: "remove", path: "/requestTemplates/application~1json" }]),
  on: "input",
  operations: PATCHES,
  check(input, report) {
    for (const { item, op, value, from } of changesOf(input)) {
      const name = textNode(op)?.value;
      if (value && name === "remove" && textNode(value)?.value !== "") {
        report({
          span: value.span,
          message: 'API Gateway ignores the value of a "remove".',
          fixes: [remove(value, item)],
        });
      }
      if (from && (name === "add" || name === "replace" || name === "remove")) {
        report({
          span: from.span,
          message: `API Gateway ignores "from" in a "${name}".`,
          fixes: [remove(from, item)],
        });
      }
    }
  },
};

export const wrongValueType: InputRule = {
  code: "AG1131",
  title: "Value of another type in a patch operation",
  severity: "error",
  description:
    'Values in patch operations are strings, and AWS reads them as the member\'s type: a timeout is a whole number, such as `"10000"`, and `insecureSkipVerification` is `"true"` or `"false"`.',
  confidence: "derived",
  sources: patchSources,
  bad: patch([{ op: "replace", path: "/timeoutInMillis", value: "10s" }]),
  good: patch([{ op: "replace", path: "/timeoutInMillis", value: "10000" }]),
  on: "input",
  operations: PATCHES,
  check(input, report) {
    const operation = patchOf(input);
    if (!operation) return;
    for (const { op, value, target } of changesOf(input)) {
      const node = textNode(value);
      if (textNode(op)?.value === "remove" || !node || target?.kind !== "member") continue;
      if (target.at.holds !== "value") continue;
      const type = patchedSchema(operation, target.at)?.type;
      if (type === "integer" && !/^-?\d{1,15}$/.test(node.value)) {
        const number = /^\d+$/.exec(node.value.trim())?.[0];
        report({
          span: node.span,
          message: `${target.at.path} takes a whole number in a string, such as "10000".`,
          fixes: number === undefined ? [] : [write(node, number)],
        });
      }
      if (type === "boolean" && !/^(?:true|false)$/.test(node.value)) {
        const lower = /^\s*(true|false)\s*$/i.exec(node.value)?.[1]?.toLowerCase();
        report({
          span: node.span,
          message: `${target.at.path} takes "true" or "false".`,
          fixes: lower === undefined ? [] : [write(node, lower)],
        });
      }
    }
  },
};
