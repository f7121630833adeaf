import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { CONVERT_REQUEST, type ConvertParams, type ConvertResult } from "../../server/src/protocol";
import { FOLDER, type LspServer, withServer } from "../support/lspServer";

const JSON_URI = `${FOLDER}/integration-params.json`;
const YAML_URI = `${FOLDER}/orders.put-integration.yaml`;
const UPDATE_URI = `${FOLDER}/update-integration.json`;

function converted(server: LspServer, uri: string, target: ConvertParams["target"]): Promise<ConvertResult> {
  return server.connection.sendRequest(CONVERT_REQUEST, { uri, target });
}

describe("The request apigw/convert", () => {
  it("returns the file in the other format", async () => {
    await withServer({}, async (server) => {
      await server.open(JSON_URI, '{"IntegrationType": "MOCK", "RequestTemplates": {"a": "1\\n2\\n"}}');
      assert.deepEqual(await converted(server, JSON_URI, "yaml"), {
        text: "IntegrationType: MOCK\nRequestTemplates:\n  a: |\n    1\n    2\n",
        format: "yaml",
        lost: [],
      });
    });
  });

  it("returns the input for the other command, and what could not be converted", async () => {
    await withServer({}, async (server) => {
      await server.open(YAML_URI, "type: MOCK\ncacheNamespace: a\n", "yaml");
      assert.deepEqual(await converted(server, YAML_URI, "apigatewayv2"), {
        text: "IntegrationType: MOCK\n",
        format: "yaml",
        lost: ["cacheNamespace"],
      });
    });
  });

  it("converts the text in the editor, not the one on disk", async () => {
    await withServer({}, async (server) => {
      await server.open(JSON_URI, "{}");
      await server.change(JSON_URI, { text: '{"Description": "new"}' });
      assert.equal((await converted(server, JSON_URI, "yaml"))?.text, "Description: new\n");
    });
  });

  it("returns nothing if the file cannot be converted", async () => {
    await withServer({}, async (server) => {
      const other = `${FOLDER}/other.json`;
      await server.open(JSON_URI, '{"IntegrationType": "MOCK", ');
      await server.open(UPDATE_URI, '{"IntegrationId": "a"}');
      await server.open(YAML_URI, "credentials: !Ref Role\n", "yaml");
      await server.open(other, "{}");
      for (const [uri, target] of [
        [JSON_URI, "yaml"],
        [JSON_URI, "json"],
        [UPDATE_URI, "apigateway"],
        [YAML_URI, "json"],
        [YAML_URI, "apigateway"],
        [other, "yaml"],
        [`${FOLDER}/closed.integration.json`, "yaml"],
      ] as const) {
        assert.equal(await converted(server, uri, target), null, `${uri} → ${target}`);
      }
    });
  });
});
