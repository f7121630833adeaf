import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  type DocumentLink,
  type DocumentSymbol,
  type FoldingRange,
  type SelectionRange,
  SymbolKind,
} from "vscode-languageserver/node";
import { positionAt, textAt } from "../support/lspEdits";
import { FOLDER, type LspServer, withServer } from "../support/lspServer";
import { parseCursor } from "../support/markers";

const JSON_URI = `${FOLDER}/integration-params.json`;
const YAML_URI = `${FOLDER}/integration-params.yaml`;
const OTHER_URI = `${FOLDER}/other.json`;
/** VS Code provides outline, folding and selection for JSON itself. */
const VSCODE = { initializationOptions: { editorValidatesJson: true }, configuration: {} };

const AS_JSON = `{
  "ApiId": "a1b2c3d4e5",
  "CredentialsArn": "arn:aws:iam::123456789012:role/orders",
  "TimeoutInMillis": 50,
  "RequestTemplates": {
    "application/json": "{\\"a\\": 1}"
  }
}
`;
const AS_YAML = `ApiId: a1b2c3d4e5
CredentialsArn: arn:aws:iam::123456789012:role/orders
TimeoutInMillis: 50
RequestTemplates:
  application/json: |
    {"a": 1}
    # still the template
`;

/** The same input in both formats, with the differences in the results. */
const FORMATS = [
  {
    name: "JSON",
    uri: JSON_URI,
    languageId: "json",
    text: AS_JSON,
    ownNames: ['"ApiId"', '"CredentialsArn"', '"TimeoutInMillis"', '"RequestTemplates"'],
    folded: ["0-6", "4-5"],
    template: '{"a": 1}',
  },
  {
    name: "YAML",
    uri: YAML_URI,
    languageId: "yaml",
    text: AS_YAML,
    ownNames: ["ApiId", "CredentialsArn", "TimeoutInMillis", "RequestTemplates"],
    folded: ["3-6", "4-6"],
    template: '{"a": 1}…',
  },
] as const;

describe("The outline", () => {
  for (const { name, uri, languageId, text, ownNames, template } of FORMATS) {
    it(`lists the members of ${name} with their kinds and ranges`, async () => {
      await withServer({}, async (server) => {
        await server.open(uri, text, languageId);
        const outline = (await server.ask<DocumentSymbol[]>("documentSymbol", uri)) ?? [];
        assert.deepEqual(
          outline.map((symbol) => [symbol.name, symbol.detail, symbol.kind]),
          [
            ["ApiId", "a1b2c3d4e5", SymbolKind.String],
            ["CredentialsArn", "arn:aws:iam::123456789012:role/orders", SymbolKind.String],
            ["TimeoutInMillis", "50", SymbolKind.Number],
            ["RequestTemplates", "", SymbolKind.Object],
          ],
        );
        assert.deepEqual(
          outline.map(({ selectionRange }) => textAt(text, selectionRange)),
          ownNames,
        );
        const [child, ...others] = outline.at(-1)?.children ?? [];
        assert.deepEqual([child?.name, child?.detail, others.length], ["application/json", template, 0]);
        // Clients reject names whose range is outside the entry.
        for (const { range, selectionRange } of [...outline, ...(child ? [child] : [])]) {
          assert.ok(textAt(text, range).startsWith(textAt(text, selectionRange)));
        }
      });
    });
  }
});

describe("Folding", () => {
  for (const { name, uri, languageId, text, folded } of FORMATS) {
    it(`works for ${name}`, async () => {
      await withServer({}, async (server) => {
        await server.open(uri, text, languageId);
        const ranges = (await server.ask<FoldingRange[]>("foldingRange", uri)) ?? [];
        assert.deepEqual(
          ranges.map(({ startLine, endLine }) => `${startLine}-${endLine}`),
          folded,
        );
      });
    });
  }
});

describe("Widening a selection", () => {
  for (const [languageId, uri, marked, expected] of [
    [
      "json",
      JSON_URI,
      '{"TlsConfig": {"ServerName<|>ToVerify": "ab"}}',
      [
        "ServerNameToVerify",
        '"ServerNameToVerify"',
        '"ServerNameToVerify": "ab"',
        '{"ServerNameToVerify": "ab"}',
        '"TlsConfig": {"ServerNameToVerify": "ab"}',
        '{"TlsConfig": {"ServerNameToVerify": "ab"}}',
      ],
    ],
    [
      "yaml",
      YAML_URI,
      "ApiId: x\nTlsConfig:\n  ServerNameToVerify: a<|>b\n",
      [
        "ab",
        "ServerNameToVerify: ab",
        "TlsConfig:\n  ServerNameToVerify: ab",
        "ApiId: x\nTlsConfig:\n  ServerNameToVerify: ab",
        "ApiId: x\nTlsConfig:\n  ServerNameToVerify: ab\n",
      ],
    ],
    ["json", JSON_URI, "<|>", [""]],
  ] as const) {
    it(`expands step by step in ${languageId}: ${JSON.stringify(marked)}`, async () => {
      const { text, offset } = parseCursor(marked);
      await withServer({}, async (server) => {
        await server.open(uri, text, languageId);
        const at = positionAt(text, offset);
        const [first, second] = (await selections(server, uri, [at, at])) ?? [];
        assert.deepEqual(textsOf(text, first), expected);
        assert.deepEqual(textsOf(text, second), expected, "an answer for each position");
      });
    });
  }
});

describe("Links", () => {
  for (const { name, uri, languageId, text } of FORMATS) {
    it(`lead from ${name} to the AWS console, in every editor`, async () => {
      for (const options of [{}, VSCODE]) {
        await withServer(options, async (server) => {
          await server.open(uri, text, languageId);
          const links = (await server.ask<DocumentLink[]>("documentLink", uri)) ?? [];
          assert.deepEqual(
            links.map(({ range, target }) => [textAt(text, range).replaceAll('"', ""), target]),
            [
              [
                "arn:aws:iam::123456789012:role/orders",
                "https://console.aws.amazon.com/iam/home#/roles/orders",
              ],
              [
                "a1b2c3d4e5",
                "https://console.aws.amazon.com/apigateway/main/apis/a1b2c3d4e5/resources?api=a1b2c3d4e5",
              ],
            ],
          );
        });
      }
    });
  }
});

describe("Outline, folding and selection", () => {
  const start = { line: 0, character: 0 };

  it("are left to editors that provide them for JSON, but not for YAML", async () => {
    await withServer(VSCODE, async (server) => {
      await server.open(JSON_URI, AS_JSON);
      assert.equal(await server.ask("documentSymbol", JSON_URI), null);
      assert.equal(await server.ask("foldingRange", JSON_URI), null);
      assert.equal(await selections(server, JSON_URI, [start]), null);
      await server.open(YAML_URI, AS_YAML, "yaml");
      assert.equal((await server.ask<DocumentSymbol[]>("documentSymbol", YAML_URI))?.length, 4);
      assert.equal((await server.ask<FoldingRange[]>("foldingRange", YAML_URI))?.length, 2);
      assert.equal((await selections(server, YAML_URI, [start]))?.length, 1);
    });
  });

  it("are ours in the templates of JSON files, and in template files", async () => {
    const vtl = `${FOLDER}/a.vtl`;
    await withServer(VSCODE, async (server) => {
      await server.open(JSON_URI, AS_JSON.replace("1}", "$b.c}"));
      const at = { line: 5, character: AS_JSON.split("\n")[5]?.indexOf("1}") ?? 0 };
      const name = { line: at.line, character: at.character + 3 };
      const [first, second] = (await selections(server, JSON_URI, [name, start])) ?? [];
      const text = AS_JSON.replace("1}", "$b.c}");
      assert.deepEqual(textsOf(text, first), ["c", "$b.c", '{\\"a\\": $b.c}']);
      assert.deepEqual(textsOf(text, second), [""]);
      await server.open(vtl, "#if($a)\nx\n#end\n## a\n## b\n", "vtl");
      assert.deepEqual(await server.ask("foldingRange", vtl), [
        { startLine: 0, endLine: 1 },
        { startLine: 3, endLine: 4, kind: "comment" },
      ]);
    });
  });

  it("return nothing for other files and for files that are not open", async () => {
    await withServer({}, async (server) => {
      await server.open(OTHER_URI, '{"a": {\n"b": "arn:aws:iam::123456789012:role/orders"\n}}');
      for (const uri of [OTHER_URI, JSON_URI]) {
        for (const method of ["documentSymbol", "foldingRange", "documentLink"]) {
          assert.equal(await server.ask(method, uri), null, method);
        }
        assert.equal(await selections(server, uri, [start]), null);
      }
    });
  });
});

function selections(server: LspServer, uri: string, positions: readonly object[]) {
  return server.ask<SelectionRange[]>("selectionRange", uri, { positions });
}

/** The texts of a selection range and its parents, innermost first. */
function textsOf(text: string, selection: SelectionRange | undefined): readonly string[] {
  const texts: string[] = [];
  for (let next = selection; next; next = next.parent) texts.push(textAt(text, next.range));
  return texts;
}
