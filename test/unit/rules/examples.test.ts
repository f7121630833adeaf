import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { check } from "../../../server/src";
import { RULES } from "../../../server/src/rules";
import type { RuleSettings } from "../../../server/src/rules/engine/config";
import type { Example } from "../../../server/src/rules/engine/rule";
import { LineIndex } from "../../../server/src/syntax/lines";
import { fixture, fixturesIn } from "../../support/fixtures";
import { parseRanges } from "../../support/markers";

const codesOf = (example: Example, rules?: RuleSettings): readonly string[] =>
  check(example.text, { ...example, ...(rules && { rules }) }).problems.map((problem) => problem.code);

/** Reports members that some good examples need. */
const NEW_MEMBERS = { AG0022: "off" } as const;

describe("every rule", () => {
  it("has a unique code", () => {
    const codes = RULES.map((rule) => rule.code);
    assert.deepEqual(codes, [...new Set(codes)]);
  });

  for (const rule of RULES) {
    it(`${rule.code} reports its bad example`, () => {
      const problem = check(rule.bad.text, rule.bad).problems.find(({ code }) => code === rule.code);
      assert.ok(problem, `got ${codesOf(rule.bad).join(", ") || "nothing"}`);
      assert.ok(problem.message.length > 0);
    });

    it(`${rule.code} has a good example without problems`, () => {
      assert.deepEqual(codesOf(rule.good, NEW_MEMBERS), []);
    });
  }
});

/** `expected` lists the problems at the marked ranges, in text order. */
const cases: readonly {
  readonly name: string;
  readonly text: string;
  readonly expected: readonly string[];
  readonly protocol?: string;
}[] = [
  {
    name: "an unknown member",
    text: '{"IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://a.example", "IntegrationMethod": "ANY", <|"IntegrationUrl"|>: "x"}',
    expected: ["AG0003 error"],
  },
  {
    name: "$schema",
    text: '{<|"$schema"|>: "x", "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://a.example", "IntegrationMethod": "ANY"}',
    expected: ["AG0003 error"],
  },
  {
    name: "an unknown member of a structure",
    text: '{"IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://a.example", "IntegrationMethod": "ANY", "PayloadFormatVersion": "1.0", <|"TlsConfig"|>: {<|"ServerName"|>: "x"}}',
    expected: ["AG2018 warning", "AG0003 error"],
  },
  {
    name: "a misspelled member only once, although it is required",
    text: '{"IntegrationType": "HTTP_PROXY", <|"IntegrationUrl"|>: "https://a.example", "IntegrationMethod": "ANY", "PayloadFormatVersion": "1.0"}',
    expected: ["AG0003 error"],
  },
  {
    name: "the letter case of the other family",
    text: '{<|"integrationType"|>: "MOCK"}',
    expected: ["AG0004 error"],
  },
  { name: "a missing integration type", text: "<|{|>}", expected: ["AG0005 information"] },
  { name: "a number for a string", text: '{"IntegrationType": <|1|>}', expected: ["AG0006 error"] },
  {
    name: "a list for a map",
    text: '{"IntegrationType": "MOCK", "RequestTemplates": <|[]|>}',
    expected: ["AG0006 error"],
  },
  {
    name: "null",
    text: '{"IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://a.example", "IntegrationMethod": "ANY", "Description": <|null|>}',
    expected: ["AG0007 error"],
  },
  {
    name: "null in a map",
    text: '{"IntegrationType": "MOCK", "RequestTemplates": {"$default": <|null|>}}',
    expected: ["AG0007 error"],
  },
  {
    name: "a timeout of 49",
    text: '{"IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://a.example", "IntegrationMethod": "ANY", "TimeoutInMillis": <|49|>}',
    expected: ["AG0008 error"],
  },
  { name: "a lower-case enum value", text: '{"IntegrationType": <|"mock"|>}', expected: ["AG0009 error"] },
  {
    name: "a fraction",
    text: '{"IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://a.example", "IntegrationMethod": "ANY", "TimeoutInMillis": <|1000.0|>}',
    expected: ["AG0023 error"],
  },
  {
    name: "an exponent",
    text: '{"IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://a.example", "IntegrationMethod": "ANY", "TimeoutInMillis": <|1e4|>}',
    expected: ["AG0023 error"],
  },
  {
    name: "true for a number",
    text: '{"IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://a.example", "IntegrationMethod": "ANY", "TimeoutInMillis": <|true|>}',
    expected: ["AG0023 error"],
  },
  {
    name: "a map in a string",
    text: String.raw`{"IntegrationType": "MOCK", "RequestTemplates": <|"{\"a\": \"b\"}"|>}`,
    expected: ["AG0024 error"],
  },
  {
    name: "a template as an object",
    text: '{"IntegrationType": "MOCK", "RequestTemplates": {"$default": <|{"statusCode": 200}|>}}',
    expected: ["AG0025 error"],
  },
  {
    name: "an empty identifier",
    text: '{"ApiId": <|""|>, "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://a.example", "IntegrationMethod": "ANY"}',
    expected: ["AG0020 error"],
  },
  {
    name: "an empty optional member",
    text: '{"IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://a.example", "IntegrationMethod": "ANY", <|"Description": ""|>}',
    expected: ["AG0021 warning"],
  },
  {
    name: "members for HTTP APIs together with members for WebSocket APIs",
    text: '{<|"TlsConfig"|>: {"ServerNameToVerify": "x"}, <|"PassthroughBehavior"|>: "NEVER", "IntegrationType": "AWS_PROXY", "IntegrationUri": "arn:aws:lambda:us-east-1:123456789012:function:f"}',
    expected: ["AG2018 warning", "AG0028 warning"],
  },
  {
    name: "VPC_LINK without a ConnectionId",
    text: '{"IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://a.example", "IntegrationMethod": "ANY", "ConnectionType": <|"VPC_LINK"|>}',
    expected: ["AG2013 error"],
  },
  {
    name: "AWS for an HTTP API",
    text: '{"IntegrationType": <|"AWS"|>, "IntegrationUri": "x", "PayloadFormatVersion": "1.0"}',
    protocol: "HTTP",
    expected: ["AG2001 error"],
  },
  {
    name: "MOCK for an HTTP API",
    text: '{"IntegrationType": <|"MOCK"|>, "PayloadFormatVersion": "1.0"}',
    protocol: "http",
    expected: ["AG2001 error"],
  },
  {
    name: "a missing payload format version for an HTTP API",
    text: '{"IntegrationType": <|"AWS_PROXY"|>, "IntegrationUri": "arn:aws:lambda:us-east-1:123456789012:function:f"}',
    protocol: "HTTP",
    expected: ["AG2002 warning"],
  },
  {
    name: "payload format 1.1",
    text: '{"IntegrationType": "AWS_PROXY", "IntegrationUri": "arn:aws:lambda:us-east-1:123456789012:function:f", "PayloadFormatVersion": <|"1.1"|>}',
    expected: ["AG2003 error"],
  },
  {
    name: "payload format 2.0 for HTTP_PROXY",
    text: '{"IntegrationType": "HTTP_PROXY", "IntegrationMethod": "ANY", "IntegrationUri": "https://a.example", "PayloadFormatVersion": <|"2.0"|>}',
    expected: ["AG2004 error"],
  },
  {
    name: "payload format 2.0 for a WebSocket API",
    text: '{"IntegrationType": "AWS_PROXY", "IntegrationUri": "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f/invocations", "PayloadFormatVersion": <|"2.0"|>}',
    protocol: "WEBSOCKET",
    expected: ["AG2038 error"],
  },
  {
    name: "a timeout of 29,001 ms for a WebSocket API",
    text: String.raw`{"IntegrationType": "MOCK", "TimeoutInMillis": <|29001|>, "RequestTemplates": {"$default": "{\"statusCode\": 200}"}}`,
    expected: ["AG2020 error"],
  },
  {
    name: "a timeout of 30,001 ms for any API",
    text: '{"IntegrationType": "AWS_PROXY", "IntegrationUri": "arn:aws:lambda:us-east-1:123456789012:function:f", "TimeoutInMillis": <|30001|>}',
    expected: ["AG2019 error"],
  },
  {
    name: "a duplicate member",
    text: '{"IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://a.example", "IntegrationMethod": "ANY", "Description": "a", <|"Description"|>: "b"}',
    expected: ["AG0010 warning"],
  },
  {
    name: "a comment",
    text: '{"IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://a.example", "IntegrationMethod": "ANY" <|/* why */|>}',
    expected: ["AG0001 error"],
  },
  {
    name: "a trailing comma",
    text: '{"IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://a.example", "IntegrationMethod": "ANY"<|,|>}',
    expected: ["AG0001 error"],
  },
  { name: "a list as the root", text: "<|[1]|>", expected: ["AG0002 error"] },
];

describe("problems", () => {
  for (const { name, text: marked, expected, protocol } of cases) {
    it(`reports ${name}`, () => {
      const { text, spans } = parseRanges(marked);
      const { problems } = check(text, { ...(protocol && { protocol }) });
      const lines = new LineIndex(text);
      assert.deepEqual(
        problems.map(({ code, severity, range }) => ({ problem: `${code} ${severity}`, range })),
        spans.map((span, i) => ({ problem: expected[i], range: lines.range(span) })),
      );
    });
  }

  it("suggests the most similar member", () => {
    const [problem] = check('{"IntegrationTyp": "MOCK", "IntegrationType": "MOCK"}').problems;
    assert.match(problem?.message ?? "", /Did you mean "IntegrationType"\?/);
  });

  it("quotes AWS's answer where it is known", () => {
    const { problems } = check('{"IntegrationType": "HTTP_PROXY", "TimeoutInMillis": 0}');
    assert.match(
      problems.find(({ code }) => code === "AG0008")?.message ?? "",
      /AWS answers: Invalid value for parameter TimeoutInMillis, value: 0, valid min value: 50$/,
    );
  });
});

describe("files without mistakes", () => {
  it("only informs about the selection of a template in the MOCK example for a WebSocket API", () => {
    const { operation, protocol, problems } = check(fixture("mock.json"));
    assert.deepEqual([operation, protocol], ["create-integration", "WEBSOCKET"]);
    assert.deepEqual(
      problems.map(({ code, severity }) => ({ code, severity })),
      [{ code: "AG2045", severity: "information" }],
    );
  });

  for (const name of fixturesIn("skeletons").filter((path) => path.endsWith(".json"))) {
    it(`reports only that ${name} is a skeleton`, () => {
      assert.deepEqual(
        check(fixture(name)).problems.map(({ code, severity }) => ({ code, severity })),
        [{ code: "AG0021", severity: "information" }],
      );
    });

    it(`checks what is filled in of ${name}, and nothing else`, () => {
      // The first member is the ID of the API.
      const text = fixture(name).replace('": ""', '": "a1"');
      const codesOf = (changed: string) => check(changed).problems.map(({ code }) => code);
      assert.deepEqual(new Set(codesOf(text)), new Set(["AG0021"]));
      const wrong = codesOf(text.replace('": "a1"', '": 1'));
      assert.deepEqual(
        wrong.filter((code) => code !== "AG0021"),
        ["AG0006"],
      );
    });
  }
});
