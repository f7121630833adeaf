import assert from "node:assert/strict";
import { describe, it } from "mocha";
import picomatch from "picomatch";
import { fitsGlob } from "../../../server/src/recognition/fileNames";
import { globMatcher } from "../../../server/src/recognition/glob";

const PATHS = [
  "a.json",
  ".hidden.json",
  "src/a.json",
  "src/deep/er/a.json",
  "src/a-b.yaml",
  "src/b1.yml",
  "src/[x].json",
  "lib/a.json",
  "src/ä😀.json",
  "src/{a}.json",
];

const GLOBS = [
  "*.json",
  "**/*.json",
  "**",
  "src/**",
  "src/**/a.json",
  "**/a.json",
  "src/*.json",
  "./src/*.json",
  "src/?.json",
  "src/*.{yaml,yml}",
  "{src,lib}/a.json",
  "{src/**,lib}/*.json",
  "src/{a,{b,c}1}*.y{a,}ml",
  "src/[ab]*.y*ml",
  "src/[^a]*.yml",
  "src/[a-b][0-9].yml",
  "src/\\[x\\].json",
  "src/a**.json",
  "**/{deep,none}/**/*.json",
  "a.json",
  "",
];

describe("globs of the settings", () => {
  for (const glob of GLOBS) {
    it(`${JSON.stringify(glob)} matches the same paths as in picomatch`, () => {
      const expected = glob === "" ? () => false : picomatch(glob, { dot: true });
      const ours = globMatcher(glob);
      assert.deepEqual(
        PATHS.filter((path) => ours(path)),
        PATHS.filter((path) => expected(path)),
      );
    });
  }

  it("count a character outside the Basic Multilingual Plane as one", () => {
    assert.ok(globMatcher("?.json")("😀.json"));
  });

  it("exclude characters as VS Code does", () => {
    assert.ok(globMatcher("[!a-c].yml")("d.yml"));
    assert.ok(!globMatcher("[!a-c].yml")("b.yml"));
  });

  it("match the file name in any folder if they have no slash", () => {
    assert.ok(fitsGlob("*-params.json", "deep/in/my-params.json"));
    assert.ok(!fitsGlob("/*-params.json", "deep/in/my-params.json"));
  });

  for (const unclosed of ["src/[x", "src/{a", "src/a\\"]) {
    it(`take an unclosed ${JSON.stringify(unclosed)} literally`, () => {
      assert.ok(globMatcher(unclosed)(unclosed));
      assert.ok(!globMatcher(unclosed)("src/x"));
    });
  }

  const hostile: readonly (readonly [title: string, glob: string])[] = [
    ["many stars", `**/${"*a".repeat(400)}c`],
    ["many folders", `${"**/".repeat(300)}c`],
    ["nested braces", `${"{a,".repeat(300)}b${"}".repeat(300)}c`],
    ["braces one after another", `${"{a,aa}".repeat(150)}c`],
    ["unclosed braces", "{".repeat(1_000)],
    ["an endless pattern", "*a".repeat(1_000_000)],
  ];
  for (const [title, glob] of hostile) {
    it(`take linear time for ${title}`, () => {
      const path = `${"a".repeat(2_000)}/${"a".repeat(2_000)}`;
      assert.ok(!globMatcher(glob)(path));
    });
  }
});
