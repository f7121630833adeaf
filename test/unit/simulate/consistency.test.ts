/** The check, the simulation and the deployment's own check must not contradict each other. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "mocha";
import { stringify } from "yaml";
import { checkFile } from "../../../deployment/src/checkFile";
import { RULES } from "../../../server/src/rules";
import type { Example } from "../../../server/src/rules/engine/rule";
import {
  type Analysis,
  analyze,
  analyzeTemplate,
  formatOfFileName,
  isPatchOperation,
  isSampleFile,
  isTemplateFile,
  type PreviewableTemplate,
  parse,
  previewablesOf,
  previewTemplate,
  renderSample,
  type SimulatedInput,
  simulateInputs,
  wholeTemplate,
} from "../../../server/src/service";
import type { SimulationProblem } from "../../../server/src/simulate";
import { fixture } from "../../support/fixtures";
import { http, rest, restResponse, restTo } from "../../support/simulations";

interface Case extends Example {
  readonly name: string;
}

/** Codes whose reason is in the sample messages, or in which inputs take part, and not in the file. */
const NOT_FROM_FILE = new Set([
  "assumedProtocol",
  "badBody",
  "lineBreakInError",
  "mockBody",
  "noIntegrationResponse",
  "proxyResponse",
  "severalResponses",
  "unresolvedParameter",
  "unsetStageVariable",
  "unsupportedMediaType",
  // A Java method that fails depends on values, and so does an output that is not JSON.
  "VTL-fault",
  "VTL-json",
]);

/** The rules on syntax, for which AWS does not run the template at all. */
const REJECTED = new Set(["AG3008", "AG3010", "AG3024", "AG3029"]);

const REQUEST = {
  method: "POST",
  path: "/orders/7",
  resourcePath: "/orders/{id}",
  pathParameters: { id: "7", proxy: "orders/7", orderId: "7" },
  headers: { "Content-Type": "application/json" },
  body: { id: "1", name: "Ann", action: "sendMessage", text: "hi", room: "lobby" },
};
const RESPONSE = { status: 200, headers: { "Content-Type": "application/json" }, body: { id: "1" } };

const json = (value: unknown) => parse(JSON.stringify(value), "json");

/** An input of the kind that the other one belongs to, so that the whole way is walked. */
function counterpart({ operation, protocol }: Analysis): SimulatedInput | undefined {
  switch (operation.name) {
    case "put-integration":
      return { document: json(restResponse()), operation: "put-integration-response" };
    case "put-integration-response":
      return { document: json(restTo("HTTP")), operation: "put-integration" };
    default:
      return protocol === "HTTP" && operation.name.endsWith("response")
        ? { document: json(http()), operation: "create-integration" }
        : undefined;
  }
}

function simulate(analysis: Analysis): readonly SimulationProblem[] {
  const { document, operation, protocol, facts } = analysis;
  const other = counterpart(analysis);
  const own = { document, operation: operation.name, ...(protocol && { protocol }) };
  const found: SimulationProblem[] = [];
  for (const request of [REQUEST, { ...REQUEST, body: "" }]) {
    const result = simulateInputs([own, ...(other ? [other] : [])], json(request), {
      backend: json(RESPONSE),
      ...(facts && { facts }),
    });
    assert.equal(result.kind, "done");
    if (result.kind === "done") {
      found.push(...result.simulation.problems.filter(({ place }) => (place?.document ?? 0) === 0));
    }
  }
  return found;
}

/** What the check says of the place. */
function reportedAt({ lines, problems }: Analysis, { place }: SimulationProblem): boolean {
  return problems.some(({ severity, span }) => {
    if (severity !== "error" && severity !== "warning") return false;
    const { start, end } = lines.range(span);
    if (!place) return true;
    const { range } = place;
    const isBefore = (a: typeof start, b: typeof start) =>
      a.line < b.line || (a.line === b.line && a.character <= b.character);
    return isBefore(start, range.end) && isBefore(range.start, end);
  });
}

function wrapped({ text, kind, protocol }: Example): Example {
  const template = { "application/json": text };
  if (protocol === "WEBSOCKET") {
    const input =
      kind === "response"
        ? {
            ApiId: "w1",
            IntegrationId: "i1",
            IntegrationResponseKey: "$default",
            ResponseTemplates: { $default: text },
          }
        : {
            ApiId: "w1",
            IntegrationType: "HTTP",
            IntegrationMethod: "POST",
            IntegrationUri: "https://example.com",
            TemplateSelectionExpression: "\\$default",
            RequestTemplates: { $default: text },
          };
    const operation = kind === "response" ? "create-integration-response" : "create-integration";
    return { text: JSON.stringify(input), operation, protocol };
  }
  return kind === "response"
    ? {
        text: JSON.stringify(restResponse({ responseTemplates: template })),
        operation: "put-integration-response",
      }
    : { text: JSON.stringify(restTo("HTTP", { requestTemplates: template })), operation: "put-integration" };
}

function samples(folder: string): readonly Case[] {
  return readdirSync(folder)
    .filter((name) => /\.(?:json|ya?ml)$/.test(name) && !isSampleFile(name))
    .map((name) => {
      const text = readFileSync(`${folder}/${name}`, "utf8");
      return { name, text, fileName: name };
    });
}

const examples = RULES.flatMap(({ code, bad, good }): readonly Case[] => [
  { name: `${code}, bad`, ...bad },
  { name: `${code}, good`, ...good },
]);

const WRITTEN: readonly Case[] = [
  ...samples("samples"),
  ...samples("test/fixtures/skeletons"),
  ...examples.map((example) =>
    isTemplateFile(example.fileName ?? "") ? { ...example, ...wrapped(example), fileName: "" } : example,
  ),
  { name: "a MOCK", text: JSON.stringify(rest()), operation: "put-integration" },
];

/** The same input in YAML; nothing for a text that is YAML already, or not JSON. */
function yamlTwin(each: Case): readonly Case[] {
  const { text, fileName = "", name } = each;
  if (formatOfFileName(fileName) === "yaml") return [];
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return [];
    const twin = stringify(value, { lineWidth: 0 });
    return [
      { ...each, name: `${name} in YAML`, text: twin, fileName: `${fileName.replace(/\.json$/, "")}.yaml` },
    ];
  } catch {
    return [];
  }
}

const CASES: readonly Case[] = [...WRITTEN, ...WRITTEN.flatMap(yamlTwin)];

function analysisOf({ text, fileName = "", operation, protocol, facts }: Case): Analysis {
  const file = { text, fileName, ...(operation && { operation }) };
  return analyze(text, operation ?? checkFile(file).analysis.operation.name, {
    format: formatOfFileName(fileName),
    ...(protocol && { protocol }),
    ...(facts && { facts }),
  });
}

describe("check and simulation", () => {
  for (const each of CASES) {
    it(`agree on ${each.name}`, () => {
      const analysis = analysisOf(each);
      if (isPatchOperation(analysis.operation.name)) {
        const messages = new Set(simulate(analysis).map(({ message }) => message));
        assert.equal(messages.size, 1);
        return assert.match([...messages].join(), /only changes parts of what AWS has/);
      }
      const unreported = simulate(analysis)
        .filter(({ code, severity }) => severity !== "information" && !NOT_FROM_FILE.has(code))
        .filter((problem) => !reportedAt(analysis, problem));
      assert.deepEqual(
        unreported.map(({ code, message }) => `${code}: ${message}`),
        [],
      );
    });
  }
});

/** The problems of a rendering that its template, and not the message, is the reason for. */
function fromTemplate(problems: readonly { readonly code: string; readonly severity: string }[]) {
  return problems.filter(({ code, severity }) => severity !== "information" && !NOT_FROM_FILE.has(code));
}

describe("check and preview", () => {
  const samples = { request: json(REQUEST), response: json(RESPONSE) };

  function reports({ problems }: Analysis, { span }: PreviewableTemplate): boolean {
    return problems.some(
      (problem) =>
        (problem.severity === "error" || problem.severity === "warning") &&
        problem.span.start < span.end &&
        span.start < problem.span.end,
    );
  }

  for (const each of CASES) {
    it(`agree on the templates of ${each.name}`, () => {
      const analysis = analysisOf(each);
      for (const template of previewablesOf(analysis)) {
        const preview = previewTemplate(template, samples);
        assert.ok(preview.kind === "done");
        const found = fromTemplate(preview.problems);
        assert.ok(
          found.length === 0 || reports(analysis, template),
          `${template.path.join(".")}: ${found.map(({ code }) => code).join(", ")}`,
        );
        if (template.kind === "response") continue;
        const render = renderSample(template, samples.request, {});
        assert.ok(render.kind === "done");
        assert.deepEqual(render.rendering.problems, preview.problems);
        assert.equal(render.rendering.output, preview.output);
      }
    });
  }
});

describe("simulation and preview", () => {
  for (const each of CASES) {
    it(`agree on the request templates of ${each.name}`, () => {
      const analysis = analysisOf(each);
      const { document, operation, protocol } = analysis;
      const templates = previewablesOf(analysis).filter(({ kind }) => kind === "request");
      if (templates.length === 0) return;
      const input = { document, operation: operation.name, ...(protocol && { protocol }) };
      const result = simulateInputs([input], json(REQUEST));
      assert.ok(result.kind === "done");
      for (const step of result.simulation.steps) {
        if (step.kind !== "template" || step.direction !== "request") continue;
        const template = templates.findLast(({ key }) => key === step.key);
        assert.ok(template);
        const preview = previewTemplate(template, { request: json(REQUEST) });
        assert.ok(preview.kind === "done");
        assert.equal(preview.output, step.output);
      }
    });
  }
});

describe("check and render", () => {
  const recorded = fixture("vtl/templates.jsonl")
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as { readonly template: string }).template);
  const templates = [...recorded, fixture("grammars/template.vtl")];

  it(`agree on which of the ${templates.length} template fixtures AWS rejects`, function () {
    this.timeout(30_000);
    const different = templates.filter((text) => {
      const template = { ...wholeTemplate(text), kind: "response" as const };
      const rendered = renderSample(template, json(REQUEST), {});
      assert.ok(rendered.kind === "done");
      const fails = fromTemplate(rendered.rendering.problems).some(({ severity }) => severity === "error");
      const { problems } = analyzeTemplate(text, { kind: "response", protocol: "REST", isInInput: true });
      // A call of a method that does not exist prints nothing.
      const isRejected = problems.some(({ code, severity }) => severity === "error" && REJECTED.has(code));
      return fails !== isRejected;
    });
    assert.deepEqual(different.slice(0, 5), []);
  });
});

describe("the samples of an integration and its responses", () => {
  const read = (name: string) => parse(readFileSync(`samples/${name}`, "utf8"), formatOfFileName(name));
  const chat: readonly SimulatedInput[] = [
    { document: read("chat.integration.yaml"), operation: "create-integration" },
    { document: read("chat.create-integration-response.yaml"), operation: "create-integration-response" },
    {
      document: read("chat.default.create-integration-response.yaml"),
      operation: "create-integration-response",
    },
  ];
  const queue: readonly SimulatedInput[] = [
    { document: read("queue.put-integration.json"), operation: "put-integration" },
    { document: read("queue.put-integration-response.json"), operation: "put-integration-response" },
    { document: read("queue.default.put-integration-response.json"), operation: "put-integration-response" },
  ];
  for (const [name, inputs] of Object.entries({ chat, queue })) {
    for (const status of [200, 400, 500, 503]) {
      it(`answer a ${status} of the backend without a problem: ${name}`, () => {
        const request = name === "chat" ? read("chat.integration.request.json") : json(REQUEST);
        const result = simulateInputs(inputs, request, {
          backend: json({ status, body: "x" }),
          isComplete: true,
        });
        assert.ok(result.kind === "done");
        assert.deepEqual(result.simulation.problems, []);
        assert.equal(result.simulation.outcome, "answered");
      });
    }
  }
});

describe("check and deployment", () => {
  for (const each of CASES) {
    it(`agree on ${each.name}`, () => {
      const analysis = analysisOf(each);
      // The deployment infers the API, and knows no facts yet.
      if (each.protocol ?? each.facts) return;
      const { format } = analysis.document;
      const result = checkFile({
        text: each.text,
        fileName: each.fileName ?? "",
        operation: analysis.operation.name,
        format,
      });
      if (result.kind === "invalid" && result.reason !== undefined) return;
      const hasErrors = analysis.problems.some(({ severity }) => severity === "error");
      assert.equal(result.kind, hasErrors ? "invalid" : "checked");
    });
  }
});
