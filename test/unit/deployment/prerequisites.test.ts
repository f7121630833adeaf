import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  type AskedRoute,
  type LiveState,
  type Members,
  makePlan,
  type Plan,
  type Remedy,
  type RequestedPrerequisites,
  stepTitle,
  type Target,
} from "../../../deployment/src";
import type { OperationName } from "../../../server/src/model/operationNames";
import { OPERATIONS } from "../../../server/src/model/operations";
import type { Protocol } from "../../../server/src/model/protocol";

const PROXY: Members = {
  IntegrationType: "HTTP_PROXY",
  IntegrationMethod: "ANY",
  IntegrationUri: "https://example.com",
};
const NEW: Target = { kind: "integration", apiId: "api" };
const EXISTING: Target = { kind: "integration", apiId: "api", integrationId: "int" };
const METHOD = { restApiId: "api", resourceId: "res", httpMethod: "GET" };
const REST: Target = { kind: "rest-integration", method: METHOD };
const RESPONSE: Target = { kind: "rest-response", method: METHOD, statusCode: "404" };
const LOCATION = "method.response.header.Location";
const TAG = "method.response.header.ETag";

function planFor(
  protocol: Protocol,
  target: Target,
  members: Members,
  prerequisites: RequestedPrerequisites,
  state: Partial<LiveState> = {},
): Plan {
  const operations: Readonly<Record<Target["kind"], OperationName>> = {
    integration: "create-integration",
    "integration-response": "create-integration-response",
    "rest-integration": "put-integration",
    "rest-response": "put-integration-response",
  };
  const api = { id: "api", name: "orders", protocol };
  return makePlan(
    { operation: OPERATIONS[operations[target.kind]], target, members, prerequisites },
    { api, others: [], parentExists: true, responses: [], routes: [], ...state },
  );
}

const told = ({ obstacles }: Plan) =>
  obstacles.map(({ message, advice }) => [message, advice].filter(Boolean).join(" "));
const titles = ({ steps }: Plan) => steps.map(stepTitle);

describe("A plan with routes", () => {
  const current = { id: "int", members: PROXY };
  const cases: readonly (readonly [
    string,
    Target,
    Partial<LiveState>,
    readonly AskedRoute[],
    readonly string[],
  ])[] = [
    [
      "makes one behind a new integration",
      NEW,
      {},
      [{ key: "GET /orders" }],
      ["create the integration", "create the route GET /orders to the integration (authorization NONE)"],
    ],
    [
      "makes one to an integration in sync",
      EXISTING,
      { current },
      [{ key: "GET /orders" }],
      ["create the route GET /orders to the integration (authorization NONE)"],
    ],
    [
      "leaves alone what leads there",
      EXISTING,
      { current },
      [{ key: "GET /orders", id: "r", integrationId: "int" }],
      [],
    ],
    [
      "says from where one is pointed elsewhere",
      EXISTING,
      { current },
      [{ key: "GET /orders", id: "r", integrationId: "old" }],
      ["point the route GET /orders, which targets integration old, to this integration"],
    ],
    [
      "points one without a target to an integration that is created first",
      NEW,
      {},
      [{ key: "$default", id: "r" }],
      ["create the integration", "point the route $default, which has no target, to this integration"],
    ],
    [
      "makes them before it deploys",
      EXISTING,
      { current, stage: { name: "dev", autoDeploys: false, variables: {} } },
      [{ key: "GET /a" }, { key: "GET /b" }],
      [
        "create the route GET /a to the integration (authorization NONE)",
        "create the route GET /b to the integration (authorization NONE)",
        "deploy the API to the stage dev",
      ],
    ],
  ];
  for (const [title, target, state, routes, steps] of cases) {
    it(title, () => {
      const api = { id: "api", name: "orders", protocol: "HTTP" } as const;
      const live = { api, others: [], parentExists: true, responses: [], ...state, routes };
      const stage = state.stage && { stage: state.stage.name, inStage: "another" };
      const request = { operation: OPERATIONS["create-integration"], target, members: PROXY, ...stage };
      const made = makePlan({ ...request, prerequisites: { routes: routes.map(({ key }) => key) } }, live);
      assert.deepEqual([titles(made), made.isInSync], [steps, steps.length === 0]);
    });
  }

  const keys: readonly (readonly [Protocol, string, boolean])[] = [
    ["HTTP", "$default", true],
    ["HTTP", "ANY /", true],
    ["HTTP", "GET /orders/{id+}", true],
    ["HTTP", "/orders", false],
    ["HTTP", "GET", false],
    ["HTTP", "FETCH /orders", false],
    ["HTTP", "get /orders", false],
    ["HTTP", "$connect", false],
    ["WEBSOCKET", "$connect", true],
    ["WEBSOCKET", "sendMessage", true],
    ["WEBSOCKET", " ", false],
  ];
  for (const [protocol, key, isSound] of keys) {
    it(`${isSound ? "accepts" : "rejects"} "${key}": ${protocol}`, () => {
      const made = planFor(protocol, NEW, PROXY, { routes: [key] }, { routes: [{ key }] });
      const [obstacle] = told(made);
      if (isSound) assert.equal(obstacle, undefined);
      else assert.match(obstacle ?? "", /^"[^"]*" is not a valid route key for an? \w+ API\./);
    });
  }
});

describe("A plan with a method or a method response", () => {
  const mapped = { selectionPattern: "4..", responseParameters: { [LOCATION]: "'/'", [TAG]: "'a'" } };
  const declared = (...responseParameters: readonly string[]) => ({
    methodResponse: { statusCode: "404", responseParameters },
  });
  const cases: readonly (readonly [
    string,
    Target,
    Members,
    RequestedPrerequisites,
    Partial<LiveState>,
    readonly string[],
  ])[] = [
    [
      "makes the method that is missing",
      REST,
      { type: "MOCK" },
      { method: true },
      { parentExists: false },
      ["create the method GET (authorization NONE)", "put the integration"],
    ],
    ["leaves a method alone", REST, { type: "MOCK" }, { method: true }, {}, ["put the integration"]],
    [
      "makes the method response that is missing",
      RESPONSE,
      { selectionPattern: "4.." },
      { methodResponse: true },
      {},
      ["create the method response 404", "put the integration response"],
    ],
    [
      "makes it with the headers that are set",
      RESPONSE,
      mapped,
      { methodResponse: true },
      {},
      ["create the method response 404 with the headers Location, ETag", "put the integration response"],
    ],
    [
      "declares the headers that it lacks",
      RESPONSE,
      mapped,
      { methodResponse: true },
      declared(TAG),
      ["declare the header Location in the method response 404", "put the integration response"],
    ],
    [
      "leaves a method response alone that declares them",
      RESPONSE,
      mapped,
      { methodResponse: true },
      declared(TAG, LOCATION),
      ["put the integration response"],
    ],
    [
      "declares what an integration response in sync sets",
      RESPONSE,
      mapped,
      { methodResponse: true },
      { current: { members: { statusCode: "404", ...mapped } }, ...declared(TAG) },
      ["declare the header Location in the method response 404"],
    ],
  ];
  for (const [title, target, members, prerequisites, state, steps] of cases) {
    it(title, () => {
      const made = planFor("REST", target, members, prerequisites, state);
      assert.deepEqual([told(made), titles(made)], [[], steps]);
    });
  }

  const obstacles: readonly (readonly [Remedy, Members, Partial<LiveState>, string])[] = [
    [
      "declare-headers",
      mapped,
      declared(TAG),
      "The method response 404 does not declare the header Location. Declare it with aws apigateway update-method-response or apigw deploy --method-response.",
    ],
    [
      "create-method-response",
      mapped,
      {},
      "The method does not declare a response 404. Create it with aws apigateway put-method-response or apigw deploy --method-response.",
    ],
  ];
  for (const [remedy, members, state, message] of obstacles) {
    it(`suggests the flag if it was not given: ${remedy}`, () => {
      const made = planFor("REST", RESPONSE, members, {}, state);
      assert.deepEqual([told(made), made.steps], [[message], []]);
      assert.equal(made.obstacles[0]?.remedy, remedy);
    });
  }

  it("ignores undeclared headers of a response that is in sync", () => {
    const current = { members: { statusCode: "404", ...mapped } };
    const made = planFor("REST", RESPONSE, mapped, {}, { current, ...declared() });
    assert.equal(made.isInSync, true);
  });

  it("rejects prerequisites that do not apply", () => {
    const misplaced: readonly (readonly [Protocol, Target, RequestedPrerequisites, string])[] = [
      [
        "REST",
        REST,
        { routes: ["GET /"] },
        "Routes are only supported for integrations of HTTP and WebSocket APIs.",
      ],
      ["HTTP", NEW, { method: true }, "A method can only be created for put-integration."],
      ["REST", RESPONSE, { method: true }, "A method can only be created for put-integration."],
      [
        "REST",
        REST,
        { methodResponse: true },
        "A method response can only be created for put-integration-response.",
      ],
    ];
    for (const [protocol, target, prerequisites, message] of misplaced) {
      const members = target.kind === "integration" ? PROXY : { type: "MOCK" };
      const made = planFor(protocol, target, members, prerequisites, declared());
      assert.deepEqual([told(made), made.steps], [[message], []]);
    }
  });
});
