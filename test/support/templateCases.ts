/** Runs a template by itself, in a JSON string and in a YAML block. The problems must be the same. */
import assert from "node:assert/strict";
import { it } from "mocha";
import { type CheckOptions, check } from "../../server/src/index";
import { analyze, analyzeTemplate, edit } from "../../server/src/service";
import { LineIndex } from "../../server/src/syntax/lines";
import { applyEdits } from "./edits";
import { parseRanges } from "./markers";

export interface TemplateCaseScope {
  readonly kind?: "request" | "response";
  readonly protocol?: "REST" | "WEBSOCKET";
  readonly type?: string;
  readonly key?: string;
  /** Where to put the template; everywhere by default. */
  readonly formats?: readonly ("vtl" | "json" | "yaml")[];
}

/** A name, the marked template, and the code and severity of each marked range. A template without any is correct. */
export type TemplateCase = readonly [name: string, marked: string, ...expected: string[]];

/** The code, the title of the fix, and the template before and after it. */
export type TemplateFixCase = readonly [code: string, title: string, before: string, after: string];

interface Host {
  readonly format: "vtl" | "json" | "yaml";
  readonly name: string;
  readonly options: CheckOptions;
  /** Embeds a template in a file. */
  wrap(template: string): string;
}

function hostsOf(scope: TemplateCaseScope): readonly Host[] {
  const { kind = "request", protocol, type = "HTTP", key = "$default" } = scope;
  const isWebSocket = protocol === "WEBSOCKET";
  const isResponse = kind === "response";
  const operation = isWebSocket
    ? isResponse
      ? "create-integration-response"
      : "create-integration"
    : isResponse
      ? "put-integration-response"
      : "put-integration";
  const member = `${isWebSocket ? "R" : "r"}${isResponse ? "esponse" : "equest"}Templates`;
  const own = isResponse
    ? isWebSocket
      ? { IntegrationResponseKey: "$default" }
      : { statusCode: "200" }
    : isWebSocket
      ? { IntegrationType: type, IntegrationUri: "https://example.com", IntegrationMethod: "POST" }
      : { type, integrationHttpMethod: "POST", uri: "https://example.com" };
  const options: CheckOptions = {
    operation,
    ...(protocol !== undefined && protocol !== "REST" && { protocol }),
  };
  const alone: Host = {
    format: "vtl",
    name: "in a .vtl file",
    options: { fileName: "a.vtl", kind, ...(protocol && { protocol }) },
    wrap: (template) => template,
  };
  const hosts: readonly Host[] = [
    {
      format: "json",
      name: "in JSON",
      options,
      wrap: (template) => JSON.stringify({ ...own, [member]: { [key]: template } }, null, 2),
    },
    {
      format: "yaml",
      name: "in YAML",
      options: { ...options, format: "yaml" },
      wrap: (template) => {
        const lines = template.split("\n").map((line) => (line === "" ? "" : `    ${line}`));
        const others = Object.entries(own).map(([name, value]) => `${name}: '${value}'\n`);
        return `${others.join("")}${member}:\n  '${key}': |-\n${lines.join("\n")}\n`;
      },
    },
  ];
  // A template by itself says nothing about its integration or content type.
  const all = scope.type === undefined && scope.key === undefined ? [alone, ...hosts] : hosts;
  return all.filter(({ format }) => !scope.formats || scope.formats.includes(format));
}

/** Expects exactly the marked problems, wherever the template is. */
export function itReports(cases: readonly TemplateCase[], scope: TemplateCaseScope = {}): void {
  for (const [name, template, ...expected] of cases) {
    for (const host of hostsOf(scope)) {
      it(`${expected.length === 0 ? "accepts" : "reports"} ${name}, ${host.name}`, () => {
        const marked = host.wrap(template);
        const { text, spans } = expected.length === 0 ? { text: marked, spans: [] } : parseRanges(marked);
        const lines = new LineIndex(text);
        const found = check(text, host.options).problems.filter(({ code }) => code.startsWith("AG3"));
        assert.deepEqual(
          found.map(({ code, severity, range }) => ({ problem: `${code} ${severity}`, range })),
          spans.map((span, i) => ({ problem: expected[i], range: lines.range(span) })),
        );
      });
    }
  }
}

/** Expects the template after the fix, wherever it is. */
export function itFixes(cases: readonly TemplateFixCase[], scope: TemplateCaseScope = {}): void {
  for (const [code, title, before, after] of cases) {
    for (const host of hostsOf(scope)) {
      it(`${code}: ${title}, ${host.name}: ${before}`, () => {
        const text = host.wrap(before);
        const { kind, protocol, operation = "put-integration", format } = host.options;
        const pin = protocol === "WEBSOCKET" ? { protocol: "WEBSOCKET" as const } : {};
        const { problems, document } =
          host.options.fileName === undefined
            ? analyze(text, operation as "put-integration", { ...pin, ...(format && { format }) })
            : analyzeTemplate(text, { ...pin, ...(kind && { kind }) });
        const fixes = problems
          .filter((problem) => problem.code === code)
          .flatMap((problem) => problem.fixes ?? []);
        const found = fixes.find((fix) => fix.title === title);
        assert.ok(found, `available: ${fixes.map((fix) => fix.title).join(", ") || "nothing"}`);
        assert.equal(applyEdits(text, edit(document, found.change)), host.wrap(after));
      });
    }
  }
}
