import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { sharedReads } from "../../../client/src/views/apis/reads";
import type { ApiGateway, Route } from "../../../deployment/src";

/** A gateway that lists routes, records the requested APIs, and fails a given number of times. */
function routesOf(refusals = 0) {
  const asked: string[] = [];
  let left = refusals;
  const listRoutes = async (apiId: string): Promise<readonly Route[]> => {
    asked.push(apiId);
    if (left-- > 0) throw new Error("too many calls");
    return [{ id: `${apiId}${asked.length}`, key: "$default" }];
  };
  let time = 0;
  const gateway = { region: "eu-west-1", listRoutes } as unknown as ApiGateway;
  const reads = sharedReads(
    async () => gateway,
    () => time,
  );
  const pass = (ms: number): void => {
    time += ms;
  };
  return { reads, asked, pass };
}

describe("shared reads of a view", () => {
  it("request each list once per API, even while the request is pending", async () => {
    const { reads, asked, pass } = routesOf();
    const [one, same, other] = await Promise.all([
      reads.listRoutes("a"),
      reads.listRoutes("a"),
      reads.listRoutes("b"),
    ]);
    pass(29_999);
    assert.equal(await reads.listRoutes("a"), one);
    assert.equal(same, one);
    assert.notEqual(other, one);
    assert.deepEqual(asked, ["a", "b"]);
  });

  it("request a list again after 30 seconds, or after forget()", async () => {
    const { reads, asked, pass } = routesOf();
    await reads.listRoutes("a");
    pass(30_000);
    await reads.listRoutes("a");
    reads.forget();
    await reads.listRoutes("a");
    assert.deepEqual(asked, ["a", "a", "a"]);
  });

  it("request a list again after a failure", async () => {
    const { reads, asked } = routesOf(1);
    await assert.rejects(reads.listRoutes("a"), /too many calls/);
    assert.equal((await reads.listRoutes("a")).length, 1);
    assert.deepEqual(asked, ["a", "a"]);
  });
});
