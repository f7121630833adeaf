import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { PROJECT } from "../support/fixtures";

interface Contribution {
  readonly path: string;
  readonly scopeName: string;
}

const { languages, grammars } = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8"))
  .contributes as {
  readonly languages: readonly { readonly configuration: string }[];
  readonly grammars: readonly Contribution[];
};

/** All regular expressions of a grammar; a `while` refers back to its `begin`. */
function patternsIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === "string" && ["match", "begin", "end", "while"].includes(key)
      ? [inner]
      : patternsIn(inner),
  );
}

describe("the grammars of templates", () => {
  it("are more than one, and the language has its configuration", () => {
    assert.equal(grammars.length, 3);
    for (const { configuration } of languages) assert.ok(existsSync(join(PROJECT, configuration)));
  });

  for (const { path, scopeName } of grammars) {
    it(`${path} has its scope and regular expressions that are some`, () => {
      const grammar = JSON.parse(readFileSync(join(PROJECT, path), "utf8"));
      assert.equal(grammar.scopeName, scopeName);
      const patterns = patternsIn(grammar);
      assert.ok(patterns.length > 2);
      // `\G` is Oniguruma's own.
      for (const pattern of patterns)
        assert.doesNotThrow(() => new RegExp(pattern.replaceAll("\\G", "^")), pattern);
    });
  }
});
