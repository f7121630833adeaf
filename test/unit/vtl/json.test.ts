// JSON, JSONPath and $util's functions as recorded from Java: `node scripts/fuzz.mjs record-json` makes the files.
import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { fixture } from "../../support/fixtures";
import { agree, answerAsJava, type Recording } from "../../support/java";

const files = [
  { op: "read", does: "reads paths as Jayway's JsonPath" },
  { op: "parse", does: "reads and prints JSON as json-smart" },
  { op: "double", does: "prints doubles as Java" },
  { op: "util", does: "encodes, decodes and escapes as Java and commons-lang" },
] as const;

describe("JSON in templates", () => {
  for (const { op, does } of files) {
    it(`${does} does`, () => {
      const lines = fixture(`jsonPath/${op}.jsonl`).trimEnd().split("\n");
      assert.ok(lines.length > 50);
      for (const line of lines) {
        const { question, answer } = JSON.parse(line) as Recording;
        const ours = answerAsJava(question);
        assert.ok(
          agree(ours, answer),
          `${JSON.stringify(question)}\n${JSON.stringify({ ours, answer }, null, 1)}`,
        );
      }
    });
  }
});
