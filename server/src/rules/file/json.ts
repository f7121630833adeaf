import type { ObjectNode, ValueNode } from "../../syntax/nodes";
import type { DocumentRule } from "../engine/rule";
import { notAnObjectAnswer } from "./answers";

const CLI_FILES = "https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-skeleton.html";
const LOCAL = "The AWS CLI, versions 1.45.11 and 2.9.19, run on such files";

export const unparseable: DocumentRule = {
  code: "AG0001",
  title: "Not JSON, or not YAML",
  severity: "error",
  description:
    "The AWS CLI reads a JSON file with a strict parser: no comments, no comma after the last member, no single quotes, and an empty file is no JSON either. A YAML file is read as YAML 1.2. Nothing is sent to AWS.",
  confidence: "verified-local",
  sources: [LOCAL, CLI_FILES],
  bad: { text: '{\n  // the orders API\n  "Description": "Orders",\n}\n', operation: "update-integration" },
  good: { text: '{\n  "Description": "Orders"\n}\n', operation: "update-integration" },
  on: "document",
  check({ root, text, format, problems }, report) {
    for (const { kind, span, message } of problems) {
      // AG0011 and AG0018 speak of the others.
      if (kind !== "syntax" && kind !== "comment" && kind !== "trailingComma") continue;
      report({ span, message, ...(format === "json" && { alsoReportedBy: kind }) });
    }
    if (!root && problems.length === 0) {
      const start = text.length;
      report({
        span: { start, end: start },
        message: "The file is empty: the AWS CLI expects an object.",
      });
    }
  },
};

export const notAnObject: DocumentRule = {
  code: "AG0002",
  title: "Not an object",
  severity: "error",
  description: "An input file is one object whose members are the operation's parameters.",
  confidence: "verified-local",
  sources: [LOCAL],
  bad: { text: '[{ "Description": "Orders" }]', operation: "update-integration" },
  good: { text: '{ "Description": "Orders" }', operation: "update-integration" },
  on: "document",
  check({ root, format }, report) {
    if (!root || root.kind === "object" || root.kind === "word") return;
    const article = root.kind === "array" ? "an" : "a";
    const what = root.kind === "null" ? "null" : `${article} ${root.kind}`;
    report({
      span: root.span,
      message: `The file must hold one object, not ${what}.`,
      ...notAnObjectAnswer(root, format),
    });
  },
};

export const duplicateKey: DocumentRule = {
  code: "AG0010",
  title: "Name given twice",
  severity: "warning",
  description: "Of a name that stands twice in one object the AWS CLI takes the last and says nothing.",
  confidence: "verified-local",
  sources: [LOCAL],
  bad: { text: '{\n  "Description": "a",\n  "Description": "b"\n}', operation: "update-integration" },
  good: { text: '{\n  "Description": "b"\n}', operation: "update-integration" },
  on: "document",
  check({ root, format }, report) {
    // AG0011 speaks of YAML, where it is refused.
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
          message: `"${name}" is given twice: the AWS CLI takes the last one only.`,
          related: [{ span: earlier.key.span, message: `"${name}" is first given here.` }],
          fixes: [
            { title: "Remove the earlier one", change: { kind: "removeMember", member: earlier, object } },
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
    "Some editors put a byte order mark before the first character of a UTF-8 file. The AWS CLI does not skip it, and refuses the file.",
  confidence: "verified-local",
  sources: [LOCAL],
  bad: { text: '\uFEFF{ "Description": "Orders" }', operation: "update-integration" },
  good: { text: '{ "Description": "Orders" }', operation: "update-integration" },
  on: "document",
  check({ hasByteOrderMark, format }, report) {
    // The YAML reader skips it.
    if (!hasByteOrderMark || format !== "json") return;
    const span = { start: 0, end: 1 };
    report({
      span,
      message: "The file starts with a byte order mark, which the AWS CLI does not take.",
      fixes: [{ title: "Remove the byte order mark", change: { kind: "removeText", span }, isSafe: true }],
    });
  },
};

/** Every object of the tree, without recursion: nesting may be as deep as the file is long. */
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
