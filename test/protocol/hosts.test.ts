import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type {
  CodeLens,
  DocumentHighlight,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  Position,
  SelectionRange,
  SemanticTokens,
  SignatureHelp,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver/node";
import {
  FORMAT_TEMPLATE_REQUEST,
  type FormatTemplateResult,
  PREVIEW_REQUEST,
  type PreviewResult,
  REPLACE_TEMPLATE_REQUEST,
  type ReplaceTemplateResult,
  SIMULATE_REQUEST,
  type SimulateResult,
  TEMPLATE_AT_REQUEST,
  TEMPLATE_SCHEME,
  TEMPLATES_REQUEST,
  type TemplateAtResult,
  type TemplatesResult,
} from "../../server/src/protocol";
import { printAddress } from "../../server/src/service";
import { HOST_CASES } from "../support/hostFiles";
import { accepted, afterAction, applyLspEdits, positionAt, textAt, wholeOf } from "../support/lspEdits";
import { type LspServer, withServer } from "../support/lspServer";

const CLIENT = {
  initializationOptions: { canPreview: true, canEditTemplates: true, canSimulate: true },
  capabilities: {
    textDocument: {
      completion: { completionItem: { snippetSupport: true } },
      hover: { contentFormat: ["markdown" as const] },
    },
  },
};

/** The position of the `|` between two pieces of text that are next to each other in the file, once. */
function place(text: string, marked: string): Position {
  const [before = "", after = ""] = marked.split("|");
  const found = text.indexOf(before + after);
  assert.ok(found >= 0, `${marked} is not in the file`);
  assert.equal(text.indexOf(before + after, found + 1), -1, `${marked} is in the file twice`);
  return positionAt(text, found + before.length);
}

function spanOf(text: string, marked: string): { readonly start: Position; readonly end: Position } {
  const at = place(text, marked);
  return { start: at, end: at };
}

for (const host of HOST_CASES) {
  const { name, uri, languageId, text, id, names } = host;
  const path = [...id, host.member, "application/json"];
  const opened = (check: (server: LspServer) => Promise<void>, options = {}): Promise<void> =>
    withServer({ ...CLIENT, ...options }, async (server) => {
      await server.open(uri, text, languageId);
      await check(server);
    });

  describe(`integrations in ${name}`, () => {
    it("are checked, with the host's names in messages and places in the host file", () =>
      opened(async (server) => {
        const diagnostics = await server.diagnostics(uri);
        assert.deepEqual(
          diagnostics.map(({ code }) => code),
          host.problems,
        );
        const [first] = diagnostics;
        assert.ok(first);
        assert.equal(textAt(text, first.range).replace(/^"|"$/g, ""), host.at);
        const timeout = diagnostics.find(({ code }) => code === "AG1030");
        assert.match(String(timeout?.message), new RegExp(names.timeout));
        const status = await server.hostStatus(uri);
        assert.equal(status?.title, host.title);
        assert.equal(status?.integrations, 1);
      }));

    it("are not checked if the host is turned off", () =>
      withServer(
        { ...CLIENT, configuration: { apigw: { hosts: { [host.setting]: false } } } },
        async (server) => {
          assert.deepEqual(await server.open(uri, text, languageId), []);
          assert.equal(await server.hover(uri, place(text, "$tot|al}")), null);
          await server.configure({ apigw: { hosts: { [host.setting]: true } } });
          assert.equal((await server.diagnostics(uri)).length, host.problems.length);
        },
      ));

    it("get members in the host's names, and only where members can be", () =>
      opened(async (server) => {
        const before = host.newMember.text(text);
        await server.change(uri, { text: before.text });
        const items = (await server.complete(uri, positionAt(before.text, before.offset))) ?? [];
        const labels = items.map(({ label }) => label);
        assert.ok(labels.includes(names.credentials), `${names.credentials} in ${labels.join(", ")}`);
        assert.ok(!labels.includes(names.type), "no member that is there already");
        assert.ok(labels.every((label) => !/^(?:restApiId|resourceId|ApiId|httpMethodX)$/.test(label)));
        const item = items.find(({ label }) => label === names.credentials);
        assert.ok(item);
        const written = accepted(before.text, item);
        assert.ok(written.includes(host.newMember.written), written);
      }));

    it("get their first member in an object without any", () =>
      opened(async (server) => {
        const empty = host.emptied(text);
        await server.change(uri, { text: empty.text });
        const items = (await server.complete(uri, positionAt(empty.text, empty.offset))) ?? [];
        const item = items.find(({ label }) => label === names.type);
        assert.ok(item, items.map(({ label }) => label).join(", "));
        assert.ok(
          items.every(
            ({ label }) => !/^(?:httpMethod|selectionPattern)$/.test(label) || host.setting === "openapi",
          ),
        );
        assert.ok(accepted(empty.text, item).includes(`${names.type}`));
      }));

    it("get nothing outside of them", () =>
      opened(async (server) => {
        for (const marked of host.outside) {
          const position = place(text, marked);
          assert.deepEqual((await server.complete(uri, position)) ?? [], [], marked);
          assert.equal(await server.hover(uri, position), null, marked);
          assert.equal(await server.ask<SignatureHelp>("signatureHelp", uri, { position }), null);
          assert.equal(await server.ask<Location[]>("definition", uri, { position }), null);
          const actions = await server.codeActions(uri, { start: position, end: position });
          assert.deepEqual(actions ?? [], [], marked);
        }
      }));

    it("get values as the host spells them", () =>
      opened(async (server) => {
        const items = (await server.complete(uri, place(text, host.typeValue.at))) ?? [];
        assert.deepEqual(items.map(({ label }) => label).sort(), [...host.typeValue.labels].sort());
      }));

    it("are explained in the host's names", () =>
      opened(async (server) => {
        const titleAt = async (marked: string): Promise<string> => {
          const { contents } = (await server.hover(uri, place(text, marked))) as Hover;
          return (contents as { value: string }).value.split(" ")[0] ?? "";
        };
        assert.equal(await titleAt(host.hover.name), `**${names.timeout}**`);
        assert.equal(await titleAt(host.hover.value), `**${host.hover.valueTitle}**`);
      }));

    it("have templates with all that templates have", () =>
      opened(async (server) => {
        const position = place(text, "$tot|al}");
        const hover = (await server.hover(uri, position)) as Hover;
        assert.match((hover.contents as { value: string }).value, /total/);
        const [definition] = (await server.ask<Location[]>("definition", uri, { position })) ?? [];
        assert.ok(definition);
        assert.equal(textAt(text, definition.range), "total");
        const references = await server.ask<Location[]>("references", uri, {
          position,
          context: { includeDeclaration: true },
        });
        assert.equal(references?.length, 2);
        const highlights = await server.ask<DocumentHighlight[]>("documentHighlight", uri, { position });
        assert.equal(highlights?.length, 2);
        const rename = await server.ask<WorkspaceEdit>("rename", uri, { position, newName: "sum" });
        const renamed = applyLspEdits(text, rename?.changes?.[uri] ?? []);
        assert.equal(renamed, text.replaceAll("$total", "$sum"));
        const inCall = place(text, "$input.json(|'$.id')");
        const help = await server.ask<SignatureHelp>("signatureHelp", uri, { position: inCall });
        assert.match(help?.signatures[0]?.label ?? "", /json/);
        const items = await server.complete(uri, place(text, "$input.|json"));
        assert.ok(
          items?.some(({ label }) => label.startsWith("path")),
          "methods of $input",
        );
      }));

    it("have templates in the outline", () =>
      opened(async (server) => {
        const [entry, ...others] = (await server.ask<DocumentSymbol[]>("documentSymbol", uri)) ?? [];
        assert.deepEqual(others, []);
        assert.equal(entry?.name, host.outline);
        const [template] = entry?.children ?? [];
        assert.equal(template?.name, "application/json");
        assert.equal(template?.children?.[0]?.name, "$total");
      }));

    it("have templates with colors, folds and growing selections", () =>
      opened(async (server) => {
        const tokens = await server.ask<SemanticTokens>("semanticTokens/full", uri);
        if (host.isColored) assert.ok((tokens?.data.length ?? 0) > 0, "tokens");
        else assert.equal(tokens, null);
        const folds = (await server.ask<FoldingRange[]>("foldingRange", uri)) ?? [];
        assert.ok(folds.length > 0, "folds");
        const positions = [place(text, "$tot|al}")];
        const [selection] = (await server.ask<SelectionRange[]>("selectionRange", uri, { positions })) ?? [];
        assert.ok(selection);
        assert.equal(textAt(text, selection.range), "total");
        assert.ok(selection.parent, "a larger selection");
      }));

    it("get quick fixes and all fixes in the host's syntax", () =>
      opened(async (server) => {
        const range = spanOf(text, host.fix.at);
        const actions = await server.codeActions(uri, range, ["quickfix"]);
        assert.equal(afterAction(text, uri, actions, host.fix.title), host.fix.after(text));
      }));

    it("get actions for the template at the cursor", () =>
      opened(async (server) => {
        const actions = (await server.codeActions(uri, spanOf(text, "$tot|al}"))) ?? [];
        const edit = actions.find(({ title }) => title === "Edit template in its own editor");
        assert.deepEqual(edit?.command?.arguments, [uri, path]);
        const titles = actions.map(({ title }) => title);
        for (const title of titles)
          assert.doesNotMatch(title, /Convert to (?:JSON|YAML|a)|Sort members|Insert a/);
        if (host.refactoring) assert.ok(titles.includes(host.refactoring), titles.join(", "));
      }));

    it("are not formatted", () =>
      opened(async (server) => {
        const options = { tabSize: 2, insertSpaces: true };
        assert.equal(await server.ask<TextEdit[]>("formatting", uri, { options }), null);
        const range = wholeOf(text);
        assert.equal(await server.ask<TextEdit[]>("rangeFormatting", uri, { options, range }), null);
      }));

    it("have lenses", () =>
      opened(async (server) => {
        const lenses = (await server.ask<CodeLens[]>("codeLens", uri)) ?? [];
        const shown = lenses.map(({ command }) => [command?.title, ...(command?.arguments ?? []).slice(1)]);
        assert.deepEqual(shown.slice(0, 3), [
          ["Simulate", id],
          ["Preview", path],
          ["Edit", path],
        ]);
      }));

    it("are simulated with their integration responses", () =>
      opened(async (server) => {
        const simulate = (params: object): Promise<SimulateResult> =>
          server.connection.sendRequest(SIMULATE_REQUEST, { uri, ...params });
        const request = JSON.stringify({ method: "GET", path: "/pets", body: { id: 7 } });
        const position = place(text, "$tot|al}");
        const first = await simulate({ position, request });
        assert.deepEqual(first?.id, id);
        assert.equal(first.sampleName, host.sampleName);
        assert.match(first.text, /"id": 7, "total": 1/);
        const linked = first.links.map(({ range, target }) => [
          textAt(first.text, range),
          textAt(text, target),
        ]);
        assert.ok(linked.every(([name = ""]) => /^line \d+$/.test(name)));
        assert.ok(linked.some(([, source = ""]) => source.includes("application/json")));
        assert.match(
          first.text,
          new RegExp(`depends on the backend. Write its response to \`.*${host.sampleName}`),
        );
        const response = JSON.stringify({ status: 200, body: "[]" });
        const second = await simulate({ id, request, response });
        // In Terraform, integration responses are resources of their own, and this file has none.
        const end =
          host.setting === "terraform"
            ? /responses\. They are not in this file/
            : /✓ (?:`200`|default): the default[\s\S]*\n```http\n200\n/;
        assert.match(second?.text ?? "", end);
        const bad = await simulate({ id, request: '{"headers": 1}' });
        assert.match(bad?.text ?? "", /^- sample request:1:\d+: /m);
        assert.deepEqual(bad?.links, []);
      }));

    it("have hints", () =>
      opened(
        async (server) => {
          const hints = await server.ask<InlayHint[]>("inlayHint", uri, { range: wholeOf(text) });
          assert.ok((hints?.length ?? 0) > 0 || host.hints === 0);
        },
        { configuration: { apigw: { inlayHints: { types: true, values: true } } } },
      ));

    it("have templates that can be listed, replaced, formatted and previewed", () =>
      opened(async (server) => {
        const templates = await server.connection.sendRequest<TemplatesResult>(TEMPLATES_REQUEST, { uri });
        const listed = templates.find((template) => template.path.join() === path.join());
        assert.ok(listed, JSON.stringify(templates));
        assert.equal(listed.of, host.outline);
        const changed = listed.text.replace("$total}", '$total, "more": 1}');
        const replaced = await server.connection.sendRequest<ReplaceTemplateResult>(
          REPLACE_TEMPLATE_REQUEST,
          { uri, path, text: changed },
        );
        assert.ok(replaced.kind === "edits");
        const after = applyLspEdits(text, [...replaced.edits]);
        await server.change(uri, { text: after });
        const again = await server.connection.sendRequest<TemplatesResult>(TEMPLATES_REQUEST, { uri });
        assert.equal(again.find((template) => template.path.join() === path.join())?.text, changed);
        const formatted = await server.connection.sendRequest<FormatTemplateResult>(FORMAT_TEMPLATE_REQUEST, {
          uri,
          path,
          options: { tabSize: 2, insertSpaces: true },
        });
        assert.equal(formatted.kind, "edits");
        const at = await server.connection.sendRequest<TemplateAtResult>(TEMPLATE_AT_REQUEST, {
          uri,
          position: place(text, "#set($tot|al"),
        });
        assert.deepEqual(at?.path, path);
        assert.equal(at.sampleName, host.sampleName);
        const preview = await server.connection.sendRequest<PreviewResult>(PREVIEW_REQUEST, {
          uri,
          path,
          request: JSON.stringify({ body: { id: 7 } }),
        });
        assert.match(preview?.output ?? "", /"id": 7, "total": 1, "more": 1/);
        assert.deepEqual(preview?.problems, []);
      }));

    it("have templates that are documents of their own", () =>
      opened(async (server) => {
        const query = encodeURIComponent(printAddress({ host: uri, path }));
        const document = `${TEMPLATE_SCHEME}:/t.vtl?${query}`;
        const templates = await server.connection.sendRequest<TemplatesResult>(TEMPLATES_REQUEST, { uri });
        const own = templates.find((template) => template.path.join() === path.join())?.text ?? "";
        assert.deepEqual(await server.open(document, own, "vtl"), []);
        await server.change(document, { text: `${own}#if(` });
        const [problem] = await server.diagnostics(document);
        assert.equal(problem?.code, "AG3010");
        const samples = await server.hover(document, place(`${own}#if(`, "$tot|al}"));
        assert.ok(samples, "a hover");
      }));
  });
}
