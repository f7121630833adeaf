import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  mappingValueAt,
  parseCacheKey,
  parseMappingKey,
  parseMappingValue,
  parseResponseKey,
  parseSelection,
  referenceAt,
  selectionAt,
} from "../../../server/src/expressions";
import { parseCursor } from "../../support/markers";
import { assertFaults, type Expected } from "./faults";

type Parse = (
  text: string,
) => Parameters<typeof assertFaults>[1] extends (text: string) => infer P ? P : never;

const tables: readonly (readonly [string, Parse, readonly Expected[]])[] = [
  [
    "request key",
    (text) => parseMappingKey(text, "request"),
    [
      ["integration.request.header.x-id"],
      ["integration.request.path.a.b$c"],
      ["integration.request.querystring.x<|[]|>", "badName"],
      ["<|integration.requests|>.header.x", "unknownPrefix"],
      ["<|method.request|>.header.x", "unknownPrefix"],
      ["integration.request.<|headers|>.x", "unknownLocation"],
      ["<|integration.request|>", "missingLocation"],
      ["<|integration.request.header.|>", "missingName"],
      ["<|append:header.x|>", "httpDialect"],
      ["<|x-id|>", "unknownPrefix"],
      [""],
    ],
  ],
  [
    "response key",
    (text) => parseMappingKey(text, "response"),
    [
      ["method.response.header.X-Id"],
      ["method.response.<|querystring|>.x", "unknownLocation"],
      ["<|integration.response|>.header.x", "unknownPrefix"],
    ],
  ],
  [
    "REST value",
    (text) => parseMappingValue(text, "restRequest"),
    [
      ["method.request.path.id"],
      ["method.request.multivaluequerystring.q"],
      ["method.request.body"],
      ["method.request.body.user.id"],
      ["method.request.body[0].id"],
      ["context.identity.sourceIp"],
      ["stageVariables.backend"],
      ["'it is text'"],
      ["''"],
      ["<|text|>", "unquoted"],
      ["<|'text|>", "unclosed"],
      ["<|'|>", "unclosed"],
      ["<|$context.apiId|>", "dollarSyntax"],
      ["<|${stageVariables.x}|>", "dollarSyntax"],
      ["<|$request.header.x|>", "httpDialect"],
      ["<|route.request|>.header.x", "otherScope"],
      ["<|integration.request|>.header.x", "unknownPrefix"],
      ["<|Method.Request|>.header.x", "unknownPrefix"],
      ["method.request.<|headers|>.x", "unknownLocation"],
      ["<|method.request.header|>", "missingName"],
      ["method.request.header.a<| |>b", "badName"],
      ["<|context.|>", "missingName"],
      ["stageVariables.url<|/|>path", "badName"],
      ["<|method.request.body.|>", "missingName"],
    ],
  ],
  [
    "WebSocket value",
    (text) => parseMappingValue(text, "websocketRequest"),
    [
      ["route.request.body.action"],
      ["route.request.header.x"],
      ["<|method.request|>.header.x", "otherScope"],
      ["route.request.<|path|>.x", "unknownLocation"],
    ],
  ],
  [
    "response value",
    (text) => parseMappingValue(text, "response"),
    [
      ["integration.response.header.Location"],
      ["integration.response.body.errorMessage"],
      ["'*'"],
      ["<|*|>", "unquoted"],
      ["<|method.request|>.header.x", "otherScope"],
      ["<|$response.header.x|>", "httpDialect"],
    ],
  ],
  [
    "cache key",
    parseCacheKey,
    [
      ["method.request.path.id"],
      ["method.request.multivalueheader.Accept"],
      ["method.request.<|body|>.id", "unknownLocation"],
      ["<|integration.request|>.path.id", "unknownPrefix"],
      ["<|id|>", "unknownPrefix"],
    ],
  ],
  [
    "request selection",
    (text) => parseSelection(text, "request"),
    [
      ["static"],
      ["\\$default"],
      ["<|$default|>", "unescapedDefault"],
      ["${request.body.action}"],
      ["$request.body.action"],
      ["a-${request.body.x}-${request.body.y[0]}"],
      ["${<|request.header.x|>}", "unknownVariable"],
      ["${<|integration.response.statuscode|>}", "unknownVariable"],
      ["<|${request.body}|>", "missingName"],
      ["<|${request.body.action|>", "unclosed"],
      ["${<||>}", "unknownVariable"],
    ],
  ],
  [
    "response selection",
    (text) => parseSelection(text, "response"),
    [
      ["${integration.response.statuscode}"],
      ["${integration.response.header.x}"],
      ["${integration.response.multivalueheader.x}"],
      ["${request.body.x}"],
      ["${<|integration.response.body.x|>}", "unknownVariable"],
      ["${<|integration.response.statuscode.x|>}", "unknownVariable"],
      ["<|${integration.response.header}|>", "missingName"],
    ],
  ],
  [
    "response key",
    parseResponseKey,
    [
      ["$default"],
      ["/4\\d\\d/"],
      ["<|4\\d\\d|>", "missingSlashes"],
      ["<|/4\\d\\d|>", "missingSlashes"],
      ["<|/|>", "missingSlashes"],
      ["<|//|>", "emptyPattern"],
      ["<|\\$default|>", "escapedDefault"],
      [""],
    ],
  ],
];

describe("REST and WebSocket mappings and selections", () => {
  for (const [what, parse, rows] of tables) {
    for (const row of rows) it(`${what} ${row[0]}: ${row[1] ?? "valid"}`, () => assertFaults(row, parse));
  }

  it("gives the form of a variable without a dollar sign", () => {
    const plain = (text: string): unknown => parseMappingValue(text, "restRequest").faults[0];
    assert.deepEqual(plain("${stageVariables.url}"), {
      kind: "dollarSyntax",
      span: { start: 0, end: 21 },
      root: "stageVariables",
      plain: "stageVariables.url",
    });
    assert.deepEqual(plain("${request.querystring.q}"), {
      kind: "httpDialect",
      span: { start: 0, end: 24 },
      plain: "method.request.querystring.q",
    });
  });

  it("finds static template keys", () => {
    assert.equal(parseSelection("\\$default", "request").staticKey, "$default");
    assert.equal(parseSelection("plain", "request").staticKey, "plain");
    assert.equal(parseSelection("${request.body.a}", "request").staticKey, undefined);
  });

  it("finds the pattern of a response key", () => {
    assert.deepEqual(parseResponseKey("/5\\d\\d/").pattern, { text: "5\\d\\d", span: { start: 1, end: 6 } });
    assert.deepEqual(parseResponseKey("5..").faults[0], {
      kind: "missingSlashes",
      span: { start: 0, end: 3 },
      fixed: "/5../",
    });
  });

  const cursors: readonly (readonly [string, string])[] = [
    ["<|>", "prefix 0-0"],
    ["method.requ<|>", "prefix 0-11"],
    ["method.request.<|>", "location 15-15"],
    ["method.request.header.<|>x", "name 22-23"],
    ["method.request.body.us<|>er", "path 20-24"],
    ["context.<|>", "name 8-8"],
    ["stageVari<|>", "prefix 0-9"],
    ["'te<|>xt'", "static 1-5"],
  ];
  for (const [marked, expected] of cursors) {
    it(`value at ${marked}: ${expected}`, () => {
      const { text, offset } = parseCursor(marked);
      const found = mappingValueAt(parseMappingValue(text, "restRequest"), offset);
      assert.equal(found && `${found.slot} ${found.replace.start}-${found.replace.end}`, expected);
    });
  }

  it("finds what is at an offset of a key and of a selection", () => {
    const { reference } = parseMappingKey("integration.request.header.x", "request");
    assert.deepEqual(reference && referenceAt(reference, 22), {
      slot: "location",
      replace: { start: 20, end: 26 },
    });
    assert.deepEqual(selectionAt(parseSelection("${request.body.ac", "request"), 17), {
      slot: "path",
      replace: { start: 15, end: 17 },
    });
    assert.deepEqual(selectionAt(parseSelection("${", "request"), 2), {
      slot: "variable",
      replace: { start: 2, end: 2 },
    });
  });
});
