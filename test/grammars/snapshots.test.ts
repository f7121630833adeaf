/**
 * Compares the scopes of sample files with what was reviewed before. After a deliberate change, run
 * `UPDATE_SNAPSHOTS=1 npm test -- grammars` and review the difference.
 */
import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { describe, it } from "mocha";
import { fixture, fixturesIn, PROJECT } from "../support/fixtures";
import { type Language, tokenize } from "./tokens";

const samples = fixturesIn("grammars").filter((name) => !name.endsWith(".snap"));

describe("highlighting without a language server", () => {
  for (const name of samples) {
    it(`gives ${name} the scopes of its snapshot`, async () => {
      const actual = await snapshotOf(fixture(name), extname(name).slice(1) as Language);
      const file = join(PROJECT, "test", "fixtures", `${name}.snap`);
      if (process.env.UPDATE_SNAPSHOTS) writeFileSync(file, actual);
      assert.ok(existsSync(file), `There is no snapshot of ${name}.`);
      assert.equal(actual, fixture(`${name}.snap`));
    });
  }
});

/** Each line of the text, and below it a line for each token: its text and its scopes except the language's. */
async function snapshotOf(text: string, language: Language): Promise<string> {
  const lines = text.split("\n");
  const tokens = await tokenize(text, language);
  return tokens
    .flatMap((line, index) => [
      `>${lines[index]}`,
      ...line.map(({ text, scopes }) => `  ${JSON.stringify(text)} ${scopes.slice(1).join(" ")}`.trimEnd()),
    ])
    .join("\n")
    .concat("\n");
}
