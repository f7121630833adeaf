import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { isSampleOf, readSampleFileName } from "../../../server/src/model/sampleFiles";

describe("the names of sample files", () => {
  for (const [path, expected] of [
    ["a/orders.request.json", { kind: "request", stem: "a/orders" }],
    ["a/orders.response.json", { kind: "response", stem: "a/orders" }],
    ["a/orders.requests/empty body.json", { kind: "request", stem: "a/orders", name: "empty body" }],
    ["C:\\a\\orders.requests\\b.json", { kind: "request", stem: "C:\\a\\orders", name: "b" }],
    [
      "file:///a/api.GET-pets-id.requests/b.json",
      { kind: "request", stem: "file:///a/api.GET-pets-id", name: "b" },
    ],
    ["a/orders.requests/b/c.json", undefined],
    ["a/orders.requests/b.yaml", undefined],
    ["a/orders.json", undefined],
    ["a/requests/b.json", undefined],
  ] as const) {
    it(`are read: ${path}`, () => assert.deepEqual(readSampleFileName(path), expected));
  }

  for (const [sample, path, expected] of [
    ["a/orders.request.json", "a/orders.json", true],
    ["a/orders.requests/x.json", "a/orders.json", true],
    ["a/orders.GET-pets.requests/x.json", "a/orders.json", true],
    ["a/orders2.request.json", "a/orders.json", false],
    ["b/orders.request.json", "a/orders.json", false],
    ["a/orders.json", "a/orders.json", false],
  ] as const) {
    it(`say that ${sample} is ${expected ? "" : "not "}a sample of ${path}`, () =>
      assert.equal(isSampleOf(sample, path), expected));
  }
});
