import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { parse, simulateInputs, simulationMarkdown } from "../../../server/src/service";
import { fencedBlocks } from "../../support/markdown";
import { type Input, LAMBDA_URI, restResponse, restTo } from "../../support/simulations";

const HINTS = { needsBackend: "Give it.", needsResponses: "Give them." };

function documentOf(integration: Input, responses: readonly Input[], request: Input, backend?: Input) {
  const texts = [integration, ...responses].map((input) => JSON.stringify(input));
  const inputs = texts.map((text, index) => ({
    document: parse(text, "json"),
    operation: index === 0 ? ("put-integration" as const) : ("put-integration-response" as const),
  }));
  const result = simulateInputs(inputs, parse(JSON.stringify(request), "json"), {
    ...(backend && { backend: parse(JSON.stringify(backend), "json") }),
  });
  assert.ok(result.kind === "done");
  const files = texts.map((_, index) => `${index}.json`);
  return { texts, ...simulationMarkdown(files, result.simulation, HINTS) };
}

const INTEGRATION = restTo("AWS", {
  uri: LAMBDA_URI,
  requestParameters: {
    "integration.request.header.Id": "method.request.path.id",
    "integration.request.header.None": "method.request.header.None",
  },
  requestTemplates: {
    "application/json": '#set($context.requestOverride.header.Who = "me"){"name": $input.json("$.name")}',
    "text/plain": "text",
  },
});
const RESPONSES = [
  restResponse(),
  restResponse({
    statusCode: "404",
    selectionPattern: "No .*",
    responseTemplates: { "application/json": '{"error": $input.json("$.errorMessage")}' },
  }),
];
const REQUEST = {
  method: "POST",
  path: "/pets/7",
  resourcePath: "/pets/{id}",
  queryStringParameters: { tag: ["a", "b c"] },
  body: { name: "Rex" },
};

describe("the document of a simulation", () => {
  it("shows the whole way in sections", () => {
    const { text } = documentOf(INTEGRATION, RESPONSES, REQUEST, { error: "No pet" });
    assert.deepEqual(text.match(/^#.*/gm), [
      "# `POST /pets/7?tag=a&tag=b%20c` → 404",
      "## 1. The client's request",
      "## 2. Request template: `application/json`",
      "## 3. Parameter mappings of the request",
      "## 4. Output of the request template",
      "## 5. Overrides of the request",
      "## 6. The request to the backend",
      "## 7. The backend's response",
      "## 8. Integration response: `404 No .*`",
      "## 9. Response template: `application/json`",
      "## 10. Output of the response template",
      "## 11. The response to the client",
    ]);
    assert.match(text, /^REST API · `AWS` integration$/m);
    assert.match(text, /^- ✗ `text\/plain`: its key does not match · 0\.json:1:\d+$/m);
    assert.match(text, /^- `header\.Id` = `method\.request\.path\.id` → `"7"` · 0\.json:1:\d+$/m);
    assert.match(text, /^- `header\.None` = .* → omitted, because it has no value · /m);
    assert.match(text, /^- `header\.Who` = `"me"` · /m);
    assert.match(text, /^- ✗ `200`: the default, only used if no pattern matches · 1\.json:1:\d+$/m);
    assert.deepEqual(
      fencedBlocks(text).map(({ text: block }) => block),
      [
        "POST /pets/7?tag=a&tag=b%20c",
        '{"name":"Rex"}',
        '{"name": "Rex"}',
        `POST ${LAMBDA_URI}\nId: 7\nWho: me`,
        '{"name": "Rex"}',
        "200\nerror: No pet",
        '{"errorMessage":"No pet"}',
        '{"error": "No pet"}',
        "404\nContent-Type: application/json",
        '{"error": "No pet"}',
      ],
    );
  });

  it("links each place that it names", () => {
    const { text, texts, links } = documentOf(INTEGRATION, RESPONSES, REQUEST, { error: "No pet" });
    assert.ok(links.length > 8);
    for (const { span, place } of links) {
      const { start, end } = place.range;
      assert.equal(text.slice(span.start, span.end), `${place.document}.json:1:${start.character + 1}`);
      assert.ok(end.character <= (texts[place.document]?.length ?? 0));
    }
  });

  it("says what is missing where it ends", () => {
    assert.match(
      documentOf(INTEGRATION, RESPONSES, REQUEST).text,
      /## 7\. The backend's response\n\nThe next step depends on the backend\. Give it\.\n$/,
    );
    assert.match(
      documentOf(INTEGRATION, [], REQUEST, {}).text,
      /## 8\. Integration response\n\nThe next step depends on the integration responses\. Give them\.\n$/,
    );
  });

  it("starts with the problems and what AWS logs", () => {
    const broken = restTo("HTTP", { requestTemplates: { "application/json": "#foreach(" } });
    const { text } = documentOf(broken, [], {});
    assert.match(
      text,
      /^# `POST \/` → 500\n\nREST API · `HTTP` integration\n\n(?:- \*\*error\*\* `[\w-]+`: .* · line 1\n)+ {2}AWS logs: `Execution failed/,
    );
  });

  for (const hostile of [
    "```\n# not a heading\n````json\n",
    "`` ` ``",
    "<img src=x onerror=alert(1)>",
    "![x](https://example.com/x.png) [a](b)\n\n## 9. Forged",
    "\u2028\u0000\ud800",
  ]) {
    it(`keeps ${JSON.stringify(hostile)} a value`, () => {
      const { text } = documentOf(
        restTo("HTTP", {
          requestTemplates: { "application/json": "$input.body", [hostile]: "x" },
          requestParameters: { "integration.request.header.X": "method.request.header.X" },
        }),
        [restResponse({ selectionPattern: hostile }), restResponse({ statusCode: "400" })],
        { method: hostile, path: `/${hostile}`, headers: { X: hostile }, body: hostile },
        { status: 200, body: hostile },
      );
      const outside = fencedBlocks(text).reduce((rest, { whole }) => rest.replace(whole, ""), text);
      const headings = outside.split("\n").filter((line) => line.startsWith("#"));
      assert.ok(headings.slice(1).every((line, index) => line.startsWith(`## ${index + 1}. `)));
      const prose = outside.replace(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, "");
      assert.doesNotMatch(prose, /[<[]|Forged/);
      assert.equal(
        fencedBlocks(text).filter(({ text: block }) => block.includes(hostile.trimEnd())).length >= 3,
        true,
      );
    });
  }
});
