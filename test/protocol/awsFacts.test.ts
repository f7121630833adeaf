import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  type AwsFactsParams,
  PREVIEW_REQUEST,
  type PreviewResult,
  TEMPLATE_AT_REQUEST,
  type TemplateAtResult,
} from "../../server/src/protocol";
import { REST_FACTS, WEBSOCKET_FACTS } from "../support/facts";
import { accepted, positionAt } from "../support/lspEdits";
import { FOLDER, type LspServer, withServer } from "../support/lspServer";
import { parseCursor } from "../support/markers";

const URI = `${FOLDER}/put-integration.json`;
const PATH = ["requestTemplates", "application/json"];

const input = (template: string) =>
  JSON.stringify({
    type: "HTTP",
    integrationHttpMethod: "GET",
    uri: "https://example.com",
    requestParameters: { "integration.request.header.x": "method.request.querystring.page" },
    requestTemplates: { "application/json": template },
  });

async function problems(server: LspServer): Promise<readonly unknown[]> {
  return (await server.diagnostics(URI)).map(({ code, severity }) => [code, severity]);
}

describe("facts about a file's API from the client", () => {
  it("update the diagnostics, before and after the file is opened", async () => {
    await withServer({}, async (server) => {
      await server.open(URI, input("{}"));
      assert.deepEqual(await problems(server), [["AG1014", 4]]);
      await server.tellAwsFacts({ [URI]: REST_FACTS });
      assert.deepEqual(await problems(server), [["AG1056", 1]]);
      await server.close(URI);
      await server.open(URI, input("{}"));
      assert.deepEqual(await problems(server), [["AG1056", 1]]);
      await server.tellAwsFacts({});
      assert.deepEqual(await problems(server), [["AG1014", 4]]);
    });
  });

  it("are used by completion and hover", async () => {
    await withServer({}, async (server) => {
      const { text, offset } = parseCursor(input("$stageVariables.<|>"));
      await server.open(URI, text);
      const at = positionAt(text, offset);
      assert.deepEqual(await server.complete(URI, at), []);
      await server.tellAwsFacts({ [URI]: REST_FACTS });
      const items = (await server.complete(URI, at)) ?? [];
      assert.deepEqual(
        items.map((item) => accepted(text, item)),
        [input("$stageVariables.table"), input("$stageVariables.url")],
      );
      await server.change(URI, { text: input("$stageVariables.url") });
      const hover = await server.hover(URI, at);
      assert.match(JSON.stringify(hover?.contents), /test\.example\.com/);
    });
  });

  it("are used by previews and new request files", async () => {
    await withServer({}, async (server) => {
      await server.open(URI, input('["$stageVariables.url", "$input.params(\'id\')"]'));
      await server.tellAwsFacts({ [URI]: REST_FACTS });
      const preview = await server.connection.sendRequest<PreviewResult>(PREVIEW_REQUEST, {
        uri: URI,
        path: PATH,
      });
      assert.deepEqual(preview, {
        output: '["orders.example.com", "id"]',
        language: "json",
        problems: [],
      });
      const at = await server.connection.sendRequest<TemplateAtResult>(TEMPLATE_AT_REQUEST, {
        uri: URI,
        path: PATH,
      });
      assert.match(at?.sampleRequest ?? "", /"resourcePath": "\/pets\/\{id\}\/\{tag\}"/);
    });
  });

  it("do not affect other files", async () => {
    await withServer({}, async (server) => {
      await server.open(URI, input("{}"));
      await server.tellAwsFacts({ [`${FOLDER}/other.json`]: REST_FACTS });
      assert.deepEqual(await problems(server), [["AG1014", 4]]);
    });
  });

  const other = { ...REST_FACTS, of: { apiId: "api", resourceId: "res", httpMethod: "POST" } };
  for (const [what, facts, expected] of [
    ["nothing", null, "AG1014"],
    ["a list", [], "AG1014"],
    ["a string", { [URI]: "REST" }, "AG1014"],
    ["no protocol", { [URI]: { ...REST_FACTS, protocol: undefined } }, "AG1014"],
    ["an unknown protocol", { [URI]: { ...REST_FACTS, protocol: "GRPC" } }, "AG1014"],
    ["facts for the other family", { [URI]: WEBSOCKET_FACTS }, "AG1014"],
    ["parameters that are not a list", { [URI]: { ...REST_FACTS, requestParameters: {} } }, "AG1014"],
    ["parameters that are not strings", { [URI]: { ...REST_FACTS, requestParameters: [1] } }, "AG1014"],
    ["invalid stages", { [URI]: { ...REST_FACTS, stages: [{ name: 1 }, null] } }, "AG1056"],
    ["invalid routes", { [URI]: { ...REST_FACTS, routes: "GET /" } }, "AG1056"],
    [
      "variables that are not strings",
      { [URI]: { ...REST_FACTS, stages: [{ name: "a", variables: { a: 1 } }] } },
      "AG1056",
    ],
    [
      "invalid method responses",
      { [URI]: { ...REST_FACTS, methodResponses: [{ statusCode: 200 }] } },
      "AG1056",
    ],
    ["an invalid subject", { [URI]: { ...REST_FACTS, of: "api" } }, "AG1056"],
    ["another method than the one in the file", { [URI]: other }, "AG1056"],
  ] as const) {
    it(`are ignored where they are invalid: ${what}`, async () => {
      await withServer({}, async (server) => {
        await server.open(URI, input("$stageVariables.url"));
        await server.tellAwsFacts(facts as unknown as AwsFactsParams["facts"]);
        const codes = (await server.diagnostics(URI)).map(({ code }) => code);
        assert.ok(codes.includes(expected), codes.join(", "));
      });
    });
  }
});
