import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { COPY_AS_REQUEST, type CopyAsParams, type CopyAsResult } from "../../server/src/protocol";
import { FOLDER, withServer } from "../support/lspServer";

const PETS = `openapi: 3.0.1
paths:
  /pets:
    get:
      x-amazon-apigateway-integration:
        type: mock
        responses:
          default:
            statusCode: 200
    post:
      x-amazon-apigateway-integration:
        type: http_proxy
        httpMethod: POST
        uri: https://example.com
        tlsConfig: {insecureSkipVerification: true}
`;

async function copyAs(params: Omit<CopyAsParams, "uri">, uri = `${FOLDER}/pets.yaml`): Promise<CopyAsResult> {
  let result: CopyAsResult | undefined;
  await withServer({}, async ({ connection }) => {
    result = await connection.sendRequest(COPY_AS_REQUEST, { uri, ...params });
  });
  assert.ok(result);
  return result;
}

describe("The request apigw/copyAs", () => {
  it("returns the integration at the cursor with its responses", async () => {
    for (const line of [5, 8]) {
      const result = await copyAs({ text: PETS, position: { line, character: 12 }, target: "terraform" });
      assert.equal(result.kind, "text");
      assert.match(
        result.kind === "text" ? result.text : "",
        /"aws_api_gateway_integration_response" "get_pets_200"/,
      );
      assert.doesNotMatch(JSON.stringify(result), /POST/);
    }
  });

  it("names what is lost and what is added", async () => {
    const result = await copyAs({
      text: PETS,
      position: { line: 12, character: 10 },
      target: "cloudformation",
    });
    assert.deepEqual(result.kind === "text" && [result.lost, result.notes], [
      ["tlsConfig"],
      ["authorization: NONE, because the inputs do not say who may call"],
    ]);
  });

  it("takes the only integration if the cursor is in none", async () => {
    const text = PETS.slice(0, PETS.indexOf("    post:"));
    assert.equal((await copyAs({ text, target: "cloudformation" })).kind, "text");
    assert.deepEqual(await copyAs({ text: PETS, target: "cloudformation" }), { kind: "none" });
  });

  it("takes an input of the AWS CLI, open or not", async () => {
    const result = await copyAs(
      { text: '{"type": "MOCK"}', target: "openapi" },
      `${FOLDER}/orders.put-integration.json`,
    );
    assert.match(result.kind === "text" ? result.text : "", /title: orders\n/);
    assert.deepEqual(
      await copyAs({ text: '{"type": "MOCK"', target: "openapi" }, `${FOLDER}/a.put-integration.json`),
      { kind: "none" },
    );
  });

  it("gives the reason if the target cannot hold it", async () => {
    const text = '{"IntegrationType": "MOCK"}';
    assert.deepEqual(await copyAs({ text, target: "openapi" }, `${FOLDER}/a.integration.json`), {
      kind: "refused",
      reason: "OpenAPI documents describe REST APIs and HTTP APIs only.",
    });
  });
});
