import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { CompletionItem } from "vscode-languageserver/node";
import {
  type AccountListsParams,
  INSERT_ARN_REQUEST,
  INSERT_FUNCTION_COMMAND,
  INSERT_ROLE_COMMAND,
  type InsertArnParams,
  type InsertArnResult,
} from "../../server/src/protocol";
import { accepted, applyLspEdits, positionAt } from "../support/lspEdits";
import { FOLDER, withServer } from "../support/lspServer";
import { parseCursor } from "../support/markers";

const URI = `${FOLDER}/create-integration.json`;
const ARN = "arn:aws:lambda:eu-west-1:123456789012:function:orders";

/** The completions at the cursor after the client sent the lists. */
async function offered(lists: unknown, marked = '{"ApiId": "<|>", "IntegrationType": "AWS_PROXY"}') {
  const { text, offset } = parseCursor(marked);
  let items: readonly CompletionItem[] = [];
  await withServer({}, async (server) => {
    await server.tellAccountLists(lists as AccountListsParams);
    await server.open(URI, text);
    items = (await server.complete(URI, positionAt(text, offset))) ?? [];
  });
  return { text, items };
}

describe("lists from AWS from the client", () => {
  it("are offered while typing", async () => {
    const { text, items } = await offered({ apis: [{ id: "a1b2c3", name: "orders", protocol: "HTTP" }] });
    assert.deepEqual(
      items.map((item) => [item.label, accepted(text, item)]),
      [["a1b2c3", text.replace('""', '"a1b2c3"')]],
    );
  });

  it("replace earlier lists", async () => {
    const { text, offset } = parseCursor('{"ApiId": "<|>"}');
    await withServer({}, async (server) => {
      await server.open(URI, text);
      for (const apis of [[{ id: "a", name: "a", protocol: "HTTP" }], []] as const) {
        await server.tellAccountLists({ apis });
        const items = (await server.complete(URI, positionAt(text, offset))) ?? [];
        assert.deepEqual(
          items.map(({ label }) => label),
          apis.map(({ id }) => id),
        );
      }
    });
  });

  const api = { id: "a1", name: "orders", protocol: "HTTP" };
  for (const [what, lists] of [
    ["nothing", null],
    ["a list", []],
    ["APIs that are not a list", { apis: { 0: api } }],
    ["items that are not objects", { apis: [null, 1, "a1", [api]] }],
    ["an ID with quotes", { apis: [{ ...api, id: 'a", "x": "' }] }],
    ["an ID with a placeholder", { apis: [{ ...api, id: "${1:x}" }] }],
    ["an ID that is too long", { apis: [{ ...api, id: "a".repeat(10_000) }] }],
    ["an unknown protocol", { apis: [{ ...api, protocol: "GRPC" }] }],
  ] as const) {
    it(`are ignored where they are invalid: ${what}`, async () => {
      assert.deepEqual((await offered(lists)).items, []);
    });
  }

  it("are cut", async () => {
    const apis = Array.from({ length: 5_000 }, (_, index) => ({ ...api, id: `a${index}` }));
    assert.equal((await offered({ apis })).items.length, 1_000);
    const name = `\u202Ea\nb\u0000${"x".repeat(100_000)}`;
    const [item] = (await offered({ apis: [{ ...api, name }] })).items;
    assert.equal(item?.detail, `a b ${"x".repeat(95)}… · HTTP API`);
  });

  it("hold names that are not Markdown", async () => {
    const { items } = await offered({ apis: [{ ...api, name: "![x](https://evil.example/x.png)" }] });
    assert.doesNotMatch(JSON.stringify(items[0]?.documentation), /[^\\]\]\(https/);
  });

  for (const arn of ["x", "arn:aws:lambda:eu-west-1:123456789012:function:a b", 'arn:aws:s3:::"'] as const) {
    it(`hold no functions with the ARN ${arn}`, async () => {
      const marked = '{"IntegrationType": "AWS_PROXY", "IntegrationUri": "<|>"}';
      const labels = async (functions: unknown) =>
        (await offered({ functions }, marked)).items.map(({ label }) => label);
      assert.deepEqual(await labels([{ id: arn, name: "evil" }]), await labels([]));
      assert.ok((await labels([{ id: ARN, name: "orders" }])).includes("orders"));
    });
  }
});

describe("inserting a function or role from AWS", () => {
  const text = '{"IntegrationType": "AWS_PROXY", "IntegrationUri": "", "CredentialsArn": ""}';

  it("is offered on the members that take one, if the client can", async () => {
    const initializationOptions = { canInsertArns: true };
    await withServer({ initializationOptions }, async (server) => {
      await server.open(URI, text);
      const commandsAt = async (word: string) => {
        const start = positionAt(text, text.indexOf(word));
        const actions = await server.codeActions(URI, { start, end: start });
        return actions?.flatMap(({ command }) => (command ? [[command.command, command.arguments]] : []));
      };
      assert.deepEqual(await commandsAt("IntegrationUri"), [[INSERT_FUNCTION_COMMAND, [URI]]]);
      assert.deepEqual(await commandsAt("CredentialsArn"), [[INSERT_ROLE_COMMAND, [URI]]]);
      assert.deepEqual(await commandsAt("IntegrationType"), []);
    });
  });

  it("sets the member", async () => {
    await withServer({}, async (server) => {
      await server.open(URI, text);
      const ask = (uri: string) =>
        server.connection.sendRequest<InsertArnResult>(INSERT_ARN_REQUEST, {
          uri,
          kind: "function",
          arn: ARN,
        } satisfies InsertArnParams);
      const result = await ask(URI);
      assert.equal(
        applyLspEdits(text, result ? [...result.edits] : []),
        text.replace('"IntegrationUri": ""', `"IntegrationUri": "${ARN}"`),
      );
      assert.equal(await ask(`${FOLDER}/other.json`), null);
    });
  });
});
