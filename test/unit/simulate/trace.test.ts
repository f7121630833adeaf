import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { originOf, printedBy, type TraceEntry } from "../../../server/src/service";
import type { Span } from "../../../server/src/syntax/nodes";
import { type RenderRequest, renderTemplate } from "../../../server/src/vtl";

const REQUEST: RenderRequest = { body: '{"name": "Rex", "tags": ["a", "bc"]}' };

interface Traced {
  readonly template: string;
  readonly output: string;
  readonly trace: readonly TraceEntry[];
}

function traced(template: string): Traced {
  const { output, trace = [], problems } = renderTemplate(template, REQUEST, { trace: true });
  assert.deepEqual(problems, []);
  return { template, output, trace };
}

const cut = (text: string, { start, end }: Span): string => text.slice(start, end);

/** The part of the template that printed the output at the start of a piece of it, and what it printed. */
function origin(one: Traced, piece: string, shift = 0): readonly string[] {
  const entry = originOf(one, one.output.indexOf(piece) + shift);
  return entry
    ? [cut(one.template, entry.template), cut(one.output, entry.output), entry.value ?? "text"]
    : [];
}

/** What the part of the template at the start of a piece of it printed. */
function printed(one: Traced, piece: string, shift = 0): readonly string[] {
  return printedBy(one, one.template.indexOf(piece) + shift).map((entry) => cut(one.output, entry.output));
}

describe("the trace of an output", () => {
  it("leads to the reference that printed a value", () => {
    const one = traced('{"name": $input.json("$.name"), "x": 1}');
    assert.deepEqual(origin(one, "Rex"), ['$input.json("$.name")', '"Rex"', '"Rex"']);
    assert.deepEqual(origin(one, '"Rex"'), ['$input.json("$.name")', '"Rex"', '"Rex"']);
  });

  it("leads to the line of a text", () => {
    const one = traced("one\ntwo ${input.path('$.name')} three\r\nfour\n\nfive");
    assert.deepEqual(origin(one, "ne"), ["one", "one", "text"]);
    assert.deepEqual(origin(one, "\ntwo"), ["one", "one", "text"]);
    assert.deepEqual(origin(one, "wo"), ["two ", "two ", "text"]);
    assert.deepEqual(origin(one, "three"), [" three\r", " three\r", "text"]);
    assert.deepEqual(origin(one, "five"), ["five", "five", "text"]);
    assert.deepEqual(origin(one, "\nfive"), ["\n", "\n", "text"]);
  });

  it("leads from the end of the output to what was printed last", () => {
    const one = traced("a$input.path('$.name')");
    assert.deepEqual(origin(one, "x", 1), ["$input.path('$.name')", "Rex", "Rex"]);
    assert.equal(originOf(one, 100), undefined);
    assert.equal(originOf(traced(""), 0), undefined);
  });

  it("leads into the block that a reference prints", () => {
    const one = traced("#define($block)<b>$input.path('$.name')</b>#end\n$block!");
    assert.deepEqual(origin(one, "Rex"), ["$input.path('$.name')", "Rex", "Rex"]);
    assert.deepEqual(origin(one, "<b>"), ["<b>", "<b>", "text"]);
    assert.deepEqual(origin(one, "!"), ["!", "!", "text"]);
  });

  it("leads back to everything that a part of the template printed", () => {
    const one = traced("#foreach($tag in $input.path('$.tags'))<$tag>#end.");
    assert.deepEqual(printed(one, "$tag>"), ["a", "bc"]);
    assert.deepEqual(printed(one, "$tag>", 2), ["a", "bc"]);
    assert.deepEqual(printed(one, ">#end"), [">", ">"]);
    assert.deepEqual(printed(one, "#foreach"), []);
    assert.deepEqual(printed(one, "$tag in"), []);
    assert.deepEqual(printed(one, ".", 0).length > 0, false);
    assert.deepEqual(printed(one, "#end.", 4), ["."]);
    assert.deepEqual(printed(one, "#end.", 5), ["."]);
  });

  it("has no pieces for what prints nothing", () => {
    const one = traced("#set($a = 1)$input.path('$.none')x");
    assert.deepEqual(printed(one, "$input"), []);
    assert.deepEqual(printed(one, "#set"), []);
  });

  it("lists at most 1,000 pieces", () => {
    const one = traced("#foreach($a in [1..999])#foreach($b in [1..2])$b#end#end");
    assert.equal(printedBy(one, one.template.indexOf("$b#")).length, 1000);
  });
});
