import type { ObjectNode, ValueNode } from "../../syntax/nodes";
import { unescapedQuotes } from "../../syntax/unescapedQuotes";
import type { DocumentRule } from "../engine/rule";
import { notAnObjectAnswer } from "./answers";
import { CLI_TESTS } from "./evidence";

const CLI_SKELETONS = "https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-skeleton.html";

export const unparseable: DocumentRule = {
  code: "AG0001",
  title: "Invalid JSON or YAML",
  severity: "error",
  description:
    "The AWS CLI reads JSON files with a strict parser: comments, trailing commas, single quotes, line breaks in strings and empty files are errors. It reads YAML files as YAML 1.2. If the file cannot be read, no request is sent.",
  confidence: "verified-local",
  sources: [CLI_TESTS, CLI_SKELETONS],
  bad: { text: '{\n  // the orders API\n  "Description": "Orders",\n}\n', operation: "update-integration" },
  good: { text: '{\n  "Description": "Orders"\n}\n', operation: "update-integration" },
  on: "document",
  check(document, report) {
    const { root, text, format, problems } = document;
    const pasted = format === "json" ? unescapedQuotes(document) : undefined;
    if (pasted) {
      const quoted = pasted.span;
      const isOnOneLine = !/[\r\n]/.test(text.slice(quoted.start, quoted.end));
      const what = isOnOneLine ? "quotes" : "quotes and line breaks";
      report({
        span: quoted,
        message: `The ${what} in this string are not escaped. Write \\" in place of "${isOnOneLine ? "" : " and \\n in place of a line break"}.`,
        fixes: [
          { title: `Escape the ${what} of this string`, change: { kind: "escapeQuotes", span: quoted } },
        ],
        alsoReportedBy: "syntax",
      });
    }
    for (const { kind, span, message, unescaped } of pasted?.others ?? problems) {
      // AG0011 and AG0018 report the others.
      if (kind !== "syntax" && kind !== "comment" && kind !== "trailingComma") continue;
      // A line break is reported where it is, another control character for its whole string.
      const isWhole = unescaped?.start === span.start;
      const title = isWhole ? "Escape the control characters" : "Escape the line breaks";
      report({
        span,
        message,
        ...(unescaped && {
          fixes: [{ title, change: { kind: "escapeControls", span: unescaped }, isSafe: true }],
        }),
        ...(format === "json" && { alsoReportedBy: kind }),
      });
    }
    if (!root && problems.length === 0) {
      const start = text.length;
      report({
        span: { start, end: start },
        message: "The file is empty. Expected an object.",
      });
    }
  },
};

export const notAnObject: DocumentRule = {
  code: "AG0002",
  title: "Root is not an object",
  severity: "error",
  description: "An input file must contain a single object whose members are the operation's parameters.",
  confidence: "verified-local",
  sources: [CLI_TESTS],
  bad: { text: '[{ "Description": "Orders" }]', operation: "update-integration" },
  good: { text: '{ "Description": "Orders" }', operation: "update-integration" },
  on: "document",
  check({ root, format }, report) {
    if (!root || root.kind === "object" || root.kind === "word") return;
    const article = root.kind === "array" ? "an" : "a";
    const what = root.kind === "null" ? "null" : `${article} ${root.kind}`;
    report({
      span: root.span,
      message: `Expected an object at the root of the file, not ${what}.`,
      ...notAnObjectAnswer(root, format),
    });
  },
};

export const duplicateKey: DocumentRule = {
  code: "AG0010",
  title: "Duplicate key",
  severity: "warning",
  description:
    "If a key occurs more than once in an object, the AWS CLI uses the last value and prints no warning.",
  confidence: "verified-local",
  sources: [CLI_TESTS],
  bad: { text: '{\n  "Description": "a",\n  "Description": "b"\n}', operation: "update-integration" },
  good: { text: '{\n  "Description": "b"\n}', operation: "update-integration" },
  on: "document",
  check({ root, format }, report) {
    // In YAML duplicate keys are errors, which AG0011 reports.
    if (format !== "json") return;
    for (const object of objectsIn(root)) {
      const first = new Map<string, ObjectNode["members"][number]>();
      for (const member of object.members) {
        const name = member.key.value;
        const earlier = first.get(name);
        if (!earlier) {
          first.set(name, member);
          continue;
        }
        report({
          span: member.key.span,
          message: `Duplicate key "${name}". The AWS CLI uses only the last value.`,
          related: [{ span: earlier.key.span, message: `"${name}" first appears here.` }],
          fixes: [
            { title: "Remove the earlier member", change: { kind: "removeMember", member: earlier, object } },
          ],
          alsoReportedBy: "duplicateKey",
        });
      }
    }
  },
};

export const byteOrderMark: DocumentRule = {
  code: "AG0012",
  title: "Byte order mark",
  severity: "error",
  description:
    "Some editors write a byte order mark at the start of UTF-8 files. The AWS CLI does not skip it and rejects the file.",
  confidence: "verified-local",
  sources: [CLI_TESTS],
  bad: { text: '\uFEFF{ "Description": "Orders" }', operation: "update-integration" },
  good: { text: '{ "Description": "Orders" }', operation: "update-integration" },
  on: "document",
  check({ hasByteOrderMark, format }, report) {
    // The AWS CLI's YAML reader skips it.
    if (!hasByteOrderMark || format !== "json") return;
    const span = { start: 0, end: 1 };
    report({
      span,
      message: "The file starts with a byte order mark, which the AWS CLI does not accept.",
      fixes: [{ title: "Remove the byte order mark", change: { kind: "removeText", span }, isSafe: true }],
    });
  },
};

/** Yields every object in the tree, without recursion: the nesting can be as deep as the file is long. */
function* objectsIn(root: ValueNode | undefined): Generator<ObjectNode> {
  const pending = root ? [root] : [];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.kind === "object") {
      yield node;
      for (const { value } of node.members) if (value) pending.push(value);
    } else if (node.kind === "array") {
      for (const item of node.items) pending.push(item);
    }
  }
}
