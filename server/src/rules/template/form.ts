import type { Span } from "../../syntax/nodes";
import type { TemplateRule } from "../engine/rule";
import type { Template } from "../engine/template";
import { guide } from "../shared/sources";
import { vtl } from "./shared";

export const lineBreakInForm: TemplateRule = {
  code: "AG3017",
  title: "Line break in a form",
  severity: "warning",
  description:
    "In a form such as `Action=SendMessage&MessageBody=…`, a line break becomes part of the value before it. Write the form on one line. Lines that contain only `#set` do not print a line break.",
  confidence: "issue-report",
  sources: [guide("api-gateway-mapping-template-reference")],
  bad: vtl("Action=SendMessage&\nMessageBody=$util.urlEncode($input.body)"),
  good: vtl("Action=SendMessage&MessageBody=$util.urlEncode($input.body)"),
  on: "template",
  check(template, report) {
    if (!template.isForm) return;
    const [first, ...others] = breaksOf(template);
    if (!first) return;
    const line = template.text.lastIndexOf("\n", first.start - 1) + 1;
    report({
      span: template.at({ start: line, end: first.start }),
      message: "The line break after this becomes part of the value.",
      fixes: template.fixes("Join the lines", ...[first, ...others].map((span) => ({ span, text: "" }))),
    });
  },
};

/** Returns the printed line breaks inside the form, with the whitespace around them. */
function breaksOf({ tree, text }: Template): readonly Span[] {
  const last = text.trimEnd().length;
  const begin = text.search(/[A-Za-z][\w.]*=/);
  const spans: Span[] = [];
  for (const node of tree.body.statements) {
    if (node.kind !== "text" || node.form !== "plain" || node.end - node.start !== node.value.length)
      continue;
    for (const { 0: run, index } of node.value.matchAll(/[ \t]*[\r\n]\s*/g)) {
      const start = node.start + index;
      if (start > begin && start + run.length <= last) spans.push({ start, end: start + run.length });
    }
  }
  return spans;
}
