import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import type { TreeNode } from "../../../client/src/views/treeNode";
import { call, newApi, newRestApi, useAwsEnvironment } from "../../deployment/apis";
import { FaultProxy } from "../../support/faultProxy";
import { useEmulator } from "../../support/moto";
import { answering } from "../support/host/dialogs";
import { useEndpoint } from "../support/host/endpoint";
import { expand, linesBelow, views } from "../support/host/views";

const emulator = useEmulator();
useAwsEnvironment();

const ids = {
  http: "",
  chat: "",
  rest: "",
  root: "",
  integration: "",
  response: "",
  route: "",
  albLink: "",
  nlbLink: "",
};

before("create APIs", async () => {
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
    const route = await call(endpoint, "POST", `/v2/apis/${ids.http}/routes`, { routeKey, target });
    ids.route = String(route.routeId);
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

  const alb = await call(endpoint, "POST", "/v2/vpclinks", { name: "internal-alb", subnetIds: ["subnet-1"] });
  ids.albLink = String(alb.vpcLinkId);
  const targetArns = ["arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/a/b"];
  const nlb = await call(endpoint, "POST", "/vpclinks", { name: "internal-nlb", targetArns });
  ids.nlbLink = String(nlb.id);
});

describe("the APIs view", () => {
  it("lists the region's APIs with their types and IDs", async () => {
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

  it("shows an HTTP API's integrations, routes and stages, and the routes of each integration", async () => {
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
    assert.deepEqual(await linesBelow(apis, api, "Stages"), ["prod [automatic deployment]"]);
  });

  it("shows the integration responses of a WebSocket API", async () => {
    const { apis } = await views();
    const lines = await linesBelow(apis, "orders [WebSocket", "Integrations", "MOCK");
    assert.deepEqual(lines, [`/200/ [${ids.response}]`]);
  });

  it("shows a REST API's resources, methods, integrations and responses", async () => {
    const { apis } = await views();
    const api = "orders [REST";
    assert.deepEqual(await linesBelow(apis, api, "Resources"), [`/ [${ids.root} · GET]`]);
    assert.deepEqual(await linesBelow(apis, api, "Resources", "/"), ["GET"]);
    assert.deepEqual(await linesBelow(apis, api, "Resources", "/", "GET"), ["MOCK", "200 [default]"]);
    assert.deepEqual(await linesBelow(apis, api, "Stages"), ["No stages: the API is not deployed"]);
  });

  it("shows VPC links of both API families, and the link that an integration uses", async () => {
    const { apis } = await views();
    assert.deepEqual(await linesBelow(apis, "VPC Links"), [
      `internal-alb [${ids.albLink} · HTTP APIs · available]`,
      `internal-nlb [${ids.nlbLink} · REST APIs · available]`,
    ]);
    const integrations = `/v2/apis/${ids.chat}/integrations`;
    for (const connectionId of [ids.albLink, "gone"]) {
      await call(emulator.endpoint, "POST", integrations, {
        integrationType: "HTTP_PROXY",
        integrationUri: `https://${connectionId}.example.com`,
        connectionType: "VPC_LINK",
        connectionId,
      });
    }
    await vscode.commands.executeCommand("apigw.refreshApis");
    const below = await linesBelow(apis, "orders [WebSocket", "Integrations");
    const through = below.map((line) => / · (via .*)\]$/.exec(line)?.[1]).filter(Boolean);
    assert.deepEqual([...through].sort(), ["via gone", "via internal-alb"]);
  });

  it("keeps unique node IDs across a refresh", async () => {
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

  it("filters by part of a name or ID, and shows all again", async () => {
    const { apis } = await views();
    await answering([ids.chat], () => vscode.commands.executeCommand("apigw.filterApis"));
    assert.deepEqual(await linesBelow(apis), [`orders [WebSocket API · ${ids.chat}]`, "VPC Links"]);
    await answering(["nowhere"], () => vscode.commands.executeCommand("apigw.filterApis"));
    assert.deepEqual(await linesBelow(apis), ["No API matches “nowhere”: click to show all 3"]);
    await vscode.commands.executeCommand("apigw.clearFilter");
    assert.equal((await linesBelow(apis)).length, 4);
  });

  it("switches to the selected region, and back to the environment's region", async () => {
    const { apis } = await views();
    await answering(["eu-west-1"], () => vscode.commands.executeCommand("apigw.selectRegion"));
    assert.deepEqual(await linesBelow(apis), [
      "There are no APIs in eu-west-1.",
      "Select Region…",
      "New Integration File…",
    ]);
    await answering(["Use the settings"], () => vscode.commands.executeCommand("apigw.selectProfile"));
    assert.equal((await linesBelow(apis)).length, 4);
  });
});

describe("the APIs view, when AWS cannot be called", () => {
  /** [problem, environment variables, condition of the welcome view, command in it] */
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, string, string])[] = [
    ["no region is configured", { AWS_REGION: "" }, "apigw.missing == region", "apigw.selectRegion"],
    [
      "there are no credentials",
      { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" },
      "apigw.missing == credentials",
      "apigw.selectProfile",
    ],
  ];

  for (const [title, variables, condition, command] of cases) {
    it(`suggests a remedy when ${title}`, async () => {
      const { apis } = await views();
      const previous = Object.keys(variables).map((name) => [name, process.env[name]] as const);
      Object.assign(process.env, variables);
      await vscode.commands.executeCommand("apigw.refreshApis");
      try {
        // VS Code shows the welcome view while there is nothing else.
        assert.deepEqual(await apis.getChildren(), []);
        const extension = vscode.extensions.getExtension("apigateway-integrations.apigateway-integrations");
        const welcomes: readonly { readonly when?: string; readonly contents: string }[] =
          extension?.packageJSON.contributes.viewsWelcome;
        const welcome = welcomes.find(({ when }) => when === condition);
        assert.ok(welcome?.contents.includes(`](command:${command})`), welcome?.contents);
      } finally {
        for (const [name, value] of previous) process.env[name] = value;
        await vscode.commands.executeCommand("apigw.refreshApis");
      }
    });
  }

  /** Answers every request for the list of APIs with an AWS error, clicks the error line, and runs the check. */
  const refused = async (
    fault: { readonly status: number; readonly type: string; readonly message: string },
    line: string,
    check: (proxy: FaultProxy) => Promise<void>,
  ): Promise<void> => {
    const proxy = await FaultProxy.before(emulator.endpoint);
    const { status, type, message } = fault;
    proxy.on("GET", /apis/, { kind: "answer", status, type, body: { message } }, 9);
    await useEndpoint(proxy.endpoint);
    try {
      const { apis } = await views();
      const node = await expand(apis, line);
      assert.ok(node);
      const { command } = await apis.getTreeItem(node);
      assert.ok(command);
      proxy.reset();
      await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
      await check(proxy);
    } finally {
      await useEndpoint(emulator.endpoint);
      proxy.close();
    }
  };

  it("copies the missing permission when access is denied", async () => {
    const message = "User: me is not authorized to perform: apigateway:GET on resource: arn:aws:apigateway:x";
    const fault = { status: 403, type: "AccessDeniedException", message };
    await refused(
      fault,
      "Access denied: click to copy the missing permission [Ask for a policy",
      async () => {
        assert.match(await vscode.env.clipboard.readText(), /apigateway:GET on arn:aws:apigateway:x/);
      },
    );
  });

  it("loads only the failed children again on click", async () => {
    const proxy = await FaultProxy.before(emulator.endpoint);
    const body = { message: "Too Many Requests" };
    const fault = { kind: "answer", status: 429, type: "TooManyRequestsException", body } as const;
    proxy.on("GET", /\/stages$/, fault, 9);
    await useEndpoint(proxy.endpoint);
    try {
      const { apis } = await views();
      const node = await expand(apis, "orders [HTTP", "Stages", "Too many requests: click to try again");
      assert.ok(node);
      proxy.reset();
      const { command } = await apis.getTreeItem(node);
      assert.ok(command && apis.onDidChangeTreeData);
      const changed = new Promise<unknown>((resolve) => apis.onDidChangeTreeData?.(resolve));
      await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
      // VS Code asks for the children of that node.
      assert.equal(((await changed) as TreeNode).id, `apis/${ids.http}/stages`);
      assert.deepEqual(await linesBelow(apis, "orders [HTTP", "Stages"), ["prod [automatic deployment]"]);
      assert.deepEqual(
        proxy.calls.map(({ path }) => path),
        [`/v2/apis/${ids.http}/stages`],
      );
    } finally {
      await useEndpoint(emulator.endpoint);
      proxy.close();
    }
  });

  it("reports too many requests, and tries again on click", async () => {
    const fault = { status: 429, type: "TooManyRequestsException", message: "Too Many Requests" };
    await refused(fault, "Too many requests: click to try again", async (proxy) => {
      assert.equal((await linesBelow((await views()).apis)).at(-1), "VPC Links");
      assert.ok(proxy.calls.length > 0);
    });
  });
});

describe("the context menus of the APIs view", () => {
  const run = async (command: string, path: readonly string[], ...args: readonly unknown[]) =>
    vscode.commands.executeCommand(command, await expand((await views()).apis, ...path), ...args);
  const integration = ["orders [HTTP", "Integrations", "HTTP_PROXY"];
  const text = () => vscode.window.activeTextEditor?.document.getText();

  it("open an integration as a file, in YAML or JSON", async () => {
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

  /** [command, node, copied text] */
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
    ["apigw.copyId", ["orders [HTTP", "Routes", "GET /orders"], ids.route],
    [
      "apigw.copyArn",
      ["orders [HTTP", "Routes", "GET /orders"],
      `arn:aws:apigateway:us-east-1::/apis/${ids.http}/routes/${ids.route}`,
    ],
    [
      "apigw.copyArn",
      ["orders [REST", "Resources", "/", "GET"],
      `arn:aws:apigateway:us-east-1::/restapis/${ids.rest}/resources/${ids.root}/methods/GET`,
    ],
    ["apigw.copyId", ["VPC Links", "internal-nlb"], ids.nlbLink],
    [
      "apigw.copyArn",
      ["VPC Links", "internal-alb"],
      `arn:aws:apigateway:us-east-1::/vpclinks/${ids.albLink}`,
    ],
    ["apigw.copyUrl", ["orders [WebSocket"], `wss://${ids.chat}.execute-api.us-east-1.amazonaws.com`],
    [
      "apigw.copyLiveCommand",
      ["orders [REST", "Resources", "/", "GET", "MOCK"],
      `aws apigateway put-integration --cli-input-json '{"restApiId":"${ids.rest}","resourceId":"${ids.root}","httpMethod":"GET","type":"MOCK","requestTemplates":{"application/json":"{\\"statusCode\\": 200}"}}' --endpoint-url ${emulator.endpoint}`,
    ],
  ];

  it("copy IDs, ARNs, URLs and commands", async () => {
    for (const [command, path, copied] of copies()) {
      await run(command, path);
      assert.equal(await vscode.env.clipboard.readText(), copied);
    }
  });

  it("create a route to an integration", async () => {
    await answering(["DELETE /orders"], () => run("apigw.createRoute", integration));
    assert.ok((await linesBelow((await views()).apis, ...integration)).includes("DELETE /orders"));
  });

  it("create a route from the Routes folder, to a selected integration", async () => {
    await answering([ids.integration, "GET /open"], () =>
      run("apigw.createRoute", ["orders [HTTP", "Routes"]),
    );
    assert.ok(
      (await linesBelow((await views()).apis, "orders [HTTP", "Routes")).includes(
        "GET /open [HTTP_PROXY orders.example.com]",
      ),
    );
  });

  it("create a method that the resource does not have", async () => {
    const resource = ["orders [REST", "Resources", "/"];
    const { texts } = await answering(["POST", "AWS_IAM"], () => run("apigw.createMethod", resource));
    assert.deepEqual(texts, [
      "API Gateway: Select a method for /",
      `Create POST / in us-east-1 at ${emulator.endpoint}: Select an authorization type`,
    ]);
    const { apis } = await views();
    assert.deepEqual(await linesBelow(apis, ...resource), ["GET", "POST"]);
    assert.deepEqual(await linesBelow(apis, ...resource, "POST"), ["No integration"]);
    const method = `/restapis/${ids.rest}/resources/${ids.root}/methods/POST`;
    assert.equal((await call(emulator.endpoint, "GET", method)).authorizationType, "AWS_IAM");
    await assert.rejects(
      answering(["GET"], () => run("apigw.createMethod", resource)),
      /GET is among POST|GET is among PUT/,
    );
  });

  it("deploy an API to a new stage and to an existing one", async () => {
    const api = ["orders [REST"];
    const { texts } = await answering(["New Stage", "dev", "Deploy"], () =>
      run("apigw.createDeployment", api),
    );
    assert.equal(
      texts.at(-1),
      `Deploy REST API orders to dev?\nAll changes since the last deployment will go live in us-east-1 at ${emulator.endpoint}.`,
    );
    const { apis } = await views();
    const stages = async () => linesBelow(apis, ...api, "Stages");
    const [first] = await stages();
    assert.match(first ?? "", /^dev \[\w+\]$/);
    await answering(["dev", "Deploy"], () => run("apigw.createDeployment", api));
    const [second, ...others] = await stages();
    assert.deepEqual(others, []);
    assert.notEqual(second, first);
    await answering(["Deploy"], () => run("apigw.createDeployment", [...api, "Stages", "dev"]));
    assert.notEqual((await stages())[0], second);
  });

  it("compare a live integration with a file", async () => {
    await answering(["orders.integration.json"], () => run("apigw.compareWithFile", integration));
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    assert.equal(tab?.label, `orders.integration.json (deployed ↔ planned) at ${emulator.endpoint}`);
  });

  it("delete after confirmation that lists the routes", async () => {
    const { texts } = await answering(["Delete"], () => run("apigw.deleteLive", integration));
    assert.deepEqual(texts, [
      `Delete integration ${ids.integration} of HTTP API orders in us-east-1 at ${emulator.endpoint}?\nRoutes that use this integration will stop working: DELETE /orders, GET /open, GET /orders, POST /orders. This cannot be undone.`,
    ]);
    const lines = await linesBelow((await views()).apis, "orders [HTTP", "Integrations");
    assert.deepEqual(lines, ["No integrations"]);
  });
});
