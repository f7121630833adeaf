import type { Expression, ReferenceNode } from "../../vtl/syntax/nodes";
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
    if (!sendsForm(template) || template.problems.length > 0) return;
    const raw = new RawValues(template);
    const found = template.facts.references.filter(
      ({ node, isPrinted }) => isPrinted && node.form === "value" && raw.has(node),
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

/** Variables of `$context` that contain text of the caller, or characters with a meaning in forms. */
const FREE_TEXT = /^(?:authorizer|path$|requestTime$|identity\.userAgent$)/;

/** Methods that return numbers, whatever they are called on. */
const COUNTS: ReadonlySet<string> = new Set(["size", "length", "indexOf", "lastIndexOf", "hashCode"]);

/** Decides which values contain text of the request that is not URL-encoded. */
class RawValues {
  readonly #variables = new Map<string, boolean>();

  constructor(private readonly template: Template) {}

  has(node: Expression): boolean {
    switch (node.kind) {
      case "reference":
        return this.#reference(node);
      case "string":
        return (
          node.template?.statements.some((piece) => piece.kind === "reference" && this.has(piece)) ?? false
        );
      case "binary":
        return node.operator === "+" && (this.has(node.left) || this.has(node.right));
      case "group":
        return this.has(node.expression);
      case "list":
        return node.items.some((item) => this.has(item));
      case "map":
        return node.entries.some(({ value }) => this.has(value));
      default:
        return false;
    }
  }

  #reference(node: ReferenceNode): boolean {
    const { name, parts } = node;
    const { type } = this.template.values.reference(node);
    const [first] = parts;
    const last = parts.at(-1);
    if (type === "number" || type === "boolean" || (last?.kind === "method" && COUNTS.has(last.name)))
      return false;
    switch (name) {
      case "input":
        return first !== undefined;
      case "util":
        if (first?.kind !== "method" || first.name === "urlEncode") return false;
        return first.arguments.some((argument) => this.has(argument));
      case "context": {
        const names = parts.map((part) => (part.kind === "property" ? part.name : "")).join(".");
        return FREE_TEXT.test(names);
      }
      case "stageVariables":
      case "foreach":
        return false;
      default:
        return this.#variable(name);
    }
  }

  /** A variable that is encoded in one place usually is wherever it is printed. */
  #variable(name: string): boolean {
    const known = this.#variables.get(name);
    if (known !== undefined) return known;
    // Ends the recursion for a variable that is computed from itself.
    this.#variables.set(name, false);
    const values = (this.template.facts.definitions.get(name) ?? []).flatMap(({ value }) =>
      value ? [value] : [],
    );
    const isEncoded = values.some((value) => this.template.textOf(value).includes("urlEncode"));
    const isRaw = !isEncoded && values.some((value) => this.has(value));
    this.#variables.set(name, isRaw);
    return isRaw;
  }
}
