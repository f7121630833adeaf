import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { call, integrationsOf, newApi, newRestApi, useAwsEnvironment } from "../../deployment/apis";
import { PATCHED_INTEGRATION, patches } from "../../deployment/patchEmulation";
import { FaultProxy } from "../../support/faultProxy";
import { useEmulator } from "../../support/moto";
import { diagnosticsWhen, oursWithCodes, serverLookedAtAll } from "../support/host/diagnostics";
import { answering } from "../support/host/dialogs";
import { useEndpoint } from "../support/host/endpoint";
import { open, openWith, replaceText, textWhen, workspaceFolder } from "../support/host/files";

/** The problems of the sample `integration-params.json` when its API is an HTTP API. */
const CODES_FOR_HTTP = ["AG2036", "AG2036", "AG2001", "AG2002"];

const emulator = useEmulator();
useAwsEnvironment();

before("connect the extension to the emulator", () => useEndpoint(emulator.endpoint));

/** Waits until the file has that many problems reported by AWS. */
async function refusals(uri: vscode.Uri, count: number): Promise<readonly vscode.Diagnostic[]> {
  const own = (all: readonly vscode.Diagnostic[]) => all.filter(({ source }) => source === "apigw-deploy");
  return own(await diagnosticsWhen(uri, (all) => own(all).length === count));
}

function inputOf(members: Readonly<Record<string, unknown>> = {}): string {
  const input = {
    IntegrationType: "HTTP_PROXY",
    IntegrationUri: "https://orders.example.com",
    IntegrationMethod: "ANY",
    PayloadFormatVersion: "1.0",
    ...members,
  };
  return `${JSON.stringify(input, null, 2)}\n`;
}

const deploy = (...args: readonly unknown[]) => vscode.commands.executeCommand("apigw.deploy", ...args);

async function records(): Promise<readonly Record<string, unknown>[]> {
  const uri = vscode.Uri.joinPath(workspaceFolder(), ".apigw", "deployments.json");
  return JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri))).deployments;
}

/** Waits until the active diff editor matches these texts on the left and right. */
async function showsDiff(left: RegExp, right: RegExp): Promise<void> {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  assert.ok(input instanceof vscode.TabInputTextDiff, "the active tab is a diff editor");
  await textWhen(input.original, left);
  await textWhen(input.modified, right);
}

describe("API Gateway: Deploy Integration…", () => {
  let apiId = "";
  before(async () => {
    apiId = await newApi(emulator.endpoint, "HTTP");
  });

  it("asks for the API, shows the plan, asks for confirmation and creates the integration", async () => {
    await openWith("orders.create-integration.json", inputOf());
    const { texts } = await answering([apiId, "Deploy"], deploy);
    const [made, ...others] = await integrationsOf(emulator.endpoint, apiId);
    assert.ok(made && others.length === 0);
    assert.equal(made.integrationUri, "https://orders.example.com");
    assert.deepEqual(texts, [
      "API Gateway: Select an API",
      `orders.create-integration.json: a new integration of HTTP API orders (${apiId}): Review the plan, then choose what to do`,
      `Deployed orders.create-integration.json to ${made.integrationId} in orders (${apiId}).`,
    ]);
    await showsDiff(/^$/, /orders\.example\.com/);
    const [record] = await records();
    assert.equal(record?.file, "orders.create-integration.json");
    assert.equal(record?.id, made.integrationId);
  });

  it("updates the same integration the next time, and shows the changes", async () => {
    const editor = await openWith("orders.create-integration.json", inputOf());
    await replaceText(editor, inputOf({ IntegrationUri: "https://new.example.com" }));
    await answering(["Deploy"], deploy);
    await showsDiff(/orders\.example\.com/, /new\.example\.com/);
    const [made, ...others] = await integrationsOf(emulator.endpoint, apiId);
    assert.equal(made?.integrationUri, "https://new.example.com");
    assert.deepEqual(others, []);
  });

  it("reports when there is nothing to do", async () => {
    await openWith("orders.create-integration.json", inputOf({ IntegrationUri: "https://new.example.com" }));
    const { texts } = await answering([], deploy);
    assert.match(
      texts.join(),
      /^orders\.create-integration\.json is in sync with integration \w+ of HTTP API/,
    );
  });

  it("asks whether an undeployed file is for an existing integration", async () => {
    const [made] = await integrationsOf(emulator.endpoint, apiId);
    const input = inputOf({ Description: "by its other file" });
    await openWith("other.create-integration.json", input);
    await answering([apiId, String(made?.integrationId), "Deploy"], deploy);
    const all = await integrationsOf(emulator.endpoint, apiId);
    assert.deepEqual(
      all.map(({ description }) => description),
      ["by its other file"],
    );
  });

  it("copies the AWS CLI commands instead, and changes nothing", async () => {
    await openWith("copied.create-integration.json", inputOf());
    await answering([apiId, "New Integration", "Copy as AWS CLI"], deploy);
    const text = await vscode.env.clipboard.readText();
    assert.match(text, /^aws apigatewayv2 create-integration --cli-input-json '\{"ApiId":/);
    assert.ok(text.includes(`--endpoint-url ${emulator.endpoint}`), text);
    assert.equal((await integrationsOf(emulator.endpoint, apiId)).length, 1);
  });

  it("does not call AWS for a file with errors", async () => {
    await openWith("wrong.create-integration.json", inputOf({ IntegrationType: "HTTPS" }));
    const { texts } = await answering([], deploy);
    assert.equal(texts.length, 1);
    assert.match(texts[0] ?? "", /^wrong\.create-integration\.json has 1 error: /);
  });

  it("shows the AWS error for an API that does not exist", async () => {
    await openWith("lost.create-integration.json", inputOf({ ApiId: "nowhere123" }));
    const { texts } = await answering([], deploy);
    assert.match(texts.join(), /Invalid API identifier.*Check the IDs/);
  });

  it("shows an AWS rejection at the member until the file is edited", async () => {
    const proxy = await FaultProxy.before(emulator.endpoint);
    await useEndpoint(proxy.endpoint);
    try {
      const message = "Invalid HTTP endpoint specified for URI";
      const type = "BadRequestException";
      proxy.on("POST", /integrations$/, { kind: "answer", status: 400, type, body: { message } });
      const { document } = await openWith("refused.create-integration.json", inputOf());
      const { texts } = await answering([apiId, "New Integration", "Deploy"], deploy);
      assert.match(
        texts.at(-1) ?? "",
        /^AWS rejected refused\.create-integration\.json: Invalid HTTP endpoint/,
      );
      const { uri } = document;
      const [problem] = await refusals(uri, 1);
      assert.match(problem?.message ?? "", /^AWS answers: Invalid HTTP endpoint/);
      assert.equal(document.getText(problem?.range), '"https://orders.example.com"');
      const editor = await vscode.window.showTextDocument(document);
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 1), "\n"));
      await refusals(uri, 0);
    } finally {
      await useEndpoint(emulator.endpoint);
      proxy.close();
    }
  });

  it("asks for the resource and method of a REST API", async () => {
    const { restApiId } = await newRestApi(emulator.endpoint, ["200"]);
    const input = { type: "MOCK", requestTemplates: { "application/json": '{"statusCode": 200}' } };
    await openWith("root.put-integration.json", `${JSON.stringify(input, null, 2)}\n`);
    const { texts } = await answering([restApiId, "/", "GET", "Deploy"], deploy);
    assert.deepEqual(texts.slice(0, 3), [
      "API Gateway: Select an API",
      "API Gateway: Select a resource",
      "API Gateway: Select a method",
    ]);
    const resources = await call(emulator.endpoint, "GET", `/restapis/${restApiId}/resources?embed=methods`);
    assert.match(JSON.stringify(resources), /"type":\s?"MOCK"/);
  });

  it("asks nothing that a key binding already answers", async () => {
    const { document } = await openWith("bound.create-integration.json", inputOf({ Description: "bound" }));
    const other = await newApi(emulator.endpoint, "HTTP");
    await answering([], () => deploy(document.uri, { ids: { apiId: other }, yes: true }));
    assert.equal((await integrationsOf(emulator.endpoint, other))[0]?.description, "bound");
  });
});

describe("a deployment with additions", () => {
  const MOCK = { type: "MOCK", requestTemplates: { "application/json": '{"statusCode": 201}' } };
  const RESPONSE = { statusCode: "201", responseParameters: { "method.response.header.Location": "'/1'" } };
  let apiId = "";
  let method = { restApiId: "", resourceId: "", httpMethod: "" };

  before(async () => {
    apiId = await newApi(emulator.endpoint, "HTTP");
    method = { ...(await newRestApi(emulator.endpoint)), httpMethod: "POST" };
  });

  const routesOf = async () =>
    (await call(emulator.endpoint, "GET", `/v2/apis/${apiId}/routes`)).items as readonly Record<
      string,
      unknown
    >[];
  const resourcesOf = async () =>
    JSON.stringify(
      await call(emulator.endpoint, "GET", `/restapis/${method.restApiId}/resources?embed=methods`),
    );
  const textOf = (members: object) => `${JSON.stringify(members, null, 2)}\n`;

  it("creates a route, and shows the plan again before applying it", async () => {
    await openWith("routed.create-integration.json", inputOf({ ApiId: apiId }));
    const { texts } = await answering(["with a Route", "GET /orders", "Deploy"], deploy);
    const question = `routed.create-integration.json: a new integration of HTTP API orders (${apiId}): Review the plan, then choose what to do`;
    assert.deepEqual(texts.slice(0, 3), [question, "Route key, such as GET /orders or $default", question]);
    const [made] = await integrationsOf(emulator.endpoint, apiId);
    const routes = (await routesOf()).map(({ routeKey, target }) => [routeKey, target]);
    assert.deepEqual(routes, [["GET /orders", `integrations/${made?.integrationId}`]]);
  });

  it("does not offer a route if the integration has one", async () => {
    const editor = await open("routed.create-integration.json");
    await replaceText(editor, inputOf({ ApiId: apiId, Description: "new" }));
    await assert.rejects(
      answering(["with a Route"], deploy),
      /with a Route is among \$\(cloud-upload\) Deploy to us-east-1 at http:\S+; \$\(copy\).*; Steps ; 1\. update the integration/,
    );
  });

  it("copies the route's command with the new integration's ID", async () => {
    await openWith("copied-route.create-integration.json", inputOf({ ApiId: apiId }));
    await answering(["New Integration", "with a Route", "$default", "Copy as AWS CLI"], deploy);
    const text = await vscode.env.clipboard.readText();
    assert.match(text, /^INTEGRATION_ID=\$\(aws apigatewayv2 create-integration .* --output text\)$/m);
    assert.match(text, /^aws apigatewayv2 create-route .* --target "integrations\/\$INTEGRATION_ID" /m);
    assert.equal((await routesOf()).length, 1);
  });

  it("deploys to a stage without automatic deployment", async () => {
    const stages = `/v2/apis/${apiId}/stages`;
    await call(emulator.endpoint, "POST", stages, { stageName: "own", autoDeploy: true });
    await call(emulator.endpoint, "POST", stages, { stageName: "dev" });
    const { document } = await openWith("staged.create-integration.json", inputOf({ ApiId: apiId }));
    const deployIt = () => deploy(document.uri);
    await assert.rejects(
      answering(["New Integration", "to a Stage", "own"], deployIt),
      /own is among dev $/m,
    );
    await answering(["New Integration", "to a Stage", "dev", "Copy as AWS CLI"], deployIt);
    const text = await vscode.env.clipboard.readText();
    assert.match(text, /^aws apigatewayv2 create-deployment --api-id \w+ --stage-name dev /m);
  });

  it("changes nothing if the user does not create the method", async () => {
    await openWith("made.put-integration.json", textOf({ ...method, ...MOCK }));
    const { texts } = await answering([], deploy);
    assert.deepEqual(texts, [
      `made.put-integration.json cannot be deployed: The resource ${method.resourceId} has no method POST.\nIt will be created or changed in us-east-1 at ${emulator.endpoint}.`,
    ]);
    assert.doesNotMatch(await resourcesOf(), /POST/);
  });

  it("creates a method and a new stage of a REST API", async () => {
    await openWith("made.put-integration.json", textOf({ ...method, ...MOCK }));
    const answers = ["Create Method", "to a Stage", "New Stage", "live", "Deploy"];
    const { texts } = await answering(answers, deploy);
    assert.deepEqual(texts.slice(2, 4), ["API Gateway: Select a stage", "Name of the new stage"]);
    assert.match(await resourcesOf(), /"POST":.*"type":\s?"MOCK"/);
    const { item } = await call(emulator.endpoint, "GET", `/restapis/${method.restApiId}/stages`);
    assert.deepEqual(
      (item as readonly { readonly stageName: string }[]).map(({ stageName }) => stageName),
      ["live"],
    );
  });

  it("creates a selected method that the resource does not have", async () => {
    await openWith("picked.put-integration.json", textOf(MOCK));
    const answers = [method.restApiId, "/", "PATCH does not exist yet", "Create Method", "Deploy"];
    await answering(answers, deploy);
    assert.match(await resourcesOf(), /"PATCH":/);
  });

  it("creates a method response and deploys to an existing stage", async () => {
    await openWith("made.put-integration-response.json", textOf({ ...method, ...RESPONSE }));
    const { texts } = await answering(["Create Method Response", "to a Stage", "live", "Deploy"], deploy);
    assert.equal(
      texts[0],
      `made.put-integration-response.json cannot be deployed: The method does not declare a response 201.\nIt will be created or changed in us-east-1 at ${emulator.endpoint}.`,
    );
    const path = `/restapis/${method.restApiId}/resources/${method.resourceId}/methods/POST/responses/201`;
    const { responseParameters } = await call(emulator.endpoint, "GET", path);
    assert.deepEqual(responseParameters, { "method.response.header.Location": false });
  });

  it("creates everything that a key binding names, without asking", async () => {
    const { document } = await openWith("bound-route.create-integration.json", inputOf());
    const other = await newApi(emulator.endpoint, "HTTP");
    const answers = { ids: { apiId: other }, prerequisites: { routes: ["$default"] }, yes: true };
    await answering([], () => deploy(document.uri, answers));
    const { items } = await call(emulator.endpoint, "GET", `/v2/apis/${other}/routes`);
    assert.deepEqual(
      (items as readonly Record<string, unknown>[]).map(({ routeKey }) => routeKey),
      ["$default"],
    );
  });
});

describe("other commands for a deployed file", () => {
  const run = (command: string) => vscode.commands.executeCommand(command);
  const name = "file.create-integration.json";
  let apiId = "";

  before(async () => {
    apiId = await newApi(emulator.endpoint, "HTTP");
    const { document } = await openWith(name, inputOf());
    await answering([], () => deploy(document.uri, { ids: { apiId }, yes: true }));
  });

  /** Opens the file and replaces its text in the editor, without saving. */
  async function edited(text: string): Promise<vscode.TextDocument> {
    const editor = await open(name);
    await replaceText(editor, text);
    return editor.document;
  }

  it("compare it without asking", async () => {
    await edited(inputOf({ Description: "another" }));
    await answering([], () => run("apigw.compare"));
    await showsDiff(/^(?!.*Description)/s, /"Description": "another"/);
  });

  it("show its plan as text with the AWS CLI commands, and change nothing", async () => {
    await edited(inputOf({ Description: "another" }));
    await answering([], () => run("apigw.showPlan"));
    const text = vscode.window.activeTextEditor?.document.getText() ?? "";
    assert.match(text, /^file\.create-integration\.json: integration \w+ of HTTP API orders/);
    assert.match(text, /^ {2}\+ Description: "another"$/m);
    assert.equal(text.split(`${emulator.endpoint}, not to AWS.`).length, 2, "the endpoint is named once");
    assert.match(text, /^aws apigatewayv2 update-integration /m);
    assert.equal((await integrationsOf(emulator.endpoint, apiId))[0]?.description ?? "", "");
  });

  it("revert it to the deployed version, which can be undone", async () => {
    const document = await edited(inputOf({ Description: "another" }));
    await answering([], () => run("apigw.revert"));
    assert.equal(document.getText(), inputOf());
    assert.ok(document.isDirty);
    await run("undo");
    assert.match(document.getText(), /another/);
    await run("workbench.action.files.revert");
  });

  it("copy it as an AWS CLI command with the API that it was deployed to", async () => {
    await edited(inputOf());
    await answering([], () => run("apigw.copyCommand"));
    assert.equal(
      await vscode.env.clipboard.readText(),
      `aws apigatewayv2 create-integration --cli-input-json file://${name} --api-id ${apiId} --endpoint-url ${emulator.endpoint}`,
    );
  });

  it("delete it from AWS after confirmation that lists the routes", async () => {
    const [made] = await integrationsOf(emulator.endpoint, apiId);
    const target = `integrations/${made?.integrationId}`;
    await call(emulator.endpoint, "POST", `/v2/apis/${apiId}/routes`, { routeKey: "GET /orders", target });
    await edited(inputOf());
    const kept = await answering([], () => run("apigw.deleteDeployed"));
    assert.deepEqual(kept.texts, [
      `Delete integration ${made?.integrationId} of HTTP API orders (${apiId}) in us-east-1 at ${emulator.endpoint}?\nRoutes that use this integration will stop working: GET /orders. This cannot be undone.`,
    ]);
    assert.equal((await integrationsOf(emulator.endpoint, apiId)).length, 1);
    await answering(["Delete"], () => run("apigw.deleteDeployed"));
    assert.deepEqual(await integrationsOf(emulator.endpoint, apiId), []);
    const { texts } = await answering([], () => run("apigw.deleteDeployed"));
    assert.deepEqual(texts, [`${name} is not deployed.`]);
  });
});

describe("the API type read from AWS", () => {
  it("determines how the file is checked", async () => {
    const { document } = await open("integration-params.json");
    await serverLookedAtAll();
    await oursWithCodes(document.uri, []);
    const apiId = await newApi(emulator.endpoint, "HTTP");
    const { texts } = await answering([], () =>
      vscode.commands.executeCommand("apigw.compare", document.uri, { ids: { apiId } }),
    );
    assert.match(
      texts.join(),
      /^integration-params\.json has 1 error: HTTP APIs do not support MOCK integrations/,
    );
    assert.ok((await oursWithCodes(document.uri, CODES_FOR_HTTP)).length > 0);
  });
});

describe("API Gateway: Turn into Patch Operations…", () => {
  let proxy: FaultProxy;
  let method: Awaited<ReturnType<typeof newRestApi>>;
  let path = "";

  before(async () => {
    proxy = await FaultProxy.before(emulator.endpoint);
    await useEndpoint(proxy.endpoint);
  });
  after(async () => {
    await useEndpoint(emulator.endpoint);
    proxy.close();
  });
  beforeEach(async () => {
    proxy.reset();
    method = await newRestApi(emulator.endpoint);
    path = `/restapis/${method.restApiId}/resources/${method.resourceId}/methods/GET/integration`;
    await call(emulator.endpoint, "PUT", path, {
      type: "HTTP",
      httpMethod: "GET",
      uri: "https://a.example.com",
    });
  });

  const putOf = (members: object) =>
    `${JSON.stringify({ ...method, type: "HTTP", integrationHttpMethod: "GET", ...members }, null, 2)}\n`;
  const turn = () => vscode.commands.executeCommand("apigw.turnIntoPatch");

  it("opens the fewest operations, which deploy with one call and revert", async () => {
    const uri = "https://b.example.com";
    await openWith("turned.put-integration.json", putOf({ uri }));
    assert.deepEqual((await answering([], turn)).texts, []);
    const patch = vscode.window.activeTextEditor?.document;
    assert.ok(patch?.isUntitled);
    const patchOperations = [{ op: "replace", path: "/uri", value: uri }];
    assert.deepEqual(JSON.parse(patch.getText()), { ...method, patchOperations });

    const { document } = await openWith("turned.patch.json", patch.getText());
    proxy.on("PATCH", PATCHED_INTEGRATION, patches(emulator.endpoint));
    const { texts } = await answering(["Deploy"], () => deploy(document.uri));
    assert.match(texts.at(-1) ?? "", /^Deployed turned\.patch\.json to orders /);
    assert.equal((await call(emulator.endpoint, "GET", path)).uri, uri);

    await call(emulator.endpoint, "PUT", path, {
      type: "HTTP",
      httpMethod: "GET",
      uri: "https://c.example.com",
    });
    await answering([], () => vscode.commands.executeCommand("apigw.revert", document.uri));
    assert.deepEqual(JSON.parse(document.getText()).patchOperations, [
      { op: "replace", path: "/uri", value: "https://c.example.com" },
    ]);
  });

  it("names what a patch cannot change", async () => {
    await openWith(
      "turned.put-integration.json",
      putOf({ type: "HTTP_PROXY", uri: "https://b.example.com" }),
    );
    assert.deepEqual((await answering([], turn)).texts, [
      "turned.put-integration.json: A patch cannot change type. Deploy the whole input to change it.",
    ]);
  });

  it("says so if nothing differs", async () => {
    await openWith("turned.put-integration.json", putOf({ uri: "https://a.example.com" }));
    const [text] = (await answering([], turn)).texts;
    assert.match(text ?? "", /does not differ from integration of GET .*, so there is nothing to patch\.$/);
  });
});
