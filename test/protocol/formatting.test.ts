import assert from "node:assert/strict";
import { describe, it } from "mocha";
import picomatch from "picomatch";
import type { ClientCapabilities, TextEdit } from "vscode-languageserver/node";
import {
  FORMAT_TEMPLATE_REQUEST,
  type FormatTemplateParams,
  type FormatTemplateResult,
} from "../../server/src/protocol";
import { applyLspEdits } from "../support/lspEdits";
import { type ClientOptions, FOLDER, LspServer, withServer } from "../support/lspServer";

const JSON_URI = `${FOLDER}/integration-params.json`;
const YAML_URI = `${FOLDER}/integration-params.yaml`;
const DYNAMIC: ClientCapabilities = { textDocument: { formatting: { dynamicRegistration: true } } };

/** [what, languageId, options, text, text afterwards] */
const cases: readonly (readonly [string, string, object, string, string])[] = [
  [
    "lays JSON out, and no template",
    "json",
    { tabSize: 2, insertSpaces: true },
    '{"RequestTemplates":{"a":"#set($x  =  1)\\n  {  }"},"TimeoutInMillis" :50}',
    '{\n  "RequestTemplates": {\n    "a": "#set($x  =  1)\\n  {  }"\n  },\n  "TimeoutInMillis": 50\n}',
  ],
  [
    "takes the editor's indentation and the file's line ends",
    "json",
    { tabSize: 4, insertSpaces: false },
    '{"TlsConfig": {\r\n"ServerNameToVerify": "a"}}',
    '{\r\n\t"TlsConfig": {\r\n\t\t"ServerNameToVerify": "a"\r\n\t}\r\n}',
  ],
  [
    "keeps comments",
    "jsonc",
    { tabSize: 2, insertSpaces: true },
    '{// why\n"ApiId": "a"}',
    '{ // why\n  "ApiId": "a"\n}',
  ],
  ["leaves broken JSON alone", "json", { tabSize: 2, insertSpaces: true }, '{"a":1,{', '{"a":1,{'],
  [
    "takes blanks from the ends of YAML's lines, and of no template's",
    "yaml",
    { tabSize: 4, insertSpaces: true },
    "ApiId: a  \r\n# why\t\r\nRequestTemplates: \r\n  a: |\r\n    x  \r\n    y \r\n  b: 'c  \r\n\r\n    d'\t\r\n",
    "ApiId: a\r\n# why\r\nRequestTemplates:\r\n  a: |\r\n    x  \r\n    y \r\n  b: 'c  \r\n\r\n    d'\r\n",
  ],
  [
    "leaves sound YAML alone",
    "yaml",
    { tabSize: 2, insertSpaces: true },
    "a:   b\nc: {d:   e}\n",
    "a:   b\nc: {d:   e}\n",
  ],
];

/** What the texts hold does not matter here. */
const ALL_FILES = { configuration: { apigw: { files: ["**"] } } };

describe("Formatting a template", () => {
  const uri = `${FOLDER}/a.vtl`;
  const options = { tabSize: 2, insertSpaces: true };
  const before = '{\n"a": 1,\n"b": 2\n}';

  it("indents a template file, as a whole and in a range", async () => {
    await withServer({}, async (server) => {
      await server.open(uri, before, "vtl");
      const edits = (await server.ask<TextEdit[]>("formatting", uri, { options })) ?? [];
      assert.equal(applyLspEdits(before, edits), '{\n  "a": 1,\n  "b": 2\n}');
      const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 3 } };
      const part = (await server.ask<TextEdit[]>("rangeFormatting", uri, { options, range })) ?? [];
      assert.equal(applyLspEdits(before, part), '{\n"a": 1,\n  "b": 2\n}');
    });
  });

  it("is a code action in an input, never an automatic one", async () => {
    await withServer(ALL_FILES, async (server) => {
      const text = JSON.stringify({ RequestTemplates: { "application/json": before } });
      await server.open(JSON_URI, text);
      const at = { line: 0, character: text.indexOf("1,") };
      const range = { start: at, end: at };
      const kind = "refactor.rewrite.formatTemplate";
      const [action, ...others] = (await server.codeActions(JSON_URI, range, [kind])) ?? [];
      assert.deepEqual([action?.title, action?.kind, others.length], ["Format template", kind, 0]);
      const edits = action?.edit?.changes?.[JSON_URI] ?? [];
      const changed = JSON.stringify({
        RequestTemplates: { "application/json": '{\n  "a": 1,\n  "b": 2\n}' },
      });
      assert.equal(applyLspEdits(text, edits), changed);
      const automatic = (await server.codeActions(JSON_URI, range, undefined, 2)) ?? [];
      assert.ok(!automatic.some((each) => each.kind === kind));
    });
  });
});

describe("The request apigw/formatTemplate", () => {
  const before = '{\n"a": 1}';
  const options = { tabSize: 4, insertSpaces: true };

  /** Sends the request, and returns the text with the edits. */
  async function formatted(server: LspServer, uri: string, text: string, path: readonly string[]) {
    const params: FormatTemplateParams = { uri, path, options };
    const answer = await server.connection.sendRequest<FormatTemplateResult>(FORMAT_TEMPLATE_REQUEST, params);
    return answer.kind === "edits"
      ? { version: answer.version, text: applyLspEdits(text, answer.edits) }
      : answer.kind;
  }

  it("formats one template of an input, with the version that the edits are for", async () => {
    await withServer(ALL_FILES, async (server) => {
      const input = (json: string): string =>
        JSON.stringify({ RequestTemplates: { "application/x+json": before, "application/json": json } });
      const path = ["RequestTemplates", "application/json"];
      await server.open(JSON_URI, input(`${before} `));
      // Sent at once after a change, it is answered for the changed text.
      await server.change(JSON_URI, { text: input(before) });
      assert.deepEqual(await formatted(server, JSON_URI, input(before), path), {
        version: 2,
        text: input('{\n  "a": 1}'),
      });
      assert.equal(await formatted(server, JSON_URI, "", ["RequestTemplates", "a/c"]), "missing");
    });
  });

  it("formats a template file with the editor's indentation", async () => {
    await withServer({}, async (server) => {
      const uri = `${FOLDER}/a.vtl`;
      await server.open(uri, before, "vtl");
      const after = '{\n    "a": 1}';
      assert.deepEqual(await formatted(server, uri, before, []), { version: 1, text: after });
      await server.change(uri, { text: after });
      assert.deepEqual(await formatted(server, uri, after, []), { version: 2, text: after });
    });
  });

  it("finds no template in other files, and in files that are not open", async () => {
    await withServer({}, async (server) => {
      const uri = `${FOLDER}/other.json`;
      await server.open(uri, JSON.stringify({ RequestTemplates: { "a/b": before } }));
      assert.equal(await formatted(server, uri, "", ["RequestTemplates", "a/b"]), "missing");
      assert.equal(await formatted(server, `${FOLDER}/closed.vtl`, "", []), "missing");
    });
  });
});

describe("Formatting", () => {
  for (const [what, languageId, options, before, after] of cases) {
    it(what, async () => {
      const uri = languageId === "yaml" ? YAML_URI : JSON_URI;
      await withServer(ALL_FILES, async (server) => {
        await server.open(uri, before, languageId);
        const edits = await server.ask<TextEdit[]>("formatting", uri, { options });
        assert.ok(edits);
        const formatted = applyLspEdits(before, edits);
        assert.equal(formatted, after);
        await server.change(uri, { text: formatted });
        assert.deepEqual(await server.ask("formatting", uri, { options }), [], "once is enough");
      });
    });
  }

  it("does not change other files", async () => {
    await withServer({}, async (server) => {
      const uri = `${FOLDER}/other.json`;
      await server.open(uri, '{"a":1}');
      const options = { tabSize: 2, insertSpaces: true };
      assert.equal(await server.ask("formatting", uri, { options }), null);
    });
  });
});

/** A glob as Neovim 0.10 reads it: a star is one or more characters, and literal inside braces. */
function asInNeovim(glob: string): RegExp {
  const source = glob.replace(/\*\*\/|\*|\{[^}]*\}|[^*{]+/g, (part) => {
    if (part === "**/") return "(?:.*/)?";
    if (part === "*") return "[^/]+";
    const names = part.replace(/^\{|\}$/g, "").replace(/[.*]/g, "\\$&");
    return part.startsWith("{") ? `(?:${names.replaceAll(",", "|")})` : names;
  });
  return new RegExp(`^${source}$`);
}

describe("The formatter", () => {
  /** Returns the languages and patterns that the server registered the formatter for. */
  async function selectorFor(options: ClientOptions) {
    let selector: readonly { readonly language: string; readonly pattern?: string }[] | undefined;
    await withServer(options, async (server) => {
      await server.open(JSON_URI, "{}");
      const found = server.registrations.filter(({ method }) => method === "textDocument/formatting");
      assert.ok(found.length <= 1);
      selector = found[0]?.registerOptions?.documentSelector;
    });
    return selector;
  }

  it("is registered for integration inputs in every language, and for all templates", async () => {
    const selector = await selectorFor({ capabilities: DYNAMIC });
    const languages = [...new Set(selector?.map(({ language }) => language))];
    assert.deepEqual(languages.toSorted(), ["json", "jsonc", "velocity", "vtl", "yaml"]);
    for (const language of languages) {
      const filters = selector?.filter((filter) => filter.language === language) ?? [];
      if (/^v/.test(language)) {
        assert.deepEqual(filters, [{ language }]);
        continue;
      }
      const patterns = filters.flatMap(({ pattern }) => pattern ?? []);
      assert.equal(patterns.length, filters.length);
      const anyEditor = (path: string): boolean => patterns.some((pattern) => picomatch(pattern)(path));
      const neovim = (path: string): boolean => patterns.some((pattern) => asInNeovim(pattern).test(path));
      for (const fits of [anyEditor, neovim]) {
        for (const path of [
          "integration-params.json",
          "a/integration-params-orders.json",
          "a/b/orders.integration.yaml",
          "a/orders-integration-params.json",
          "c/put-integration.yml",
          "c/put-integration.prod.yml",
        ]) {
          assert.ok(fits(path), path);
        }
        for (const path of ["package.json", "a/values.yaml"]) assert.ok(!fits(path), path);
      }
    }
  });

  it("is only registered for YAML and templates if the editor formats JSON", async () => {
    const initializationOptions = { editorValidatesJson: true };
    const selector = await selectorFor({ capabilities: DYNAMIC, initializationOptions });
    assert.deepEqual([...new Set(selector?.map(({ language }) => language))], ["yaml", "vtl", "velocity"]);
  });

  it("is announced once and for all if the client registers nothing later", async () => {
    assert.equal(await selectorFor({}), undefined);
    for (const [capabilities, announced] of [
      [{}, true],
      [DYNAMIC, undefined],
    ] as const) {
      const server = new LspServer({ capabilities });
      try {
        const result = await server.initialize();
        assert.equal(result.capabilities.documentFormattingProvider, announced);
        assert.equal(await server.stop(), 0);
      } finally {
        server.kill();
      }
    }
  });
});
