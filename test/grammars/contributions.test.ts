import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, describe, it } from "mocha";
import { OnigScanner } from "vscode-oniguruma";
import { CONTRIBUTED, tokenize } from "./tokens";

/** All regular expressions of a grammar. A `while` and an `end` can refer back to their `begin`. */
function patternsIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === "string" && ["match", "begin", "end", "while"].includes(key)
      ? [inner]
      : patternsIn(inner),
  );
}

describe("a contributed grammar", () => {
  before(() => tokenize("", "vtl"));

  for (const { path, scopeName } of CONTRIBUTED) {
    it(`has its scope name and valid regular expressions: ${scopeName}`, () => {
      const grammar = JSON.parse(readFileSync(path, "utf8"));
      assert.equal(grammar.scopeName, scopeName);
      const patterns = patternsIn(grammar);
      assert.ok(patterns.length > 2);
      for (const pattern of patterns) {
        assert.doesNotThrow(() => new OnigScanner([pattern.replaceAll(/\\\d/g, "")]), pattern);
      }
    });
  }
});
