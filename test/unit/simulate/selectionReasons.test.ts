import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { SampleRequest, SampleResponse, Simulation } from "../../../server/src/index";
import {
  type Input,
  LAMBDA_URI,
  restResponse,
  restTo,
  send,
  stepsOf,
  webSocket,
  webSocketResponse,
} from "../../support/simulations";

/** `+` for the chosen candidate, `-` for the others. */
function reasons(simulation: Simulation, kind: "templateSelection" | "responseSelection"): readonly string[] {
  return (stepsOf(simulation, kind).at(-1)?.candidates ?? []).map(
    ({ key, status, isChosen, reason }) =>
      `${isChosen ? "+" : "-"} ${[status, key].filter(Boolean).join(" ")}: ${reason}`,
  );
}

const keys = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, "x"]));

describe("the candidates of a template selection", () => {
  const type = (value: string): SampleRequest => ({ headers: { "Content-Type": value } });
  for (const [what, templates, request, expected] of [
    [
      "a matching content type",
      ["text/plain", "application/json", "$default"],
      type("application/json; charset=utf-8"),
      [
        "- text/plain: its key does not match",
        "+ application/json: its key is the content type of the request",
        "- $default: only used if no other key matches",
      ],
    ],
    [
      "no Content-Type",
      ["application/json"],
      {},
      ["+ application/json: a request without Content-Type is taken as JSON"],
    ],
    [
      "the default",
      ["application/json", "$default"],
      type("text/csv"),
      ["- application/json: its key does not match", "+ $default: no other key matches"],
    ],
    [
      "keys that differ in case",
      ["Application/JSON", "application/json"],
      {},
      [
        "+ Application/JSON: a request without Content-Type is taken as JSON",
        "- application/json: an earlier key is the same",
      ],
    ],
    ["no match", ["application/json"], type("text/csv"), ["- application/json: its key does not match"]],
    ["no templates", [], {}, []],
  ] as const) {
    it(`of a REST API say why: ${what}`, () => {
      const input = restTo("HTTP", { requestTemplates: keys(...templates) });
      assert.deepEqual(reasons(send([input], request), "templateSelection"), expected);
    });
  }

  for (const [what, templates, accept, expected] of [
    [
      "an accepted type",
      ["application/json", "text/plain"],
      "text/plain, */*",
      [
        "- application/json: its key does not match",
        "+ text/plain: its key is the first type that the client accepts",
      ],
    ],
    [
      "JSON for another type",
      ["text/plain", "application/json"],
      "text/html",
      ["- text/plain: its key does not match", "+ application/json: no key matches, so that JSON is used"],
    ],
    [
      "the first template without JSON",
      ["text/plain", "text/csv"],
      "text/html",
      [
        "+ text/plain: no key matches, so that the first template is used",
        "- text/csv: its key does not match",
      ],
    ],
  ] as const) {
    it(`of a REST API's response say why: ${what}`, () => {
      const response = restResponse({ responseTemplates: keys(...templates) });
      const simulation = send([restTo("HTTP"), response], { headers: { Accept: accept } }, { backend: {} });
      assert.deepEqual(reasons(simulation, "templateSelection"), expected);
    });
  }

  for (const [what, expression, body, expected] of [
    [
      "a match",
      "$request.body.action",
      { action: "send" },
      [
        "+ send: its key is the value of the selection expression",
        "- $default: only used if no other key matches",
      ],
    ],
    [
      "the default",
      "$request.body.action",
      {},
      ["- send: its key does not match", "+ $default: no other key matches"],
    ],
    [
      "no expression",
      undefined,
      {},
      ["- send: its key does not match", "+ $default: there is no selection expression"],
    ],
  ] as const) {
    it(`of a WebSocket API say why: ${what}`, () => {
      const input = webSocket({
        TemplateSelectionExpression: expression,
        RequestTemplates: { send: "x", $default: '{"statusCode": 200}' },
      });
      assert.deepEqual(reasons(send([input], { body }), "templateSelection"), expected);
    });
  }

  it("have the place of their key", () => {
    const input = restTo("HTTP", { requestTemplates: keys("text/plain", "application/json") });
    const text = JSON.stringify(input);
    const [step] = stepsOf(send([input]), "templateSelection");
    assert.deepEqual(
      step?.candidates.map(({ place }) =>
        text.slice(place?.range.start.character, place?.range.end.character),
      ),
      ['"text/plain"', '"application/json"'],
    );
  });
});

describe("the candidates of a response selection", () => {
  const of = (...patterns: readonly (string | undefined)[]): readonly Input[] =>
    patterns.map((selectionPattern, index) =>
      restResponse({ statusCode: String(200 + index), selectionPattern }),
    );
  const FUNCTION = restTo("AWS", { uri: LAMBDA_URI });
  const HTTP = restTo("HTTP");

  for (const [what, integration, responses, backend, expected] of [
    [
      "a match and the default",
      HTTP,
      of(undefined, "4\\d\\d", "5.."),
      { status: 404 },
      [
        "- 200: the default, only used if no pattern matches",
        "+ 201 4\\d\\d: its pattern matches the status",
        "- 202 5..: its pattern does not match the status",
      ],
    ],
    [
      "the default after a pattern that matches a part",
      FUNCTION,
      of("No order", undefined),
      { error: "No order 7" },
      [
        "- 200 No order: its pattern matches a part of the error message, but not the whole",
        "+ 201: the default, because no pattern matches",
      ],
    ],
    [
      "two matches",
      HTTP,
      of("4..", "404"),
      { status: 404 },
      [
        "+ 200 4..: its pattern matches the status",
        "- 201 404: its pattern matches too, but an earlier one is used",
      ],
    ],
    [
      "two defaults",
      HTTP,
      of(undefined, undefined),
      {},
      ["+ 200: the default, because no pattern matches", "- 201: an earlier default is used"],
    ],
    [
      "a broken pattern",
      HTTP,
      of("(", undefined),
      {},
      ["- 200 (: its pattern cannot be matched", "+ 201: the default, because no pattern matches"],
    ],
    ["no match", HTTP, of("4.."), {}, ["- 200 4..: its pattern does not match the status"]],
  ] as const satisfies readonly (readonly [
    string,
    Input,
    readonly Input[],
    SampleResponse,
    readonly string[],
  ])[]) {
    it(`of a REST API say why: ${what}`, () => {
      const simulation = send([integration, ...responses], {}, { backend });
      assert.deepEqual(reasons(simulation, "responseSelection"), expected);
    });
  }

  it("of a WebSocket API say why", () => {
    const inputs = [
      webSocket(),
      webSocketResponse({ IntegrationResponseKey: "/4\\d\\d/" }),
      webSocketResponse(),
    ];
    assert.deepEqual(reasons(send(inputs), "responseSelection"), [
      "- /4\\d\\d/: its pattern does not match the status",
      "+ $default: the default, because no pattern matches",
    ]);
  });

  it("end within the budget for a pattern that backtracks", () => {
    const inputs = [FUNCTION, ...of("(a+)+b", undefined)];
    const started = performance.now();
    const simulation = send(inputs, {}, { backend: { error: "a".repeat(5000) } });
    assert.equal(simulation.response?.status, 201);
    assert.ok(performance.now() - started < 2000);
  });
});
