import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { liveOperations } from "../../../deployment/src";

const LIVE = {
  type: "HTTP",
  integrationHttpMethod: "GET",
  uri: "https://live.example.com",
  requestTemplates: { "application/json": "{}" },
};

/** [what, operation, as it is with the live values] */
const cases: readonly (readonly [string, object, readonly object[]])[] = [
  [
    "gets the live value",
    { op: "replace", path: "/uri", value: "https://example.com" },
    [{ op: "replace", path: "/uri", value: LIVE.uri }],
  ],
  [
    "gets AWS's default if nothing is set",
    { op: "replace", path: "/timeoutInMillis", value: "1000" },
    [{ op: "replace", path: "/timeoutInMillis", value: "29000" }],
  ],
  [
    "that adds what exists gets the live value",
    { op: "add", path: "/requestTemplates/application~1json", value: "x" },
    [{ op: "replace", path: "/requestTemplates/application~1json", value: "{}" }],
  ],
  [
    "that adds what does not exist is left out",
    { op: "add", path: "/requestTemplates/text~1plain", value: "x" },
    [],
  ],
  [
    "that removes what exists becomes one that adds it",
    { op: "remove", path: "/requestTemplates/application~1json" },
    [{ op: "add", path: "/requestTemplates/application~1json", value: "{}" }],
  ],
  [
    "that removes what does not exist stays",
    { op: "remove", path: "/requestTemplates/text~1plain" },
    [{ op: "remove", path: "/requestTemplates/text~1plain" }],
  ],
  [
    "that changes nothing stays",
    { op: "replace", path: "/uri", value: LIVE.uri },
    [{ op: "replace", path: "/uri", value: LIVE.uri }],
  ],
];

describe("A patch operation that is reverted", () => {
  for (const [what, change, reverted] of cases) {
    it(what, () => {
      const input = { patchOperations: [{ ...change }] };
      assert.deepEqual(liveOperations("apigateway update-integration", input, LIVE), reverted);
    });
  }
});
