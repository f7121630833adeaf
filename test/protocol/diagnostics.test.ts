import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, it } from "mocha";
import { DiagnosticSeverity } from "vscode-languageserver/node";
import { fixture, PROJECT } from "../support/fixtures";
import { MOCK } from "../support/inputs";
import { positionAt } from "../support/lspEdits";
import { withServer } from "../support/lspServer";
import { parseRanges } from "../support/markers";

const URI = "file:///workspace/integration-params.json";
const { Error: ERROR, Warning: WARNING } = DiagnosticSeverity;

const BROKEN = `{
  "IntegrationType": <|"MOKC"|>,
  <|"integrationMethod"|>: "GET",
  <|"Zweck"|>: "Grüße 👋",
  "TimeoutInMillis": <|"29000"|>,
  <|"ConnectionId"|>: "abc",
  "Description": <|null|>
}
`;

const EXPECTED = [
  ["AG0009", ERROR],
  ["AG0004", ERROR],
  ["AG0003", ERROR],
  ["AG0006", ERROR],
  ["AG2016", WARNING],
  ["AG0007", ERROR],
] as const;

describe("diagnostics", () => {
  it("have the code, range and severity of every problem", async () => {
    const { text, spans } = parseRanges(BROKEN);
    await withServer({}, async (server) => {
      const diagnostics = await server.open(URI, text);
      assert.deepEqual(
        diagnostics.map(({ code, severity, range }) => ({ code, severity, range })),
        EXPECTED.map(([code, severity], i) => ({
          code,
          severity,
          range: {
            start: positionAt(text, spans[i]?.start ?? -1),
            end: positionAt(text, spans[i]?.end ?? -1),
          },
        })),
      );
      for (const { source, message } of diagnostics) {
        assert.equal(source, "apigw");
        assert.notEqual(message, "");
      }
    });
  });

  it("link to the page of the rule for clients that support links", async () => {
    const { text } = parseRanges(BROKEN);
    const textDocument = { publishDiagnostics: { codeDescriptionSupport: true } };
    await withServer({ capabilities: { textDocument } }, async (server) => {
      for (const { code, codeDescription } of await server.open(URI, text)) {
        const page = join(PROJECT, "docs", "rules", `${code}.md`);
        assert.equal(codeDescription?.href, existsSync(page) ? pathToFileURL(page).href : undefined);
      }
    });
    await withServer({}, async (server) => {
      for (const { codeDescription } of await server.open(URI, text))
        assert.equal(codeDescription, undefined);
    });
  });

  it("have related information for clients that support it", async () => {
    const text = `{${MOCK},\n"Description": "a",\n"Description": "b"}`;
    const textDocument = { publishDiagnostics: { relatedInformation: true } };
    await withServer({ capabilities: { textDocument } }, async (server) => {
      const [duplicate, ...others] = await server.open(URI, text);
      assert.deepEqual([duplicate?.code, others], ["AG0010", []]);
      assert.deepEqual(duplicate?.relatedInformation, [
        {
          location: {
            uri: URI,
            range: { start: { line: 1, character: 0 }, end: { line: 1, character: 13 } },
          },
          message: '"Description" first appears here.',
        },
      ]);
    });
    await withServer({}, async (server) => {
      const [duplicate] = await server.open(URI, text);
      assert.equal(duplicate?.code, "AG0010");
      assert.equal(duplicate.relatedInformation, undefined);
    });
  });

  it("quote AWS's error message if it is known", async () => {
    await withServer({}, async (server) => {
      const [only, ...others] = await server.open(URI, '{"IntegrationType": "AWS_PROXY"}');
      assert.deepEqual([only?.code, others], ["AG2012", []]);
      assert.match(String(only?.message), /\nAWS answers: Invalid integration URI specified$/);
    });
  });

  it("only inform about a valid mock integration, which is detected as one for WebSocket APIs", async () => {
    await withServer({}, async (server) => {
      const diagnostics = await server.open(URI, fixture("mock.json"));
      assert.deepEqual(
        diagnostics.map(({ code, severity }) => ({ code, severity })),
        [{ code: "AG2045", severity: DiagnosticSeverity.Information }],
      );
      const status = await server.status(URI);
      assert.deepEqual(
        { ...status, evidence: status?.evidence.length },
        {
          operation: "create-integration",
          operationFrom: "name",
          protocol: "WEBSOCKET",
          protocolFrom: "content",
          evidence: 3,
          tooLarge: false,
        },
      );
    });
  });

  it("are cleared when the document is closed", async () => {
    await withServer({}, async (server) => {
      assert.notDeepEqual(await server.open(URI, "{"), []);
      assert.deepEqual(await server.close(URI), []);
    });
  });

  it("are published again when the document is opened again", async () => {
    await withServer({}, async (server) => {
      await server.open(URI, "{");
      await server.close(URI);
      assert.deepEqual(await server.open(URI, `{${MOCK}}`), []);
    });
  });
});
