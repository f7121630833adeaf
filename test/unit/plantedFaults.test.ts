import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { provideHcl } from "../../server/src/hcl";
import { RULES } from "../../server/src/rules";
import { analyzeHost } from "../../server/src/service";
import { fixture, fixturesIn } from "../support/fixtures";

interface Planted {
  readonly file: string;
  readonly clean: string;
  /** The codes of which this project must report at least one; empty if it does not find the fault. */
  readonly codes: readonly string[];
  /** Why it does not. */
  readonly missed?: string;
}

interface Fault {
  readonly fault: string;
  readonly hosts: Readonly<Record<string, Planted | { readonly absent: string }>>;
}

provideHcl();

const FOLDER = "planted";
const faults: readonly Fault[] = JSON.parse(fixture(`${FOLDER}/faults.json`));
const planted = faults.flatMap(({ hosts }) => Object.values(hosts).filter((host) => "file" in host));

describe("planted faults", () => {
  it("each file differs from its clean twin in one place", () => {
    for (const { file, clean } of planted) {
      const { removed, added } = difference(fixture(`${FOLDER}/${clean}`), fixture(`${FOLDER}/${file}`));
      assert.ok(removed.length > 0 || added.length > 0, `${file} equals ${clean}`);
      assert.ok(
        removed.length <= 6 && added.length <= 6,
        `${file}: ${removed.length} lines replaced with ${added.length}`,
      );
    }
  });

  it("every fixture is in the list", () => {
    const listed = new Set(planted.flatMap(({ file, clean }) => [file, clean]));
    const hosts = ["cloudformation", "sam", "openapi", "terraform"];
    const found = hosts.flatMap((host) => [
      ...fixturesIn(`${FOLDER}/${host}`).filter((name) => !name.endsWith("/clean")),
      ...fixturesIn(`${FOLDER}/${host}/clean`),
    ]);
    assert.deepEqual(found.map((name) => name.slice(FOLDER.length + 1)).sort(), [...listed].sort());
  });

  it("every expected code belongs to a rule", () => {
    const known = new Set<string>(RULES.map(({ code }) => code));
    for (const { file, codes } of planted) {
      for (const code of codes) assert.ok(known.has(code), `${file}: ${code}`);
    }
  });
});

describe("planted faults, as this project sees them", () => {
  for (const { file, codes, missed } of planted) {
    if (missed === undefined) {
      it(`finds ${file}`, () => {
        const found = seriousCodes(file);
        assert.ok(
          codes.some((code) => found.includes(code)),
          `${codes.join(" or ")} is not among: ${found.join(", ")}`,
        );
      });
    } else {
      it(`does not find ${file}`, () => assert.deepEqual([codes, seriousCodes(file)], [[], []]));
    }
  }

  for (const clean of new Set(planted.map((each) => each.clean))) {
    it(`has nothing to say about ${clean}`, () => assert.deepEqual(seriousCodes(clean), []));
  }
});

/** The codes of the errors and warnings in a file. */
function seriousCodes(file: string): readonly string[] {
  const analysis = analyzeHost(fixture(`${FOLDER}/${file}`), file);
  assert.ok(analysis, `There is no integration in ${file}.`);
  return analysis.problems
    .filter(({ severity }) => severity === "error" || severity === "warning")
    .map(({ code }) => code);
}

/** The lines between the common beginning and the common end of two texts. */
function difference(before: string, after: string) {
  const [old, current] = [before.split("\n"), after.split("\n")];
  const shorter = Math.min(old.length, current.length);
  let start = 0;
  while (start < shorter && old[start] === current[start]) start++;
  let end = 0;
  while (end < shorter - start && old[old.length - 1 - end] === current[current.length - 1 - end]) end++;
  return { removed: old.slice(start, old.length - end), added: current.slice(start, current.length - end) };
}
