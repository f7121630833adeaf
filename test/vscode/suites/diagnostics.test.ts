import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { MOCK, TEMPLATES } from "../../support/inputs";
import {
  codeOf,
  diagnosticsWhen,
  ours,
  oursWithCodes,
  rangeOf,
  serverLookedAtAll,
} from "../support/host/diagnostics";
import { open, openWith, replaceText } from "../support/host/files";

const BROKEN = `{
  "IntegrationType": "HTTP_PROXI",
  "ConnectionType": "VPC_LINK",
  "IntegrationUrl": "https://example.com"
}
`;

describe("diagnostics", () => {
  it("reports each problem with its code, range and severity", async () => {
    const { document } = await openWith("broken.integration.json", BROKEN);
    const found = await oursWithCodes(document.uri, ["AG0009", "AG2013", "AG0003"]);
    assert.deepEqual(found.map(rangeOf), ["2:22-2:34", "3:21-3:31", "4:3-4:19"]);
    for (const { severity } of found) assert.equal(severity, vscode.DiagnosticSeverity.Error);
  });

  it("reports nothing in the sample, and keeps its language", async () => {
    const { document } = await open("integration-params.json");
    await serverLookedAtAll();
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
    assert.equal(document.languageId, "json");
  });

  it("updates as the text changes", async () => {
    const editor = await openWith("typed.integration.json", `{ "IntegrationType": "MOK", ${TEMPLATES} }`);
    const { uri } = editor.document;
    await oursWithCodes(uri, ["AG0009"]);
    await replaceText(editor, `{ ${MOCK} }`);
    await oursWithCodes(uri, []);
    await replaceText(editor, `{ ${MOCK}, "NoSuchMember": 1 }`);
    await oursWithCodes(uri, ["AG0003"]);
  });

  it("leaves JSON syntax errors to VS Code, and reports its own problems", async () => {
    const text = `{\n  "IntegrationType": "MOCK",,\n  "IntegrationTyp": "x",\n  ${MOCK}\n}\n`;
    const { document } = await openWith("faulty.integration.json", text);
    const found = await diagnosticsWhen(
      document.uri,
      (all) => all.some(({ source }) => source !== "apigw") && ours(all).length > 0,
    );
    assert.deepEqual(ours(found).map(codeOf), ["AG0003"]);
    const theirs = found.filter(({ source }) => source !== "apigw");
    assert.ok(theirs.some(({ range }) => range.start.line === 1));
    for (const { range } of ours(found)) {
      assert.ok(
        !theirs.some((their) => their.range.intersection(range)),
        "no problem overlaps one of VS Code's",
      );
    }
  });
});
