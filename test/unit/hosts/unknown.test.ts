import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { RULES } from "../../../server/src/rules";
import type { Problem } from "../../../server/src/service";
import { hostExamples } from "../../support/hostExamples/example";
import { UnknownParts } from "../../support/hostExamples/unknown";

/** Longer examples are about the length itself. */
const MAX_LENGTH = 2_000;

const isClaim = ({ severity }: Problem): boolean => severity === "error" || severity === "warning";

describe("what is unknown in an input", () => {
  const seen = new Set<string>();

  for (const rule of RULES) {
    const examples = [rule.bad, rule.good].flatMap((example) => hostExamples(rule, example));
    const parts = examples
      .map((example) => new UnknownParts(example))
      .filter(({ text }) => text.length < MAX_LENGTH && !seen.has(text) && seen.add(text));
    if (parts.length === 0) continue;

    it(`adds no problem to the examples of ${rule.code}`, () => {
      for (const part of parts) {
        const before = new Set(part.problems().map((problem) => part.nameOf(problem)));
        for (const { title, root } of part.variants()) {
          const added = part
            .problems(root)
            .filter((problem) => isClaim(problem) && !before.has(part.nameOf(problem)));
          assert.deepEqual(
            added.map((problem) => `${part.nameOf(problem)}: ${problem.message}`),
            [],
            `${title} in ${part.text}`,
          );
        }
      }
    });
  }
});
