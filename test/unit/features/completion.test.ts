import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyze, complete } from "../../../server/src/service";
import { applyEdits, insertedText } from "../../support/edits";
import { parseCursor } from "../../support/markers";

function itemsAt(marked: string, protocol?: "HTTP" | "WEBSOCKET") {
  const { text, offset } = parseCursor(marked);
  const analysis = analyze(text, "create-integration", { ...(protocol && { protocol }) });
  return { text, items: [...complete(analysis, offset)].sort((a, b) => (a.sortText < b.sortText ? -1 : 1)) };
}

/** The text after the item is accepted, with `<|>` where the cursor goes first. */
function accept(marked: string, label: string, protocol?: "HTTP" | "WEBSOCKET"): string {
  const { text, items } = itemsAt(marked, protocol);
  const item = items.find((candidate) => candidate.label === label);
  assert.ok(
    item,
    `${label} is not among ${items.map((candidate) => candidate.label).join(", ") || "nothing"}`,
  );
  return applyEdits(text, [
    { span: item.replace, newText: insertedText(item.snippet) },
    ...(item.alsoEdit ?? []),
  ]);
}

/** [what, text with the cursor, accepted label, text afterwards] */
const accepted: readonly (readonly [string, string, string, string])[] = [
  ["a member in an empty object", "{<|>}", "IntegrationType", '{"IntegrationType": "<|>"}'],
  ["a member inside quotes", '{"Int<|>"}', "IntegrationType", '{"IntegrationType": "<|>"}'],
  ["a member inside an open quote", '{"Int<|>', "IntegrationType", '{"IntegrationType": "<|>"'],
  [
    "a member inside an open quote before a brace",
    '{"Int<|>}',
    "IntegrationType",
    '{"IntegrationType": "<|>"}',
  ],
  ["a member without quotes", "{Int<|>}", "IntegrationType", '{"IntegrationType": "<|>"}'],
  [
    "a member before another",
    '{<|> "ApiId": "a"}',
    "IntegrationType",
    '{"IntegrationType": "<|>", "ApiId": "a"}',
  ],
  [
    "a member before another, in quotes",
    '{"I<|>"\n "ApiId": "a"}',
    "IntegrationType",
    '{"IntegrationType": "<|>",\n "ApiId": "a"}',
  ],
  [
    "a member before a comma",
    '{"I<|>", "ApiId": "a"}',
    "IntegrationType",
    '{"IntegrationType": "<|>", "ApiId": "a"}',
  ],
  [
    "a member after one without its comma",
    '{"ApiId": "a"\n  <|>\n}',
    "IntegrationType",
    '{"ApiId": "a",\n  "IntegrationType": "<|>"\n}',
  ],
  [
    "a half-typed member after one without its comma",
    '{"ApiId": "a"\n  "Int<|>"\n}',
    "IntegrationType",
    '{"ApiId": "a",\n  "IntegrationType": "<|>"\n}',
  ],
  [
    "a member after a comma at the end",
    '{"ApiId": "a",<|>',
    "IntegrationType",
    '{"ApiId": "a","IntegrationType": "<|>"',
  ],
  [
    "a name that already has a value",
    '{"Integ<|>": "MOCK"}',
    "IntegrationType",
    '{"IntegrationType": "MOCK"}',
  ],
  [
    "a number with its default",
    '{"IntegrationType": "MOCK", <|>}',
    "TimeoutInMillis",
    '{"IntegrationType": "MOCK", "TimeoutInMillis": 29000<|>}',
  ],
  ["a map", "{<|>}", "RequestParameters", '{"RequestParameters": {\n\t<|>\n}}'],
  ["a structure", "{<|>}", "TlsConfig", '{"TlsConfig": {\n\t"ServerNameToVerify": "<|>"\n}}'],
  ["templates", "{<|>}", "RequestTemplates", '{"RequestTemplates": {\n\t"application/json": "<|>"\n}}'],
  [
    "a map of maps",
    "{<|>}",
    "ResponseParameters",
    '{"ResponseParameters": {\n\t"200<|>": {\n\t\t"overwrite:header.x": ""\n\t}\n}}',
  ],
  [
    "a structure's member",
    '{"TlsConfig": {<|>}}',
    "ServerNameToVerify",
    '{"TlsConfig": {"ServerNameToVerify": "<|>"}}',
  ],
  [
    "a template's key",
    '{"RequestTemplates": {"<|>"}}',
    "$default",
    '{"RequestTemplates": {"$default": "<|>"}}',
  ],
  ["a value inside quotes", '{"IntegrationType": "<|>"}', "MOCK", '{"IntegrationType": "MOCK"}'],
  ["a value over another", '{"IntegrationType": "AW<|>S"}', "MOCK", '{"IntegrationType": "MOCK"}'],
  ["a value without quotes", '{"IntegrationType": <|>}', "MOCK", '{"IntegrationType": "MOCK"}'],
  ["a value directly after the colon", '{"IntegrationType":<|>}', "MOCK", '{"IntegrationType": "MOCK"}'],
  ["a value typed without quotes", '{"IntegrationType": MO<|>}', "MOCK", '{"IntegrationType": "MOCK"}'],
  ["a value inside an open quote", '{"IntegrationType": "MO<|>\n}', "MOCK", '{"IntegrationType": "MOCK"\n}'],
  [
    "a value before another member",
    '{"IntegrationType": <|>\n "ApiId": "a"}',
    "MOCK",
    '{"IntegrationType": "MOCK",\n "ApiId": "a"}',
  ],
  [
    "a value before a comma",
    '{"IntegrationType": "<|>", "ApiId": "a"}',
    "MOCK",
    '{"IntegrationType": "MOCK", "ApiId": "a"}',
  ],
  ["a value of an unclosed file", '{"ConnectionType": "<|>', "VPC_LINK", '{"ConnectionType": "VPC_LINK"'],
  [
    "a method, which AWS accepts as any text",
    '{"IntegrationMethod": "<|>"}',
    "ANY",
    '{"IntegrationMethod": "ANY"}',
  ],
  [
    "a subtype",
    '{"IntegrationSubtype": "SQS<|>"}',
    "SQS-SendMessage",
    '{"IntegrationSubtype": "SQS-SendMessage"}',
  ],
  ["a timeout", '{"TimeoutInMillis": <|>}', "29000", '{"TimeoutInMillis": 29000}'],
  [
    "a map as a value",
    '{"RequestTemplates": <|>}',
    "{ … }",
    '{"RequestTemplates": {\n\t"application/json": "<|>"\n}}',
  ],
  ["a whole input in an empty file", "<|>", "{ … } create-integration", '{\n\t"IntegrationType": "<|>"\n}'],
];

describe("completion", () => {
  for (const [what, marked, label, expected] of accepted) {
    it(`inserts ${what}`, () => assert.equal(accept(marked, label), expected));
  }

  it("offers every missing member, required ones first", () => {
    const { items } = itemsAt('{"IntegrationUri": "x", <|>}');
    assert.equal(items.length, 17);
    assert.deepEqual(
      items.slice(0, 2).map(({ label }) => label),
      ["ApiId", "IntegrationType"],
    );
  });

  it("offers the other protocol's members last", () => {
    const { items } = itemsAt("{<|>}", "HTTP");
    assert.deepEqual(
      items.slice(-4).map(({ label }) => label),
      ["ContentHandlingStrategy", "PassthroughBehavior", "RequestTemplates", "TemplateSelectionExpression"],
    );
  });

  it("takes the default of the API's protocol", () => {
    assert.equal(accept("{<|>}", "TimeoutInMillis", "HTTP"), '{"TimeoutInMillis": 30000<|>}');
  });

  it("offers values right after the name is inserted", () => {
    const { items } = itemsAt("{<|>}");
    const offering = items.filter((item) => item.offersMore).map(({ label }) => label);
    assert.ok(offering.includes("IntegrationType") && !offering.includes("IntegrationUri"));
  });

  it("filters with the quote if the quote is replaced", () => {
    assert.ok(itemsAt('{"Int<|>"}').items.every(({ filterText }) => filterText.startsWith('"')));
    assert.ok(itemsAt("{Int<|>}").items.every(({ filterText }) => !filterText.startsWith('"')));
  });

  for (const [what, marked] of [
    ["after a closed value", '{"IntegrationType": "MOCK"<|>}'],
    ["inside free text", '{"Description": "<|>"}'],
    ["in a comment", "{ /* <|> */ }"],
    ["outside the object", '{"IntegrationType": "MOCK"}<|>'],
    ["in an unknown structure", '{"Nope": {<|>}}'],
    ["before the colon", '{"IntegrationType" <|>: "MOCK"}'],
    ["before an existing value", '{"IntegrationType": <|> "MOCK"}'],
  ] as const) {
    it(`offers nothing ${what}`, () => assert.deepEqual(itemsAt(marked).items, []));
  }

  it("only replaces text on one line", () => {
    const { text, offset } = parseCursor('{\n  "Integ<|>\n  "ApiId": "a"\n}');
    for (const { replace } of complete(analyze(text, "create-integration"), offset)) {
      assert.ok(!text.slice(replace.start, replace.end).includes("\n"));
      assert.ok(replace.start <= offset && offset <= replace.end);
    }
  });
});
