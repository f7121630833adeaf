// Compares JSON, JSONPath and the $util functions with recordings from Java; `node scripts/fuzz.mjs record-json`
// creates the fixtures.
import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { fixture } from "../../support/fixtures";
import { agree, answerAsJava, type Recording } from "../../support/java";

const files = [
  { op: "read", does: "reads paths like Jayway's JsonPath" },
  { op: "parse", does: "parses and prints JSON like json-smart" },
  { op: "double", does: "prints doubles like Java" },
  { op: "util", does: "encodes, decodes and escapes like Java and commons-lang" },
] as const;

describe("JSON in templates", () => {
  for (const { op, does } of files) {
    it(does, () => {
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
