import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { findMethod } from "../../../server/src/vtl/analysis/library";
import { LIST } from "../../../server/src/vtl/evaluate/methods/list";
import { BOOLEAN, NUMBER } from "../../../server/src/vtl/evaluate/methods/number";
import { STRING } from "../../../server/src/vtl/evaluate/methods/string";

/** A rule reports methods that are not documented as unknown, so every method that can be called must be documented. */
describe("documentation of methods", () => {
  const tables = { string: STRING, list: LIST, number: NUMBER, boolean: BOOLEAN } as const;
  for (const [type, table] of Object.entries(tables)) {
    it(`covers every method of a ${type}`, () => {
      const missing = [...table.keys()].filter((name) => !findMethod(type as keyof typeof tables, name));
      assert.deepEqual(missing, []);
    });
  }
});
