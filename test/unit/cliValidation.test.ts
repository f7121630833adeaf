import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { check } from "../../server/src/index";
import type { Format } from "../../server/src/syntax/nodes";
import { fixture } from "../support/fixtures";

/** A file that the AWS CLI was run with, and whether its own checks let it through to the network. */
interface Recorded {
  readonly case: string;
  readonly cli: string;
  readonly command: string;
  readonly format: Format;
  readonly input: string;
  readonly passed_client_checks: boolean;
}

const RECORDED: readonly Recorded[] = JSON.parse(fixture("cli-validation.json"));

/** What the AWS CLI refuses and we do not call an error, by case, with what we say and why. */
const MILDER: Readonly<Record<string, readonly [says: readonly string[], why: string]>> = {
  "missing required": [["AG0005 information"], "The type may be given as a flag."],
  "v2 upd missing": [[], "Identifiers that become part of the path are commonly given as flags."],
  "v2 updresp missing": [[], "Identifiers that become part of the path are commonly given as flags."],
};

/** What only the older of the two AWS CLIs refuses. */
const OLDER: Readonly<Record<string, string>> = { "rest newer field": "AG0022" };

/** What the AWS CLI lets through and the service refuses. */
const STRICTER: Readonly<Record<string, readonly string[]>> = {
  "bad enum": ["AG0009"],
  "lower enum": ["AG0009"],
  "timeout above max": ["AG2019"],
  "empty ApiId": ["AG0020"],
  "rest empty ids": ["AG0020"],
  "rest bad enum": ["AG0009"],
};

/** The rules that stand for the AWS CLI's own checks. */
const CLIENT_CHECKS: readonly string[] = [
  ...["AG0001", "AG0002", "AG0003", "AG0004", "AG0005", "AG0006", "AG0007", "AG0008", "AG0011", "AG0012"],
  ...["AG0014", "AG0015", "AG0016", "AG0017", "AG0018", "AG0023", "AG0024", "AG0025"],
];

describe("the files that the AWS CLI was run with", () => {
  it("are all there", () => assert.equal(RECORDED.length, 104));

  for (const { case: name, cli, command, format, input, passed_client_checks: passed } of RECORDED) {
    const [, operation = ""] = command.split(" ");
    const { problems } = check(input, { operation, format });
    const errors = problems.filter(({ severity }) => severity === "error").map(({ code }) => code);
    const told = problems.map(({ code, severity }) => `${code} ${severity}`);
    const [milder, why] = MILDER[name] ?? [];
    const older = OLDER[name];
    const title = `${name} (${command}, ${format}, ${cli})`;

    if (!passed && milder) {
      it(`${title} is refused, and no error of ours: ${why}`, () => {
        for (const expected of milder) assert.ok(told.includes(expected), told.join(", "));
        assert.ok(!errors.includes("AG0005"), told.join(", "));
      });
    } else if (!passed && older) {
      it(`${title} is refused by that version, which ${older} says`, () => {
        assert.ok(told.includes(`${older} warning`), told.join(", "));
      });
    } else if (!passed) {
      it(`${title} is refused, and an error of ours`, () => assert.ok(errors.length > 0, told.join(", ")));
    } else {
      it(`${title} passes, and none of our errors says otherwise`, () => {
        assert.deepEqual(
          errors.filter((code) => CLIENT_CHECKS.includes(code)),
          [],
        );
        for (const code of STRICTER[name] ?? []) assert.ok(told.includes(`${code} error`), told.join(", "));
      });
    }
  }

  it("name no case in vain", () => {
    const names = new Set(RECORDED.map(({ case: name }) => name));
    for (const name of Object.keys({ ...MILDER, ...OLDER, ...STRICTER })) assert.ok(names.has(name), name);
  });
});
