/** The lists of functions and roles that the user asks for. */
import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "mocha";
import type { ApiGateway, AwsError } from "../../deployment/src";
import type { FaultProxy } from "../support/faultProxy";
import { useEmulator } from "../support/moto";
import { newFunction } from "./functions";
import { useGateway } from "./gateway";

describe("Lists of functions and roles", () => {
  const emulator = useEmulator();
  let proxy: FaultProxy;
  let gateway: ApiGateway;
  const names = ["orders", "pets", "prices"];

  useGateway(emulator, (connected) => {
    ({ proxy, gateway } = connected);
  });
  before(async () => {
    for (const name of names) await newFunction(emulator.endpoint, name);
  });
  let abort = new AbortController();
  beforeEach(() => {
    abort = new AbortController();
  });
  const limits = (most: number) => ({ most, signal: abort.signal });

  it("hold the functions of the region", async () => {
    const { items, isComplete } = await gateway.listFunctions(limits(10));
    assert.deepEqual([items.map(({ name }) => name).sort(), isComplete], [names, true]);
    assert.match(items[0]?.arn ?? "", /^arn:aws:lambda:us-east-1:\d{12}:function:\w+$/);
  });

  it("hold the roles of the account", async () => {
    const { items, isComplete } = await gateway.listRoles(limits(10));
    const own = items.filter(({ name }) => names.includes(name.replace("-role", "")));
    assert.deepEqual([own.length, isComplete], [3, true]);
    assert.ok(own.every(({ arn, isForApiGateway }) => arn.startsWith("arn:aws:iam::") && !isForApiGateway));
  });

  it("end at the limit", async () => {
    for (const list of [gateway.listFunctions(limits(2)), gateway.listRoles(limits(2))]) {
      const { items, isComplete } = await list;
      assert.deepEqual([items.length, isComplete], [2, false]);
    }
  });

  it("are not read on after they are cancelled", async () => {
    abort.abort();
    await assert.rejects(gateway.listFunctions(limits(10)), { kind: "cancelled" });
    await assert.rejects(gateway.listRoles(limits(10)), { kind: "cancelled" });
    assert.deepEqual(proxy.calls, []);
  });

  it("say which permission is missing", async () => {
    for (const [list, permission] of [
      [() => gateway.listFunctions(limits(10)), "lambda:ListFunctions"],
      [() => gateway.listRoles(limits(10)), "iam:ListRoles"],
    ] as const) {
      proxy.on(permission.startsWith("iam") ? "POST" : "GET", /./, {
        kind: "answer",
        status: 403,
        type: "AccessDeniedException",
        body: { message: "Not authorized" },
      });
      const error = await list().then(
        () => undefined,
        (reason: unknown) => reason as AwsError,
      );
      assert.equal(error?.kind, "access-denied");
      assert.equal(error?.advice, `Ask for a policy that allows ${permission} on *.`);
    }
  });
});
