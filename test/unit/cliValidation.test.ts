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
  /** What it printed when it refused the file, line by line. */
  readonly answers?: readonly string[];
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

/** The answers that our messages quote; the others only say that a file is not JSON. */
const QUOTABLE =
  /^(?:Unknown|Missing|Invalid type|Invalid value|.*Invalid type: expecting map|.*Invalid YAML)/;

/** Answers that we do not quote. */
const UNQUOTED: readonly (readonly [answer: RegExp, why: string, only?: string])[] = [
  [/^Missing .*: "(?:ApiId|IntegrationId|IntegrationResponseId)"$/, "It is commonly given as a flag."],
  [/^Missing .*: "IntegrationType"$/, "It is there, and AG0004 speaks of its spelling.", "wrong case"],
  [
    /Invalid YAML/,
    "AG0001 speaks of half-typed files, too, and not all of those are refused so.",
    "yaml bad",
  ],
  [/"(?:responseTransferMode|integrationTarget)"/, "Newer versions know it: AG0022 speaks of the others."],
  [/value: nan/, "NaN is not JSON, so AG0001 reports it."],
  [/<class 'bytes'>/, "Nobody gives binary data on purpose."],
];

/** The rules that stand for the AWS CLI's own checks. */
const CLIENT_CHECKS: readonly string[] = [
  ...["AG0001", "AG0002", "AG0003", "AG0004", "AG0005", "AG0006", "AG0007", "AG0008", "AG0011", "AG0012"],
  ...["AG0014", "AG0015", "AG0016", "AG0017", "AG0018", "AG0023", "AG0024", "AG0025"],
];

/** Of these, the rules for what is not even read. */
const READER_CHECKS: readonly string[] = ["AG0001", "AG0002", "AG0011", "AG0018"];

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
      it(`${title} is refused by that version, and ${older} says so as information`, () => {
        assert.ok(told.includes(`${older} information`), told.join(", "));
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

  for (const { case: name, cli, command, format, input, answers = [] } of RECORDED) {
    const [, operation = ""] = command.split(" ");
    const { problems } = check(input, { operation, format });
    // The others' answers come once these are mended.
    const isRead = !problems.some(({ code }) => READER_CHECKS.includes(code));
    const quoted = problems
      .filter(({ code }) => (isRead ? CLIENT_CHECKS : READER_CHECKS).includes(code))
      .flatMap(({ code, message }) => {
        const [, quote] = message.split("\nAWS answers: ");
        return quote === undefined ? [] : [{ code, quote }];
      });
    const printed = answers.filter((answer) => QUOTABLE.test(answer));
    // The older versions have other words for a file that they cannot read.
    if (printed.length === 0 || cli.startsWith("1.")) continue;

    it(`${name} (${command}, ${format}) is answered with what we quote`, () => {
      for (const { code, quote } of quoted) {
        const isPrinted = answers.some((answer) =>
          quote.endsWith("…") ? answer.startsWith(quote.slice(0, -1)) : answer === quote,
        );
        assert.ok(isPrinted, `${code}: ${quote}\n${answers.join("\n")}`);
      }
      for (const answer of printed) {
        if (UNQUOTED.some(([known, , only = name]) => only === name && known.test(answer))) continue;
        assert.ok(
          quoted.some(({ quote }) => answer.startsWith(quote.replace(/…$/, ""))),
          `Not quoted: ${answer}`,
        );
      }
    });
  }

  it("name no case in vain", () => {
    const names = new Set(RECORDED.map(({ case: name }) => name));
    for (const name of Object.keys({ ...MILDER, ...OLDER, ...STRICTER })) assert.ok(names.has(name), name);
  });
});
