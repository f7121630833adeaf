import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { type CompletionItem, getLanguageService, TextDocument } from "vscode-json-languageservice";
import { isCheckedBySchema, type SampleKind, sampleSchema } from "../../../server/src/samples";
import { schemaFiles } from "../../../server/src/samples/schemaFiles";
import { readBackend, readRequest } from "../../../server/src/simulate";
import { parse } from "../../../server/src/syntax/parse";
import { PROJECT } from "../../support/fixtures";
import { parseCursor } from "../../support/markers";

/** VS Code's JSON support with one of the schemas. */
function jsonSupport(kind: SampleKind, text: string) {
  const service = getLanguageService({});
  const uri = `schema:${kind}`;
  service.configure({ schemas: [{ uri, fileMatch: ["*"], schema: sampleSchema(kind) as object }] });
  const document = TextDocument.create("file:///a.request.json", "json", 0, text);
  return { service, document, json: service.parseJSONDocument(document) };
}

async function reported(kind: SampleKind, text: string): Promise<readonly (readonly [string, string])[]> {
  const { service, document, json } = jsonSupport(kind, text);
  const problems = await service.doValidation(document, json);
  return problems.map(({ range, message }) => [document.getText(range), String(message)]);
}

async function completions(kind: SampleKind, marked: string): Promise<readonly CompletionItem[]> {
  const { text, offset } = parseCursor(marked);
  const { service, document, json } = jsonSupport(kind, text);
  return (await service.doComplete(document, document.positionAt(offset), json))?.items ?? [];
}

describe("the schemas of sample files", () => {
  for (const { path, text } of schemaFiles()) {
    it(`${path} is up to date (if not, run npm run docs)`, () => {
      assert.equal(readFileSync(join(PROJECT, path), "utf8"), text);
    });
  }

  for (const [kind, text, at] of [
    ["request", '{"resourcePath": "/a/{id}", "body": {"x": [1]}, "headers": {"a": "b", "c": ["d", 1]}}', []],
    ["request", '{"resourcePath": 1}', ["1"]],
    ["request", '{"resourcePath": "/", "header": {}}', ['"header"']],
    ["request", '{"backend": {"status": 99}}', ["99"]],
    ["request", '{"backend": {"status": "404", "body": null}}', []],
    ["request", '{"backend": {"code": 1}}', ['"code"']],
    ["request", '{"stageVariables": {"a": ["b"]}}', ['["b"]']],
    ["request", '{"pathParameters": null, "queryStringParameters": {"a": {}}}', ["{}"]],
    ["request", '{"resourcePath": "/", "params": {"headers": {}}}', ['"headers"']],
    ["request", '{"resourcePath": "/", "context": []}', ["[]"]],
    ["request", '{"$schema": "schema:request", "method": 1}', ["1"]],
    ["response", '{"$schema": "schema:response", "status": 600, "error": 1}', ["600", "1"]],
    [
      "response",
      '{"$schema": "schema:response", "status": 200, "headers": {"A": ["b"]}, "body": "x", "error": "e"}',
      [],
    ],
  ] as const) {
    it(`report what the reader reports, where it does: ${text}`, async () => {
      assert.deepEqual((await reported(kind, text)).map(([where]) => where).sort(), [...at].sort());
      const tree = parse(text, "json");
      const { problems } = kind === "request" ? readRequest(tree) : readBackend(tree);
      assert.deepEqual(problems.map(({ span }) => text.slice(span.start, span.end)).sort(), [...at].sort());
    });
  }

  for (const [kind, text] of [
    ["request", '{"jsonrpc": "2.0", "method": "add", "params": [1, 2], "id": 1}'],
    ["request", '{"method": "GET", "url": "https://example.com", "headers": [{"name": "a", "value": "b"}]}'],
    ["request", '{"user": {"name": "Ann"}}'],
    ["request", "[1, 2]"],
    [
      "request",
      '{"resource": "/", "httpMethod": "GET", "queryStringParameters": null, "requestContext": {"stage": "a"}}',
    ],
    ["response", '{"status": "success", "error": {"code": 1}, "data": []}'],
  ] as const) {
    it(`report nothing in the files of other tools: ${text}`, async () => {
      assert.deepEqual(await reported(kind, text), []);
      const { root } = parse(text, "json");
      const names = root?.kind === "object" ? root.members.map(({ key }) => key.value) : [];
      assert.equal(isCheckedBySchema(kind, names), false);
    });
  }

  for (const [kind, marked, expected] of [
    ["request", "{<|>}", ["method", "headers", "body", "context", "stageVariables", "backend"]],
    ["request", '{"method": <|>}', ['"GET"', '"DELETE"']],
    ["request", '{"headers": {<|>}}', ["Authorization", "Content-Type", "X-Api-Key"]],
    ["request", '{"headers": {"Content-Type": <|>}}', ['"application/json"']],
    ["request", '{"params": {"header": {<|>}}}', ["Content-Type"]],
    ["request", '{"context": {<|>}}', ["identity", "stage", "eventType", "authorizer"]],
    ["request", '{"context": {"identity": {<|>}}}', ["sourceIp", "userArn"]],
    ["request", '{"context": {"eventType": <|>}}', ['"CONNECT"', '"MESSAGE"', '"DISCONNECT"']],
    ["request", '{"context": <|>}', ["WebSocket: connect", "HTTP API: JWT", "REST API: Cognito user"]],
    ["request", '{"backend": {<|>}}', ["status", "headers", "body", "error"]],
    ["request", '{"backend": {"headers": {<|>}}}', ["ETag", "Retry-After"]],
    ["response", "{<|>}", ["status", "body"]],
    ["request", "<|>", ["{ … } message"]],
  ] as const) {
    it(`suggest what can be typed: ${marked}`, async () => {
      const labels = (await completions(kind, marked)).map(({ label }) => label);
      for (const label of expected) assert.ok(labels.includes(label), `${label} in ${labels.join()}`);
    });
  }

  it("suggest no variable that only exists after the request", async () => {
    const labels = (await completions("request", '{"context": {<|>}}')).map(({ label }) => label);
    for (const name of ["responseOverride", "requestOverride", "integration", "error", "responseLatency"])
      assert.ok(!labels.includes(name), name);
  });

  it("explain each member", async () => {
    const { text, offset } = parseCursor('{"back<|>end": {}}');
    const { service, document, json } = jsonSupport("request", text);
    const hover = await service.doHover(document, document.positionAt(offset), json);
    assert.match(JSON.stringify(hover?.contents), /What the backend responds to this request/);
  });
});
