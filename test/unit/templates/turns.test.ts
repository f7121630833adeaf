import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { Turns } from "../../../client/src/templates/turns";

describe("taking turns", () => {
  /** A task that notes when it starts and ends, and ends on request. */
  function tasks(log: string[]): (name: string) => { readonly run: () => Promise<void>; end: () => void } {
    return (name) => {
      let end = (): void => {};
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      const run = async (): Promise<void> => {
        log.push(`${name} starts`);
        await ended;
        log.push(`${name} ends`);
      };
      return { run, end };
    };
  }

  it("runs tasks of one key one after the other, and those of other keys at the same time", async () => {
    const log: string[] = [];
    const task = tasks(log);
    const [a, b, other] = [task("a"), task("b"), task("other")];
    const turns = new Turns();
    const done = [turns.run("1", a.run), turns.run("1", b.run), turns.run("2", other.run)];
    b.end();
    other.end();
    await done[2];
    assert.deepEqual(log, ["a starts", "other starts", "other ends"]);
    a.end();
    await Promise.all(done);
    assert.deepEqual(log.slice(3), ["a ends", "b starts", "b ends"]);
  });

  it("goes on after a task that failed, and reports the failure to whoever asked", async () => {
    const turns = new Turns();
    const failed = turns.run("1", () => Promise.reject(new Error("no")));
    const next = turns.run("1", () => Promise.resolve(1));
    await assert.rejects(failed, /no/);
    assert.equal(await next, 1);
  });
});
