import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { SampleTexts } from "../../../server/src/model/sampleTexts";
import { analyze, type CompletionItem, complete } from "../../../server/src/service";
import { hostedTemplates } from "../../../server/src/templates/hostedTemplate";
import { renderTemplate } from "../../../server/src/vtl";
import { applyEdits, insertedText } from "../../support/edits";
import { REST_FACTS } from "../../support/facts";
import { parseCursor } from "../../support/markers";
import { type HostCase, itInEveryHost, openHost } from "../../support/templateHosts";

const BODY = {
  order: {
    id: 7,
    name: "Ann",
    "a b": "blank",
    "it's": "quoted",
    $price: 3,
    items: [
      { sku: "x1", count: 2 },
      { sku: "x2", note: "fragile" },
    ],
    tags: ["new"],
  },
  isNew: true,
};

const SAMPLES: SampleTexts = {
  request: JSON.stringify({
    pathParameters: { petId: "7" },
    queryStringParameters: { page: "2" },
    headers: { "X-Trace": "abc" },
    stageVariables: { table: "orders" },
    body: BODY,
  }),
  response: JSON.stringify({ status: 200, body: { result: { code: 1 } } }),
};

const SCHEMA = {
  type: "object",
  properties: {
    customer: { $ref: "#/definitions/Customer" },
    lines: {
      type: "array",
      items: { properties: { quantity: { type: "integer", description: "How many *pieces*." } } },
    },
  },
  definitions: {
    Customer: {
      allOf: [{ properties: { email: { type: "string", examples: ["a@example.com"] } } }],
      properties: { parent: { $ref: "#/definitions/Customer" } },
    },
  },
};

function itemsAt(
  { host }: Pick<HostCase, "host">,
  marked: string,
  samples: SampleTexts,
): { readonly text: string; readonly items: readonly CompletionItem[] } {
  const { text, offset } = parseCursor(marked);
  const items = [...complete(openHost(host, text), offset, undefined, undefined, samples)];
  for (const { replace, documentation, label } of items) {
    assert.ok(replace.start <= offset && offset <= replace.end, `${label} is not at the cursor.`);
    assert.ok(documentation, `${label} has no documentation.`);
  }
  return { text, items: items.sort((one, other) => (one.sortText < other.sortText ? -1 : 1)) };
}

/** Asserts the host's text after an item is accepted: its template, and how that is written. */
function assertAccepted(hostCase: HostCase, label: string, after: string, samples: SampleTexts): void {
  const { text, items } = itemsAt(hostCase, hostCase.marked, samples);
  const item = items.find((each) => each.label === label);
  assert.ok(item, `${label} is not among ${items.map((each) => each.label).join(", ") || "nothing"}`);
  const newText = insertedText(item.snippet).replace("<|>", "");
  const result = applyEdits(text, [{ span: item.replace, newText }, ...(item.alsoEdit ?? [])]);
  const [hosted] = hostedTemplates(openHost(hostCase.host, result));
  assert.equal(hosted?.template.text, after);
  if (!/plain|Unicode/.test(hostCase.host.name)) assert.equal(result, hostCase.wrap(after));
}

describe("completion of members of the body", () => {
  itInEveryHost(
    [
      ["offers members after the root", "$input.path('$.<|>')", "order", "$input.path('$.order')"],
      ["writes the dot after the root", "$input.json('$<|>')", "order", "$input.json('$.order')"],
      ["writes the root of an empty path", "$input.json('<|>')", "order", "$input.json('$.order')"],
      [
        "replaces the name at the cursor",
        "$input.json('$.order.na<|>x')",
        "name",
        "$input.json('$.order.name')",
      ],
      [
        "quotes a name for Velocity and JSONPath",
        "$input.json('$.order.<|>')",
        "a b",
        "$input.json('$.order[''a b'']')",
      ],
      [
        "quotes a name in double quotes",
        '$input.json("$.order.a<|>")',
        "a b",
        `$input.json("$.order['a b']")`,
      ],
      ["completes a quoted name", `$input.json("$['or<|>")`, "order", `$input.json("$['order']")`],
      [
        "completes a quoted name before its quote",
        `$input.json("$['or<|>']")`,
        "order",
        `$input.json("$['order']")`,
      ],
      ["completes a bracket", "$input.json('$[<|>]')", "order", "$input.json('$[''order'']')"],
      [
        "offers the elements of a list",
        "$input.json('$.order.items.<|>')",
        "[*]",
        "$input.json('$.order.items[*]')",
      ],
      [
        "offers the members of elements",
        "$input.path('$.order.items[0].s<|>')",
        "sku",
        "$input.path('$.order.items[0].sku')",
      ],
      ["offers members on any level", "$input.path('$..s<|>')", "sku", "$input.path('$..sku')"],
      ["works before the string is closed", "$input.path('$.or<|>", "order", "$input.path('$.order"],
      [
        "works in nested calls",
        "$util.escapeJavaScript($input.json('$.<|>'))",
        "isNew",
        "$util.escapeJavaScript($input.json('$.isNew'))",
      ],
      ["offers members after a call", "$input.path('$.order').na<|>", "name", "$input.path('$.order').name"],
      [
        "offers members after a variable",
        "#set($root = $input.path('$'))$root.order.<|>",
        "name",
        "#set($root = $input.path('$'))$root.order.name",
      ],
      [
        "reads a name that Velocity cannot with get",
        "#set($root = $input.path('$.order'))$root.it<|>",
        "it's",
        "#set($root = $input.path('$.order'))$root.get('it''s')",
      ],
      [
        "offers members of the items of a loop",
        "#foreach($item in $input.path('$.order.items'))$item.<|>#end",
        "note",
        "#foreach($item in $input.path('$.order.items'))$item.note#end",
      ],
      [
        "offers members of the items of a path with several results",
        "#foreach($item in $input.path('$.order.items[*]'))$item.<|>#end",
        "note",
        "#foreach($item in $input.path('$.order.items[*]'))$item.note#end",
      ],
      [
        "offers members of parsed JSON",
        "#set($b = $util.parseJson($input.body))$b.order.<|>",
        "id",
        "#set($b = $util.parseJson($input.body))$b.order.id",
      ],
      [
        "offers keys of a map in the template",
        '#set($m = {"first": 1, "second": "b"})$m.<|>',
        "second",
        '#set($m = {"first": 1, "second": "b"})$m.second',
      ],
      [
        "offers keys in the string of get",
        "#set($r = $input.path('$.order'))$r.get('<|>')",
        "a b",
        "#set($r = $input.path('$.order'))$r.get('a b')",
      ],
      [
        "offers keys in an index",
        "#set($r = $input.path('$'))$r['<|>']",
        "isNew",
        "#set($r = $input.path('$'))$r['isNew']",
      ],
      [
        "keeps names in lines of a block",
        '{\n  "a": "$input.path(\'$.<|>\')"\n}',
        "isNew",
        '{\n  "a": "$input.path(\'$.isNew\')"\n}',
      ],
      [
        "offers names that the template uses",
        "$input.path('$.used.deep') $input.json('$.used.<|>')",
        "deep",
        "$input.path('$.used.deep') $input.json('$.used.deep')",
      ],
      [
        "offers names read from a variable",
        "$unknown.part $unknown.p<|>",
        "part",
        "$unknown.part $unknown.part",
      ],
      ["offers parameters", "$input.params('<|>')", "petId", "$input.params('petId')"],
      ["offers headers by name", "$input.params().header.<|>", "X-Trace", "$input.params().header.X-Trace"],
      [
        "offers keys of a kind of parameters",
        "$input.params().get('path').get('<|>')",
        "petId",
        "$input.params().get('path').get('petId')",
      ],
      [
        "offers kinds of parameters",
        "$input.params().get('<|>')",
        "querystring",
        "$input.params().get('querystring')",
      ],
      ["offers stage variables of the sample", "$stageVariables.<|>", "table", "$stageVariables.table"],
      [
        "offers stage variables in use",
        "$stageVariables.url $stageVariables.<|>",
        "url",
        "$stageVariables.url $stageVariables.url",
      ],
      [
        "offers methods of the sample's type",
        "#set($r = $input.path('$.order.name'))$r.toU<|>",
        "toUpperCase",
        "#set($r = $input.path('$.order.name'))$r.toUpperCase()",
      ],
    ] as const,
    (hostCase, [, , label, after]) => assertAccepted(hostCase, label, after, SAMPLES),
  );

  it("accepts paths that lead to the sample's values", () => {
    const host = { name: "a .vtl file", format: "vtl", wrap: (template: string) => template } as const;
    for (const before of [
      "$input.json('$.order.<|>')",
      '$input.json("$.order.<|>")',
      "$input.json('$.order[<|>]')",
    ]) {
      const { text, items } = itemsAt({ host }, before, SAMPLES);
      for (const item of items.filter(({ label }) => Object.hasOwn(BODY.order, label))) {
        const after = applyEdits(text, [{ span: item.replace, newText: insertedText(item.snippet) }]);
        const { output, problems } = renderTemplate(after, { body: JSON.stringify(BODY) });
        assert.deepEqual(problems, [], after);
        assert.deepEqual(JSON.parse(output), BODY.order[item.label as keyof typeof BODY.order], after);
      }
    }
  });
});

describe("completion of blocks", () => {
  itInEveryHost(
    [
      ["writes the lines of a block", "$a#<|>", "#if"],
      ["writes the lines of a loop", '{"a": [\n#fore<|>\n]}', "#foreach"],
    ] as const,
    (hostCase, [, template, label]) => {
      const { text, items } = itemsAt(hostCase, hostCase.marked, {});
      const item = items.find((each) => each.label === label);
      assert.ok(item, hostCase.marked);
      // Editors indent the later lines of a snippet like its first line.
      const line = text.slice(text.lastIndexOf("\n", item.replace.start - 1) + 1, item.replace.start);
      const indentation = /^ */.exec(line)?.[0] ?? "";
      const inserted = item.snippet.replace(
        /\$\{\d+:([^}]*)\}|\$\d+|\\([\\$}])/g,
        (_, name?: string, plain?: string) => plain ?? name ?? "X",
      );
      const newText = inserted.replaceAll("\n", `\n${indentation}`);
      const result = applyEdits(text, [{ span: item.replace, newText }]);
      const block =
        label === "#if"
          ? "#if(condition)\nX\n#end"
          : "#foreach($item in list)\nX#if($foreach.hasNext),#end\n#end";
      // Where a line break would need more than a snippet can do, the block stays on its line.
      const written = hostCase.host.name.includes("single") ? block.replaceAll("\n", " ") : block;
      const [hosted] = hostedTemplates(openHost(hostCase.host, result));
      assert.equal(
        hosted?.template.text,
        template.replace(/#\w*<\|>/, () => written),
      );
    },
  );
});

const labels = (
  template: string,
  samples: SampleTexts = {},
  facts?: typeof REST_FACTS,
): readonly string[] => {
  const marked = JSON.stringify({ requestTemplates: { "application/json": template } });
  const { text, offset } = parseCursor(marked);
  const analysis = analyze(text, "put-integration", facts ? { facts } : {});
  return complete(analysis, offset, undefined, undefined, samples).map(({ label }) => label);
};

describe("what completion knows of messages", () => {
  it("follows a JSON Schema, its references and combinations", () => {
    const samples = { models: new Map([["application/json", JSON.stringify(SCHEMA)]]) };
    assert.deepEqual(labels("$input.path('$.<|>')", samples), ["customer", "lines"]);
    assert.deepEqual(labels("$input.path('$.customer.parent.parent.<|>')", samples), ["parent", "email"]);
    assert.deepEqual(labels("$input.path('$.lines[0].<|>')", samples), ["quantity"]);
  });

  it("shows types, examples and descriptions as text", () => {
    const samples = { models: new Map([["application/json", JSON.stringify(SCHEMA)]]) };
    const marked = JSON.stringify({
      requestTemplates: { "application/json": "$input.path('$.lines[0].<|>')" },
    });
    const { text, offset } = parseCursor(marked);
    const [item] = complete(analyze(text, "put-integration"), offset, undefined, undefined, samples);
    assert.equal(item?.detail, "a number");
    assert.match(item?.documentation ?? "", /How many \\\*pieces\\\*\./);
  });

  it("uses the model of the template's content type only", () => {
    const samples = { models: new Map([["application/xml", JSON.stringify(SCHEMA)]]) };
    assert.deepEqual(labels("$input.path('$.<|>')", samples), []);
  });

  it("uses the response's body in response templates", () => {
    const marked = JSON.stringify({
      responseTemplates: { "application/json": "$input.path('$.result.<|>')" },
    });
    const { text, offset } = parseCursor(marked);
    const found = complete(analyze(text, "put-integration-response"), offset, undefined, undefined, SAMPLES);
    assert.deepEqual(
      found.map(({ label }) => label),
      ["code"],
    );
  });

  it("knows names from the other templates of the input", () => {
    const marked = JSON.stringify({
      requestTemplates: {
        "application/json": "$input.path('$.<|>')",
        "application/xml": "$input.path('$.other').a",
      },
    });
    const { text, offset } = parseCursor(marked);
    const found = complete(analyze(text, "put-integration"), offset);
    assert.deepEqual(
      found.map(({ label }) => label),
      ["other"],
    );
  });

  it("knows parameters from AWS, the input's mappings and use", () => {
    assert.deepEqual(labels("$input.params('<|>')", {}, REST_FACTS).slice(0, 2), ["id", "tag"]);
    const marked = JSON.stringify({
      requestParameters: { "integration.request.header.x": "method.request.querystring.limit" },
      requestTemplates: { "application/json": "$input.params('mine') $input.params('<|>')" },
    });
    const { text, offset } = parseCursor(marked);
    const found = complete(analyze(text, "put-integration"), offset);
    assert.deepEqual(
      found.map(({ label }) => label),
      ["limit", "mine"],
    );
  });

  it("does not offer the name that is being typed", () => {
    assert.deepEqual(labels("$input.path('$.na<|>')"), []);
    assert.deepEqual(labels("$input.params('na<|>')"), []);
    assert.deepEqual(labels("$stageVariables.na<|>"), []);
  });

  it("offers variables only where they are visible, with their types", () => {
    const template =
      "#set($before = 1)#foreach($item in [1..2])$item#end #macro(m $p)$p#end $<|> #set($after = 'a')";
    assert.deepEqual(labels(template), ["before", "after", "input", "util", "context", "stageVariables"]);
    assert.ok(labels("#foreach($item in [1..2])$<|>#end").includes("item"));
    assert.ok(labels("#foreach($item in [1..2])$<|>#end").includes("foreach"));
    assert.ok(labels("#macro(m $p)$<|>#end").includes("p"));
    assert.deepEqual(labels("#set($before = 1)#set($<|>)"), ["before"]);
  });

  it("stays silent in comments, quotes and filters", () => {
    for (const template of [
      "## $inp<|>",
      "#* $inp<|> *#",
      "$a.concat('$inp<|>')",
      "$input.path('$.order.items[?(@.<|>)]')",
    ]) {
      assert.deepEqual(labels(template, SAMPLES), [], template);
    }
  });

  it("survives samples and models of any shape", () => {
    const deep = `${"[".repeat(5000)}${"]".repeat(5000)}`;
    const hostile = [
      "",
      "null",
      "[",
      '{"body": {"__proto__": {"a": 1}, "constructor": 2, "": 3}}',
      `{"body": ${deep}}`,
    ];
    for (const request of hostile) {
      const models = new Map([["application/json", request]]);
      labels("$input.path('$.<|>')", { request, response: request, models });
      labels("$input.path('$..<|>')", { request, response: request, models });
    }
    const loop = { $ref: "#", allOf: [{ $ref: "#" }], properties: { self: { $ref: "#/properties/self" } } };
    const models = new Map([["application/json", JSON.stringify(loop)]]);
    assert.deepEqual(labels("$input.path('$.self.<|>')", { models }), []);
    assert.deepEqual(
      labels("$input.path('$.<|>')", { request: hostile[3] ?? "" }),
      ["constructor", "__proto__"].sort((a, b) => (a === "__proto__" ? -1 : b === "__proto__" ? 1 : 0)),
    );
  });

  it("survives variables that are computed from each other", () => {
    const chain = Array.from({ length: 300 }, (_, at) => `#set($a = $a.b${at})#set($b = $a)`).join("");
    labels(`${chain}$a.<|>`, SAMPLES);
    assert.ok(labels(`#set($x0 = $input.path('$'))$x0.<|>`, SAMPLES).includes("order"));
  });
});

describe("several sample requests", () => {
  const samples: SampleTexts = {
    request: '{"body": {"a": 1}, "backend": {"body": {"fromBackend": 1}}}',
    requests: [
      '{"body": {"b": 1}, "headers": {"X-Other": "1"}, "stageVariables": {"other": "x"}, "backend": {"body": {"later": 1}}}',
    ],
    response: '{"body": {"fromFile": 1}}',
  };
  const labelsIn = (member: string, marked: string) => {
    const { text, offset } = parseCursor(JSON.stringify({ [member]: { "application/json": marked } }));
    const operation = member === "requestTemplates" ? "put-integration" : "put-integration-response";
    return complete(analyze(text, operation), offset, ".", undefined, samples).map(({ label }) => label);
  };

  it("all show members of the body, those of the used one first", () => {
    assert.deepEqual(labelsIn("requestTemplates", "$input.path('$.<|>')"), ["a", "b"]);
  });

  it("all show the backend's response, and that of the used one takes precedence over the file", () => {
    assert.deepEqual(labelsIn("responseTemplates", "$input.path('$.<|>')"), [
      "fromBackend",
      "fromFile",
      "later",
    ]);
  });

  it("all show parameters and stage variables", () => {
    assert.ok(labelsIn("requestTemplates", "$input.params('<|>')").includes("X-Other"));
    assert.ok(labelsIn("requestTemplates", "$stageVariables.<|>").includes("other"));
  });
});
