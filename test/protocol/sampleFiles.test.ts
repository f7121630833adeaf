import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { CodeAction, Hover } from "vscode-languageserver/node";
import { PREVIEW_REQUEST, type PreviewResult } from "../../server/src/protocol";
import { positionAt, textAt } from "../support/lspEdits";
import { FOLDER, type LspServer, withServer } from "../support/lspServer";
import { parseCursor } from "../support/markers";

const INPUT = `${FOLDER}/orders.put-integration.json`;
const REQUEST = `${FOLDER}/orders.put-integration.request.json`;
const RESPONSE = `${FOLDER}/orders.put-integration.response.json`;
const PATH = ["requestTemplates", "application/json"];
const TEXT = JSON.stringify({
  type: "HTTP",
  integrationHttpMethod: "GET",
  uri: "https://example.com",
  requestTemplates: { "application/json": "{}" },
});

/** The problems of an open file, with the text that each of them is at. */
async function problems(server: LspServer, uri: string, text: string): Promise<readonly unknown[]> {
  return (await server.diagnostics(uri)).map(({ message, range }) => [textAt(text, range), message]);
}

describe("the problems of sample files", () => {
  for (const [uri, text, expected] of [
    [REQUEST, '{"headers": {"a": "b"}, "body": {}}', []],
    [REQUEST, '{"header": {}}', [['"header"', /^A request has no member header\. Expected one of: /]]],
    [
      REQUEST,
      '{"headers": 1, "method": 2}',
      [
        ["2", /^method must be a string\.$/],
        ["1", /^headers must be an object of names and values\.$/],
      ],
    ],
    [REQUEST, '{"body": }', [['"body"', /^A request cannot be read: /]]],
    [REQUEST, "[]", [["[]", /^A request must be an object/]]],
    [RESPONSE, '{"status": 200, "body": {}}', []],
    [RESPONSE, '{"status": 1000}', [["1000", /^status must be an integer from 100 to 599\.$/]]],
  ] as const) {
    it(`are reported where they are: ${text}`, async () => {
      await withServer({}, async (server) => {
        await server.open(INPUT, TEXT);
        await server.open(uri, text);
        const found = await problems(server, uri, text);
        assert.deepEqual(
          found.map((problem) => (problem as readonly unknown[])[0]).sort(),
          expected.map(([at]) => at).sort(),
        );
        for (const [at, message] of expected)
          assert.ok(
            found.some((problem) => {
              const [where, what] = problem as readonly [string, string];
              return where === at && message.test(what);
            }),
            JSON.stringify(found),
          );
      });
    });
  }

  it("are those of a template file, too", async () => {
    await withServer({}, async (server) => {
      await server.open(`${FOLDER}/body.vtl`, "{}", "vtl");
      await server.open(`${FOLDER}/body.request.json`, '{"x": 1}');
      assert.equal((await server.diagnostics(`${FOLDER}/body.request.json`)).length, 1);
    });
  });

  it("are reported only while the input is open, because other projects have such files, too", async () => {
    await withServer({}, async (server) => {
      const text = '{"user": {"name": "x"}}';
      await server.open(REQUEST, text);
      assert.deepEqual(await server.diagnostics(REQUEST), []);
      await server.open(`${FOLDER}/orders.put-integration.yaml`, "services: []\n", "yaml");
      await server.change(REQUEST, { text });
      assert.deepEqual(await server.diagnostics(REQUEST), []);
      await server.open(INPUT, TEXT);
      await server.change(REQUEST, { text });
      assert.equal((await server.diagnostics(REQUEST)).length, 1);
      await server.close(INPUT);
      await server.change(REQUEST, { text });
      assert.deepEqual(await server.diagnostics(REQUEST), []);
    });
  });

  it("are left to the editor where it reports JSON itself", async () => {
    await withServer({ initializationOptions: { editorValidatesJson: true } }, async (server) => {
      await server.open(INPUT, TEXT);
      await server.open(REQUEST, '{"body": }');
      assert.deepEqual(await server.diagnostics(REQUEST), []);
      await server.change(REQUEST, { text: '{"x": 1}' });
      assert.equal((await server.diagnostics(REQUEST)).length, 1);
    });
  });

  it("are left to the schema where the editor reports what contradicts it", async () => {
    await withServer({ initializationOptions: { editorValidatesJson: true } }, async (server) => {
      await server.open(INPUT, TEXT);
      await server.open(REQUEST, '{"resourcePath": "/", "method": 1}');
      assert.deepEqual(await server.diagnostics(REQUEST), []);
    });
  });

  it("are reported without the input if the members tell that it is a sample", async () => {
    await withServer({}, async (server) => {
      await server.open(REQUEST, '{"resourcePath": "/", "method": 1}');
      assert.equal((await server.diagnostics(REQUEST)).length, 1);
    });
  });

  it("are those of the files in a folder, too", async () => {
    await withServer({}, async (server) => {
      await server.open(INPUT, TEXT);
      const uri = `${FOLDER}/orders.put-integration.requests/empty.json`;
      await server.open(uri, '{"x": 1}');
      assert.equal((await server.diagnostics(uri)).length, 1);
    });
  });

  it("are part of a preview, with their places", async () => {
    await withServer({}, async (server) => {
      await server.open(INPUT, TEXT);
      const request = '{\n  "headers": 1\n}';
      const result = await server.connection.sendRequest<PreviewResult>(PREVIEW_REQUEST, {
        uri: INPUT,
        path: PATH,
        request,
      });
      assert.deepEqual(result, {
        output: "",
        language: "plaintext",
        problems: [
          {
            message: "headers must be an object of names and values.",
            severity: "error",
            of: "request",
            range: { start: { line: 1, character: 13 }, end: { line: 1, character: 14 } },
          },
        ],
      });
    });
  });

  for (const [name, file, language, text] of [
    [
      "JSON",
      "/b.put-integration.json",
      "json",
      String.raw`{"requestTemplates": {"a/b": "\"\n$input.json('$.[')"}}`,
    ],
    [
      "YAML",
      "/b.put-integration.yaml",
      "yaml",
      `requestTemplates:\n  a/b: |-\n    "\n    $input.json('$.[')\n`,
    ],
    [
      "patch operations",
      "/b.update-integration.json",
      "json",
      String.raw`{"restApiId": "a", "patchOperations": [
        {"op": "add", "path": "/requestTemplates/a~1b", "value": "\"\n$input.json('$.[')"}]}`,
    ],
  ] as const) {
    it(`put the problems of a template where it is written: ${name}`, async () => {
      const uri = FOLDER + file;
      await withServer({}, async (server) => {
        await server.open(uri, text, language);
        const result = await server.connection.sendRequest<PreviewResult>(PREVIEW_REQUEST, {
          uri,
          path:
            name === "patch operations"
              ? ["patchOperations", "/requestTemplates/a~1b"]
              : ["requestTemplates", "a/b"],
          request: '{"body": {}}',
        });
        const places = result?.problems.map(({ of, range, rangeInFile }) => [
          of,
          range.start.line,
          rangeInFile && textAt(text, rangeInFile),
        ]);
        assert.deepEqual(places, [["template", 1, ".json('$.[')"]]);
      });
    });
  }
});

describe("credentials in sample files", () => {
  const text = '{"headers": {"Authorization": "Bearer q8Zx2Lk9Qw7Rt5Yp", "Cookie": "id=REDACTED"}}';

  for (const editorValidatesJson of [false, true]) {
    it(`are information with a fix, ${editorValidatesJson ? "also" : "even"} where the editor ${editorValidatesJson ? "reports" : "does not report"} JSON`, async () => {
      await withServer({ initializationOptions: { editorValidatesJson } }, async (server) => {
        await server.open(INPUT, TEXT);
        await server.open(REQUEST, text);
        const [found, ...others] = await server.diagnostics(REQUEST);
        assert.ok(found);
        assert.deepEqual(others, []);
        assert.deepEqual(
          [textAt(text, found.range), found.severity, found.code],
          ['"Bearer q8Zx2Lk9Qw7Rt5Yp"', 3, "sample-secret"],
        );
        const [fix] =
          (await server.ask<CodeAction[]>("codeAction", REQUEST, {
            range: found.range,
            context: { diagnostics: [found] },
          })) ?? [];
        const edit = fix?.edit?.changes?.[REQUEST]?.[0];
        assert.equal(edit?.newText, '"Bearer REDACTED"');
        assert.deepEqual(edit?.range, found.range);
      });
    });
  }
});

describe("completion and hovers in sample files", () => {
  const labels = async (
    uri: string,
    marked: string,
    options = {},
    owner = { uri: INPUT, text: TEXT },
  ): Promise<readonly string[]> => {
    const { text, offset } = parseCursor(marked);
    let found: readonly string[] = [];
    await withServer({ initializationOptions: options }, async (server) => {
      await server.open(owner.uri, owner.text);
      await server.open(uri, text);
      found = ((await server.complete(uri, positionAt(text, offset))) ?? []).map(({ label }) => label);
    });
    return found;
  };

  for (const [marked, expected] of [
    ["{<|>}", ["method", "path", "headers", "body", "context", "backend"]],
    ['{"headers": {"<|>"}}', ["Content-Type", "X-Api-Key"]],
    ['{"method": "<|>"}', ["GET", "DELETE"]],
    ['{"context": {"identity": {<|>}}}', ["sourceIp", "vpceId"]],
    ['{"backend": {<|>}}', ["status", "error"]],
    ["<|>", ["{ … } request with a body"]],
  ] as const) {
    it(`suggest what the schema has: ${marked}`, async () => {
      const found = await labels(REQUEST, marked);
      for (const label of expected) assert.ok(found.includes(label), `${label} in ${found.join()}`);
    });
  }

  it("suggest what the kind of API has", async () => {
    assert.ok(!(await labels(REQUEST, '{"context": {<|>}}')).includes("connectionId"));
    const text = JSON.stringify({
      ApiId: "a",
      IntegrationType: "MOCK",
      RequestTemplates: { "200": "{}" },
      TemplateSelectionExpression: "200",
    });
    const found = await labels(
      `${FOLDER}/chat.create-integration.request.json`,
      '{"context": {<|>}}',
      {},
      { uri: `${FOLDER}/chat.create-integration.json`, text },
    );
    assert.ok(found.includes("connectionId"), found.join());
    assert.ok(!found.includes("resourcePath"), found.join());
  });

  it("are left to an editor that knows the schemas, and to others in files that are not samples", async () => {
    assert.deepEqual(await labels(REQUEST, "{<|>}", { editorValidatesJson: true }), []);
    assert.deepEqual(
      await labels(`${FOLDER}/other.request.json`, '{"url": "https://example.com", "headers": {<|>}}'),
      [],
    );
  });

  it("explain members and values", async () => {
    await withServer({}, async (server) => {
      const { text, offset } = parseCursor('{"context": {"event<|>Type": "CONNECT"}}');
      await server.open(INPUT, TEXT);
      await server.open(REQUEST, text);
      const hover = await server.ask<Hover>("hover", REQUEST, { position: positionAt(text, offset) });
      const schema = await server.ask<Hover>("hover", REQUEST, { position: positionAt(text, 3) });
      assert.match(JSON.stringify(schema?.contents), /Values of `\$context`/);
      assert.equal(hover, null, "REST APIs have no eventType");
    });
  });
});
