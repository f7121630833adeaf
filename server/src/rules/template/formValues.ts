import type { ReferenceNode } from "../../vtl/syntax/nodes";
import type { TemplateRule } from "../engine/rule";
import type { Template } from "../engine/template";
import { TEMPLATE_GUIDE, vtl } from "./shared";

/** Each fix carries the whole template. */
const MAX_REPORTED = 20;

export const formValueNotEncoded: TemplateRule = {
  code: "AG1059",
  title: "Value of a form is not URL-encoded",
  severity: "warning",
  description:
    "In a form such as `Action=SendMessage&MessageBody=…`, `&` ends a value, `+` is a space and `%` starts an escape. A value that contains one of them arrives truncated or changed, and text after `&` can set other parameters of the call. Pass what comes from the request through `$util.urlEncode`. For `$input.body` and `$input.json`, which several of AWS's own samples print like that, this is only information.",
  confidence: "docs",
  sources: [
    TEMPLATE_GUIDE,
    "https://url.spec.whatwg.org/#urlencoded-parsing",
    "https://github.com/awslabs/aws-solutions-constructs",
  ],
  bad: vtl("Action=SendMessage&MessageBody=$input.params('message')"),
  good: vtl("Action=SendMessage&MessageBody=$util.urlEncode($input.params('message'))"),
  on: "template",
  check(template, report) {
    if (!sendsForm(template) || !template.isRead) return;
    const found = template.facts.references.filter(
      ({ node, isPrinted }) => isPrinted && node.form === "value" && isUnencoded(template, node),
    );
    for (const { node } of found.slice(0, MAX_REPORTED)) {
      const written = template.textOf(node);
      // A dot or bracket after the call would become part of it.
      const [open, close] = /^[.([{]/.test(template.text.slice(node.end)) ? ["{", "}"] : ["", ""];
      report({
        ...(isDocument(node) && { severity: "information" as const }),
        span: template.at(node),
        message: "Pass the value through $util.urlEncode. Otherwise &, + and % in it change the form.",
        fixes: template.fixes("Encode with $util.urlEncode", {
          span: { start: node.start, end: node.end },
          text: `$${open}util.urlEncode(${written})${close}`,
        }),
      });
    }
  },
};

function isUnencoded({ values }: Template, node: ReferenceNode): boolean {
  const { type, unencoded } = values.reference(node);
  return unencoded === true && type !== "number" && type !== "boolean";
}

/** Whether a reference prints a body as it came. AWS's own samples do so, and most JSON arrives unchanged. */
function isDocument({ name, parts }: ReferenceNode): boolean {
  const [first, ...others] = parts;
  return (
    name === "input" &&
    first?.kind !== "index" &&
    others.length === 0 &&
    /^(?:body|json)$/.test(first?.name ?? "")
  );
}

/** Returns whether a template surely writes a form, and not a text like `id=5`. */
function sendsForm({ isForm, scope, text }: Template): boolean {
  if (!isForm || scope.kind === "response") return false;
  return (
    scope.contentType === "application/x-www-form-urlencoded" ||
    /(?:^|[\s&])Action=|&[A-Za-z][\w.]*=/.test(text)
  );
}
