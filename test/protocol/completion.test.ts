import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { ClientCapabilities, CompletionItem } from "vscode-languageserver/node";
import { accepted, positionAt } from "../support/lspEdits";
import { FOLDER, type LspServer, withServer } from "../support/lspServer";
import { parseCursor } from "../support/markers";

const URI = `${FOLDER}/integration-params.json`;
const SNIPPETS: ClientCapabilities = {
  textDocument: { completion: { completionItem: { snippetSupport: true } } },
};

interface Case {
  readonly what: string;
  readonly before: string;
  readonly label: string;
  /** With snippets; `<|>` is where the cursor goes first. */
  readonly after: string;
  /** Without snippets. */
  readonly plain: string;
}

const cases: readonly Case[] = [
  {
    what: "a member's name",
    before: "{<|>}",
    label: "IntegrationType",
    after: '{"IntegrationType": "<|>"}',
    plain: '{"IntegrationType": ""}',
  },
  {
    what: "a name inside quotes",
    before: '{\n  "Integ<|>"\n}',
    label: "IntegrationUri",
    after: '{\n  "IntegrationUri": "<|>"\n}',
    plain: '{\n  "IntegrationUri": ""\n}',
  },
  {
    what: "a name behind one whose comma is missing",
    before: '{\n  "IntegrationType": "MOCK"\n  "Tim<|>"\n}',
    label: "TimeoutInMillis",
    after: '{\n  "IntegrationType": "MOCK",\n  "TimeoutInMillis": 29000<|>\n}',
    plain: '{\n  "IntegrationType": "MOCK",\n  "TimeoutInMillis": 29000\n}',
  },
  {
    what: "a name that has its value",
    before: '{"Conn<|>": "VPC_LINK", "ApiId": "a"}',
    label: "ConnectionType",
    after: '{"ConnectionType": "VPC_LINK", "ApiId": "a"}',
    plain: '{"ConnectionType": "VPC_LINK", "ApiId": "a"}',
  },
  {
    what: "a value inside quotes",
    before: '{"IntegrationType": "<|>"}',
    label: "AWS_PROXY",
    after: '{"IntegrationType": "AWS_PROXY"}',
    plain: '{"IntegrationType": "AWS_PROXY"}',
  },
  {
    what: "a value without quotes, with the comma before the next member",
    before: '{"IntegrationType": M<|>\n"ApiId": "a"}',
    label: "MOCK",
    after: '{"IntegrationType": "MOCK",\n"ApiId": "a"}',
    plain: '{"IntegrationType": "MOCK",\n"ApiId": "a"}',
  },
  {
    what: "a key with a dollar sign",
    before: '{"IntegrationType": "MOCK", "RequestTemplates": {"<|>"}}',
    label: "$default",
    after: '{"IntegrationType": "MOCK", "RequestTemplates": {"$default": "<|>"}}',
    plain: '{"IntegrationType": "MOCK", "RequestTemplates": {"$default": ""}}',
  },
];

describe("Completion", () => {
  for (const { what, before, label, after, plain } of cases) {
    it(`writes ${what}`, async () => {
      const { text, offset } = parseCursor(before);
      await withServer({ capabilities: SNIPPETS }, async (server) => {
        assert.equal(accepted(text, await itemAt(server, text, offset, label)), after);
      });
      await withServer({}, async (server) => {
        const item = await itemAt(server, text, offset, label);
        assert.notEqual(item.insertTextFormat, 2);
        assert.equal(accepted(text, item), plain);
      });
    });
  }

  it("starts an empty file", async () => {
    await withServer({}, async (server) => {
      const [item, ...others] = await itemsAt(server, "", 0);
      assert.ok(item && others.length === 0);
      const text = accepted("", item);
      assert.deepEqual(JSON.parse(text), { IntegrationType: "" });
      await server.change(URI, { text });
      const values = await server.complete(URI, positionAt(text, text.indexOf('""') + 1));
      assert.ok(values?.some(({ label }) => label === "MOCK"));
    });
  });

  it("opens no list when a brace that begins an object is typed, so that Enter starts a new line", async () => {
    await withServer({}, async (server) => {
      for (const marked of ["{<|>}", '{"RequestTemplates": {<|>}}']) {
        const { text, offset } = parseCursor(marked);
        await server.open(URI, text);
        const position = positionAt(text, offset);
        assert.deepEqual(await server.complete(URI, position, "{"), [], marked);
        assert.ok((await server.complete(URI, position))?.length, marked);
        await server.close(URI);
      }
    });
  });

  it("opens a list when a brace that begins a variable is typed", async () => {
    const { text, offset } = parseCursor('{"RequestParameters": {"overwrite:path": "/${<|>}"}}');
    await withServer({}, async (server) => {
      await server.open(URI, text);
      const items = await server.complete(URI, positionAt(text, offset), "{");
      assert.ok(items?.some(({ label }) => label.includes("request")));
    });
  });

  it("opens no list when a colon is typed in YAML, so that Enter starts a new line, but after the space", async () => {
    await withServer({}, async (server) => {
      const uri = `${FOLDER}/create-integration.yaml`;
      for (const [marked, typed, isOpened] of [
        ["IntegrationType:<|>\n", ":", false],
        ["RequestParameters:<|>", ":", false],
        ["IntegrationMethod: GET\nConnectionType:<|>", ":", false],
        ["IntegrationType: <|>\n", " ", true],
        ["IntegrationType:  <|>\n", " ", false],
        ["IntegrationType: MOCK <|>\n", " ", false],
        ["Description: some <|>\n", " ", false],
        ["IntegrationType: AWS_PROXY\nRequestParameters:\n  overwrite:<|>\n", ":", true],
      ] as const) {
        const { text, offset } = parseCursor(marked);
        await server.open(uri, text, "yaml");
        const items = await server.complete(uri, positionAt(text, offset), typed);
        assert.equal((items?.length ?? 0) > 0, isOpened, marked);
        await server.close(uri);
      }
      for (const [text, typed, isOpened] of [
        ['{"IntegrationType":', ":", true],
        ['{"IntegrationType": ', " ", false],
        ["{ ", " ", false],
      ] as const) {
        await server.open(URI, text);
        const items = await server.complete(URI, positionAt(text, text.length), typed);
        assert.equal((items?.length ?? 0) > 0, isOpened, text);
        await server.close(URI);
      }
      const template = `${FOLDER}/body.vtl`;
      await server.open(template, "#set( ", "vtl");
      assert.deepEqual(await server.complete(template, { line: 0, character: 6 }, " "), []);
    });
  });

  it("documents each item, with filter and sort text", async () => {
    await withServer({}, async (server) => {
      const items = await itemsAt(server, '{""}', 2);
      assert.ok(items.length > 15);
      for (const { label, documentation, filterText, sortText, textEdit } of items) {
        assert.ok(typeof documentation === "object" && documentation.value.includes(label), label);
        assert.equal(filterText, `"${label}"`);
        assert.ok(sortText);
        // Editors drop items whose range does not contain the cursor or spans lines.
        const range = { start: { line: 0, character: 1 }, end: { line: 0, character: 3 } };
        assert.deepEqual(textEdit && "range" in textEdit && textEdit.range, range);
      }
    });
  });

  it("adds a label detail if the client supports it", async () => {
    for (const labelDetailsSupport of [true, false]) {
      const capabilities = { textDocument: { completion: { completionItem: { labelDetailsSupport } } } };
      await withServer({ capabilities }, async (server) => {
        const { detail, labelDetails } = await itemAt(server, '{""}', 2, "IntegrationType");
        assert.equal(labelDetailsSupport ? labelDetails?.description : detail, "required");
        assert.equal(labelDetailsSupport ? detail : labelDetails, undefined);
      });
    }
  });

  it("offers nothing where nothing can be typed", async () => {
    await withServer({}, async (server) => {
      for (const marked of ['{"IntegrationType"<|>: "MOCK"}', '{"Description": "a<|>"}', "{}<|>"]) {
        const { text, offset } = parseCursor(marked);
        assert.deepEqual(await itemsAt(server, text, offset), [], marked);
        await server.close(URI);
      }
    });
  });
});

async function itemsAt(server: LspServer, text: string, offset: number): Promise<CompletionItem[]> {
  await server.open(URI, text);
  return (await server.complete(URI, positionAt(text, offset))) ?? [];
}

async function itemAt(server: LspServer, text: string, offset: number, label: string) {
  const items = await itemsAt(server, text, offset);
  const item = items.find((candidate) => candidate.label === label);
  assert.ok(item, `${label} is not among ${items.map((candidate) => candidate.label).join(", ")}`);
  return item;
}
