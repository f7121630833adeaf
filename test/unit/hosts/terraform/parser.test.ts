import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { createParser } from "../../../../server/src/hclParser";
import type { HclNode } from "../../../../server/src/hosts/terraform/grammar";

/** The types of a node and of what is in it. */
function typesIn({ type, children }: HclNode): readonly string[] {
  return [type, ...children.flatMap(typesIn)];
}

describe("the parser of HCL", () => {
  const long = `locals {\n${"  a = [1, 2, 3]\n".repeat(2_000)}}\n`;

  it("is ready at once, as often as it is made", () => {
    for (const parse of [createParser(), createParser()]) {
      assert.deepEqual(typesIn(parse("a = 1\n")), [
        "config_file",
        "body",
        "attribute",
        "identifier",
        "expression",
        "literal_value",
        "numeric_lit",
      ]);
    }
  });

  it("has the places of nodes as UTF-16 offsets", () => {
    const text = 'a = "é😀"\nb = 1\n';
    const attributes = createParser()(text).children[0]?.children ?? [];
    assert.deepEqual(
      attributes.map(({ start, end }) => text.slice(start, end)),
      ['a = "é😀"', "b = 1"],
    );
  });

  it("gives up a text that takes too long, and reads the next one", () => {
    const parse = createParser(0);
    assert.deepEqual(typesIn(parse(long)), ["ERROR"]);
    assert.equal(typesIn(parse("a = 1\n"))[0], "config_file");
    assert.equal(createParser()(long).type, "config_file");
  });
});
