import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type ClientCapabilities, CodeActionTriggerKind } from "vscode-languageserver";
import { COPY_REQUEST, PASTE_REQUEST } from "../../server/src/protocol";
import { afterAction, positionAt } from "../support/lspEdits";
import { FOLDER, withServer } from "../support/lspServer";
import { parseCursor, parseRanges } from "../support/markers";

const URI = `${FOLDER}/a b/orders.put-integration.yaml`;
const FILE = `${FOLDER}/a%20b/orders.put-integration.application-json.vtl`;
const TEXT = 'type: MOCK\nrequestTemplates:\n  application/json: "{\\"statusCode\\"<|>: 200}"\n';

const CAN_CREATE: ClientCapabilities = {
  workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ["create", "rename"] } },
};

describe("a template as a file, for clients without commands", () => {
  const { text, offset } = parseCursor(TEXT);
  const start = positionAt(text, offset);
  const cursor = { start, end: start };

  it("is extracted to a new file next to its host", async () => {
    await withServer({ capabilities: CAN_CREATE }, async (server) => {
      await server.open(URI, text, "yaml");
      const [action, ...others] = (await server.codeActions(URI, cursor, ["refactor.extract"])) ?? [];
      assert.deepEqual(others, []);
      assert.equal(action?.title, "Extract template to orders.put-integration.application-json.vtl");
      const uri = `${FOLDER}/a b/orders.put-integration.application-json.vtl`;
      assert.deepEqual(action.edit?.documentChanges, [
        { kind: "create", uri, options: { overwrite: false, ignoreIfExists: false } },
        {
          textDocument: { uri, version: null },
          edits: [
            {
              range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
              newText: '{"statusCode": 200}',
            },
          ],
        },
      ]);
    });
  });

  for (const [what, options] of [
    ["cannot create files", {}],
    [
      "cannot make edits in documents",
      { capabilities: { workspace: { workspaceEdit: { resourceOperations: ["create"] } } } },
    ],
    [
      "has a command for that",
      { capabilities: CAN_CREATE, initializationOptions: { canEditTemplates: true } },
    ],
  ] as const) {
    it(`is not extracted for a client that ${what}`, async () => {
      await withServer(options as object, async (server) => {
        await server.open(URI, text, "yaml");
        assert.deepEqual(await server.codeActions(URI, cursor, ["refactor.extract"]), []);
      });
    });
  }

  it("is inserted from the open file", async () => {
    await withServer({}, async (server) => {
      await server.open(URI, text, "yaml");
      const actions = () => server.codeActions(URI, cursor, ["refactor.inline"]);
      assert.deepEqual(await actions(), []);
      await server.open(FILE, '{"statusCode": 201}\n', "vtl");
      const title = "Insert orders.put-integration.application-json.vtl into this string";
      assert.equal(afterAction(text, URI, await actions(), title), text.replace("200", "201"));
      await server.change(FILE, { text: '{"statusCode": 200}\n' });
      assert.deepEqual(await actions(), [], "the text is the same");
    });
  });

  it("is offered no action automatically", async () => {
    await withServer({ capabilities: CAN_CREATE }, async (server) => {
      await server.open(URI, text, "yaml");
      const actions = await server.codeActions(URI, cursor, undefined, CodeActionTriggerKind.Automatic);
      assert.deepEqual(
        actions?.filter(({ kind }) => kind?.startsWith("refactor")),
        [],
      );
    });
  });
});

describe("a string in YAML", () => {
  const quoted = parseCursor(TEXT);
  const block = 'type: MOCK\nrequestTemplates:\n  application/json: |-\n    {"statusCode": 200}\n';

  it("is turned into a block scalar and back", async () => {
    await withServer({}, async (server) => {
      const at = (text: string) => {
        const start = positionAt(text, text.indexOf("statusCode"));
        return { start, end: start };
      };
      await server.open(URI, quoted.text, "yaml");
      const there = await server.codeActions(URI, at(quoted.text), ["refactor.rewrite"]);
      assert.equal(afterAction(quoted.text, URI, there, "Turn into block scalar"), block);
      await server.change(URI, { text: block });
      const back = await server.codeActions(URI, at(block), ["refactor.rewrite"]);
      assert.equal(afterAction(block, URI, back, "Turn into quoted string"), quoted.text);
    });
  });
});

describe("text that is pasted or copied", () => {
  const uri = `${FOLDER}/put-integration.json`;
  const { text, spans } = parseRanges('{"type": "MOCK", "requestTemplates": {"a/b": "<|{\\"a\\"|>: 1}"}}');
  const [span = { start: 0, end: 0 }] = spans;
  const range = { start: positionAt(text, span.start), end: positionAt(text, span.end) };

  it("is escaped and unescaped in the strings of an input", async () => {
    await withServer({}, async (server) => {
      await server.open(uri, text);
      const paste = { uri, range, text: '"\n' };
      assert.deepEqual(await server.connection.sendRequest(PASTE_REQUEST, paste), {
        escaped: '\\"\\n',
        likely: "escaped",
      });
      assert.equal(
        await server.connection.sendRequest(COPY_REQUEST, { uri, range, source: '{\\"a\\"' }),
        '{"a"',
      );
      assert.equal(
        await server.connection.sendRequest(COPY_REQUEST, { uri, range, source: '{\\"b\\"' }),
        null,
      );
    });
  });

  it("is left alone in other files", async () => {
    await withServer({}, async (server) => {
      const other = `${FOLDER}/package.json`;
      await server.open(other, '{"name": "b\\nc"}');
      const paste = { uri: other, range, text: '"\n' };
      assert.equal(await server.connection.sendRequest(PASTE_REQUEST, paste), null);
      assert.equal(
        await server.connection.sendRequest(COPY_REQUEST, { uri: other, range, source: "" }),
        null,
      );
      assert.equal(
        await server.connection.sendRequest(PASTE_REQUEST, { ...paste, uri: `${FOLDER}/closed` }),
        null,
      );
    });
  });
});
