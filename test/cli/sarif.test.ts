import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { MOCK } from "../support/inputs";
import { DOUBTFUL, FAULTY, INCOMPLETE, SOUND, Workspace } from "./apigw";

/** The parts of SARIF 2.1.0 that the tool writes. */
interface Sarif {
  readonly $schema: string;
  readonly version: string;
  readonly runs: readonly {
    readonly tool: {
      readonly driver: {
        readonly name: string;
        readonly version: string;
        readonly rules: readonly {
          readonly id: string;
          readonly shortDescription: { readonly text: string };
          readonly fullDescription: { readonly text: string };
          readonly defaultConfiguration: { readonly level: string };
        }[];
      };
    };
    readonly columnKind: string;
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: Readonly<Record<"startLine" | "startColumn" | "endLine" | "endColumn", number>>;
        };
      }[];
    }[];
  }[];
}

const LEVELS = ["error", "warning", "note"];

describe("apigw check --format sarif", () => {
  const workspace = new Workspace({
    "sound.json": SOUND,
    "faulty.json": FAULTY,
    "doubtful.json": DOUBTFUL,
    "incomplete.json": INCOMPLETE,
    "broken.json": '{"IntegrationType": "MOCK",\n// no\n"a": \n',
    "empty.json": "",
    "wide.json": `{"Description": "👋", "Timeout": 1, ${MOCK}}`,
  });
  const files = ["sound", "faulty", "doubtful", "incomplete", "broken", "empty", "wide"];
  const log: Sarif = JSON.parse(
    workspace.apigw(["check", "--format", "sarif", ...files.map((name) => `${name}.json`)]).stdout,
  );
  const [run, ...others] = log.runs;
  assert.ok(run && others.length === 0);
  const { results } = run;
  const { name, version, rules } = run.tool.driver;

  it("is a log of version 2.1.0 with one run", () => {
    assert.equal(log.version, "2.1.0");
    assert.match(log.$schema, /sarif-2\.1\.0\.json$/);
    assert.equal(name, "apigw");
    assert.match(version, /^\d+\.\d+\.\d+$/);
    assert.equal(run.columnKind, "utf16CodeUnits");
  });

  it("describes every rule once", () => {
    assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
    for (const { id, shortDescription, fullDescription, defaultConfiguration } of rules) {
      assert.match(id, /^AG\d{4}$/);
      assert.ok(shortDescription.text && fullDescription.text, id);
      assert.ok(LEVELS.includes(defaultConfiguration.level), id);
    }
  });

  it("points each result to its rule", () => {
    assert.ok(results.length >= 8);
    for (const { ruleId, ruleIndex, level, message } of results) {
      assert.equal(rules[ruleIndex]?.id, ruleId);
      assert.ok(LEVELS.includes(level));
      assert.notEqual(message.text, "");
    }
  });

  it("counts regions from 1, and ends none before its start", () => {
    for (const { locations } of results) {
      assert.equal(locations.length, 1);
      for (const { physicalLocation } of locations) {
        const { startLine, startColumn, endLine, endColumn } = physicalLocation.region;
        for (const number of [startLine, startColumn, endLine, endColumn]) {
          assert.ok(Number.isInteger(number) && number >= 1);
        }
        assert.ok(endLine > startLine || (endLine === startLine && endColumn >= startColumn));
      }
    }
  });

  it("names the files, and counts columns in UTF-16 units", () => {
    const places = results.map(({ ruleId, level, locations }) => {
      const { artifactLocation, region } = locations[0]?.physicalLocation ?? {};
      return `${artifactLocation?.uri}:${region?.startLine}:${region?.startColumn} ${level} ${ruleId}`;
    });
    assert.ok(places.includes("faulty.json:2:3 error AG0003"));
    assert.ok(places.includes("doubtful.json:1:2 warning AG0021"));
    assert.ok(places.includes("incomplete.json:1:1 note AG0005"));
    assert.ok(places.includes("wide.json:1:23 error AG0003"), places.join("\n"));
    assert.ok(!places.some((place) => place.startsWith("sound.json")));
  });
});
