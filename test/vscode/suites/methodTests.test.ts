import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { call, newRestApi, useAwsEnvironment } from "../../deployment/apis";
import { FaultProxy } from "../../support/faultProxy";
import { useEmulator } from "../../support/moto";
import { answering } from "../support/host/dialogs";
import { useEndpoint } from "../support/host/endpoint";
import { open, openWith, replaceText, textWhen } from "../support/host/files";
import { expand, views } from "../support/host/views";

const emulator = useEmulator();
useAwsEnvironment();

const FILE = "pets.put-integration.json";

/** A response as in the AWS documentation, with a repeated header. */
const ANSWER = {
  status: 201,
  latency: 12,
  body: '{"id":"7"}',
  headers: { "Content-Type": "application/json", "Set-Cookie": "b=2" },
  multiValueHeaders: { "Content-Type": ["application/json"], "Set-Cookie": ["a=1", "b=2"] },
  log: "Execution log for request r-1\nMethod completed with status: 201\n",
};

let proxy: FaultProxy;
let api: Awaited<ReturnType<typeof newRestApi>>;
/** The ID of a resource with a path parameter. */
let petId = "";

before("create an API with methods", async () => {
  proxy = await FaultProxy.before(emulator.endpoint);
  await useEndpoint(proxy.endpoint);
  api = await newRestApi(emulator.endpoint);
  const resources = `/restapis/${api.restApiId}/resources`;
  const pets = await call(emulator.endpoint, "POST", `${resources}/${api.resourceId}`, { pathPart: "{id}" });
  petId = String(pets.id);
  for (const [resource, verb] of [
    [api.resourceId, "ANY"],
    [petId, "POST"],
  ]) {
    const method = `${resources}/${resource}/methods/${verb}`;
    await call(emulator.endpoint, "PUT", method, { authorizationType: "NONE" });
  }
});

after(() => proxy.close());

beforeEach(() => proxy.reset());

/** Runs a test that a proxy answers as documented by AWS, and returns the request. */
async function sentBy(answers: readonly string[], run: () => Thenable<unknown>, answer: object = ANSWER) {
  proxy.on("POST", /\/methods\//, { kind: "answer", status: 200, body: answer });
  const { texts } = await answering(answers, run);
  const [sent, ...others] = proxy.writes;
  assert.deepEqual(others, []);
  return { texts, path: sent?.path, body: sent?.body };
}

const testLine = async (...path: readonly string[]) => {
  const { apis } = await views();
  const node = await expand(apis, "orders [REST", "Resources", ...path);
  return vscode.commands.executeCommand("apigw.testMethod", node);
};

/** Waits until the active document, which each test replaces, matches the text. */
async function shows(text: RegExp): Promise<void> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  assert.ok(uri);
  await textWhen(uri, text);
}

const writeSample = (text: string) => openWith("pets.put-integration.request.json", text);

describe("testing a method of a REST API (a proxy answers, because the emulator does not support it)", () => {
  it("asks for the path, and shows the response read-only", async () => {
    const { texts, path, body } = await sentBy(["/?tag=a"], () => testLine("/ ", "GET"));
    assert.deepEqual(texts, ["Path and query string. The backend will be called."]);
    assert.equal(path, `/restapis/${api.restApiId}/resources/${api.resourceId}/methods/GET`);
    assert.deepEqual(body, { pathWithQueryString: "/?tag=a" });
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    assert.equal(document.fileName, "/Test GET ∕ of orders");
    assert.equal(
      document.getText(),
      `GET /?tag=a
REST API orders (${api.restApiId})

Status: 201
Latency: 12 ms

Headers:
Content-Type: application/json
Set-Cookie: a=1
Set-Cookie: b=2

Body:
{"id":"7"}

Log:
${ANSWER.log}
`,
    );
    await vscode.commands.executeCommand("type", { text: "x" });
    assert.equal(document.isDirty, false);
  });

  it("replaces the previous response", async () => {
    await sentBy(["/"], () => testLine("/ ", "GET"), { ...ANSWER, status: 404 });
    await shows(/^GET \/\n(?:.*\n)+Status: 404\n/);
  });

  it("asks for the HTTP method if it is ANY, and for a body if the method has one", async () => {
    const { texts, path, body } = await sentBy(["PUT", "/", "<x/>"], () => testLine("/ ", "ANY"));
    assert.deepEqual(texts, [
      "API Gateway: Select an HTTP method",
      "Path and query string. The backend will be called.",
      "Request body (optional)",
    ]);
    assert.match(path ?? "", /\/methods\/PUT$/);
    assert.deepEqual(body, { pathWithQueryString: "/", body: "<x/>" });
  });

  it("sends the sample request of a deployed file", async () => {
    const input = {
      restApiId: api.restApiId,
      resourceId: petId,
      httpMethod: "POST",
      type: "HTTP_PROXY",
      integrationHttpMethod: "POST",
      uri: "https://pets.example.com",
    };
    const sample = {
      pathParameters: { id: "a b" },
      queryStringParameters: { tag: ["x", "y"] },
      headers: { Accept: "text/plain" },
      body: { name: "Rex" },
      stageVariables: { table: "pets" },
    };
    await writeSample(JSON.stringify(sample));
    const { document } = await openWith(FILE, `${JSON.stringify(input)}\n`);
    await answering([], () => vscode.commands.executeCommand("apigw.deploy", document.uri, { yes: true }));
    proxy.reset();

    const { texts, path, body } = await sentBy(["$(play)"], () =>
      vscode.commands.executeCommand("apigw.testDeployed", document.uri),
    );
    assert.deepEqual(texts, ["API Gateway: Select the request to send. The backend will be called."]);
    assert.equal(path, `/restapis/${api.restApiId}/resources/${petId}/methods/POST`);
    assert.deepEqual(body, {
      pathWithQueryString: "/a%20b?tag=x&tag=y",
      headers: { Accept: "text/plain" },
      body: '{"name":"Rex"}',
      stageVariables: { table: "pets" },
    });
    await shows(
      /^POST \/a%20b\?tag=x&tag=y\n.*\nRequest from pets\.put-integration\.request\.json\.\n\nStatus: 201\n/,
    );
  });

  it("finds the sample request of the file deployed to a method, from the nodes in the view", async () => {
    for (const line of [[], ["HTTP_PROXY"]]) {
      proxy.reset();
      const { body } = await sentBy(["$(play)"], () => testLine("/{id}", "POST", ...line));
      assert.equal((body as Record<string, unknown>).pathWithQueryString, "/a%20b?tag=x&tag=y");
    }
  });

  it("notes that the deployed version was tested if the file differs", async () => {
    const editor = await open(FILE);
    const { document } = editor;
    await replaceText(editor, document.getText().replace("pets.example", "other.example"));
    await sentBy(["$(play)"], () => vscode.commands.executeCommand("apigw.testDeployed", document.uri));
    await shows(/\nThe file differs from the deployed version\. The deployed version was tested\.\n/);
  });

  it("does not send an invalid or incomplete sample request, and opens it", async () => {
    for (const text of ['{"boddy": 1}', '{"body": 1}']) {
      await writeSample(text);
      const { texts } = await answering(["$(go-to-file)"], () => testLine("/{id}", "POST"));
      assert.equal(texts.length, 1);
      assert.equal(vscode.window.activeTextEditor?.document.getText(), text);
    }
    assert.deepEqual(proxy.writes, []);
  });

  it("reports when nothing is deployed", async () => {
    const input = { restApiId: api.restApiId, resourceId: api.resourceId, httpMethod: "GET", type: "MOCK" };
    const { document } = await openWith("none.put-integration.json", `${JSON.stringify(input)}\n`);
    const { texts } = await answering([], () =>
      vscode.commands.executeCommand("apigw.testDeployed", document.uri),
    );
    assert.deepEqual(texts, ["none.put-integration.json is not deployed."]);
    assert.deepEqual(proxy.writes, []);
  });

  it("shows an AWS error", async () => {
    const body = { message: "Invalid Method identifier specified" };
    proxy.on("POST", /\/methods\//, { kind: "answer", status: 404, type: "NotFoundException", body });
    const { texts } = await answering(["/"], () => testLine("/ ", "GET"));
    assert.match(texts.at(-1) ?? "", /^Invalid Method identifier specified\. Check the IDs/);
  });
});
