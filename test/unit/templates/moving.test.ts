import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyze, OPERATION_NAMES } from "../../../server/src/service";
import { applyEdits } from "../../../server/src/syntax/applyEdits";
import type { Format } from "../../../server/src/syntax/nodes";
import { parse } from "../../../server/src/syntax/parse";
import { hostedTemplates } from "../../../server/src/templates/hostedTemplate";
import { decodedText } from "../../../server/src/templates/moving/copy";
import { insertFile, templateFileName, templateMemberOf } from "../../../server/src/templates/moving/file";
import { type PastedText, pastedText } from "../../../server/src/templates/moving/paste";
import { parseCursor, parseRanges } from "../../support/markers";
import { itInEveryHost, openHost, TEMPLATE_HOSTS } from "../../support/templateHosts";

const inputs = TEMPLATE_HOSTS.filter(({ format }) => format !== "vtl");

describe("pasting into a template", () => {
  itInEveryHost(
    [
      ["puts in several lines with quotes", "$a<|>$b", '#if($x)\n{"a": "it\'s"}\n#end'],
      ["puts in a line with a backslash", "#set($a = 1)\n$a<|>\n$b", '$a.replaceAll("\\s", "")'],
      ["puts in plain text", "$a<|>", "$b"],
      ["puts in the line breaks of Windows", "$a<|> $b", "1\r\n2"],
    ],
    ({ host, marked, wrap }, [, template, pasted]) => {
      const { text, offset } = parseCursor(marked);
      const document = parse(text, host.format === "vtl" ? "json" : host.format);
      const span = { start: offset, end: offset };
      const found = pastedText(document, span, pasted);
      const source = found?.escaped ?? pasted;
      const after = applyEdits(text, [{ span, newText: source }]);
      const wanted = template.replace("<|>", () => pasted.replaceAll("\r\n", "\n"));
      const [hosted] = hostedTemplates(openHost(host, after));
      // A plain scalar cannot hold everything, and is then left to the user.
      if (found === undefined && host.name.startsWith("a plain")) return;
      assert.equal(hosted?.template.text, wanted);
      assert.equal(found?.likely, source === pasted ? undefined : "escaped");
      if (host.name === "a JSON string") assert.equal(after, wrap(wanted));
    },
    inputs,
  );
});

/** [title, format, text with the cursor or the selection, pasted text, result] */
const pastes: readonly (readonly [string, Format, string, string, PastedText | undefined])[] = [
  ["outside of strings", "json", '{"a": <|>}', '{"b"}', undefined],
  ["in a key", "json", '{"a<|>": ""}', 'b"', undefined],
  ["before an opening quote", "json", '{"a": <|>"b"}', '"', undefined],
  ["text that needs no escapes", "json", '{"a": "<|>"}', "b $c", undefined],
  ["into an empty string", "json", '{"a": "<|>"}', 'b"\n', { escaped: 'b\\"\\n', likely: "escaped" }],
  ["over a selection", "json", '{"a": "b<|cd|>e"}', '"', { escaped: '\\"', likely: "escaped" }],
  ["over a whole string", "json", '{"a": <|"b"|>}', '"c"', undefined],
  [
    "escaped text",
    "json",
    '{"a": "<|>"}',
    '{\\"b\\": 1}',
    { escaped: '{\\\\\\"b\\\\\\": 1}', likely: "asItIs" },
  ],
  ["escaped text", "yaml", "a: |\n  b <|>\n", '{\\"b\\": 1}', { unescaped: '{"b": 1}', likely: "unescaped" }],
  [
    "escaped text",
    "yaml",
    'a: "<|>"\n',
    '{\\"b\\"}\\n',
    { escaped: '{\\\\\\"b\\\\\\"}\\\\n', likely: "asItIs" },
  ],
  ["a regular expression", "json", '{"a": "<|>"}', "\\d+\\n", { escaped: "\\\\d+\\\\n", likely: "escaped" }],
  [
    "a whole file into a literal",
    "yaml",
    "a: |-\n  <|>\nb: c\n",
    "1\n\n 2\n",
    { escaped: "1\n\n   2", likely: "escaped" },
  ],
  [
    "a whole file into a new literal",
    "yaml",
    "a: |\n    <|>",
    "1\n2\n",
    { escaped: "1\n    2\n", likely: "escaped" },
  ],
  [
    "lines before a line of a literal",
    "yaml",
    "a: |\n  b\n  <|>c\n",
    "1\n2\n",
    { escaped: "1\n  2\n  ", likely: "escaped" },
  ],
  [
    "lines into a file with CRLF",
    "yaml",
    "a: |\r\n  b<|>\r\n",
    "1\n2",
    { escaped: "1\r\n  2", likely: "escaped" },
  ],
  ["into a single-quoted string", "yaml", "a: '<|>'\n", "it's", { escaped: "it''s", likely: "escaped" }],
  ["what ends a plain string", "yaml", "a: b<|>\n", " #c", undefined],
  ["a value", "yaml", "a: <|>\n", "1\n2", undefined],
  ["what a block scalar cannot hold", "yaml", "a: |\n  b<|>\n", "\u0000\n", undefined],
  ["into a string without an end", "json", '{"a": "<|>', '"', { escaped: '\\"', likely: "escaped" }],
];

describe("pasting", () => {
  for (const [title, format, marked, pasted, expected] of pastes) {
    it(`${title} in ${format}: ${JSON.stringify(marked)}`, () => {
      const { text, span } = spanIn(marked);
      assert.deepEqual(pastedText(parse(text, format), span, pasted), expected);
    });
  }

  it("uses what the copied text is known to stand for", () => {
    const { text, span } = spanIn("a: |\n  b<|>\n");
    assert.deepEqual(pastedText(parse(text, "yaml"), span, "c\\nd", "c\nd"), {
      unescaped: "c\n  d",
      likely: "unescaped",
    });
    const json = spanIn('{"a": "<|>"}');
    assert.deepEqual(pastedText(parse(json.text, "json"), json.span, "c\\nd", "c\nd"), undefined);
  });

  it("is quick in a large template", () => {
    const text = JSON.stringify({ a: '{"b": "c"}\n'.repeat(30_000) });
    const document = parse(text, "json");
    const start = performance.now();
    pastedText(document, { start: 20, end: 20 }, '"\n'.repeat(10_000));
    assert.ok(performance.now() - start < 2_000);
  });
});

describe("copying from a template", () => {
  itInEveryHost(
    [
      ["gives the decoded text", 'a<|{"b": "$c"}\n$d|>e'],
      ["gives the decoded text of one line", "$a<|$b|>$c"],
    ],
    ({ host, marked }, [, template]) => {
      const { text, spans } = parseRanges(marked);
      const [span = { start: 0, end: 0 }] = spans;
      const wanted = /<\|(.*)\|>/s.exec(template)?.[1];
      const decoded = decodedText(parse(text, host.format === "vtl" ? "json" : host.format), span);
      assert.equal(decoded ?? text.slice(span.start, span.end), wanted);
    },
    inputs,
  );

  it("gives the text of a whole string without its quotes", () => {
    const { text, span } = spanIn('{"a": <|"b\\n"|>}');
    assert.equal(decodedText(parse(text, "json"), span), "b\n");
  });

  it("gives nothing outside of a string, for several strings, or for an empty selection", () => {
    for (const marked of ['{<|"a"|>: "b\\n"}', '{"a": <|"b\\n", "c": "d"|>}', '{"a": "b<|>\\n"}']) {
      const { text, span } = spanIn(marked);
      assert.equal(decodedText(parse(text, "json"), span), undefined, marked);
    }
  });
});

describe("inserting a file into a template", () => {
  itInEveryHost(
    [
      ["replaces its text", "$a<|>", "#set($x = 1)\n$x"],
      ["leaves out the last line break, which is the editor's", "$a<|>", "$b\n"],
    ],
    ({ host, marked, wrap }, [, , file]) => {
      const { text } = parseCursor(marked);
      const analysis = openHost(host, text);
      const [hosted] = hostedTemplates(analysis);
      assert.ok(hosted);
      const inserted = insertFile(analysis, hosted.path, file, { canAdd: false });
      assert.equal(inserted.kind, "edits");
      const after = applyEdits(text, inserted.edits);
      const [written] = hostedTemplates(openHost(host, after));
      assert.equal(written?.template.text, file.replace(/\n$/, ""));
      if (host.name === "a YAML literal") assert.equal(after, wrap(file.replace(/\n$/, "")));
    },
  );

  it("keeps the last line break of a template that ends with one", () => {
    const text = "type: MOCK\nrequestTemplates:\n  application/json: |\n    $a\n";
    const analysis = analyze(text, "put-integration", { format: "yaml" });
    const inserted = insertFile(analysis, ["requestTemplates", "application/json"], "$b\n", {
      canAdd: false,
    });
    assert.equal(inserted.kind, "edits");
    assert.equal(applyEdits(text, inserted.edits), text.replace("$a", "$b"));
  });

  it("adds a template only where asked to", () => {
    const text = '{"type": "MOCK"}';
    const analysis = analyze(text, "put-integration");
    const path = ["requestTemplates", "application/json"];
    assert.deepEqual(insertFile(analysis, path, "$b\n", { canAdd: false }), { kind: "missing" });
    const inserted = insertFile(analysis, path, "$b\n", { canAdd: true });
    assert.equal(inserted.kind, "edits");
    const after = applyEdits(text, inserted.edits);
    assert.deepEqual(JSON.parse(after), { type: "MOCK", requestTemplates: { "application/json": "$b" } });
  });

  for (const [host, key, name] of [
    ["orders.json", "application/json", "orders.application-json.vtl"],
    ["orders.integration.yaml", "$default", "orders.integration.default.vtl"],
    ["a.yml", "application/vnd.api+json", "a.application-vnd.api+json.vtl"],
    ["a", "../..\\", "a.template.vtl"],
  ] as const) {
    it(`names the file of ${key} in ${host} ${name}`, () =>
      assert.equal(templateFileName(host, ["requestTemplates", key]), name));
  }

  it("knows the member for a new template", () => {
    assert.deepEqual(
      OPERATION_NAMES.map((name) => [name, templateMemberOf(name)]),
      [
        ["create-integration", "RequestTemplates"],
        ["update-integration", "RequestTemplates"],
        ["create-integration-response", "ResponseTemplates"],
        ["update-integration-response", "ResponseTemplates"],
        ["put-integration", "requestTemplates"],
        ["put-integration-response", "responseTemplates"],
        ["apigateway update-integration", undefined],
        ["apigateway update-integration-response", undefined],
      ],
    );
  });
});

function spanIn(marked: string): { readonly text: string; readonly span: { start: number; end: number } } {
  if (marked.includes("<|>")) {
    const { text, offset } = parseCursor(marked);
    return { text, span: { start: offset, end: offset } };
  }
  const { text, spans } = parseRanges(marked);
  return { text, span: spans[0] ?? { start: 0, end: 0 } };
}
