import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  compileJavaRegex,
  matchesWhole,
  RegexError,
  replaceMatches,
  splitAtMatches,
} from "../../../server/src/javaRegex";
import { fixture } from "../../support/fixtures";

/** What JDK 17's `matches`, `replaceAll`, `replaceFirst` and `split` with the limit -1 return. */
type Recording = readonly [
  pattern: string,
  text: string,
  replacement: string,
  matches: boolean,
  all: string,
  first: string,
  pieces: readonly string[],
];

const recordings = JSON.parse(fixture("java-regex-matches.json")) as readonly Recording[];
const unlimited = { spend() {} };

function matches(pattern: string, text: string): boolean {
  return matchesWhole(compileJavaRegex(pattern), text, unlimited);
}

describe("matching Java regular expressions", () => {
  it(`agrees with JDK 17 on ${recordings.length} recordings`, () => {
    for (const [pattern, text, by, ...expected] of recordings) {
      const regex = compileJavaRegex(pattern);
      const actual = [
        matchesWhole(regex, text, unlimited),
        replaceMatches(regex, text, by, "all", unlimited),
        replaceMatches(regex, text, by, "first", unlimited),
        splitAtMatches(regex, text, -1, unlimited),
      ];
      assert.deepEqual(actual, expected, `${JSON.stringify(pattern)} on ${JSON.stringify(text)}`);
    }
  });

  const whole: readonly (readonly [pattern: string, text: string, expected: boolean])[] = [
    ["(?x) a b # comment", "ab", true],
    ["(?x: a )b", "ab", true],
    ["a{2}{3}", "aa", true],
    ["a{2}{3}", "aaaaaa", false],
    ["[a-c&&[^b]]", "b", false],
    ["[ab&&[bc]&d]", "a", true],
    ["[\\[^a]", "^", true],
    ["(?<n>a|b)\\k<n>", "aa", true],
    ["(?<n>a|b)\\k<n>", "ab", false],
    ["a(?i)b|c", "C", true],
    ["(?s-i:.)\\Q.*\\E", "\n.*", true],
  ];
  for (const [pattern, text, expected] of whole) {
    it(`${expected ? "matches" : "does not match"} ${JSON.stringify(text)} with ${pattern}`, () => {
      assert.equal(matches(pattern, text), expected);
    });
  }

  it("restores groups that were set in a failed branch or a negative look-around", () => {
    const replaced = (pattern: string, text: string): string =>
      replaceMatches(compileJavaRegex(pattern), text, "[$1]", "first", unlimited);
    assert.equal(replaced("(?:(a)x|ab)", "ab"), "[]");
    assert.equal(replaced("(?>(a)|b)c|ab", "ab"), "[]");
    assert.equal(replaced("(?!(a)c)ab", "ab"), "[]");
    assert.equal(replaced("(?=(a))ab", "ab"), "[a]");
  });

  for (const pattern of ["(a", "*", "[z-a]", "\\y"]) {
    it(`does not compile ${pattern}, which Java rejects`, () => {
      assert.throws(() => compileJavaRegex(pattern), RegexError);
    });
  }

  for (const pattern of [
    "\\R",
    "\\X",
    "\\G",
    "\\b{g}",
    "\\N{DIGIT ONE}",
    "(?u)a",
    "(?U)a",
    "\\p{IsEmoji}x|\\p{InGreek}",
  ]) {
    it(`reports that it does not support ${pattern}`, () => {
      assert.throws(() => compileJavaRegex(pattern), { name: "RegexError", message: /does not support/ });
    });
  }

  const many = 20_000;
  const deep: readonly (readonly [pattern: string, text: string])[] = [
    ["(?:(a)|(b))*", "ab".repeat(many)],
    ["(?:(?:(?:(?:a|b)*)*)*)*c", "ab".repeat(many)],
    ["a?".repeat(many), "a"],
    [`${"(".repeat(many)}a${")".repeat(many)}`, "a"],
    [`${"(?=".repeat(many)}a${")".repeat(many)}`, "a"],
    [`${"(?>".repeat(many)}a${")".repeat(many)}`, "a"],
    [`${"(?:a|".repeat(many)}b${")".repeat(many)}`, "b"],
  ];
  for (const [pattern, text] of deep) {
    it(`ends ${pattern.slice(0, 24)}… without a stack overflow`, () => {
      assert.throws(() => matches(pattern, text), { name: "RegexError", message: /nested attempts/ });
    });
  }

  it("reports classes that are nested too deeply", () => {
    assert.ok(matches(`${"[".repeat(150)}a${"]".repeat(150)}`, "a"));
    assert.throws(() => compileJavaRegex(`${"[".repeat(many)}a${"]".repeat(many)}`), RegexError);
  });

  it("stops when the budget is used up", () => {
    let left = 1_000_000;
    const budget = {
      spend(units: number): void {
        left -= units;
        if (left < 0) throw new RangeError("used up");
      },
    };
    assert.throws(() => matchesWhole(compileJavaRegex("(a+)+c"), `${"a".repeat(60)}b`, budget), /used up/);
  });
});
