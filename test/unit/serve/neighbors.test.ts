import { strict as assert } from "node:assert";
import { withNeighbors } from "../../../server/src/serve";
import { parse } from "../../../server/src/syntax/parse";

const METHOD = { restApiId: "a1", resourceId: "r1", httpMethod: "GET" };
const INTEGRATION = JSON.stringify({ ...METHOD, type: "MOCK" });
const RESPONSE = JSON.stringify({ ...METHOD, statusCode: "200" });
const OTHER = JSON.stringify({ ...METHOD, resourceId: "r2", statusCode: "200" });

/** The files that belong to an input, given the texts of the files next to it. */
function sources(file: string, text: string, neighbors: Readonly<Record<string, string>>): readonly string[] {
  const operation = file.includes("response") ? "put-integration-response" : "put-integration";
  const own = { file, input: { document: parse(text, "json"), operation } as const };
  const others = Object.entries(neighbors).map(([path, each]) => ({ path, text: each }));
  return withNeighbors(own, others).sources;
}

describe("the inputs that belong to one", () => {
  const cases: readonly (readonly [
    string,
    string,
    string,
    Readonly<Record<string, string>>,
    readonly string[],
  ])[] = [
    ["nothing, alone", "put-integration.json", INTEGRATION, {}, ["put-integration.json"]],
    [
      "the integration responses of an integration",
      "put-integration.json",
      INTEGRATION,
      { "a.put-integration-response.json": RESPONSE, "b.put-integration-response.json": RESPONSE },
      ["put-integration.json", "a.put-integration-response.json", "b.put-integration-response.json"],
    ],
    [
      "not those of another one",
      "put-integration.json",
      INTEGRATION,
      { "put-integration-response.json": OTHER },
      ["put-integration.json"],
    ],
    [
      "the integration of an integration response",
      "put-integration-response.json",
      RESPONSE,
      { "put-integration.json": INTEGRATION },
      ["put-integration.json", "put-integration-response.json"],
    ],
    [
      "nothing that cannot be read",
      "put-integration.json",
      INTEGRATION,
      { "put-integration-response.json": "{", "notes.json": "[]" },
      ["put-integration.json"],
    ],
  ];
  for (const [title, file, text, neighbors, expected] of cases) {
    it(`are ${title}`, () => assert.deepEqual(sources(file, text, neighbors), expected));
  }
});
