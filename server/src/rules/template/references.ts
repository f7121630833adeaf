import { findMethod, isRoot, methodsOf, ROOTS, type StaticType } from "../../vtl/analysis/library";
import type { ReferenceNode } from "../../vtl/syntax/nodes";
import type { Fix } from "../engine/finding";
import { MAX_OF_A_RULE, type TemplateRule } from "../engine/rule";
import type { Template } from "../engine/template";
import { Candidates, nearest } from "../shared/nearest";
import { recorded } from "../shared/sources";
import { didYouMean, rewrite, TEMPLATE_GUIDE, VELOCITY_GUIDE, vtl } from "./shared";

export const countOfList: TemplateRule = {
  code: "AG3018",
  title: "count() of a list",
  severity: "information",
  description:
    "AWS's guide uses `$list.count()`, but Java's lists have `size()`. If a list has no `count` method, the call prints nothing.",
  confidence: "docs",
  sources: [TEMPLATE_GUIDE],
  bad: vtl("$input.path('$.orders').count()"),
  good: vtl("$input.path('$.orders').size()"),
  on: "template",
  check(template, report) {
    for (const { node } of template.facts.references) {
      for (const part of node.parts) {
        if (part.kind !== "method" || part.name !== "count" || part.arguments.length > 0) continue;
        report({
          span: template.at(part.nameSpan),
          message: "Java lists have size(), not count().",
          fixes: rewrite(template, part.nameSpan, "size"),
        });
      }
    }
  },
};

export const undefinedReference: TemplateRule = {
  code: "AG3019",
  title: "Undefined variable",
  severity: "information",
  description:
    'A variable that the template never sets is empty: it prints nothing, and equals both `""` and null. (Velocity itself would print its name.) A dollar sign meant as text, as in `$schema`, is lost the same way. Write it in a text block: `#[[$schema]]#`. Each name is reported once.',
  confidence: "verified-aws-third-party",
  sources: [recorded("api")],
  bad: vtl("#set($order = 1)$oder"),
  good: vtl("#set($order = 1)$order"),
  on: "template",
  check(template, report) {
    const { references, definitions } = template.facts;
    let reported: Set<string> | undefined;
    let candidates: Candidates | undefined;
    for (const { node, isPrinted } of references) {
      const { name, nameSpan } = node;
      // AG3029 reports the missing brace.
      if (!node.closed || template.textOf(nameSpan).includes("::")) continue;
      if (name === "" || isRoot(name) || definitions.has(name) || reported?.has(name)) continue;
      reported ??= new Set();
      // The search for a similar name takes as long as there are names.
      if (reported.size === MAX_OF_A_RULE) return;
      reported.add(name);
      candidates ??= new Candidates([...definitions.keys(), ...ROOTS.map((root) => root.name)]);
      const likely = candidates.nearest(name);
      report({
        span: template.at(nameSpan),
        message: `$${name} is never set, so it is empty.${didYouMean(likely && `$${likely}`)}`,
        fixes: [...rewrite(template, nameSpan, likely), ...(isPrinted ? asText(template, node) : [])],
      });
    }
  },
};

/** Prints a reference as it is written. Nothing in a text block has a meaning to Velocity. */
function asText(template: Template, node: ReferenceNode): readonly Fix[] {
  if (node.parts.length > 0 || node.prefix !== "") return [];
  const written = template.textOf(node);
  return template.fixes(`Print ${written} as text`, {
    span: { start: node.start, end: node.end },
    text: `#[[${written}]]#`,
  });
}

const NOUN: Readonly<Record<StaticType, string>> = {
  any: "value",
  string: "string",
  number: "number",
  boolean: "boolean",
  list: "list",
  map: "map",
};

export const unknownMethod: TemplateRule = {
  code: "AG3031",
  title: "Unknown method",
  severity: "warning",
  description:
    "Values have the methods of their Java class: String, List, Map and so on. Calls of other methods print nothing. This rule reports them where it can infer the type of the value.",
  confidence: "derived",
  sources: [TEMPLATE_GUIDE, VELOCITY_GUIDE],
  bad: vtl("$input.params('name').size()"),
  good: vtl("$input.params('name').length()"),
  on: "template",
  check(template, report) {
    for (const { node } of template.facts.references) {
      for (let index = 0; index < node.parts.length; index++) {
        const part = node.parts[index];
        // AG3018 reports count().
        if (part?.kind !== "method" || part.name === "count" || isObject(node, index)) continue;
        const { type } = template.values.reference(node, index);
        if (type === "any" || findMethod(type, part.name)) continue;
        const likely =
          OTHER_NAMES.get(part.name)?.find((name) => findMethod(type, name)) ??
          nearest(
            part.name,
            methodsOf(type).map(({ name }) => name),
          );
        report({
          span: template.at(part.nameSpan),
          message: `A ${NOUN[type]} has no method ${part.name}, so this prints nothing.${didYouMean(likely)}`,
          fixes: rewrite(template, part.nameSpan, likely),
        });
        break;
      }
    }
  },
};

/** What other classes and languages call a method. */
const OTHER_NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ["size", ["length"]],
  ["length", ["size"]],
  ["push", ["add"]],
  ["append", ["add", "concat"]],
  ["includes", ["contains", "containsKey"]],
  ["has", ["contains", "containsKey"]],
  ["contains", ["containsKey"]],
  ["keys", ["keySet"]],
  ["entries", ["entrySet"]],
  ["slice", ["subList", "substring"]],
  ["toLower", ["toLowerCase"]],
  ["toUpper", ["toUpperCase"]],
]);

/** Returns whether the method is one of `$input`, `$util` or `$context`, which other rules check. */
function isObject({ name }: ReferenceNode, index: number): boolean {
  return name === "context" || (isRoot(name) && index === 0);
}
