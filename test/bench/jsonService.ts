/** VS Code's JSON support as a library, with our schemas. */
import assert from "node:assert/strict";
import { getLanguageService, type JSONDocument, TextDocument } from "vscode-json-languageservice";
import createIntegration from "../../schemas/apigatewayv2/create-integration.schema.json";
import members from "../../schemas/apigatewayv2/members.json";

export { TextDocument };

const URI = "file:///integration-params.json";

const service = getLanguageService({
  workspaceContext: { resolveRelativePath: (path, base) => new URL(path, base).href },
  schemaRequestService: (uri) => {
    assert.equal(uri, members.$id);
    return Promise.resolve(JSON.stringify(members));
  },
});

/** As a server has a document: new with every version. */
export function documentOf(text: string): TextDocument {
  return TextDocument.create(URI, "json", 1, text);
}

export interface JsonAnalysis {
  readonly document: TextDocument;
  readonly json: JSONDocument;
}

export async function analyze(text: string) {
  const document = documentOf(text);
  const json = service.parseJSONDocument(document);
  const problems = await service.doValidation(document, json);
  return { document, json, problems };
}

export function complete({ document, json }: JsonAnalysis, offset: number) {
  return service.doComplete(document, document.positionAt(offset), json);
}

export function hover({ document, json }: JsonAnalysis, offset: number) {
  return service.doHover(document, document.positionAt(offset), json);
}

/** Loads the schemas, and makes sure that they really hold: else there is nothing to compare with. */
export async function prepare(): Promise<void> {
  service.configure({
    validate: true,
    schemas: [{ uri: createIntegration.$id, fileMatch: ["*"], schema: createIntegration as object }],
  });
  const faulty = `{"ApiId": "a", "IntegrationType": "MOCKED", "TimeoutInMillis": 1, "Nope": 1,
    "RequestTemplates": {"a": 1}}`;
  const { problems } = await analyze(faulty);
  assert.equal(problems.length, 4, JSON.stringify(problems));
  const sound = await analyze('{"ApiId": "a", "IntegrationType": "MOCK"}');
  assert.deepEqual(sound.problems, []);
}
