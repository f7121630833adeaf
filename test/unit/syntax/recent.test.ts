import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { forgetRecent, Recent } from "../../../server/src/syntax/recent";

describe("what is remembered about the last few objects", () => {
  it("derives a value once while its object is among them", () => {
    const recent = new Recent<object, string>(2);
    const made: string[] = [];
    const [a, b, c] = [{ name: "a" }, { name: "b" }, { name: "c" }];
    const ask = (key: { readonly name: string }): string =>
      recent.of(key, () => {
        made.push(key.name);
        return key.name.toUpperCase();
      });
    assert.deepEqual([ask(a), ask(b), ask(a), ask(b)], ["A", "B", "A", "B"]);
    assert.deepEqual(made, ["a", "b"]);
    assert.deepEqual([ask(c), ask(b), ask(a)], ["C", "B", "A"]);
    assert.deepEqual(made, ["a", "b", "c", "a"]);
  });

  it("remembers both of two objects when one is derived from the other", () => {
    const recent = new Recent<object, number>(2);
    const [outer, inner] = [{}, {}];
    let made = 0;
    const ofInner = (): number => recent.of(inner, () => ++made);
    const ofOuter = (): number => recent.of(outer, () => ofInner() + ++made);
    assert.equal(ofOuter(), 3);
    assert.equal(ofOuter(), 3);
    assert.equal(ofInner(), 1);
    assert.equal(made, 2);
  });

  it("forgets all objects at once", () => {
    const caches = [new Recent<object, object>(1), new Recent<object, object>(1)];
    const key = {};
    const before = caches.map((recent) => recent.of(key, () => ({})));
    forgetRecent();
    const after = caches.map((recent) => recent.of(key, () => ({})));
    assert.ok(before.every((value, index) => value !== after[index]));
  });
});
