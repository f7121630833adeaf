import type { IntegrationInput } from "../../model/input";
import { SKELETON_KEY } from "../../model/skeleton";
import type { Span, StringNode } from "../../syntax/nodes";
import type { InputRule } from "../engine/rule";
import { spanIn } from "../shared/part";
import { emulated, guide, recorded } from "../shared/sources";
import { MOCK, put } from "./examples";
import { insert, remove, replaced, write } from "./fixes";
import { PUT, typeOf } from "./integration";
import { type MockTemplate, readMockTemplate } from "./mockTemplate";

const GUIDE = guide("how-to-mock-integration");
const STATUS = "statusCode";
/** Each carries the whole template in its fix, so of a great many only some are told. */
const MAX_TOLD = 20;
const ANSWER = `{"${STATUS}": 200}`;

export const statusMissing: InputRule = {
  code: "AG1023",
  title: "MOCK without a status code",
  severity: "error",
  description:
    "A `MOCK` takes the status of its answer from the member `statusCode` of what the request template renders. The put passes without one, and every call is answered with `500`.",
  confidence: "docs",
  sources: [GUIDE],
  bad: put({ ...MOCK, requestTemplates: { "application/json": '{"message": "hello"}' } }),
  good: put(MOCK),
  on: "input",
  operations: PUT,
  check(input, report) {
    for (const { node, template, at } of mockTemplates(input)) {
      const text = node.value;
      const { brace, members, open, branches } = template;
      if (open || members.some(({ name }) => name === STATUS)) continue;
      if (branches && text.includes(STATUS)) continue;
      report({
        span: brace === undefined ? node.span : at({ start: brace, end: brace + 1 }),
        message:
          "A MOCK's template renders its statusCode. The put passes without it, but at run time every call is answered with 500.",
        fixes: [write(node, withStatus(text, brace), `Insert ${ANSWER}`)],
      });
    }
  },
};

export const statusNotNumber: InputRule = {
  code: "AG1024",
  title: "MOCK's status code is no whole number",
  severity: "error",
  description:
    "The `statusCode` that a `MOCK`'s template renders is a whole number without quotes. The put passes with another; every call is then answered with `500`.",
  confidence: "emulator",
  sources: [emulated("test_mock_integration.py")],
  bad: put({ ...MOCK, requestTemplates: { "application/json": '{"statusCode": "200"}' } }),
  good: put(MOCK),
  on: "input",
  operations: PUT,
  check(input, report) {
    for (const { node, template, at } of mockTemplates(input)) {
      const statuses = template.members.filter(({ name }) => name === STATUS);
      for (const { value } of statuses.slice(0, MAX_TOLD)) {
        const text = node.value.slice(value.start, value.end);
        if (!/^(?:"[^"$#]*"|'[^'$#]*'|-?\d+\.\d+)$/.test(text)) continue;
        const digits = /^["']?\s*(\d{3})(?:\.\d+)?\s*["']?$/.exec(text)?.[1];
        report({
          span: at(value),
          message:
            "A MOCK's statusCode is a whole number without quotes. The put passes, but at run time every call is answered with 500.",
          fixes: digits ? [write(node, replaced(node.value, value, digits), `Write ${digits}`)] : [],
        });
      }
    }
  },
};

const RELAXED: Readonly<Record<NonNullable<MockTemplate["relaxed"]>["kind"], string>> = {
  unquoted: "This name has no quotes",
  singleQuotes: "JSON has no single quotes",
  trailingComma: "Nothing follows this comma",
};

export const relaxedJson: InputRule = {
  code: "AG1025",
  title: "MOCK's template is not strict JSON",
  severity: "information",
  description:
    "For a `MOCK` the service reads what the template renders leniently: names without quotes, single quotes and commas at the end pass. Other readers of the file, and other types, are not as lenient.",
  confidence: "verified-aws-third-party",
  sources: [recorded("integrations")],
  bad: put({ ...MOCK, requestTemplates: { "application/json": "{statusCode: 200}" } }),
  good: put(MOCK),
  on: "input",
  operations: PUT,
  check(input, report) {
    for (const { template, at } of mockTemplates(input)) {
      const { relaxed } = template;
      if (!relaxed) continue;
      report({
        span: at(relaxed.span),
        message: `${RELAXED[relaxed.kind]}: a MOCK takes it, but strict JSON does not.`,
      });
    }
  },
};

export const unusedByMock: InputRule = {
  code: "AG1026",
  title: "Target of a MOCK",
  severity: "information",
  description:
    "A `MOCK` calls no backend. The service drops `uri`, `integrationHttpMethod`, `connectionType` and `credentials` without a word.",
  confidence: "verified-aws-third-party",
  sources: [recorded("integrations")],
  bad: put({ ...MOCK, uri: "https://example.com" }),
  good: put(MOCK),
  on: "input",
  operations: PUT,
  check(input, report) {
    if (typeOf(input) !== "MOCK") return;
    for (const name of ["uri", "integrationHttpMethod", "connectionType", "credentials"]) {
      const member = input.member(name);
      if (!member || input.text(name) === "") continue;
      report({
        span: member.key.span,
        message: `A MOCK calls no backend: ${name} is dropped.`,
        fixes: [remove(member, input.root)],
      });
    }
  },
};

export const mockWithoutTemplates: InputRule = {
  code: "AG1027",
  title: "MOCK without templates",
  severity: "warning",
  description:
    "Without a template it is the caller's own body that a `MOCK` reads its status from, as far as the pass-through behaviour lets it in. Give it a template that renders `statusCode`.",
  confidence: "docs",
  sources: [GUIDE],
  bad: put({ type: "MOCK" }),
  good: put(MOCK),
  on: "input",
  operations: PUT,
  check(input, report) {
    const type = input.string("type");
    // AG1021 speaks of NEVER.
    if (type?.value !== "MOCK" || input.text("passthroughBehavior") === "NEVER") return;
    const templates = input.value("requestTemplates");
    const isEmpty = templates?.kind === "object" && templates.members.length === 0;
    if (input.has("requestTemplates") && !isEmpty) return;
    const name = "application/json";
    report({
      span: type.span,
      message: "At run time a MOCK without templates reads its status from the caller's body.",
      fixes: [
        isEmpty
          ? {
              title: "Insert a template",
              change: { kind: "insertMember", object: templates, name, value: ANSWER },
            }
          : insert(input, "requestTemplates", { [name]: ANSWER }),
      ],
    });
  },
};

interface OneTemplate {
  readonly node: StringNode;
  readonly template: MockTemplate;
  at(span: Span): Span;
}

/** The templates of a MOCK that have something in them, read once for all rules. */
function mockTemplates(input: IntegrationInput): readonly OneTemplate[] {
  return input.once(readTemplates);
}

function readTemplates(input: IntegrationInput): readonly OneTemplate[] {
  if (typeOf(input) !== "MOCK") return [];
  return input.entries("requestTemplates").flatMap(({ key, value: node }) => {
    if (node?.kind !== "string" || node.value.trim() === "" || key.value === SKELETON_KEY) return [];
    return [{ node, template: readMockTemplate(node.value), at: (span: Span) => spanIn(input, node, span) }];
  });
}

/** The template with the member in its first object, laid out as what follows it. */
function withStatus(text: string, brace: number | undefined): string {
  if (brace === undefined) return ANSWER;
  const [gap = ""] = /^\s*/.exec(text.slice(brace + 1)) ?? [];
  const start = brace + 1 + gap.length;
  if (text[start] === "}") return `${text.slice(0, brace)}${ANSWER}${text.slice(start + 1)}`;
  const behind = gap.includes("\n") ? gap : " ";
  return `${text.slice(0, brace + 1)}${gap}"${STATUS}": 200,${behind}${text.slice(start)}`;
}
