import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  PREVIEW_REQUEST,
  type PreviewParams,
  type PreviewResult,
  TRACE_REQUEST,
  type TraceParams,
  type TraceResult,
} from "../../server/src/protocol";
import type { Range } from "../../server/src/syntax/lines";
import { positionAt } from "../support/lspEdits";
import { FOLDER, type LspServer, withServer } from "../support/lspServer";

const TEMPLATE = '{"name": "$input.path(\'$.name\')",\n "é": $input.json(\'$.size\')}';
const REQUEST = '{"body": {"name": "Rex", "size": 7}}';
const OUTPUT = '{"name": "Rex",\n "é": 7}';

const json = JSON.stringify({ type: "HTTP", requestTemplates: { "application/json": TEMPLATE } }, null, 2);
const yaml = `type: HTTP\nrequestTemplates:\n  application/json: |-\n    ${TEMPLATE.replace("\n", "\n    ")}\n`;
const openapi = `openapi: 3.0.1
paths:
  /pets:
    get:
      x-amazon-apigateway-integration:
        type: http
        uri: https://example.com
        httpMethod: GET
        requestTemplates:
          application/json: |-
            ${TEMPLATE.replace("\n", "\n            ")}
`;
const terraform = `resource "aws_api_gateway_integration" "pets" {
  type = "HTTP"
  uri  = "https://example.com"
  request_templates = {
    "application/json" = <<EOT
${TEMPLATE.replaceAll("$", "$")}
EOT
  }
}
`;

const trace = (server: LspServer, params: TraceParams): Promise<TraceResult> =>
  server.connection.sendRequest<TraceResult>(TRACE_REQUEST, params);
const preview = (server: LspServer, params: PreviewParams): Promise<PreviewResult> =>
  server.connection.sendRequest<PreviewResult>(PREVIEW_REQUEST, params);

function textAt(text: string, { start, end }: Range): string {
  const lines = text.split("\n");
  if (start.line === end.line) return (lines[start.line] ?? "").slice(start.character, end.character);
  return [
    (lines[start.line] ?? "").slice(start.character),
    ...lines.slice(start.line + 1, end.line),
    (lines[end.line] ?? "").slice(0, end.character),
  ].join("\n");
}

describe("traces of previews", () => {
  for (const [name, file, language, text, path] of [
    ["JSON", "put-integration.json", "json", json, ["requestTemplates", "application/json"]],
    ["YAML", "put-integration.yaml", "yaml", yaml, ["requestTemplates", "application/json"]],
    ["a template file", "a.vtl", "vtl", TEMPLATE, []],
    ["OpenAPI", "api.yaml", "yaml", openapi, undefined],
    ["Terraform", "main.tf", "terraform", terraform, undefined],
  ] as const) {
    it(`lead from the output into the file and back: ${name}`, async () => {
      const uri = `${FOLDER}/${file}`;
      await withServer({}, async (server) => {
        await server.open(uri, text, language);
        const at = await server.connection.sendRequest<{ readonly path: readonly string[] }>(
          "apigw/templateAt",
          {
            uri,
            position: positionAt(text, text.indexOf("$input")),
          },
        );
        if (path) assert.deepEqual(at.path, path);
        const params = { uri, path: at.path, request: REQUEST };
        const shown = await preview(server, params);
        assert.equal(shown?.output.trimEnd(), OUTPUT);
        assert.equal(shown?.language, "json");
        const toSource = await trace(server, { ...params, inOutput: { line: 1, character: 6 } });
        const [piece] = toSource?.pieces ?? [];
        assert.ok(piece);
        assert.equal(textAt(text, piece.rangeInFile ?? piece.range), "$input.json('$.size')");
        assert.deepEqual([piece.template, piece.value], ["$input.json('$.size')", "7"]);
        const back = await trace(server, {
          ...params,
          inSource: positionAt(text, text.indexOf("$input.path") + 3),
        });
        assert.deepEqual(
          back?.pieces.map(({ output }) => textAt(OUTPUT, output)),
          ["Rex"],
        );
        const outside = await trace(server, { ...params, inSource: { line: 0, character: 0 } });
        assert.equal(outside?.pieces.length, path?.length === 0 ? 1 : 0);
      });
    });
  }

  it("are of the sample request that is sent, and of the latest text", async () => {
    const uri = `${FOLDER}/a.vtl`;
    const params = { uri, path: [], inOutput: { line: 0, character: 1 } };
    await withServer({}, async (server) => {
      await server.open(uri, "$input.path('$.a')", "vtl");
      const value = async (request: string): Promise<string | undefined> =>
        (await trace(server, { ...params, request }))?.pieces[0]?.value;
      assert.equal(await value('{"body": {"a": 10}}'), "10");
      assert.equal(await value('{"body": {"a": 20}}'), "20");
      await server.change(uri, { text: "$input.path('$.b')" });
      assert.equal(await value('{"body": {"b": 30}}'), "30");
      assert.equal(await trace(server, { ...params, path: ["none"] }), null);
      assert.equal(await trace(server, { ...params, request: '{"headers": 1}' }), null);
    });
  });
});

describe("previews", () => {
  it("say where the output is broken, in the template and in the output", async () => {
    const uri = `${FOLDER}/put-integration.json`;
    await withServer({}, async (server) => {
      await server.open(uri, json);
      const path = ["requestTemplates", "application/json"];
      const shown = await preview(server, { uri, path, request: '{"body": {"name": "R\\"x", "size": 7}}' });
      const [problem] = shown?.problems ?? [];
      assert.ok(problem?.rangeInFile && problem.rangeInOutput);
      assert.deepEqual([problem.code, problem.severity], ["VTL-json", "warning"]);
      assert.equal(textAt(json, problem.rangeInFile), "$input.path('$.name')");
      assert.equal(textAt(shown?.output ?? "", problem.rangeInOutput).slice(0, 1), "x");
    });
  });

  it("end where a template fails", async () => {
    const uri = `${FOLDER}/a.vtl`;
    await withServer({}, async (server) => {
      await server.open(uri, "so far\n$input.path('$.a').substring(9)", "vtl");
      const shown = await preview(server, { uri, path: [], request: '{"body": {"a": "x"}}' });
      assert.equal(shown?.output, "so far\n");
      const end = { line: 1, character: 0 };
      assert.deepEqual(
        shown?.problems.map(({ severity, rangeInOutput }) => [severity, rangeInOutput]),
        [["error", { start: end, end }]],
      );
    });
  });

  it("render another text of the file, such as an earlier one", async () => {
    const uri = `${FOLDER}/put-integration.json`;
    const path = ["requestTemplates", "application/json"];
    await withServer({}, async (server) => {
      await server.open(uri, json);
      const text = JSON.stringify({ type: "HTTP", requestTemplates: { "application/json": "[1]" } });
      assert.equal((await preview(server, { uri, path, text }))?.output, "[1]");
      assert.equal(await preview(server, { uri, path, text: "{}" }), null);
      assert.equal(await preview(server, { uri, path, text: "not JSON" }), null);
      assert.match((await preview(server, { uri, path }))?.output ?? "", /name/);
      await server.open(`${FOLDER}/a.vtl`, "now", "vtl");
      const file = { uri: `${FOLDER}/a.vtl`, path: [] };
      assert.equal((await preview(server, { ...file, text: "before" }))?.output, "before");
      assert.equal((await preview(server, file))?.output, "now");
    });
  });

  it("end templates that would never end, and render large ones", async () => {
    const uri = `${FOLDER}/a.vtl`;
    await withServer({}, async (server) => {
      await server.open(uri, `${"#foreach($a in [1..999])".repeat(6)}x${"#end".repeat(6)}`, "vtl");
      const stopped = await preview(server, { uri, path: [] });
      assert.match(stopped?.problems[0]?.code ?? "", /^VTL-(time|steps|output)$/);
      const large = "$input.params('a') and text\n".repeat(11_000);
      await server.change(uri, { text: large });
      const shown = await preview(server, {
        uri,
        path: [],
        request: '{"queryStringParameters": {"a": "b"}}',
      });
      assert.deepEqual(shown?.problems, []);
      assert.equal(shown?.output, "b and text\n".repeat(11_000));
    });
  });
});
