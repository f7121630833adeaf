import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  httpValueAt,
  mappingValueAt,
  parseCacheKey,
  parseHttpKey,
  parseHttpValue,
  parseMappingKey,
  parseMappingValue,
  parseResponseKey,
  parseSelection,
  parseUri,
} from "../../../server/src/expressions";
import { parseJavaRegex } from "../../../server/src/javaRegex";
import type { Span } from "../../../server/src/syntax/nodes";
import { seeded } from "../../support/fixtures";

interface Parsed {
  readonly faults: readonly { readonly kind: string; readonly span: Span }[];
}

const parsers: Readonly<Record<string, (text: string) => Parsed>> = {
  httpRequestKey: (text) => parseHttpKey(text, "request"),
  httpResponseKey: (text) => parseHttpKey(text, "response"),
  httpValue: (text) => {
    const value = parseHttpValue(text, "request");
    assert.equal(value.parts.map(({ span }) => text.slice(span.start, span.end)).join(""), text);
    httpValueAt(value, text.length >> 1);
    return value;
  },
  mappingKey: (text) => parseMappingKey(text, "request"),
  mappingValue: (text) => {
    const value = parseMappingValue(text, "restRequest");
    mappingValueAt(value, text.length >> 1);
    return value;
  },
  cacheKey: parseCacheKey,
  selection: (text) => {
    const selection = parseSelection(text, "response");
    assert.equal(selection.parts.map(({ span }) => text.slice(span.start, span.end)).join(""), text);
    return selection;
  },
  responseKey: parseResponseKey,
  uri: parseUri,
  regex: (text) => {
    const { fault } = parseJavaRegex(text);
    return { faults: fault ? [fault] : [] };
  },
};

const PIECES = [
  ..."${}[]().:/?#&=<>\\'\" +-|*@%0a",
  "${",
  "$request.body",
  "$request.",
  "header.",
  "${stageVariables.",
  "stageVariables.",
  "arn:aws:apigateway:us-east-1:lambda:path/",
  "2015-03-31/functions/",
  "arn:aws:",
  "https://",
  "integration.request.",
  "method.request.body.",
  "append:",
  "..",
  "?(",
  "😀",
  "\ud800",
  "\u0000",
  "\n",
];

describe("hostile expressions", () => {
  for (const [name, parse] of Object.entries(parsers)) {
    it(`${name} parses random text with spans inside the text`, () => {
      const random = seeded(42);
      for (let round = 0; round < 3000; round++) {
        const length = Math.floor(random() * 14);
        const text = Array.from({ length }, () => PIECES[Math.floor(random() * PIECES.length)]).join("");
        for (const { kind, span } of parse(text).faults) {
          assert.ok(
            0 <= span.start && span.start <= span.end && span.end <= text.length,
            `${kind} in ${text}`,
          );
        }
      }
    });

    it(`${name} parses long text in linear time`, () => {
      for (const piece of PIECES) parse(piece.repeat(40_000));
      parse(`\${${"[".repeat(100_000)}`);
      parse("${[".repeat(50_000));
      parse(`https://${"{a".repeat(50_000)}`);
    }).timeout(30_000);
  }
});
