import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { comparable } from "../../../deployment/src/comparable";
import type { Place } from "../../../deployment/src/normalize";

const HTTP: Place = { operation: "create-integration", protocol: "HTTP" };
const TYPE = { IntegrationType: "HTTP_PROXY" };

describe("the two sides of a plan", () => {
  it("have the default of a member that is no longer set", () => {
    assert.deepEqual(comparable({ ...TYPE, TimeoutInMillis: 12_000 }, TYPE, HTTP), {
      before: { ...TYPE, TimeoutInMillis: 12_000 },
      after: { ...TYPE, TimeoutInMillis: 30_000 },
    });
  });

  it("have the default of a member that was not set before", () => {
    const { before } = comparable(TYPE, { ...TYPE, TimeoutInMillis: 12_000 }, HTTP);
    assert.equal(before.TimeoutInMillis, 30_000);
  });

  it("omit a member that neither side has, and one without a default", () => {
    const described = { ...TYPE, Description: "Orders" };
    assert.deepEqual(comparable(described, TYPE, HTTP), { before: described, after: TYPE });
  });
});
