import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { CodeActionTriggerKind } from "vscode-languageserver";
import { CONVERT_COMMAND } from "../../server/src/protocol";
import { MOCK, TEMPLATES } from "../support/inputs";
import { afterAction, wholeOf } from "../support/lspEdits";
import { FOLDER, type LspServer, withServer } from "../support/lspServer";

const URI = `${FOLDER}/integration-params.json`;

/** [title, text before, text after] */
const fixes: readonly (readonly [string, string, string])[] = [
  ['Write "MOCK"', `{"IntegrationType": "mock", ${TEMPLATES}}`, `{${MOCK}}`],
  [
    "Escape the line breaks",
    `{"IntegrationType": "MOCK", "RequestTemplates": {"$default": "{\n  \\"statusCode\\": 200\n}"}}`,
    `{"IntegrationType": "MOCK", "RequestTemplates": {"$default": "{\\n  \\"statusCode\\": 200\\n}"}}`,
  ],
  ['Rename to "IntegrationType"', `{"integrationType": "MOCK", ${TEMPLATES}}`, `{${MOCK}}`],
  ['Remove "$schema"', `{\n  "$schema": "x",\n  ${MOCK}\n}`, `{\n  ${MOCK}\n}`],
  [
    "Write 29000",
    `{\r\n\t${MOCK}, "Description": "👋",\r\n\t"TimeoutInMillis": 29001\r\n}`,
    `{\r\n\t${MOCK}, "Description": "👋",\r\n\t"TimeoutInMillis": 29000\r\n}`,
  ],
  [
    'Insert IntegrationMethod "ANY"',
    '{\n    "IntegrationType": "HTTP_PROXY",\n    "IntegrationUri": "https://example.com",\n    "PayloadFormatVersion": "1.0"\n}',
    '{\n    "IntegrationType": "HTTP_PROXY",\n    "IntegrationUri": "https://example.com",\n    "PayloadFormatVersion": "1.0",\n    "IntegrationMethod": "ANY"\n}',
  ],
];

describe("Code actions", () => {
  for (const [title, before, after] of fixes) {
    it(`fix a file: ${title}`, async () => {
      await withServer({}, async (server) => {
        const diagnostics = await server.open(URI, before);
        const actions = await server.codeActions(URI, wholeOf(before), ["quickfix"]);
        assert.equal(afterAction(before, URI, actions, title), after);
        for (const action of actions ?? []) {
          assert.equal(action.kind, "quickfix");
          // Each names the diagnostics of the client that it fixes.
          assert.equal(action.diagnostics?.length, 1);
          assert.ok(diagnostics.some(({ message }) => message === action.diagnostics?.[0]?.message));
        }
        await server.change(URI, { text: after });
        assert.deepEqual(await server.diagnostics(URI), []);
      });
    });
  }

  const twoFaults = `{"IntegrationType": "mock", ${TEMPLATES},\n"TimeoutInMillis": "50"}`;

  it("are limited to the requested range", async () => {
    await withServer({}, async (server) => {
      await server.open(URI, twoFaults);
      const at = { line: 1, character: 20 };
      const actions = await server.codeActions(URI, { start: at, end: at }, ["quickfix"]);
      assert.deepEqual(
        actions?.map(({ title }) => title),
        ["Write 50"],
      );
    });
  });

  it("escape the line breaks of a string from anywhere in it, as the preferred fix", async () => {
    const [, before, after] = fixes[1] ?? ["", "", ""];
    await withServer({}, async (server) => {
      await server.open(URI, before);
      for (const line of [0, 1, 2]) {
        const at = { line, character: 0 };
        const start = line === 0 ? { line, character: before.indexOf("{\n") } : at;
        const actions = await server.codeActions(URI, { start, end: start }, ["quickfix"]);
        assert.equal(afterAction(before, URI, actions, "Escape the line breaks"), after);
        assert.deepEqual(
          actions?.map(({ isPreferred }) => isPreferred),
          [true],
        );
      }
      const all = await server.codeActions(URI, wholeOf(before), ["source.fixAll"]);
      assert.equal(afterAction(before, URI, all, "Fix all auto-fixable problems"), after);
    });
  });

  it("respect the requested kinds", async () => {
    await withServer({}, async (server) => {
      await server.open(URI, twoFaults);
      const whole = wholeOf(twoFaults);
      assert.deepEqual(
        await server.codeActions(URI, whole, ["refactor.extract", "source.organizeImports"]),
        [],
      );
      assert.equal((await server.codeActions(URI, whole, ["quickfix"]))?.length, 2);
      const any = await server.codeActions(URI, whole, [""]);
      assert.equal(any?.filter(({ kind }) => kind === "quickfix").length, 2);
    });
  });

  it("offer the refactorings of a template in a string, when invoked", async () => {
    const text = `{"IntegrationType": "MOCK", "RequestTemplates": {"a/b": "{\\"c\\": \\"$input.params('d')\\"}"}}`;
    const at = { line: 0, character: text.indexOf("params") };
    const range = { start: at, end: at };
    await withServer({}, async (server) => {
      await server.open(URI, text);
      const kinds = async (only?: string[], trigger?: CodeActionTriggerKind): Promise<readonly unknown[]> =>
        ((await server.codeActions(URI, range, only, trigger)) ?? [])
          .filter(({ title }) => /variable|braces/.test(title))
          .map(({ title, kind }) => [kind, title]);
      assert.deepEqual(await kinds(["refactor"]), [
        ["refactor.extract", "Extract to variable $d"],
        ["refactor.rewrite", "Add braces"],
      ]);
      assert.deepEqual(await kinds(["refactor.extract"]), [["refactor.extract", "Extract to variable $d"]]);
      assert.deepEqual(await kinds(["quickfix"]), []);
      assert.deepEqual(await kinds(undefined, CodeActionTriggerKind.Automatic), []);
      const actions = (await server.codeActions(URI, range, ["refactor.extract"])) ?? [];
      assert.equal(
        afterAction(text, URI, actions, "Extract to variable $d"),
        `{"IntegrationType": "MOCK", "RequestTemplates": {"a/b": "{\\"c\\": \\"#set($d = $input.params('d'))$d\\"}"}}`,
      );
    });
  });

  it("apply all safe fixes to a whole file on request", async () => {
    await withServer({}, async (server) => {
      const text = `{"integrationType": "MOCK", ${TEMPLATES},\n"TimeoutInMillis": "50"}`;
      await server.open(URI, text);
      const [action, ...others] = (await server.codeActions(URI, wholeOf(text), ["source.fixAll"])) ?? [];
      assert.ok(action && others.length === 0);
      const after = `{"IntegrationType": "MOCK", ${TEMPLATES},\n"TimeoutInMillis": 50}`;
      assert.equal(afterAction(text, URI, [action], action.title), after);
    });
  });

  it("offer changes to the whole file only when invoked explicitly, not for the light bulb", async () => {
    await withServer({ initializationOptions: { canConvert: true } }, async (server) => {
      await server.open(URI, twoFaults);
      const titles = async (trigger: CodeActionTriggerKind): Promise<readonly string[] | undefined> =>
        (await server.codeActions(URI, wholeOf(twoFaults), undefined, trigger))?.map(({ title }) => title);
      const fixes = ['Write "MOCK"', "Write 50"];
      assert.deepEqual(await titles(CodeActionTriggerKind.Automatic), fixes);
      assert.deepEqual(await titles(CodeActionTriggerKind.Invoked), [
        ...fixes,
        "Convert to YAML",
        "Convert to a REST API's put-integration input",
      ]);
    });
  });

  it("are empty for a correct file", async () => {
    await withServer({}, async (server) => {
      const text = `{${MOCK}}`;
      await server.open(URI, text);
      assert.deepEqual(await server.codeActions(URI, wholeOf(text), ["quickfix"]), []);
    });
  });

  it("are filtered by kind, including those for the whole file", async () => {
    const text = `{${MOCK}, "ApiId": "a1b2c3d4e5", "timeoutInMillis": 50}`;
    const kindsOf = async (server: LspServer, only?: string[]) =>
      (await server.codeActions(URI, wholeOf(text), only))?.map(({ kind }) => kind);
    await withServer({}, async (server) => {
      await server.open(URI, text);
      // Fixing everything is meant for saving, and is not requested here.
      assert.deepEqual(await kindsOf(server), ["quickfix", "refactor.rewrite"]);
      for (const asked of ["refactor", "refactor.rewrite"]) {
        assert.deepEqual(await kindsOf(server, [asked]), ["refactor.rewrite"]);
      }
      for (const asked of ["source", "source.fixAll", "source.fixAll.apigw"]) {
        assert.deepEqual(await kindsOf(server, [asked]), ["source.fixAll.apigw"]);
      }
      for (const asked of ["source.fixAll.eslint", "source.fix", "refactor.rewrite.other"]) {
        assert.deepEqual(await kindsOf(server, [asked]), []);
      }
    });
  });

  it("sort the members of a file", async () => {
    const title = "Sort members in the AWS CLI's order";
    await withServer({}, async (server) => {
      const text = `{\n  ${TEMPLATES},\n  "ApiId": "a1b2c3d4e5"\n}`;
      const sorted = `{\n  "ApiId": "a1b2c3d4e5",\n  ${TEMPLATES}\n}`;
      await server.open(URI, text);
      const start = { line: 0, character: 0 };
      const actions = await server.codeActions(URI, { start, end: start }, ["refactor"]);
      assert.equal(afterAction(text, URI, actions, title), sorted);
      await server.change(URI, { text: sorted });
      assert.deepEqual(await server.codeActions(URI, wholeOf(sorted), ["refactor"]), []);
    });
  });

  for (const [name, text, titles] of [
    [
      "create-integration.json",
      `{${MOCK}}`,
      ["Convert to YAML", "Convert to a REST API's put-integration input"],
    ],
    ["put-integration.yaml", "type: MOCK\n", ["Convert to JSON", "Convert to a create-integration input"]],
    ["update-integration.json", '{"IntegrationId": "a"}', ["Convert to YAML"]],
  ] as const) {
    it(`convert ${name} where the client can`, async () => {
      const uri = `${FOLDER}/${name}`;
      const languageId = name.endsWith(".yaml") ? "yaml" : "json";
      await withServer({ initializationOptions: { canConvert: true } }, async (server) => {
        await server.open(uri, text, languageId);
        const actions = await server.codeActions(uri, wholeOf(text), ["refactor.rewrite"]);
        assert.deepEqual(
          actions?.map((action) => action.title),
          titles,
        );
        for (const { command, edit } of actions ?? []) {
          assert.deepEqual(
            [command?.command, command?.arguments?.[0], edit],
            [CONVERT_COMMAND, uri, undefined],
          );
        }
      });
      await withServer({}, async (server) => {
        await server.open(uri, text, languageId);
        assert.deepEqual(await server.codeActions(uri, wholeOf(text), ["refactor.rewrite"]), []);
      });
    });
  }

  it("fix YAML in its own style", async () => {
    const uri = `${FOLDER}/integration-params.yaml`;
    const text =
      "# ours\nIntegrationTyp: MOCK\nRequestTemplates:\n  application/json:\n    statusCode: 200\n";
    await withServer({}, async (server) => {
      await server.open(uri, text, "yaml");
      const actions = await server.codeActions(uri, wholeOf(text), ["quickfix"]);
      assert.equal(
        afterAction(text, uri, actions, 'Rename to "IntegrationType"'),
        text.replace("IntegrationTyp:", "IntegrationType:"),
      );
    });
  });
});
