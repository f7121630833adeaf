import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { call, newApi, newRestApi, useAwsEnvironment } from "../../deploy/apis";
import { FaultProxy } from "../../support/faultProxy";
import { useEmulator } from "../../support/moto";
import { answering } from "../support/host/dialogs";
import { useEndpoint } from "../support/host/endpoint";
import { expand, linesBelow, views } from "../support/host/views";

const emulator = useEmulator();
useAwsEnvironment();

const ids = { http: "", chat: "", rest: "", root: "", integration: "", response: "" };

before("make APIs", async () => {
  const { endpoint } = emulator;
  await useEndpoint(endpoint);
  ids.http = await newApi(endpoint, "HTTP");
  const integrations = `/v2/apis/${ids.http}/integrations`;
  const made = await call(endpoint, "POST", integrations, {
    integrationType: "HTTP_PROXY",
    integrationUri: "https://orders.example.com",
    integrationMethod: "ANY",
    payloadFormatVersion: "1.0",
  });
  ids.integration = String(made.integrationId);
  for (const routeKey of ["POST /orders", "GET /orders"]) {
    const target = `integrations/${ids.integration}`;
    await call(endpoint, "POST", `/v2/apis/${ids.http}/routes`, { routeKey, target });
  }
  await call(endpoint, "POST", `/v2/apis/${ids.http}/stages`, { stageName: "prod", autoDeploy: true });

  ids.chat = await newApi(endpoint, "WEBSOCKET");
  const mock = await call(endpoint, "POST", `/v2/apis/${ids.chat}/integrations`, { integrationType: "MOCK" });
  const responses = `/v2/apis/${ids.chat}/integrations/${mock.integrationId}/integrationresponses`;
  const response = await call(endpoint, "POST", responses, { integrationResponseKey: "/200/" });
  ids.response = String(response.integrationResponseId);

  const rest = await newRestApi(endpoint, ["200"]);
  ids.rest = rest.restApiId;
  ids.root = rest.resourceId;
  const integration = `/restapis/${ids.rest}/resources/${ids.root}/methods/GET/integration`;
  await call(endpoint, "PUT", integration, {
    type: "MOCK",
    requestTemplates: { "application/json": '{"statusCode": 200}' },
  });
  await call(endpoint, "PUT", `${integration}/responses/200`, { selectionPattern: "" });
});

describe("the view of the APIs", () => {
  it("lists the region's APIs with their kinds and ids", async () => {
    const { apis } = await views();
    const lines = await linesBelow(apis);
    assert.deepEqual(
      [...lines].sort(),
      [
        `orders [HTTP API · ${ids.http}]`,
        `orders [REST API · ${ids.rest}]`,
        `orders [WebSocket API · ${ids.chat}]`,
        "VPC Links",
      ].sort(),
    );
    assert.equal(lines.at(-1), "VPC Links");
  });

  it("shows what an HTTP API is made of, with the routes that lead to an integration", async () => {
    const { apis } = await views();
    const api = "orders [HTTP API";
    const integration = `HTTP_PROXY orders.example.com [${ids.integration} · GET /orders · POST /orders]`;
    assert.deepEqual(await linesBelow(apis, api), ["Integrations", "Routes", "Stages"]);
    assert.deepEqual(await linesBelow(apis, api, "Integrations"), [integration]);
    assert.deepEqual(await linesBelow(apis, api, "Integrations", "HTTP_PROXY"), [
      "GET /orders",
      "POST /orders",
    ]);
    assert.deepEqual(await linesBelow(apis, api, "Routes"), [
      "GET /orders [HTTP_PROXY orders.example.com]",
      "POST /orders [HTTP_PROXY orders.example.com]",
    ]);
    assert.deepEqual(await linesBelow(apis, api, "Stages"), ["prod [deploys every change]"]);
  });

  it("shows the responses of a WebSocket API's integration", async () => {
    const { apis } = await views();
    const lines = await linesBelow(apis, "orders [WebSocket", "Integrations", "MOCK");
    assert.deepEqual(lines, [`/200/ [${ids.response}]`]);
  });

  it("shows a REST API's resources, methods, integrations and responses", async () => {
    const { apis } = await views();
    const api = "orders [REST";
    assert.deepEqual(await linesBelow(apis, api, "Resources"), [`/ [${ids.root} · GET]`]);
    assert.deepEqual(await linesBelow(apis, api, "Resources", "/"), ["GET"]);
    assert.deepEqual(await linesBelow(apis, api, "Resources", "/", "GET"), ["MOCK", "200 [the default]"]);
    assert.deepEqual(await linesBelow(apis, api, "Stages"), ["No stages: nothing is live yet"]);
  });

  it("keeps the ids of its lines, all different, when it is refreshed", async () => {
    const { apis } = await views();
    const read = async () => {
      const node = await expand(apis, "orders [REST", "Resources", "/", "GET");
      return ((await apis.getChildren(node)) ?? []).map(({ id }) => id);
    };
    const before = await read();
    await vscode.commands.executeCommand("apigw.refreshApis");
    assert.deepEqual(await read(), before);
    assert.equal(new Set(before).size, before.length);
  });

  it("is narrowed to a part of a name or id, and widened again", async () => {
    const { apis } = await views();
    await answering([ids.chat], () => vscode.commands.executeCommand("apigw.filterApis"));
    assert.deepEqual(await linesBelow(apis), [`orders [WebSocket API · ${ids.chat}]`, "VPC Links"]);
    await answering(["nowhere"], () => vscode.commands.executeCommand("apigw.filterApis"));
    assert.deepEqual(await linesBelow(apis), ["None of 3 APIs has “nowhere” in it: click to show all"]);
    await vscode.commands.executeCommand("apigw.clearFilter");
    assert.equal((await linesBelow(apis)).length, 4);
  });

  it("follows the region that is picked, and goes back to the environment's", async () => {
    const { apis } = await views();
    await answering(["eu-west-1"], () => vscode.commands.executeCommand("apigw.selectRegion"));
    assert.deepEqual(await linesBelow(apis), ["No APIs in eu-west-1: click for another region"]);
    await answering(["As the settings"], () => vscode.commands.executeCommand("apigw.selectProfile"));
    assert.equal((await linesBelow(apis)).length, 4);
  });
});

describe("the view of the APIs, where AWS cannot be asked,", () => {
  /** [what is wrong, variables of the environment, line, command of a click] */
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, RegExp, string])[] = [
    ["no region is known", { AWS_REGION: "" }, /^Select a region… \[Name a region/, "apigw.selectRegion"],
    [
      "there are no credentials",
      { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" },
      /^Select a profile… \[Name a profile, or sign in/,
      "apigw.selectProfile",
    ],
  ];

  for (const [title, variables, line, command] of cases) {
    it(`says what to do when ${title}`, async () => {
      const { apis } = await views();
      const previous = Object.keys(variables).map((name) => [name, process.env[name]] as const);
      Object.assign(process.env, variables);
      await vscode.commands.executeCommand("apigw.refreshApis");
      try {
        const [node, ...others] = (await apis.getChildren()) ?? [];
        assert.ok(node);
        assert.deepEqual(others, []);
        assert.match((await linesBelow(apis))[0] ?? "", line);
        assert.equal((await apis.getTreeItem(node)).command?.command, command);
      } finally {
        for (const [name, value] of previous) process.env[name] = value;
        await vscode.commands.executeCommand("apigw.refreshApis");
      }
    });
  }

  it("says what to ask for when access is denied, and puts that into the clipboard", async () => {
    const proxy = await FaultProxy.before(emulator.endpoint);
    const message = "User: me is not authorized to perform: apigateway:GET on resource: arn:aws:apigateway:x";
    proxy.on(
      "GET",
      /apis/,
      { kind: "answer", status: 403, type: "AccessDeniedException", body: { message } },
      9,
    );
    await useEndpoint(proxy.endpoint);
    try {
      const { apis } = await views();
      const node = await expand(apis, "Access denied: click to copy what to ask for [Ask for a policy");
      assert.ok(node);
      const { command } = await apis.getTreeItem(node);
      assert.ok(command);
      await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
      assert.match(await vscode.env.clipboard.readText(), /apigateway:GET on arn:aws:apigateway:x/);
    } finally {
      await useEndpoint(emulator.endpoint);
      proxy.close();
    }
  });
});

describe("the menus of the view of the APIs", () => {
  const run = async (command: string, path: readonly string[], ...args: readonly unknown[]) =>
    vscode.commands.executeCommand(command, await expand((await views()).apis, ...path), ...args);
  const integration = ["orders [HTTP", "Integrations", "HTTP_PROXY"];
  const text = () => vscode.window.activeTextEditor?.document.getText();

  it("open an integration as an input, in YAML or JSON", async () => {
    await answering(["YAML"], () => run("apigw.import", integration));
    assert.equal(
      text(),
      `ApiId: ${ids.http}\nIntegrationMethod: ANY\nIntegrationType: HTTP_PROXY\nIntegrationUri: https://orders.example.com\nPayloadFormatVersion: "1.0"\n`,
    );
    await run("apigw.import", ["orders [WebSocket", "Integrations", "MOCK", "/200/"], "json");
    assert.match(
      text() ?? "",
      /^\{\n {2}"ApiId": "\w+",\n {2}"IntegrationId": "\w+",\n {2}"IntegrationResponseKey": "\/200\/"/,
    );
  });

  /** [command, line, what the clipboard then holds] */
  const copies = (): readonly (readonly [string, readonly string[], string])[] => [
    ["apigw.copyId", integration, ids.integration],
    [
      "apigw.copyArn",
      integration,
      `arn:aws:apigateway:us-east-1::/apis/${ids.http}/integrations/${ids.integration}`,
    ],
    [
      "apigw.copyArn",
      ["orders [REST", "Resources", "/", "GET", "200"],
      `arn:aws:apigateway:us-east-1::/restapis/${ids.rest}/resources/${ids.root}/methods/GET/integration/responses/200`,
    ],
    [
      "apigw.copyUrl",
      ["orders [HTTP", "Stages", "prod"],
      `https://${ids.http}.execute-api.us-east-1.amazonaws.com/prod`,
    ],
    ["apigw.copyUrl", ["orders [WebSocket"], `wss://${ids.chat}.execute-api.us-east-1.amazonaws.com`],
    [
      "apigw.copyLiveCommand",
      ["orders [REST", "Resources", "/", "GET", "MOCK"],
      `aws apigateway put-integration --cli-input-json '{"restApiId":"${ids.rest}","resourceId":"${ids.root}","httpMethod":"GET","type":"MOCK","requestTemplates":{"application/json":"{\\"statusCode\\": 200}"}}' --endpoint-url ${emulator.endpoint}`,
    ],
  ];

  it("copy ids, ARNs, addresses and commands", async () => {
    for (const [command, path, copied] of copies()) {
      await run(command, path);
      assert.equal(await vscode.env.clipboard.readText(), copied);
    }
  });

  it("make a route that leads to an integration", async () => {
    await answering(["DELETE /orders"], () => run("apigw.createRoute", integration));
    assert.ok((await linesBelow((await views()).apis, ...integration)).includes("DELETE /orders"));
  });

  it("compare a live integration with a file", async () => {
    await answering(["orders.integration.json"], () => run("apigw.compareWithFile", integration));
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    assert.equal(tab?.label, "orders.integration.json (deployed ↔ planned)");
  });

  it("delete, after a question that names the routes", async () => {
    const { texts } = await answering(["Delete"], () => run("apigw.deleteLive", integration));
    assert.deepEqual(texts, [
      `Delete integration ${ids.integration} of HTTP API orders?\nWhat leads to it stops working: DELETE /orders, GET /orders, POST /orders. This cannot be undone.`,
    ]);
    const lines = await linesBelow((await views()).apis, "orders [HTTP", "Integrations");
    assert.deepEqual(lines, ["No integrations"]);
  });
});
