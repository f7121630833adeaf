import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { MarkupKind } from "vscode-languageserver/node";
import { accepted, positionAt, textAt } from "../support/lspEdits";
import { FOLDER, withServer } from "../support/lspServer";
import { parseCursor, parseRanges } from "../support/markers";

const URI = `${FOLDER}/integration-params.yaml`;
const MARKDOWN = {
  textDocument: {
    completion: { completionItem: { snippetSupport: true } },
    hover: { contentFormat: [MarkupKind.Markdown] },
  },
};

/** An editor's own JSON support does not cover YAML. */
const EDITORS = [
  ["without JSON support of its own", { capabilities: MARKDOWN }],
  [
    "with JSON support of its own",
    { capabilities: MARKDOWN, initializationOptions: { editorValidatesJson: true }, configuration: {} },
  ],
] as const;

/** [what, text, label, text after it is accepted] */
const completions: readonly (readonly [string, string, string, string])[] = [
  ["a key in an empty file", "<|>", "IntegrationType", "IntegrationType: <|>"],
  ["a key after others", "ApiId: a\nTime<|>", "TimeoutInMillis", "ApiId: a\nTimeoutInMillis: 29000<|>"],
  ["a value", "IntegrationType: <|>\n", "MOCK", "IntegrationType: MOCK\n"],
  [
    "an incomplete value",
    "IntegrationType: HT<|>\nApiId: a\n",
    "HTTP_PROXY",
    "IntegrationType: HTTP_PROXY\nApiId: a\n",
  ],
  ["a value that needs quotes", "PayloadFormatVersion: <|>\n", "2.0", 'PayloadFormatVersion: "2.0"\n'],
  [
    "a key between braces",
    "TlsConfig: {<|>}",
    "ServerNameToVerify",
    'TlsConfig: {"ServerNameToVerify": "<|>"}',
  ],
];

/** [codes, text with a range for each code] */
const faults: readonly (readonly [readonly string[], string])[] = [
  [
    ["AG0003"],
    "IntegrationType: HTTP_PROXY\nIntegrationUri: https://example.com\nIntegrationMethod: ANY\n<|Timeout|>: 1\n",
  ],
  [
    ["AG0014"],
    "IntegrationType: HTTP_PROXY\nIntegrationUri: https://example.com\nIntegrationMethod: ANY\nPayloadFormatVersion: <|1.0|>\n",
  ],
  [
    ["AG0011"],
    "IntegrationType: AWS_PROXY\n<|IntegrationType|>: AWS_PROXY\nIntegrationUri: arn:aws:lambda:us-east-1:123456789012:function:f\n",
  ],
  [["AG0009", "AG0007"], "IntegrationType: <|MOKC|>\nDescription: <|null|>\n"],
  [["AG0018"], "IntegrationType: AWS_PROXY\nIntegrationUri: <|!GetAtt|> Function.Arn\n"],
];

for (const [who, options] of EDITORS) {
  describe(`YAML in an editor ${who}`, () => {
    for (const [what, marked, label, after] of completions) {
      it(`completes ${what}`, async () => {
        const { text, offset } = parseCursor(marked);
        await withServer(options, async (server) => {
          await server.open(URI, text, "yaml");
          const items = (await server.complete(URI, positionAt(text, offset))) ?? [];
          const item = items.find((candidate) => candidate.label === label);
          assert.ok(item, `${label} is not among ${items.map((candidate) => candidate.label).join(", ")}`);
          assert.equal(accepted(text, item), after);
        });
      });
    }

    it("shows the documentation of a key and a value", async () => {
      for (const [marked, on, heading] of [
        ["IntegrationType: MO<|>CK\n", "MOCK", /^\*\*MOCK\*\* · IntegrationType\n/],
        ["a: b\nTimeout<|>InMillis: 50\n", "TimeoutInMillis", /^\*\*TimeoutInMillis\*\* · integer\n/],
      ] as const) {
        const { text, offset } = parseCursor(marked);
        await withServer(options, async (server) => {
          await server.open(URI, text, "yaml");
          const hover = await server.hover(URI, positionAt(text, offset));
          assert.ok(hover?.range && typeof hover.contents === "object" && "kind" in hover.contents);
          assert.equal(textAt(text, hover.range), on);
          assert.match(hover.contents.value, heading);
        });
      }
    });

    for (const [codes, marked] of faults) {
      it(`reports ${codes.join(" and ")} with its range`, async () => {
        const { text, spans } = parseRanges(marked);
        await withServer(options, async (server) => {
          const diagnostics = await server.open(URI, text, "yaml");
          assert.deepEqual(
            diagnostics.map(({ code, range }) => [code, range]),
            spans.map(({ start, end }, i) => [
              codes[i],
              { start: positionAt(text, start), end: positionAt(text, end) },
            ]),
          );
        });
      });
    }

    it("reports invalid YAML", async () => {
      await withServer(options, async (server) => {
        const diagnostics = await server.open(URI, "IntegrationType: [MOCK\nDescription: 'a\n", "yaml");
        assert.ok(diagnostics.some(({ code }) => code === "AG0001"));
      });
    });

    it("is detected by language ID with any file name, and by file name with any language ID", async () => {
      const text = "IntegrationType: MOKC\n";
      for (const [name, languageId] of [
        ["orders.integration.json", "yaml"],
        ["orders.integration.yml", "plaintext"],
        ["orders.integration.yaml", "dockercompose"],
      ] as const) {
        await withServer(options, async (server) => {
          const diagnostics = await server.open(`${FOLDER}/${name}`, text, languageId);
          assert.deepEqual(
            diagnostics.map(({ code }) => code),
            ["AG0009"],
            name,
          );
        });
      }
    });
  });
}
