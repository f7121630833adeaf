import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import type { TreeNode } from "../../../client/src/views/treeNode";
import { useAwsEnvironment } from "../../deployment/apis";
import { LargeRegion } from "../../support/largeRegion";
import { useEndpoint } from "../support/host/endpoint";
import { expand, lineOf, linesBelow, views } from "../support/host/views";

useAwsEnvironment();

describe("the APIs view with 300 APIs of 300 integrations each", () => {
  let region: LargeRegion;

  before(async () => {
    region = await LargeRegion.start({ http: 200, chat: 50, rest: 50, integrations: 300 });
    await useEndpoint(region.endpoint);
  });

  after(() => region.close());

  beforeEach(async () => {
    await vscode.commands.executeCommand("apigw.refreshApis");
    region.asked();
  });

  /** Clicks the node that shows more. */
  const showMore = async (...path: readonly string[]): Promise<void> => {
    const { apis } = await views();
    const node = await expand(apis, ...path, "Show ");
    assert.ok(node);
    const { command } = await apis.getTreeItem(node);
    assert.ok(command);
    await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
  };

  it("shows pages with the VPC links below, and requests each AWS page once", async () => {
    const { apis } = await views();
    const lines = await linesBelow(apis);
    assert.equal(lines.length, 102);
    assert.deepEqual(lines.slice(-2), ["Show 100 more (200 remaining)", "VPC Links"]);
    await showMore();
    await showMore();
    const all = await linesBelow(apis);
    assert.equal(all.length, 301);
    assert.equal(all.at(-2), "rest050 [REST API · rest050]");
    assert.deepEqual(region.asked(), ["1× /restapis", "3× /v2/apis"]);
  });

  it("requests nothing when an API is expanded, and each list once for all folders", async () => {
    const { apis } = await views();
    await linesBelow(apis);
    region.asked();
    assert.equal((await linesBelow(apis, "http007")).length, 3);
    assert.deepEqual(region.asked(), []);

    await Promise.all([linesBelow(apis, "http007", "Integrations"), linesBelow(apis, "http007", "Routes")]);
    assert.deepEqual(region.asked(), ["3× /v2/apis/http007/integrations", "3× /v2/apis/http007/routes"]);
    await showMore("http007", "Integrations");
    await showMore("http007", "Integrations");
    assert.equal((await linesBelow(apis, "http007", "Integrations")).length, 300);
    assert.deepEqual(region.asked(), []);
  });

  it("requests nothing for the routes of an integration, and the responses of a WebSocket API once", async () => {
    const { apis } = await views();
    const folder = await expand(apis, "http007", "Integrations");
    const integrations: readonly TreeNode[] = (await apis.getChildren(folder)) ?? [];
    region.asked();
    for (const node of integrations) await apis.getChildren(node);
    assert.deepEqual(region.asked(), []);

    const chat = await expand(apis, "chat001", "Integrations", "HTTP_PROXY i001");
    region.asked();
    const [route, response] = (await apis.getChildren(chat)) ?? [];
    assert.ok(route && response);
    assert.equal(await lineOf(apis, route), "GET /001");
    assert.equal(await lineOf(apis, response), "$default [d]");
    assert.deepEqual(region.asked(), ["1× /v2/apis/chat001/integrations/i001/integrationresponses"]);
  });

  it("requests the resources of a REST API together with their methods", async () => {
    const { apis } = await views();
    await linesBelow(apis, "rest050", "Resources", "/100");
    assert.deepEqual(region.asked(), ["1× /restapis", "3× /restapis/rest050/resources", "3× /v2/apis"]);
  });

  it("reveals an integration on a page that was not shown yet", async () => {
    const target = { kind: "integration", apiId: "http190", integrationId: "i290" };
    await vscode.commands.executeCommand("apigw.showInTree", target);
    const { apis } = await views();
    assert.ok((await linesBelow(apis, "http190", "Integrations")).some((line) => line.includes("i290")));
    assert.deepEqual(region.asked(), [
      "1× /restapis",
      "3× /v2/apis",
      "3× /v2/apis/http190/integrations",
      "3× /v2/apis/http190/routes",
    ]);
  });
});
