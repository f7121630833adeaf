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

/** What AWS's documentation has for an answer, with a header that comes twice. */
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
/** A resource with a parameter in its path. */
let petId = "";

before("make an API with methods", async () => {
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

/** Runs a test that a proxy answers as AWS documents it, and gives what was sent. */
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

/** Waits until the active document, which is made anew with each test, has such a text. */
async function shows(text: RegExp): Promise<void> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  assert.ok(uri);
  await textWhen(uri, text);
}

const writeSample = (text: string) => openWith("pets.put-integration.request.json", text);

describe("the test of a REST API's method, which the emulator has not and a proxy answers as AWS documents,", () => {
  it("asks for the path, and shows what came back, read-only", async () => {
    const { texts, path, body } = await sentBy(["/?tag=a"], () => testLine("/ ", "GET"));
    assert.deepEqual(texts, ["Path with query string; the backend is called"]);
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

  it("shows the next answer in the same place", async () => {
    await sentBy(["/"], () => testLine("/ ", "GET"), { ...ANSWER, status: 404 });
    await shows(/^GET \/\n(?:.*\n)+Status: 404\n/);
  });

  it("asks for the method where it is any, and for a body where one is sent", async () => {
    const { texts, path, body } = await sentBy(["PUT", "/", "<x/>"], () => testLine("/ ", "ANY"));
    assert.deepEqual(texts, [
      "API Gateway: With which method?",
      "Path with query string; the backend is called",
      "Body; none where it is left empty",
    ]);
    assert.match(path ?? "", /\/methods\/PUT$/);
    assert.deepEqual(body, { pathWithQueryString: "/", body: "<x/>" });
  });

  it("sends what the sample request of a deployed file says", async () => {
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
    assert.deepEqual(texts, ["API Gateway: What is to be sent? The backend is called."]);
    assert.equal(path, `/restapis/${api.restApiId}/resources/${petId}/methods/POST`);
    assert.deepEqual(body, {
      pathWithQueryString: "/a%20b?tag=x&tag=y",
      headers: { Accept: "text/plain" },
      body: '{"name":"Rex"}',
      stageVariables: { table: "pets" },
    });
    await shows(
      /^POST \/a%20b\?tag=x&tag=y\n.*\nSent was what pets\.put-integration\.request\.json says\.\n\nStatus: 201\n/,
    );
  });

  it("finds the sample of the file that was deployed to the method, from its lines in the view", async () => {
    for (const line of [[], ["HTTP_PROXY"]]) {
      proxy.reset();
      const { body } = await sentBy(["$(play)"], () => testLine("/{id}", "POST", ...line));
      assert.equal((body as Record<string, unknown>).pathWithQueryString, "/a%20b?tag=x&tag=y");
    }
  });

  it("says that what is there was tested, where the file differs", async () => {
    const editor = await open(FILE);
    const { document } = editor;
    await replaceText(editor, document.getText().replace("pets.example", "other.example"));
    await sentBy(["$(play)"], () => vscode.commands.executeCommand("apigw.testDeployed", document.uri));
    await shows(/\nThe file differs from what is at AWS, and that was tested\.\n/);
  });

  it("sends nothing of a sample that cannot be read, or leaves the path open, and opens it", async () => {
    for (const text of ['{"boddy": 1}', '{"body": 1}']) {
      await writeSample(text);
      const { texts } = await answering(["$(go-to-file)"], () => testLine("/{id}", "POST"));
      assert.equal(texts.length, 1);
      assert.equal(vscode.window.activeTextEditor?.document.getText(), text);
    }
    assert.deepEqual(proxy.writes, []);
  });

  it("says so where nothing is deployed", async () => {
    const input = { restApiId: api.restApiId, resourceId: api.resourceId, httpMethod: "GET", type: "MOCK" };
    const { document } = await openWith("none.put-integration.json", `${JSON.stringify(input)}\n`);
    const { texts } = await answering([], () =>
      vscode.commands.executeCommand("apigw.testDeployed", document.uri),
    );
    assert.deepEqual(texts, ["none.put-integration.json is not deployed."]);
    assert.deepEqual(proxy.writes, []);
  });

  it("tells what AWS has against it", async () => {
    const body = { message: "Invalid Method identifier specified" };
    proxy.on("POST", /\/methods\//, { kind: "answer", status: 404, type: "NotFoundException", body });
    const { texts } = await answering(["/"], () => testLine("/ ", "GET"));
    assert.match(texts.at(-1) ?? "", /^Invalid Method identifier specified\. Check the identifiers/);
  });
});
