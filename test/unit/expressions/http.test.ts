import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  type HttpDirection,
  httpEntryFaults,
  httpKeyAt,
  httpValueAt,
  parseHttpKey,
  parseHttpValue,
  parseStatusKey,
} from "../../../server/src/expressions";
import { parseCursor } from "../../support/markers";
import { assertFaults, type Expected } from "./faults";

const requestKeys: readonly Expected[] = [
  ["append:header.x-id"],
  ["overwrite:querystring.a b", "badName 23-24"],
  ["remove:header.Content-Type"],
  ["overwrite:path"],
  ["<|integration.request.header.x|>", "wrongDialect"],
  ["<|Append|>:header.x", "unknownAction"],
  ["<|header.x|>", "missingAction"],
  ["<|append|>", "missingTarget"],
  ["<|append:|>", "missingTarget"],
  ["append:<|headers|>.x", "unknownTarget"],
  ["overwrite:<|statuscode|>", "unknownTarget"],
  ["append:<|header|>", "missingName"],
  ["append:<|header.|>", "missingName"],
  ["<|append|>:path", "pathAction"],
  ["overwrite:path<|.id|>", "pathSuffix"],
  ["append:header.<|Authorization|>", "reservedHeader"],
  ["remove:header.<|x-amz-date|>", "reservedHeader"],
  ["overwrite:header.<|Access-Control-Allow-Origin|>", "reservedHeader"],
  ["overwrite:header.Host"],
  ["overwrite:querystring.origin"],
  [""],
];

const responseKeys: readonly Expected[] = [
  ["overwrite:statuscode"],
  ["append:header.x"],
  ["<|remove|>:statuscode", "statusCodeAction"],
  ["overwrite:statuscode<|.x|>", "statusCodeSuffix"],
  ["overwrite:<|path|>", "unknownTarget"],
  ["append:<|querystring|>.x", "unknownTarget"],
  ["<|method.response.header.x|>", "wrongDialect"],
];

const requestValues: readonly Expected[] = [
  ["plain text, $5 and $USD"],
  [""],
  ["$request.header.x-id"],
  ["$request.querystring.q"],
  ["$request.path"],
  ["$request.path.id"],
  ["$request.body"],
  ["$request.body.user['a b'].tags[0]"],
  ["$context.identity.sourceIp"],
  ["$stageVariables.backend"],
  ["Bearer ${request.header.token}/${stageVariables.a}"],
  ["${request.body['}'].x}!"],
  ["<|$request.path/foo|>", "unparsed"],
  ["<|$context.authorizer.claims.custom:key|>", "unparsed"],
  ["<|$context.authorizer.claims['custom:key']|>", "unparsed"],
  ["${context.authorizer.claims.custom<|:|>key}", "badName"],
  ["a <|$context.apiId|>", "unbraced"],
  ["<|$request.path$context.apiId|>", "unparsed"],
  ["a/<|$request.path|><|$context.apiId|>", "unbraced,unbraced"],
  ["$<|foo|>.bar", "unknownRoot"],
  ["${<|method|>.request.header.x}", "unknownRoot"],
  ["$<|Request|>.header.x", "unknownRoot"],
  ["<|$|>", "unknownRoot"],
  ["$request.<|headers|>.x", "unknownSource"],
  ["${<|request-id|>}", "unknownRoot"],
  ["$<|request|>", "missingSource"],
  ["$<|request.header|>", "missingName"],
  ["$<|request.header.|>", "missingName"],
  ["$<|context|>", "missingName"],
  ["${context.a<|-|>b}", "badName"],
  ["$<|response.header|>.x", "otherDirection"],
  ["<|${request.header.x|>", "unclosed"],
  ["<|${request.header.x |>${context.apiId}", "unclosed"],
  ["$request.body<|..|>id", "recursiveDescent"],
  ["$request.body.a<|..|>id", "recursiveDescent"],
  ["$request.body.a[<|?(@.b)|>]", "filter"],
  ["$request.body.a[<|$|>.b]", "rootInside"],
  ["<|'text'|>", "quoted"],
  ["<|method.request.header.x|>", "otherDialect"],
  ["<|context.apiId|>", "otherDialect"],
];

const responseValues: readonly Expected[] = [
  ["$response.header.x"],
  ["$response.body.id"],
  ["$<|request.header|>.x", "otherDirection"],
  ["$response.<|path|>", "unknownSource"],
];

describe("HTTP API mappings", () => {
  const tables: readonly (readonly [
    string,
    readonly Expected[],
    (text: string) => ReturnType<typeof parseHttpKey | typeof parseHttpValue>,
  ])[] = [
    ["request key", requestKeys, (text) => parseHttpKey(text, "request")],
    ["response key", responseKeys, (text) => parseHttpKey(text, "response")],
    ["request value", requestValues, (text) => parseHttpValue(text, "request")],
    ["response value", responseValues, (text) => parseHttpValue(text, "response")],
  ];
  for (const [what, rows, parse] of tables) {
    for (const row of rows) it(`${what} ${row[0]}: ${row[1] ?? "valid"}`, () => assertFaults(row, parse));
  }

  const entries: readonly (readonly [string, string, HttpDirection, string])[] = [
    ["remove:header.x", "''", "request", ""],
    ["remove:header.x", "", "request", ""],
    ["remove:header.x", "y", "request", "valueIgnored"],
    ["overwrite:statuscode", "404", "response", ""],
    ["overwrite:statuscode", "ok", "response", "notStatusCode"],
    ["overwrite:statuscode", "600", "response", "notStatusCode"],
    ["overwrite:statuscode", "$response.body.code", "response", ""],
  ];
  for (const [key, value, direction, expected] of entries) {
    it(`${key} = ${value}: ${expected || "valid"}`, () => {
      const faults = httpEntryFaults(parseHttpKey(key, direction), parseHttpValue(value, direction));
      assert.equal(faults.map(({ kind }) => kind).join(), expected);
    });
  }

  it("suggests keys in HTTP API syntax and braces for variables", () => {
    assert.deepEqual(parseHttpKey("integration.request.querystring.q", "request").faults[0], {
      kind: "wrongDialect",
      span: { start: 0, end: 33 },
      rewritten: "overwrite:querystring.q",
    });
    assert.deepEqual(parseHttpValue("id-$request.body.a[0]", "request").faults, [
      { kind: "unbraced", span: { start: 3, end: 21 }, braced: "${request.body.a[0]}", cutName: false },
    ]);
    assert.deepEqual(parseHttpValue("$request.path/$context.apiId", "request").faults, [
      {
        kind: "unparsed",
        span: { start: 0, end: 28 },
        braced: "${request.path}/${context.apiId}",
        cutName: false,
      },
    ]);
  });

  it("parses status code keys", () => {
    assert.deepEqual(
      ["200", "599", "199", "600", "2xx", "0200"].map((text) => parseStatusKey(text).faults[0]?.kind),
      [undefined, undefined, "outOfRange", "outOfRange", "notNumber", "notNumber"],
    );
  });

  const cursors: readonly (readonly [string, string])[] = [
    ["<|>", "action 0-0"],
    ["app<|>", "action 0-3"],
    ["append:<|>", "target 7-7"],
    ["append:he<|>ader.x", "target 7-13"],
    ["append:header.<|>", "name 14-14"],
  ];
  for (const [marked, expected] of cursors) {
    it(`key at ${marked}: ${expected}`, () => {
      const { text, offset } = parseCursor(marked);
      const found = httpKeyAt(parseHttpKey(text, "request"), offset);
      assert.equal(found && `${found.slot} ${found.replace.start}-${found.replace.end}`, expected);
    });
  }

  const valueCursors: readonly (readonly [string, string])[] = [
    ["<|>", "root 0-0"],
    ["$<|>", "root 1-1"],
    ["$requ<|>", "root 1-5"],
    ["$request.<|>", "source 9-9"],
    ["a ${request.he<|>ader.x}", "source 12-18"],
    ["${request.header.x<|>}", "name 17-18"],
    ["$request.body.us<|>er.id", "path 14-21"],
    ["${context.<|>", "name 10-10"],
    ["plain <|>text", "root 6-6"],
  ];
  for (const [marked, expected] of valueCursors) {
    it(`value at ${marked}: ${expected}`, () => {
      const { text, offset } = parseCursor(marked);
      const { slot, replace } = httpValueAt(parseHttpValue(text, "request"), offset);
      assert.equal(`${slot} ${replace.start}-${replace.end}`, expected);
    });
  }
});
