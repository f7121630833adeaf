import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { readTexts } from "../../../client/src/testing/fileTexts";
import { filesOfTests, readTestFile, runTests } from "../../../server/src/service";
import { call, newRestApi, useAwsEnvironment } from "../../deployment/apis";
import { FaultProxy } from "../../support/faultProxy";
import { useEmulator } from "../../support/moto";
import { answering } from "../support/host/dialogs";
import { useEndpoint } from "../support/host/endpoint";
import { openWith, textWhen, workspaceFolder } from "../support/host/files";

const emulator = useEmulator();
useAwsEnvironment();

const TIME = "Thu Nov 26 04:00:00 UTC 2026 : ";

/** A response as in the AWS documentation, from an API whose template differs from the file. */
const ANSWER = {
  status: 200,
  latency: 12,
  body: '{"id": "7", "by": "AWS"}',
  headers: { "Content-Type": "application/json", "X-Amzn-Trace-Id": "Root=1-2-3" },
  multiValueHeaders: { "Content-Type": ["application/json"], "X-Amzn-Trace-Id": ["Root=1-2-3"] },
  log: [
    "Execution log for request c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
    `${TIME}HTTP Method: POST, Resource Path: /pets/7`,
    `${TIME}Method completed with status: 200`,
    "",
  ].join("\n"),
};

describe("verifying on AWS (a proxy answers, because the emulator does not support it)", () => {
  let proxy: FaultProxy;
  let api: Awaited<ReturnType<typeof newRestApi>>;
  let petId = "";

  before("create and deploy a method", async () => {
    proxy = await FaultProxy.before(emulator.endpoint);
    await useEndpoint(proxy.endpoint);
    api = await newRestApi(emulator.endpoint);
    const resources = `/restapis/${api.restApiId}/resources`;
    const pets = await call(emulator.endpoint, "POST", `${resources}/${api.resourceId}`, {
      pathPart: "{id}",
    });
    petId = String(pets.id);
    const method = `${resources}/${petId}/methods/POST`;
    await call(emulator.endpoint, "PUT", method, { authorizationType: "NONE" });
    await call(emulator.endpoint, "PUT", `${method}/responses/200`, {});
    const { document } = await openWith(
      "verified.put-integration.json",
      `${JSON.stringify(INPUT(), null, 2)}\n`,
    );
    await answering([], () => vscode.commands.executeCommand("apigw.deploy", document.uri, { yes: true }));
    await call(emulator.endpoint, "PUT", `${method}/integration/responses/200`, {
      responseTemplates: { "application/json": `{"id": "$input.params('id')", "by": "simulation"}` },
    });
  });

  after(() => proxy.close());

  beforeEach(() => proxy.reset());

  const INPUT = () => ({
    restApiId: api.restApiId,
    resourceId: petId,
    httpMethod: "POST",
    type: "MOCK",
    requestTemplates: { "application/json": '{"statusCode": 200}' },
  });

  const uriOf = (name: string): vscode.Uri => vscode.Uri.joinPath(workspaceFolder(), name);

  /** The texts of the diff editor in the active tab, once AWS's side contains a text. */
  async function sides(text: RegExp): Promise<readonly string[]> {
    const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
    assert.ok(input instanceof vscode.TabInputTextDiff);
    const aws = await textWhen(input.modified, text);
    return [await textWhen(input.original, /^Status: /), aws];
  }

  it("asks first, naming the request, the API, the region and the endpoint, and sends nothing without consent", async () => {
    await openWith("verified.put-integration.request.json", '{"pathParameters": {"id": "7"}, "body": {}}\n');
    const { texts } = await answering([], () =>
      vscode.commands.executeCommand("apigw.verifyOnAws", uriOf("verified.put-integration.json")),
    );
    assert.deepEqual(texts, [
      `Send POST /7 to the REST API orders (${api.restApiId}) in us-east-1 at ${proxy.endpoint}?\nAPI Gateway tests POST /{id} as it is on AWS now, and calls its backend.`,
    ]);
    assert.deepEqual(proxy.writes, []);
  });

  it("shows the simulation and AWS side by side, with the integration responses on AWS", async () => {
    proxy.on("POST", /\/methods\/POST$/, { kind: "answer", status: 200, body: ANSWER });
    const { texts } = await answering(["Send"], () =>
      vscode.commands.executeCommand("apigw.verifyOnAws", uriOf("verified.put-integration.json")),
    );
    assert.equal(texts[1], "AWS and the simulation differ on POST /7: body.");
    assert.deepEqual(
      proxy.writes.map(({ path, body }) => [path, body]),
      [
        [
          `/restapis/${api.restApiId}/resources/${petId}/methods/POST`,
          { pathWithQueryString: "/7", body: "{}" },
        ],
      ],
    );
    const [simulation = "", aws = ""] = await sides(/"by": "AWS"/);
    assert.match(simulation, /\nBody:\n\{"id": "7", "by": "simulation"\}\n/);
    assert.match(aws, /\nBody:\n\{"id": "7", "by": "AWS"\}\n/);
    assert.match(aws, /The integration responses of the simulation are those on AWS\./);
    assert.doesNotMatch(aws, /Root=1-2-3/);
  });

  it("stores a difference as a recording that the test then prefers", async () => {
    const tests = {
      tests: [
        {
          name: "answers with the ID",
          request: { pathParameters: { id: "7" }, body: {} },
          expect: { status: 200, output: { id: "7", by: "AWS" } },
        },
      ],
    };
    const { document } = await openWith(
      "verified.put-integration.test.json",
      `${JSON.stringify(tests, null, 2)}\n`,
    );
    proxy.on("POST", /\/methods\/POST$/, { kind: "answer", status: 200, body: ANSWER });
    const { texts } = await answering(["Send", "Save Recording"], () =>
      vscode.commands.executeCommand("apigw.verifyOnAws", document.uri, "answers with the ID"),
    );
    assert.equal(texts.length, 2);
    const recordings: Record<string, Record<string, unknown>> = JSON.parse(
      await textWhen(uriOf("verified.put-integration.recordings.json"), /answers with the ID/),
    );
    const { recorded, fingerprint, from, ...rest } = recordings["answers with the ID"] ?? {};
    assert.match(String(recorded), /^\d{4}-\d\d-\d\dT/);
    assert.match(String(fingerprint), /^[0-9a-f]{16}$/);
    assert.deepEqual(from, { region: "us-east-1", api: api.restApiId, method: "POST", path: "/{id}" });
    assert.deepEqual(rest, {
      output: ANSWER.body,
      status: 200,
      headers: { "Content-Type": "application/json" },
    });
    const file = readTestFile(document.getText(), document.uri.path);
    const files = await readTexts(document.uri, filesOfTests(file));
    const [result] = runTests(file, file.cases, { textOf: (path) => files[path] });
    assert.ok(result && result.outcome !== "errored");
    assert.deepEqual([result.outcome, result.recording?.state], ["passed", "used"]);
  });

  it("says so if both agree", async () => {
    const answer = { ...ANSWER, body: '{"id": "7", "by": "simulation"}' };
    proxy.on("POST", /\/methods\/POST$/, { kind: "answer", status: 200, body: answer });
    const { texts } = await answering(["Send"], () =>
      vscode.commands.executeCommand("apigw.verifyOnAws", uriOf("verified.put-integration.json")),
    );
    assert.equal(texts[1], "AWS and the simulation agree on POST /7.");
    const [simulation, aws] = await sides(/"by": "simulation"/);
    assert.equal(simulation, aws);
  });

  it("sends nothing if the sample request is broken", async () => {
    await openWith("verified.put-integration.request.json", '{"boddy": {}}\n');
    const { texts } = await answering([], () =>
      vscode.commands.executeCommand("apigw.verifyOnAws", uriOf("verified.put-integration.json")),
    );
    assert.match(texts.join(), /^The sample request is not valid: /);
    assert.deepEqual(proxy.writes, []);
  });

  it("is only for REST APIs", async () => {
    const { document } = await openWith("other.integration.json", '{"IntegrationType": "MOCK"}\n');
    const { texts } = await answering([], () =>
      vscode.commands.executeCommand("apigw.verifyOnAws", document.uri),
    );
    assert.deepEqual(texts, ["Only the methods of REST APIs can be tested on AWS."]);
  });
});
