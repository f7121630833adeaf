import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyzeHost } from "../../../../server/src/service";

const inMethod = (integration: string): string =>
  `{"Resources": {"M": {"Type": "AWS::ApiGateway::Method", "Properties": {"HttpMethod": "GET", "Integration": ${integration}}}}}`;
const mock = (value: string): string => inMethod(`{"Type": "MOCK", "RequestTemplates": {"a/b": ${value}}}`);
const times = (text: string, count: number): string => text.repeat(count);

const hostile: Readonly<Record<string, string>> = {
  "objects in objects": inMethod(`${times('{"Type":', 20_000)}1${times("}", 20_000)}`),
  "lists in lists": inMethod(`{"IntegrationResponses": ${times("[", 20_000)}${times("]", 20_000)}}`),
  "conditions in conditions": inMethod(
    `${times('{"Fn::If": ["A", {"Type": "MOCK"}, ', 5_000)}1${times("]}", 5_000)}`,
  ),
  "conditions on both sides": mock(doubled(18, (inner) => `{"Fn::If": ["A", ${inner}, ${inner}]}`, '"x"')),
  "lists of texts in each other": mock(
    `${times('{"Fn::Join": ["", ["a", ', 5_000)}"b"${times("]]}", 5_000)}`,
  ),
  "many texts": mock(`{"Fn::Join": ["", [${times('"a", {"Ref": "B"}, ', 20_000)}"c"]]}`),
  "many variables": mock(JSON.stringify({ "Fn::Sub": times("${A} ", 50_000) })),
  "braces that are not closed": mock(JSON.stringify({ "Fn::Sub": times("${", 100_000) })),
  "braces that are closed late": mock(JSON.stringify({ "Fn::Sub": `${times("${", 50_000)}}` })),
  "dynamic references that are not closed": mock(JSON.stringify(times("{{resolve:", 50_000))),
  "many dynamic references": mock(JSON.stringify(times("{{resolve:ssm:a}}", 20_000))),
  "variables outside Fn::Sub": mock(JSON.stringify(times("${AWS::Region}", 20_000))),
  "loops in loops": `{"Resources": {${times('"Fn::ForEach::A": ["B", [], {', 5_000)}${times("}]", 5_000)}}}`,
  "aliases of aliases": `Resources:
  A: &a0 {Type: AWS::ApiGateway::Method, Properties: {Integration: {Type: MOCK, RequestTemplates: {a/b: !Join ['', [a, b]]}}}}
${Array.from({ length: 14 }, (_, index) => `  L${index}: &a${index + 1} {Type: X, Metadata: [*a${index}, *a${index}]}\n`).join("")}`,
  "resources that lead to each other": JSON.stringify({
    Resources: {
      ...Object.fromEntries(
        Array.from({ length: 2_000 }, (_, index) => [
          `R${index}`,
          {
            Type: "AWS::ApiGateway::Resource",
            Properties: { PathPart: "a", ParentId: { Ref: `R${(index + 1) % 2_000}` } },
          },
        ]),
      ),
      M: {
        Type: "AWS::ApiGateway::Method",
        Properties: { ResourceId: { Ref: "R0" }, Integration: { Type: "MOCK" } },
      },
    },
  }),
};

function doubled(depth: number, wrap: (inner: string) => string, leaf: string): string {
  return depth === 0 ? leaf : wrap(doubled(depth - 1, wrap, depth > 14 ? leaf : '"y"'));
}

describe("hostile CloudFormation templates", () => {
  for (const [what, text] of Object.entries(hostile)) {
    it(`are read in little time, without an overflow: ${what}`, () => {
      const start = process.cpuUsage();
      analyzeHost(text, text.startsWith("{") ? "template.json" : "template.yaml");
      const { user } = process.cpuUsage(start);
      assert.ok(user / 1_000 < 4_000, `${user / 1_000} ms`);
    });
  }

  it("are understood as far as they are typed", () => {
    const whole = inMethod('{"Type": "HTTPS", "Uri": {"Fn::Sub": "https://${A}"}}');
    let found = 0;
    for (let end = 0; end < whole.length; end += 3) {
      const problems = analyzeHost(whole.slice(0, end), "template.json")?.problems ?? [];
      if (problems.some(({ code }) => code === "AG0009")) found++;
    }
    assert.ok(found > 10, String(found));
  });
});
