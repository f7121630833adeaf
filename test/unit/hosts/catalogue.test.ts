import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { provideHcl } from "../../../server/src/hcl";
import { RULES } from "../../../server/src/rules";
import type { Rule } from "../../../server/src/rules/engine/rule";
import { compared, comparedFixes, foreignNames, type Seen } from "../../support/hostExamples/compare";
import { CATALOGUE_HOSTS, type HostDifferences } from "../../support/hostExamples/differences";
import { type ExampleHost, type HostExample, hostExamples } from "../../support/hostExamples/example";

provideHcl();

const KINDS = ["bad", "good"] as const;

type Kind = (typeof KINDS)[number];

/** How an example fares in a host. */
interface Outcome {
  /** Why the host cannot express it. */
  readonly unwritten?: string;
  readonly text?: string;
  /** What the example has and the host file lacks. */
  readonly missing: readonly Seen[];
  /** What only the host file has. */
  readonly extra: readonly Seen[];
  /** Where fixes of the host file do something else. */
  readonly fixes: readonly Seen[];
}

class Catalogue {
  readonly #outcomes = new Map<string, readonly Outcome[]>();

  constructor(
    private readonly host: ExampleHost,
    private readonly differs: HostDifferences,
  ) {}

  outcomesOf(rule: Rule, kind: Kind): readonly Outcome[] {
    const key = `${rule.code} ${kind}`;
    const known =
      this.#outcomes.get(key) ??
      hostExamples(rule, rule[kind]).map((example) => this.#outcomeOf(rule, kind, example));
    this.#outcomes.set(key, known);
    return known;
  }

  #outcomeOf(rule: Rule, kind: Kind, given: HostExample): Outcome {
    const example = this.host.prepare?.(given) ?? given;
    const file = this.host.write(example);
    if (typeof file === "string") return { ...NOTHING, unwritten: file };
    const { missing, extra, expected } = compared(example, file);
    const isReported = kind === "good" || expected.some(({ code }) => code === rule.code);
    const own = { code: rule.code, text: `${rule.code} not reported` };
    const fixes = kind === "bad" ? comparedFixes(example, file) : [];
    return { text: file.text, extra, missing: isReported ? missing : [...missing, own], fixes };
  }

  /** The entry of the lists that explains a difference. */
  reasonFor(rule: Rule, kind: Kind, { code }: Seen): string | undefined {
    const { examples, problems } = this.differs;
    return [...(kind === "bad" && rule.code in examples ? [rule.code] : []), code].find(
      (entry) => entry in examples || entry in problems,
    );
  }

  unexplained(rule: Rule, kind: Kind, seen: readonly Seen[]): readonly string[] {
    return seen.filter((each) => this.reasonFor(rule, kind, each) === undefined).map(({ text }) => text);
  }
}

const NOTHING: Outcome = { missing: [], extra: [], fixes: [] };

for (const { host, differs } of CATALOGUE_HOSTS) {
  describe(`the examples of the rules in ${host.title}`, () => {
    const catalogue = new Catalogue(host, differs);
    const outcomesOf = (rule: Rule) =>
      KINDS.flatMap((kind) => catalogue.outcomesOf(rule, kind).map((outcome) => ({ rule, kind, outcome })));
    const outcomes = () => RULES.flatMap(outcomesOf);

    for (const rule of RULES) {
      it(`${rule.code} has the same problems as in an input`, () => {
        for (const { kind, outcome } of outcomesOf(rule)) {
          const { missing, extra, text } = outcome;
          const found = {
            missing: catalogue.unexplained(rule, kind, missing),
            extra: catalogue.unexplained(rule, kind, extra),
          };
          assert.deepEqual(
            found,
            { missing: [], extra: [] },
            `${JSON.stringify(found)} in ${kind}\n${text?.slice(0, 3_000)}`,
          );
        }
      });
    }

    for (const rule of RULES) {
      it(`${rule.code} has fixes that do the same as in an input`, () => {
        for (const { fixes } of catalogue.outcomesOf(rule, "bad")) {
          assert.deepEqual(catalogue.unexplained(rule, "bad", fixes), []);
        }
      });
    }

    it("are reported with the host's names of members", () => {
      const found = RULES.flatMap((rule) =>
        hostExamples(rule, rule.bad).flatMap((example) => {
          const file = host.write(example);
          return typeof file === "string" ? [] : foreignNames(file);
        }),
      );
      assert.deepEqual(found, []);
    });

    it("differ only where a reason is listed, and every listed reason is needed", () => {
      const needed = new Set(
        outcomes().flatMap(({ rule, kind, outcome: { missing, extra, fixes } }) =>
          [...missing, ...extra, ...fixes].map((seen) => catalogue.reasonFor(rule, kind, seen)),
        ),
      );
      const listed = [...Object.keys(differs.examples), ...Object.keys(differs.problems)];
      assert.deepEqual(
        listed.filter((code) => !needed.has(code)),
        [],
      );
    });

    it("can be written, except for those listed with the reason", () => {
      const found: Record<string, string> = {};
      for (const { rule, kind, outcome } of outcomes()) {
        const { unwritten } = outcome;
        if (unwritten === undefined || kind === "good") continue;
        found[unwritten] = [found[unwritten] ?? "", rule.code].join(" ").trim();
      }
      assert.deepEqual(found, differs.unwritten);
    });
  });
}
