import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  applyPatch,
  type PatchOperationName,
  type PutMembers,
  patchOperationsIn,
  patchOperationsOf,
} from "../../../server/src/service";

const INTEGRATION: PatchOperationName = "apigateway update-integration";
const RESPONSE: PatchOperationName = "apigateway update-integration-response";

describe("the patch operations between two inputs", () => {
  it("replace, add and remove what differs, with escaped keys", () => {
    const live: PutMembers = {
      type: "AWS",
      uri: "a",
      timeoutInMillis: 29000,
      requestTemplates: { "application/json": "1", "a/b~c": "2" },
      requestParameters: { "integration.request.header.x": "method.request.header.x" },
      cacheKeyParameters: ["method.request.path.a", "method.request.path.b"],
    };
    const wanted: PutMembers = {
      type: "AWS",
      uri: "b",
      timeoutInMillis: 10000,
      tlsConfig: { insecureSkipVerification: true },
      requestTemplates: { "application/json": "3" },
      requestParameters: {
        "integration.request.header.x": "method.request.header.x",
        "integration.request.header.y": "'1'",
      },
      cacheKeyParameters: ["method.request.path.b", "method.request.path.c"],
    };
    assert.deepEqual(patchOperationsOf(INTEGRATION, live, wanted), {
      operations: [
        { op: "remove", path: "/requestTemplates/a~1b~0c" },
        { op: "remove", path: "/cacheKeyParameters/method.request.path.a" },
        { op: "replace", path: "/uri", value: "b" },
        { op: "add", path: "/requestParameters/integration.request.header.y", value: "'1'" },
        { op: "replace", path: "/requestTemplates/application~1json", value: "3" },
        { op: "add", path: "/cacheKeyParameters/method.request.path.c" },
        { op: "replace", path: "/timeoutInMillis", value: "10000" },
        { op: "replace", path: "/tlsConfig/insecureSkipVerification", value: "true" },
      ],
      unpatchable: [],
    });
  });

  it("set AWS's default where the wanted input has none, and name what they cannot unset", () => {
    const live: PutMembers = {
      type: "HTTP",
      passthroughBehavior: "NEVER",
      timeoutInMillis: 29000,
      credentials: "arn:aws:iam::123456789012:role/a",
      contentHandling: "CONVERT_TO_TEXT",
    };
    assert.deepEqual(patchOperationsOf(INTEGRATION, live, { type: "MOCK" }), {
      operations: [{ op: "replace", path: "/passthroughBehavior", value: "WHEN_NO_MATCH" }],
      unpatchable: ["credentials", "contentHandling", "type"],
    });
  });

  it("call the method of the backend /httpMethod", () => {
    const { operations } = patchOperationsOf(
      INTEGRATION,
      { httpMethod: "GET", integrationHttpMethod: "GET" },
      { httpMethod: "POST", integrationHttpMethod: "POST" },
    );
    assert.deepEqual(operations, [{ op: "replace", path: "/httpMethod", value: "POST" }]);
  });

  it("are none between equal inputs", () => {
    const members = { type: "MOCK", requestTemplates: { "application/json": "{}" } };
    assert.deepEqual(patchOperationsOf(INTEGRATION, members, members), { operations: [], unpatchable: [] });
  });

  for (const operation of [INTEGRATION, RESPONSE]) {
    it(`lead from any input to any other: ${operation}`, () => {
      const next = random(operation.length);
      for (let round = 0; round < 500; round++) {
        const [live, wanted] = [anyInput(operation, next), anyInput(operation, next)];
        const { operations, unpatchable } = patchOperationsOf(operation, live, wanted);
        const { members, unapplied } = applyPatch(operation, live, operations);
        assert.deepEqual(unapplied, []);
        const again = patchOperationsOf(operation, members, wanted);
        assert.deepEqual(again, { operations: [], unpatchable }, JSON.stringify({ live, wanted }));
        const sorted = (input: PutMembers) => comparable(input, unpatchable);
        assert.deepEqual(sorted(members), sorted(wanted));
        // None of them can be left out.
        for (const left of operations) {
          const others = operations.filter((each) => each !== left);
          const less = applyPatch(operation, live, others).members;
          assert.notDeepEqual(patchOperationsOf(operation, less, wanted).operations, []);
        }
      }
    });
  }
});

describe("applying patch operations", () => {
  const apply = (live: PutMembers, operations: Parameters<typeof applyPatch>[2]) =>
    applyPatch(INTEGRATION, live, operations);

  it("names those without an effect", () => {
    const { members, unapplied } = apply({ uri: "a" }, [
      { op: "replace", path: "/url", value: "b" },
      { op: "replace", path: "/type", value: "AWS" },
      { op: "remove", path: "/requestTemplates/application~1json" },
      { op: "remove", path: "/uri" },
      { op: "replace", path: "/timeoutInMillis", value: "soon" },
      { op: "add", path: "/requestTemplates/application~1json" },
    ]);
    assert.deepEqual(members, { uri: "a" });
    assert.equal(unapplied.length, 6);
  });

  it("follows their order", () => {
    const path = "/requestTemplates/application~1json";
    const { members } = apply({}, [
      { op: "add", path, value: "1" },
      { op: "remove", path },
      { op: "add", path, value: "2" },
    ]);
    assert.deepEqual(members, { requestTemplates: { "application/json": "2" } });
  });

  it("leaves the live members alone", () => {
    const live = { requestTemplates: { a: "1" } };
    apply(live, [{ op: "replace", path: "/requestTemplates/a", value: "2" }]);
    assert.deepEqual(live, { requestTemplates: { a: "1" } });
  });
});

describe("reading patch operations", () => {
  it("takes an input or a bare list, without what is not usable", () => {
    const operations = [{ op: "replace", path: "/uri", value: "a" }];
    assert.deepEqual(patchOperationsIn({ restApiId: "a", patchOperations: operations }), operations);
    assert.deepEqual(patchOperationsIn(operations), operations);
    assert.deepEqual(patchOperationsIn([{ op: "test", path: "/uri" }, { op: "add" }, "x", null]), []);
    assert.deepEqual(patchOperationsIn("x"), []);
  });
});

type Next = (below: number) => number;

/** Numbers that look random and are the same in every run. */
function random(seed: number): Next {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

function anyInput(operation: PatchOperationName, next: Next): PutMembers {
  const pick = <T>(values: readonly T[]): T => values[next(values.length)] as T;
  const maybe = (name: string, value: PutMembers[string] | undefined): PutMembers =>
    value === undefined || next(3) === 0 ? {} : { [name]: value };
  const map = (keys: readonly string[]): PutMembers[string] | undefined => {
    const chosen = keys.filter(() => next(2) === 0);
    return chosen.length === 0
      ? undefined
      : Object.fromEntries(chosen.map((key) => [key, pick(["1", "2", ""])]));
  };
  const types = ["application/json", "text/*", "a~1b", "~0/~"];
  if (operation === RESPONSE) {
    return {
      ...maybe("selectionPattern", pick(["2..", "5.."])),
      ...maybe("contentHandling", pick(["CONVERT_TO_TEXT", "CONVERT_TO_BINARY"])),
      ...maybe("responseParameters", map(["method.response.header.a", "method.response.header.b"])),
      ...maybe("responseTemplates", map(types)),
    };
  }
  const keys = ["method.request.path.a", "method.request.path.b"].filter(() => next(2) === 0);
  return {
    type: pick(["AWS", "HTTP"]),
    ...maybe("integrationHttpMethod", pick(["GET", "POST"])),
    ...maybe("uri", pick(["a", "b"])),
    ...maybe("connectionType", pick(["INTERNET", "VPC_LINK"])),
    ...maybe("passthroughBehavior", pick(["NEVER", "WHEN_NO_MATCH"])),
    ...maybe("timeoutInMillis", pick([50, 29000])),
    ...maybe("tlsConfig", { insecureSkipVerification: pick([true, false]) }),
    ...maybe("cacheKeyParameters", keys.length > 0 ? keys : undefined),
    ...maybe("requestParameters", map(["integration.request.header.a", "integration.request.path.b"])),
    ...maybe("requestTemplates", map(types)),
  };
}

/** The members in one order, with AWS's defaults and without those that a patch cannot change. */
function comparable(input: PutMembers, without: readonly string[]): unknown {
  const defaults: PutMembers = {
    connectionType: "INTERNET",
    passthroughBehavior: "WHEN_NO_MATCH",
    timeoutInMillis: 29000,
    tlsConfig: { insecureSkipVerification: false },
    responseTransferMode: "BUFFERED",
  };
  const { cacheKeyParameters: keys, ...others } = { ...defaults, ...input };
  const all = { ...others, ...(Array.isArray(keys) && { cacheKeyParameters: [...keys].sort() }) };
  return Object.fromEntries(Object.entries(all).filter(([name]) => !without.includes(name)));
}
