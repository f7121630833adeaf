/** Measures the APIs view on 300 APIs with 300 integrations each, compared with the same calls of the SDK. */
import assert from "node:assert/strict";
import { monitorEventLoopDelay } from "node:perf_hooks";
import {
  ApiGatewayV2Client,
  GetApisCommand,
  GetIntegrationsCommand,
  GetRoutesCommand,
} from "@aws-sdk/client-apigatewayv2";
import { ApisRoot } from "../../../client/src/views/apis/apisRoot";
import { sharedReads } from "../../../client/src/views/apis/reads";
import { Tree } from "../../../client/src/views/tree";
import type { TreeNode } from "../../../client/src/views/treeNode";
import { connect } from "../../../deployment/src";
import { LargeRegion } from "../../support/largeRegion";
import { median } from "../measure";
import { ratio, table } from "../table";

const APIS = 300;
const INTEGRATIONS = 300;
const CREDENTIALS = { AWS_ACCESS_KEY_ID: "key", AWS_SECRET_ACCESS_KEY: "secret", AWS_REGION: "us-east-1" };

interface Cost {
  readonly ms: number;
  readonly calls: number;
  /** The longest time during which the process was blocked, in milliseconds. */
  readonly blockedMs: number;
}

const ROUNDS = 5;

/** User actions in the view, each compared with fetching the same data with the SDK alone. */
export async function measureTree(): Promise<string> {
  Object.assign(process.env, CREDENTIALS);
  const region = await LargeRegion.start({ http: 200, chat: 100, rest: 0, integrations: INTEGRATIONS });
  const gateway = await connect({ endpointUrl: region.endpoint });
  const client = new ApiGatewayV2Client({ endpoint: region.endpoint });
  const lists = listsOf(client);
  const reads = sharedReads(async () => gateway);
  const root = new ApisRoot(reads);
  const tree = new Tree(root);
  try {
    const [api] = await paint(tree);
    assert.ok(api);
    const [integrations, routes] = await paint(tree, api);
    assert.ok(integrations && routes);
    const uncached = (work: () => Promise<unknown>) => () => {
      reads.forget();
      return work();
    };
    const row = async (
      what: string,
      ours: () => Promise<unknown>,
      theirs?: () => Promise<unknown>,
      rounds = ROUNDS,
    ): Promise<readonly string[]> => {
      const our: Cost[] = [];
      const their: Cost[] = [];
      for (let round = 0; round < rounds; round++) {
        our.push(await costOf(region, ours));
        if (theirs) their.push(await costOf(region, theirs));
      }
      return cells(what, middle(our), theirs && middle(their));
    };
    return table(
      ["ms", "ours", "calls", "max. blocked", "SDK alone", "calls", "ours / SDK"],
      [
        await row("first paint, on a new connection", firstPaint(region), firstLists(region)),
        await row(
          "refresh",
          uncached(() => paint(tree)),
          lists.apis,
        ),
        await row("expand an API", () => paint(tree, api)),
        await row(
          "expand its 300 integrations",
          uncached(() => paint(tree, integrations)),
          () => lists.of("chat001"),
        ),
        await row(
          "then expand its 300 routes",
          () => paint(tree, routes),
          () => lists.of("chat001"),
        ),
        await row(
          "expand the 300 integrations of each of 300 APIs",
          uncached(() => expandAll(tree, root)),
          async () => {
            await lists.apis();
            for (let index = 0; index < APIS; index++) await lists.of(`api${index}`);
          },
          1,
        ),
        await row("filter by a name", () => {
          root.filter = "http199";
          return paint(tree);
        }),
      ],
    );
  } finally {
    gateway.close();
    client.destroy();
    region.close();
  }
}

function firstPaint({ endpoint }: LargeRegion) {
  return async () => {
    const gateway = await connect({ endpointUrl: endpoint });
    await paint(new Tree(new ApisRoot(sharedReads(async () => gateway))));
    gateway.close();
  };
}

function firstLists({ endpoint }: LargeRegion) {
  return async () => {
    const client = new ApiGatewayV2Client({ endpoint });
    await listsOf(client).apis();
    client.destroy();
  };
}

async function expandAll(tree: Tree, root: TreeNode): Promise<void> {
  // The view shows one page at a time.
  for (let shown = 100; shown < APIS; shown += 100) tree.showMore(root);
  for (const api of await paint(tree)) {
    const [folder] = await paint(tree, api);
    if (folder?.id.endsWith("/integrations")) await paint(tree, folder);
  }
}

function listsOf(client: ApiGatewayV2Client) {
  return {
    apis: () => all((NextToken) => client.send(new GetApisCommand({ NextToken }))),
    /** Integrations and routes, because each integration node shows its routes. */
    of: (ApiId: string) =>
      Promise.all([
        all((NextToken) => client.send(new GetIntegrationsCommand({ ApiId, NextToken }))),
        all((NextToken) => client.send(new GetRoutesCommand({ ApiId, NextToken }))),
      ]),
  };
}

/** Makes the calls with which VS Code shows the children of a node. */
async function paint(tree: Tree, node?: TreeNode): Promise<TreeNode[]> {
  const children = await tree.getChildren(node);
  for (const child of children) tree.getTreeItem(child);
  return children;
}

async function all(
  fetch: (token: string | undefined) => Promise<{ readonly NextToken?: string | undefined }>,
): Promise<void> {
  let token: string | undefined;
  do token = (await fetch(token)).NextToken;
  while (token !== undefined);
}

async function costOf(region: LargeRegion, work: () => Promise<unknown>): Promise<Cost> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const before = region.calls;
  const started = performance.now();
  delay.enable();
  await work();
  delay.disable();
  return {
    ms: performance.now() - started,
    calls: region.calls - before,
    blockedMs: delay.count === 0 ? 0 : delay.max / 1e6,
  };
}

function middle(costs: readonly Cost[]): Cost {
  const of = (name: keyof Cost): number => median(costs.map((cost) => cost[name]));
  return { ms: of("ms"), calls: of("calls"), blockedMs: of("blockedMs") };
}

function cells(what: string, ours: Cost, theirs: Cost | undefined): readonly string[] {
  return [
    what,
    ours.ms.toFixed(1),
    String(ours.calls),
    ours.blockedMs.toFixed(1),
    theirs?.ms.toFixed(1) ?? "",
    theirs ? String(theirs.calls) : "",
    theirs ? ratio(ours.ms, theirs.ms) : "",
  ];
}
