import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyze } from "../../../server/src/service";
import { gatherFacts } from "../../../server/src/vtl/analysis/facts";
import { StaticValues } from "../../../server/src/vtl/analysis/values";
import { parseTemplate } from "../../../server/src/vtl/syntax/parse";

const STARTS = ["$input", "$input.params()", "$util.urlEncode('a')", "$context.identity", "$stageVariables"];
const LINKS = [".trim()", ".a", ".get('b')", ".nope()", ".length()", ".split(',')", ".empty"];

describe("the values along a chain of calls", () => {
  for (const start of [
    ...STARTS,
    "#set($a = 'b')$a",
    "$b",
    "#foreach($c in $b)$foreach.parent#end$foreach",
  ]) {
    it(`are the same whether or not those before them are known: ${start}`, () => {
      for (const a of LINKS) {
        for (const b of LINKS) {
          for (const c of LINKS) {
            const facts = gatherFacts(parseTemplate(`${start}${a}${b}${c}.trim()`).root.body);
            const node = facts.references.at(-1)?.node;
            assert.ok(node);
            const values = new StaticValues(facts);
            for (let count = 0; count <= node.parts.length; count++) {
              const alone = new StaticValues(facts).reference(node, count);
              assert.deepEqual(values.reference(node, count), alone, `${count} in ${start}${a}${b}${c}`);
            }
          }
        }
      }
    });
  }

  for (const chain of [
    "$input.params('a').trim()",
    "$a.b()",
    "#set($a = 'b')$a.trim()",
    "$stageVariables.a.trim()",
    "$util.a().b()",
    "$foreach.a().b()",
  ]) {
    it(`take linear time: ${chain}…`, () => {
      const link = chain.slice(chain.lastIndexOf("."));
      const template = JSON.stringify(chain + link.repeat(20_000));
      analyze(`{"requestTemplates": {"application/json": ${template}}}`, "put-integration");
    });
  }
});
