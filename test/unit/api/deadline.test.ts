import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { renderTemplate, type SimulateOptions, simulate, type TemplateOptions } from "../../../server/src";

const LOOPS = "#foreach($i in [1..900])#foreach($j in [1..900])x#end#end";

const input = JSON.stringify({
  restApiId: "a1b2c3d4e5",
  resourceId: "abc123",
  httpMethod: "POST",
  type: "HTTP",
  integrationHttpMethod: "POST",
  uri: "https://example.com",
  requestTemplates: { $default: LOOPS },
});

describe("the time limit of templates", () => {
  const cases: readonly (readonly [
    title: string,
    options: Pick<TemplateOptions & SimulateOptions, "milliseconds" | "isCancelled">,
    codes: readonly string[],
  ])[] = [
    ["is long enough by default", {}, []],
    ["can be infinite", { milliseconds: Number.POSITIVE_INFINITY }, []],
    ["stops templates", { milliseconds: 0 }, ["VTL-time"]],
    [
      "is not reported after the caller cancels",
      { milliseconds: 0, isCancelled: () => true },
      ["VTL-cancelled"],
    ],
    [
      "is reported if the caller does not cancel",
      { milliseconds: 0, isCancelled: () => false },
      ["VTL-time"],
    ],
  ];
  for (const [title, options, codes] of cases) {
    it(title, () => {
      const { output, problems } = renderTemplate(LOOPS, {}, options);
      assert.deepEqual(
        problems.map(({ code }) => code),
        codes,
      );
      assert.equal(output.length === 900 * 900, codes.length === 0);
      const simulation = simulate(input, { method: "POST" }, { ...options, operation: "put-integration" });
      assert.deepEqual(
        simulation.problems.map(({ code }) => code),
        codes,
      );
      assert.equal(simulation.response?.status, codes.length === 0 ? undefined : 500);
    });
  }

  it("has a message", () => {
    const [problem] = renderTemplate(LOOPS, {}, { milliseconds: 0 }).problems;
    assert.equal(problem?.message, "The template took too long and was stopped.");
  });
});
