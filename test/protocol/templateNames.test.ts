import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentSymbol,
  type Location,
  type LocationLink,
  type Range,
  SymbolKind,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { applyLspEdits, positionAt, textAt } from "../support/lspEdits";
import { FOLDER, LspServer, withServer } from "../support/lspServer";
import { parseCursor } from "../support/markers";

const TEMPLATE = `#set($total = 1)
#if($<|>total > 0)
  {"total": "$total"}
#end`;

/** The same template in each kind of file. Inputs have a second one, `last`, with a variable of the same name. */
const HOSTS = [
  { name: "a .vtl file", uri: `${FOLDER}/orders.vtl`, languageId: "vtl", marked: TEMPLATE },
  {
    name: "a JSON string",
    uri: `${FOLDER}/integration-params.json`,
    languageId: "json",
    marked: JSON.stringify({ RequestTemplates: { "a/b": TEMPLATE, last: "$total" } }, null, 2),
  },
  {
    name: "a YAML block",
    uri: `${FOLDER}/integration-params.yaml`,
    languageId: "yaml",
    marked: `RequestTemplates:\n  a/b: |-\n    ${TEMPLATE.replaceAll("\n", "\n    ")}\n  last: $total\n`,
  },
] as const;

describe("names in templates", () => {
  it("are announced without a registration", async () => {
    const server = new LspServer({});
    const { capabilities } = await server.initialize();
    assert.equal(capabilities.definitionProvider, true);
    assert.equal(capabilities.referencesProvider, true);
    assert.equal(capabilities.documentHighlightProvider, true);
    assert.deepEqual(capabilities.renameProvider, { prepareProvider: true });
    await server.stop();
  });

  for (const { name, uri, languageId, marked } of HOSTS) {
    const { text, offset } = parseCursor(marked);
    const position = positionAt(text, offset);
    const opened = (check: (server: LspServer) => Promise<void>, options = {}) =>
      withServer(options, async (server) => {
        await server.open(uri, text, languageId);
        await check(server);
      });
    /** The text before a range on its line, from the last sign on. */
    const textBefore = ({ start }: Range): string =>
      (text.split("\n")[start.line] ?? "").slice(0, start.character).replace(/^.*(?=[#"])/s, "");

    it(`lead to their definition in ${name}`, async () => {
      await opened(async (server) => {
        const [location, ...more] = (await server.ask<Location[]>("definition", uri, { position })) ?? [];
        assert.ok(location);
        assert.deepEqual(more, []);
        assert.equal(location.uri, uri);
        assert.equal(textAt(text, location.range), "total");
        assert.equal(textBefore(location.range), "#set($");
      });
      const capabilities = { textDocument: { definition: { linkSupport: true } } };
      await opened(
        async (server) => {
          const [link, ...more] = (await server.ask<LocationLink[]>("definition", uri, { position })) ?? [];
          assert.ok(link?.originSelectionRange);
          assert.deepEqual(more, []);
          assert.deepEqual(link.originSelectionRange.start, position);
          assert.equal(textAt(text, link.originSelectionRange), "total");
          assert.equal(textAt(text, link.targetRange), "#set($total = 1)");
          assert.equal(textBefore(link.targetSelectionRange), "#set($");
        },
        { capabilities },
      );
    });

    it(`have references and highlights in ${name}`, async () => {
      await opened(async (server) => {
        const references = async (includeDeclaration: boolean): Promise<readonly string[]> => {
          const context = { includeDeclaration };
          const found = await server.ask<Location[]>("references", uri, { position, context });
          return (found ?? []).map(({ range }) => `${range.start.line} ${textAt(text, range)}`);
        };
        const [definition, ...uses] = await references(true);
        assert.match(definition ?? "", /total/);
        assert.equal(uses.length, 2);
        assert.deepEqual(await references(false), uses);

        const highlights =
          (await server.ask<DocumentHighlight[]>("documentHighlight", uri, { position })) ?? [];
        assert.deepEqual(
          highlights.map(({ kind }) => kind),
          [DocumentHighlightKind.Write, DocumentHighlightKind.Read, DocumentHighlightKind.Read],
        );
        const onEnd = { position: positionAt(text, text.indexOf("#end")) };
        const words = (await server.ask<DocumentHighlight[]>("documentHighlight", uri, onEnd)) ?? [];
        assert.deepEqual(
          words.map(({ range, kind }) => [textAt(text, range), kind]),
          [
            ["#if", DocumentHighlightKind.Text],
            ["#end", DocumentHighlightKind.Text],
          ],
        );
      });
    });

    it(`are renamed in one template of ${name}`, async () => {
      await opened(async (server) => {
        const prepared = await server.ask<{ range: Range; placeholder: string }>("prepareRename", uri, {
          position,
        });
        assert.ok(prepared);
        assert.equal(prepared.placeholder, "total");
        assert.equal(textAt(text, prepared.range), "total");
        const edit = await server.ask<WorkspaceEdit>("rename", uri, { position, newName: "sum" });
        // The other template comes last.
        const [first = "", second = ""] = text.split(/(?=last)/);
        const expected = first.replaceAll("$total", "$sum") + second;
        assert.equal(applyLspEdits(text, edit?.changes?.[uri] ?? []), expected);
      });
    });

    it(`are only renamed to names that keep the meaning in ${name}`, async () => {
      await opened(async (server) => {
        const refused = (params: object) => server.ask("rename", uri, { position, ...params });
        await assert.rejects(refused({ newName: "1st" }), /`1st` is not a valid variable name/);
        await assert.rejects(refused({ newName: "input" }), /`\$input` is predefined/);
      });
    });

    it(`are in the outline of ${name}`, async () => {
      await opened(async (server) => {
        let entries = (await server.ask<DocumentSymbol[]>("documentSymbol", uri)) ?? [];
        for (const name of languageId === "vtl" ? [] : ["RequestTemplates", "a/b"]) {
          entries = entries.find((entry) => entry.name === name)?.children ?? [];
        }
        assert.deepEqual(
          entries.map((entry) => [entry.name, entry.detail, entry.kind, textAt(text, entry.selectionRange)]),
          [
            ["$total", "1", SymbolKind.Variable, "$total"],
            ["#if($total > 0)", "", SymbolKind.Namespace, "#if"],
          ],
        );
      });
    });
  }

  it("are not renamed if they are predefined", async () => {
    const uri = `${FOLDER}/orders.vtl`;
    await withServer({}, async (server) => {
      await server.open(uri, "$input.body", "vtl");
      const position = { line: 0, character: 3 };
      await assert.rejects(server.ask("prepareRename", uri, { position }), /`\$input` is predefined/);
      assert.deepEqual(await server.ask("definition", uri, { position }), []);
    });
  });

  it("are left alone outside templates and in other files", async () => {
    const text = '{"$total": "#set($total = 1)$total", "RequestTemplates": {"a/b": "x"}}';
    for (const uri of [`${FOLDER}/integration-params.json`, `${FOLDER}/other.json`]) {
      await withServer({}, async (server) => {
        await server.open(uri, text);
        const position = positionAt(text, text.indexOf("$total = ") + 1);
        const context = { includeDeclaration: true };
        for (const method of ["definition", "references", "documentHighlight", "prepareRename", "rename"]) {
          assert.equal(await server.ask(method, uri, { position, context, newName: "a" }), null, method);
        }
      });
    }
  });
});
