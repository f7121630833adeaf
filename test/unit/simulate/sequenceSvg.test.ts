import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { validateXML } from "xmllint-wasm";
import { parse, sequenceSvg, simulateInputs } from "../../../server/src/service";
import { bodyLines } from "../../../server/src/simulate/picture/bodyLines";
import { cut, widthOf, wrap } from "../../../server/src/simulate/picture/svgText";
import {
  http,
  type Input,
  LAMBDA_URI,
  rest,
  restResponse,
  restTo,
  webSocket,
  webSocketResponse,
} from "../../support/simulations";

function operationOf(input: Input, index: number) {
  if (index > 0) return "restApiId" in input ? "put-integration-response" : "create-integration-response";
  return "restApiId" in input ? "put-integration" : "create-integration";
}

function pictureOf(inputs: readonly Input[], request: Input = {}, backend?: Input): string {
  const result = simulateInputs(
    inputs.map((input, index) => ({
      document: parse(JSON.stringify(input), "json"),
      operation: operationOf(input, index),
      ...("PayloadFormatVersion" in input && { protocol: "HTTP" as const }),
    })),
    parse(JSON.stringify(request), "json"),
    { ...(backend && { backend: parse(JSON.stringify(backend), "json") }) },
  );
  assert.ok(result.kind === "done");
  return sequenceSvg(result.simulation);
}

/** The contents of the text elements, without those that are only shown by pointing at a cut text. */
function textsIn(svg: string): readonly string[] {
  return [...svg.matchAll(/<text [^>]*>(?:<title>[^<]*<\/title>)?([^<]*)<\/text>/g)].map(([, text = ""]) =>
    text
      .replace(/&lt;/g, "<")
      .replace(/&gt;/g, ">")
      .replace(/&quot;/g, '"')
      .replace(/&#39;/g, "'")
      .replace(/&amp;/g, "&"),
  );
}

describe("the picture of a simulation", () => {
  it("shows who sends what to whom, and what API Gateway does in between", () => {
    const integration = restTo("AWS", {
      uri: LAMBDA_URI,
      requestParameters: {
        "integration.request.header.Id": "method.request.path.id",
        "integration.request.header.None": "method.request.header.None",
      },
      requestTemplates: {
        "application/json": '#set($context.requestOverride.header.Who = "me"){"name": $input.json("$.name")}',
      },
    });
    const responses = [
      restResponse(),
      restResponse({
        statusCode: "404",
        selectionPattern: "No .*",
        responseTemplates: { "application/json": '"gone"' },
      }),
    ];
    const request = {
      path: "/pets/7",
      resourcePath: "/pets/{id}",
      headers: { A: "1" },
      body: { name: "Rex" },
    };
    assert.deepEqual(textsIn(pictureOf([integration, ...responses], request, { error: "No pet" })), [
      "POST /pets/7",
      "A: 1",
      "{",
      '  "name": "Rex"',
      "}",
      "template",
      "application/json",
      "mapping",
      'header.Id = "7"',
      "mapping",
      "header.None: omitted",
      "override",
      'header.Who = "me"',
      "Invoke",
      "Id: 7",
      "Who: me",
      "{",
      '  "name": "Rex"',
      "}",
      "Error: No pet",
      "{",
      '  "errorMessage": "No pet"',
      "}",
      "response",
      "404 No .*",
      "template",
      "application/json",
      "404",
      "Content-Type: application/json",
      '"gone"',
      "Client",
      "API Gateway",
      "REST API · AWS",
      "Lambda function",
      "orders",
    ]);
  });

  for (const [what, inputs, request, backend, expected] of [
    ["a MOCK has no backend", [rest(), restResponse()], {}, undefined, ["responds with 200", "200"]],
    [
      "an unknown response of the backend",
      [restTo("HTTP")],
      {},
      undefined,
      ["The backend's response is unknown."],
    ],
    ["unknown integration responses", [restTo("HTTP")], {}, {}, ["The integration responses are unknown."]],
    [
      "a refused request",
      [restTo("HTTP", { requestTemplates: { "text/csv": "x" }, passthroughBehavior: "NEVER" })],
      {},
      undefined,
      ["refused", "error", "415"],
    ],
    ["an HTTP API", [http()], { path: "/pets" }, { status: 503 }, ["HTTP API · HTTP_PROXY", "503"]],
    [
      "a WebSocket API",
      [webSocket(), webSocketResponse()],
      { body: "hi" },
      undefined,
      ["Message", "WebSocket API · MOCK"],
    ],
    [
      "the action of a service",
      [restTo("AWS", { uri: "arn:aws:apigateway:us-east-1:sqs:action/SendMessage" })],
      {},
      undefined,
      ["POST SendMessage", "AWS service", "sqs"],
    ],
    [
      "a path of a service",
      [restTo("AWS", { uri: "arn:aws:apigateway:us-east-1:s3:path/bucket/key" })],
      {},
      undefined,
      ["POST bucket/key", "s3"],
    ],
  ] as const) {
    it(`shows ${what}`, () => {
      const texts = textsIn(pictureOf(inputs, request, backend));
      for (const text of expected)
        assert.ok(texts.includes(text), `${text} is not among ${texts.join(" | ")}`);
    });
  }

  it("cuts what is long, and says how much is left out", () => {
    const headers = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`H${index}`, "v"]));
    const requestParameters = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`integration.request.header.M${index}`, "'v'"]),
    );
    const body = {
      items: Array.from({ length: 700 }, (_, index) => ({ id: index, name: "x".repeat(100) })),
    };
    const svg = pictureOf([restTo("HTTP", { requestParameters })], { headers, body });
    const texts = textsIn(svg);
    assert.ok(texts.includes("… 14 more headers"));
    assert.ok(texts.some((text) => /^… \d{4} more lines$/.test(text)));
    assert.ok(texts.some((text) => /^… \d+ more$/.test(text)));
    assert.ok(svg.length < 60_000);
    assert.ok(Number(/height="(\d+)"/.exec(svg)?.[1]) < 2000);
  });

  const HOSTILE = [
    '</text><script>alert(1)</script><text x="',
    "]]>--><style>*{}</style>",
    "&#60;img onerror=alert(1)>&lt;&nbsp;",
    '" onload="alert(1)',
    "\u0000\u0008\u001b\ufffe\ud800",
    "\u202eabc\u2066",
    "😀日本語".repeat(40),
  ];
  for (const hostile of HOSTILE) {
    it(`keeps ${JSON.stringify(hostile.slice(0, 30))} a text`, async () => {
      const svg = pictureOf(
        [
          restTo("HTTP", {
            uri: `https://example.com/${hostile}`,
            requestTemplates: { [hostile]: "x", $default: "$input.body" },
            requestParameters: { "integration.request.header.X": "method.request.header.X" },
          }),
          restResponse({ selectionPattern: hostile }),
          restResponse({ responseTemplates: { [hostile]: "#foreach(" } }),
        ],
        {
          path: `/${hostile}`,
          headers: { X: hostile, [hostile]: "1", Accept: hostile },
          queryStringParameters: { [hostile]: hostile },
          body: hostile,
        },
        { status: 200, headers: { X: hostile }, body: { [hostile]: hostile } },
      );
      const { valid, errors } = await validateXML({
        xml: { fileName: "picture.svg", contents: svg },
        schema: { fileName: "svg.xsd", contents: SCHEMA },
      });
      assert.ok(valid, errors.map(({ message }) => message).join("\n"));
      for (const forbidden of "\u202e\u2066\u0000\u001b") assert.ok(!svg.includes(forbidden));
    });
  }

  it("has no scripts, no links and a style for both themes", () => {
    const svg = pictureOf([rest(), restResponse()]);
    assert.doesNotMatch(svg, /<script|href|url\(|@import|\son\w+=/);
    assert.equal(svg.match(/<style/g)?.length, 1);
    assert.match(svg, /prefers-color-scheme:dark/);
    assert.match(svg, /--text:var\(--vscode-editor-foreground,#1f2328\)/);
    // Viewers without style sheets have the attributes.
    for (const [element] of svg.matchAll(/<(?:rect|line|path|text) [^>]*>/g))
      assert.match(element, / fill="/);
  });
});

/** All that a picture may consist of. */
const SCHEMA = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/2000/svg"
  xmlns="http://www.w3.org/2000/svg" elementFormDefault="qualified">
  <xs:import namespace="http://www.w3.org/XML/1998/namespace"/>
  <xs:attributeGroup name="paint">
    <xs:attribute name="class" type="xs:NMTOKEN"/>
    <xs:attribute name="fill"/><xs:attribute name="stroke"/><xs:attribute name="stroke-width"/>
  </xs:attributeGroup>
  <xs:attributeGroup name="place">
    <xs:attribute name="x" type="xs:decimal"/><xs:attribute name="y" type="xs:decimal"/>
  </xs:attributeGroup>
  <xs:attributeGroup name="box">
    <xs:attribute name="width" type="xs:decimal"/><xs:attribute name="height" type="xs:decimal"/>
  </xs:attributeGroup>
  <xs:element name="title" type="xs:string"/>
  <xs:element name="style" type="xs:string"/>
  <xs:element name="rect"><xs:complexType>
    <xs:attributeGroup ref="paint"/><xs:attributeGroup ref="place"/><xs:attributeGroup ref="box"/>
    <xs:attribute name="rx" type="xs:decimal"/>
  </xs:complexType></xs:element>
  <xs:element name="line"><xs:complexType>
    <xs:attributeGroup ref="paint"/>
    <xs:attribute name="x1" type="xs:decimal"/><xs:attribute name="y1" type="xs:decimal"/>
    <xs:attribute name="x2" type="xs:decimal"/><xs:attribute name="y2" type="xs:decimal"/>
    <xs:attribute name="stroke-dasharray"/>
  </xs:complexType></xs:element>
  <xs:element name="path"><xs:complexType>
    <xs:attributeGroup ref="paint"/><xs:attribute name="d"/>
  </xs:complexType></xs:element>
  <xs:element name="text"><xs:complexType mixed="true">
    <xs:sequence><xs:element ref="title" minOccurs="0"/></xs:sequence>
    <xs:attributeGroup ref="paint"/><xs:attributeGroup ref="place"/>
    <xs:attribute name="font-size" type="xs:decimal"/><xs:attribute name="font-family"/>
    <xs:attribute name="font-weight" type="xs:decimal"/><xs:attribute name="text-anchor"/>
    <xs:anyAttribute namespace="http://www.w3.org/XML/1998/namespace" processContents="skip"/>
  </xs:complexType></xs:element>
  <xs:element name="g"><xs:complexType>
    <xs:sequence><xs:element ref="line"/><xs:element ref="path"/></xs:sequence>
    <xs:attributeGroup ref="paint"/>
  </xs:complexType></xs:element>
  <xs:element name="svg"><xs:complexType>
    <xs:sequence>
      <xs:element ref="title"/>
      <xs:element ref="style"/>
      <xs:choice maxOccurs="unbounded">
        <xs:element ref="rect"/><xs:element ref="line"/><xs:element ref="text"/><xs:element ref="g"/>
      </xs:choice>
    </xs:sequence>
    <xs:attribute name="class" type="xs:NMTOKEN"/><xs:attribute name="role"/><xs:attribute name="viewBox"/>
    <xs:attribute name="font-family"/><xs:attribute name="font-size" type="xs:decimal"/>
    <xs:attributeGroup ref="box"/>
  </xs:complexType></xs:element>
</xs:schema>`;

describe("a text in a picture", () => {
  it("is cut to a width at a whole character", () => {
    assert.equal(cut("short", 100, "mono", 10), "short");
    const result = cut("x".repeat(1000), 100, "mono", 10);
    assert.match(result, /^x+…$/);
    assert.ok(widthOf(result, "mono", 10) <= 100);
    assert.match(cut("😀".repeat(100), 100, "sans", 10), /^😀+…$/u);
    assert.equal(cut("i".repeat(24), 100, "sans", 10), "i".repeat(24));
  });

  it("is wrapped between words, up to a number of lines", () => {
    assert.deepEqual(wrap("a few words", 200, "sans", 10, 3), ["a few words"]);
    const lines = wrap("word ".repeat(100).trim(), 100, "sans", 10, 3);
    assert.equal(lines.length, 3);
    assert.match(lines[2] ?? "", /…$/);
    for (const line of lines) assert.ok(widthOf(line, "sans", 10) <= 100);
  });
});

describe("the lines of a body", () => {
  for (const [body, ...lines] of [
    ['{"a":1}', "{", '  "a": 1', "}"],
    ['{"a":{"b":[1,2]},"c":[]}', "{", '  "a": {"b": [1, 2]},', '  "c": []', "}"],
    [
      '[12345678901234567890,1.50,"\\u0041, :{"]',
      "[",
      "  12345678901234567890,",
      "  1.50,",
      '  "\\u0041, :{"',
      "]",
    ],
    ["{}", "{}"],
    ["[ ]", "[]"],
    ["{broken", "{broken"],
    ["Action=Send\r\nx\ty", "Action=Send", "x  y"],
  ] as const) {
    it(`of ${body} keep its values`, () => assert.deepEqual(bodyLines(body, 12).lines, lines));
  }

  it("end within a moment for a body that is deep or long", () => {
    const started = performance.now();
    bodyLines("[".repeat(50_000) + "]".repeat(50_000), 12);
    bodyLines(`{"a": "${"x".repeat(5_000_000)}"}`, 12);
    assert.ok(performance.now() - started < 1000);
  });
});
