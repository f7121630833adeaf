import assert from "node:assert/strict";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import { RECORD_FILE, type RecordKey, Records } from "../../../deployment/src";

const KEY: RecordKey = { file: "a.json", region: "eu-west-1", apiId: "api" };

describe("The record of deployments", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "apigw-records-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("starts empty, and is written atomically", async () => {
    const records = new Records(folder);
    assert.equal(await records.find(KEY), undefined);
    await records.update({ ...KEY, file: "7.json" }, (own) => ({ ...own, id: "i7" }));
    assert.equal((await records.find({ ...KEY, file: "7.json" }))?.id, "i7");
    assert.deepEqual(readdirSync(join(folder, ".apigw")), ["deployments.json"]);
    assert.equal(JSON.parse(readFileSync(join(folder, RECORD_FILE), "utf8")).deployments.length, 1);
  });

  it("keeps regions, endpoints, parts and accounts apart", async () => {
    const records = new Records(folder);
    const keys = [
      KEY,
      { ...KEY, region: "us-east-1" },
      { ...KEY, endpoint: "http://127.0.0.1:1" },
      { ...KEY, apiId: "other" },
      { ...KEY, part: "GET res" },
    ];
    for (const [i, key] of keys.entries()) await records.update(key, (own) => ({ ...own, id: `i${i}` }));
    for (const [i, key] of keys.entries()) assert.equal((await records.find(key))?.id, `i${i}`);
    await records.update({ ...KEY, region: "sa-east-1", account: "1" }, (own) => ({ ...own, id: "one" }));
    assert.equal(await records.find({ ...KEY, region: "sa-east-1", account: "2" }), undefined);
    assert.equal(
      (await records.find({ ...KEY, region: "sa-east-1" }))?.id,
      "one",
      "an unknown account matches",
    );
  });

  for (const [what, target, link] of [
    ["folder", "elsewhere", ".apigw"],
    ["file", "elsewhere/deployments.json", RECORD_FILE],
  ] as const) {
    it(`does not follow a link in place of its ${what}`, async () => {
      mkdirSync(join(folder, "elsewhere"));
      if (what === "file") mkdirSync(join(folder, ".apigw"));
      symlinkSync(join(folder, target), join(folder, link));
      const records = new Records(folder);
      await assert.rejects(
        records.update(KEY, (own) => own),
        /symbolic link/,
      );
      await assert.rejects(records.find(KEY), /symbolic link/);
      assert.deepEqual(readdirSync(join(folder, "elsewhere")), []);
    });
  }

  it("takes over the lock of a process that ended without releasing it", async () => {
    const lock = join(folder, `${RECORD_FILE}.lock`);
    const token = join(lock, "token");
    mkdirSync(lock, { recursive: true });
    writeFileSync(token, "");
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(token, longAgo, longAgo);
    await new Records(folder).update(KEY, (own) => ({ ...own, id: "a" }));
    assert.deepEqual(readdirSync(join(folder, ".apigw")), ["deployments.json"]);
  });

  it("loses nothing when several change it at the same time", async () => {
    const many = Array.from({ length: 20 }, () => new Records(folder));
    await Promise.all(
      many.map((records, i) =>
        records.update({ ...KEY, file: `${i}.json` }, (own) => ({ ...own, id: `i${i}` })),
      ),
    );
    for (const [i, records] of many.entries()) {
      assert.equal((await records.find({ ...KEY, file: `${i}.json` }))?.id, `i${i}`);
    }
  });

  it("reads what it wrote", async () => {
    const records = new Records(folder);
    const pending = {
      kind: "put" as const,
      at: "now",
      fingerprint: "f",
      knownIds: ["x"],
      responses: [{ statusCode: "200" }],
    };
    await records.update(KEY, (own) => ({ ...own, pending, stages: { dev: "f" } }));
    assert.deepEqual(await new Records(folder).find(KEY), { ...KEY, stages: { dev: "f" }, pending });
  });

  for (const [title, text, message] of [
    ["invalid JSON", "{", /is not valid JSON/],
    ["another version", '{"version": 2, "deployments": []}', /an unsupported version/],
    ["something else than deployments", '{"version": 1, "deployments": [1]}', /not a deployment/],
    ["an incomplete entry", '{"version": 1, "deployments": [{"file": "a"}]}', /without region/],
  ] as const) {
    it(`is not changed if it contains ${title}`, async () => {
      mkdirSync(join(folder, ".apigw"));
      writeFileSync(join(folder, RECORD_FILE), text);
      const records = new Records(folder);
      await assert.rejects(records.find(KEY), message);
      await assert.rejects(
        records.update(KEY, (own) => own),
        message,
      );
      assert.equal(readFileSync(join(folder, RECORD_FILE), "utf8"), text);
    });
  }
});
