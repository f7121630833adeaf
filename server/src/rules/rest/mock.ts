import type { IntegrationInput } from "../../model/input";
import { SKELETON_KEY } from "../../model/skeleton";
import { templateIn } from "../../model/templates";
import type { Span, StringNode } from "../../syntax/nodes";
import type { InputRule } from "../engine/rule";
import { put } from "../shared/examples";
import type { RelaxedSyntax } from "../shared/lenientJson";
import { isNotInteger, type MockTemplate, readMockTemplate } from "../shared/mockTemplate";
import { spanIn } from "../shared/part";
import { typeOf } from "../shared/restType";
import { emulated, guide, recorded } from "../shared/sources";
import { MOCK } from "./examples";
import { insert, remove, replaced, write } from "./fixes";
import { PUT } from "./integration";

const GUIDE = guide("how-to-mock-integration");
const STATUS = "statusCode";
/** Each fix carries the whole template, so only the first few of very many are reported. */
const MAX_REPORTED = 20;
const STATUS_JSON = `{"${STATUS}": 200}`;

export const statusMissing: InputRule = {
  code: "AG1023",
  title: "MOCK without status code",
  severity: "error",
  description:
    "A `MOCK` integration reads the status code from the member `statusCode` of the JSON that the request template renders. AWS accepts a template without it, but every call then fails with `500`.",
  confidence: "docs",
  sources: [GUIDE],
  bad: put({ ...MOCK, requestTemplates: { "application/json": '{"message": "hello"}' } }),
  good: put(MOCK),
  on: "input",
  operations: PUT,
  check(input, report) {
    for (const { node, template, at } of mockTemplates(input)) {
      const { brace, statusCodes, mayRenderMore } = template;
      if (mayRenderMore || statusCodes.length > 0) continue;
      report({
        span: brace === undefined ? node.span : at({ start: brace, end: brace + 1 }),
        message:
          "The template of a MOCK integration must render statusCode. AWS accepts the file, but every call fails with 500.",
        fixes: [write(node, withStatus(node.value, brace), `Insert ${STATUS_JSON}`)],
      });
    }
  },
};

export const statusNotNumber: InputRule = {
  code: "AG1024",
  title: "MOCK status code is not an integer",
  severity: "error",
  description:
    "The `statusCode` that the template of a `MOCK` integration renders must be an integer without quotes. AWS accepts other values, but every call then fails with `500`.",
  confidence: "emulator",
  sources: [emulated("test_mock_integration.py")],
  bad: put({ ...MOCK, requestTemplates: { "application/json": '{"statusCode": "200"}' } }),
  good: put(MOCK),
  on: "input",
  operations: PUT,
  check(input, report) {
    for (const { node, template, at } of mockTemplates(input)) {
      for (const value of template.statusCodes.slice(0, MAX_REPORTED)) {
        const text = node.value.slice(value.start, value.end);
        if (!isNotInteger(text)) continue;
        const digits = /^["']?\s*(\d{3})(?:\.\d+)?\s*["']?$/.exec(text)?.[1];
        report({
          span: at(value),
          message:
            "The statusCode of a MOCK integration must be an integer without quotes. AWS accepts the file, but every call fails with 500.",
          fixes: digits ? [write(node, replaced(node.value, value, digits), `Write ${digits}`)] : [],
        });
      }
    }
  },
};

const RELAXED: Readonly<Record<RelaxedSyntax["kind"], string>> = {
  unquoted: "Unquoted names are",
  singleQuotes: "Single quotes are",
  trailingComma: "Trailing commas are",
};

export const relaxedJson: InputRule = {
  code: "AG1025",
  title: "MOCK template is not strict JSON",
  severity: "information",
  description:
    "API Gateway parses the rendered template of a `MOCK` integration leniently: it accepts unquoted names, single quotes and trailing commas. Other tools that read the file, and other integration types, require strict JSON.",
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
        message: `${RELAXED[relaxed.kind]} not valid JSON. A MOCK integration accepts them, but other JSON parsers do not.`,
      });
    }
  },
};

export const unusedByMock: InputRule = {
  code: "AG1026",
  title: "Backend settings of a MOCK",
  severity: "information",
  description:
    "`MOCK` integrations have no backend, so API Gateway silently ignores `uri`, `integrationHttpMethod`, `connectionType` and `credentials`. Remove them.",
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
        message: `MOCK integrations have no backend, so API Gateway ignores ${name}.`,
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
    "Without a template, a `MOCK` integration reads the status code from the caller's request body, if the passthrough behavior lets the body through. Add a template that renders `statusCode`.",
  confidence: "docs",
  sources: [GUIDE],
  bad: put({ type: "MOCK" }),
  good: put(MOCK),
  on: "input",
  operations: PUT,
  check(input, report) {
    const type = input.string("type");
    // AG1021 reports NEVER.
    if (type?.value !== "MOCK" || input.text("passthroughBehavior") === "NEVER") return;
    const templates = input.value("requestTemplates");
    const isEmpty = templates?.kind === "object" && templates.members.length === 0;
    if (input.has("requestTemplates") && !isEmpty) return;
    const name = "application/json";
    report({
      span: type.span,
      message: "Without a template, a MOCK integration reads the status code from the caller's request body.",
      fixes: [
        isEmpty
          ? {
              title: "Insert a template",
              change: { kind: "insertMember", object: templates, name, value: STATUS_JSON },
            }
          : insert(input, "requestTemplates", { [name]: STATUS_JSON }),
      ],
    });
  },
};

interface LocatedTemplate {
  readonly node: StringNode;
  readonly template: MockTemplate;
  /** Maps a range of the template to a range of the file. */
  at(span: Span): Span;
}

/** Returns the non-empty templates of a MOCK integration, read once for all rules. */
function mockTemplates(input: IntegrationInput): readonly LocatedTemplate[] {
  return input.once(readTemplates);
}

function readTemplates(input: IntegrationInput): readonly LocatedTemplate[] {
  if (typeOf(input) !== "MOCK") return [];
  return input.entries("requestTemplates").flatMap(({ key, value: node }) => {
    if (node?.kind !== "string" || node.value.trim() === "" || key.value === SKELETON_KEY) return [];
    const template = readMockTemplate(templateIn(node), STATUS);
    return [{ node, template, at: (span: Span) => spanIn(input, node, span) }];
  });
}

/** Inserts the status code into the first object of the template, indented like the member that follows. */
function withStatus(text: string, brace: number | undefined): string {
  if (brace === undefined) return STATUS_JSON;
  const [gap = ""] = /^\s*/.exec(text.slice(brace + 1)) ?? [];
  const start = brace + 1 + gap.length;
  if (text[start] === "}") return `${text.slice(0, brace)}${STATUS_JSON}${text.slice(start + 1)}`;
  const separator = gap.includes("\n") ? gap : " ";
  return `${text.slice(0, brace + 1)}${gap}"${STATUS}": 200,${separator}${text.slice(start)}`;
}
