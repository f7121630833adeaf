/** The JSON and YAML support of editors as libraries, with our schema of create-integration. */
import assert from "node:assert/strict";
import * as jsonSupport from "vscode-json-languageservice";
import * as yamlSupport from "yaml-language-server";
import createIntegration from "../../schemas/apigatewayv2/create-integration.schema.json";
import members from "../../schemas/apigatewayv2/members.json";
import type { InputFormat } from "../../server/src/syntax/nodes";

/** An analyzed file that can be queried at an offset. */
export interface Analyzed {
  readonly problems: readonly unknown[];
  /** Returns the number of completion items. */
  complete(offset: number): Promise<number>;
  hover(offset: number): Promise<unknown>;
}

export interface Alternative {
  readonly name: string;
  /** Parses the text and validates it against the schema. */
  analyze(text: string): Promise<Analyzed>;
}

const host = {
  workspaceContext: { resolveRelativePath: (path: string, base: string) => new URL(path, base).href },
  schemaRequestService: (uri: string) => {
    assert.equal(uri, members.$id);
    return Promise.resolve(JSON.stringify(members));
  },
};
const schemas = [{ uri: createIntegration.$id, fileMatch: ["*"], schema: createIntegration as object }];

const jsonService = jsonSupport.getLanguageService(host);
jsonService.configure({ validate: true, schemas });

const yamlService = yamlSupport.getLanguageService(host);
yamlService.configure({ validate: true, completion: true, hover: true, schemas });

let version = 0;

/** A document with a new version, because the YAML service does not parse the same version again. */
function documentOf(text: string, format: InputFormat): jsonSupport.TextDocument {
  version++;
  return jsonSupport.TextDocument.create(`file:///integration-params.${format}`, format, version, text);
}

/** The alternative for files of a format. */
export const ALTERNATIVES: Readonly<Record<InputFormat, Alternative>> = {
  json: {
    name: "vscode-json-languageservice",
    async analyze(text) {
      const document = documentOf(text, "json");
      const json = jsonService.parseJSONDocument(document);
      return {
        problems: await jsonService.doValidation(document, json),
        complete: async (offset) =>
          (await jsonService.doComplete(document, document.positionAt(offset), json))?.items.length ?? 0,
        hover: (offset) => Promise.resolve(jsonService.doHover(document, document.positionAt(offset), json)),
      };
    },
  },
  yaml: {
    name: "yaml-language-server",
    async analyze(text) {
      const document = documentOf(text, "yaml");
      return {
        problems: await yamlService.doValidation(document, false),
        complete: async (offset) =>
          (await yamlService.doComplete(document, document.positionAt(offset), false)).items.length,
        hover: (offset) => yamlService.doHover(document, document.positionAt(offset)),
      };
    },
  },
};

/** Makes sure that the alternatives really use the schema; otherwise the comparison is meaningless. */
export async function ensureSchemaIsUsed(): Promise<void> {
  const faulty = `{"ApiId": "a", "IntegrationType": "MOCKED", "TimeoutInMillis": 1, "Nope": 1,
    "RequestTemplates": {"a": 1}}`;
  for (const { analyze } of Object.values(ALTERNATIVES)) {
    assert.equal((await analyze(faulty)).problems.length, 4);
    assert.deepEqual((await analyze('{"ApiId": "a", "IntegrationType": "MOCK"}')).problems, []);
  }
}
