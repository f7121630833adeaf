/** The time that each rule takes, and how it grows with the file. */
import assert from "node:assert/strict";
import { inferProtocol } from "../../server/src/model/inferProtocol";
import { IntegrationInput } from "../../server/src/model/input";
import { OPERATIONS } from "../../server/src/model/operations";
import { RULES } from "../../server/src/rules";
import { templatesOf } from "../../server/src/rules/engine/inputTemplates";
import type { Rule } from "../../server/src/rules/engine/rule";
import { RuleRunner } from "../../server/src/rules/engine/run";
import { Template } from "../../server/src/rules/engine/template";
import { analyze, parse } from "../../server/src/service";
import { GROWING_FILES, type GrowingFile } from "./ruleFiles";
import { table } from "./table";

const runner = new RuleRunner(RULES);

const SIZES = [1_000, 5_000, 20_000] as const;
/** The growth factor of a linear rule between the last two sizes. */
const LINEAR = 4;
const RUNS = 4;
const SLOWEST = 15;
/** Below this time in milliseconds, growth is noise. */
const RELEVANT_MS = 1;

const PARSING = "(parsing)";
const PARSING_TEMPLATES = "(parsing templates)";
const EVERYTHING = "(whole analysis, templates cached)";

/** The time of one rule in the analysis of one file. */
interface Cost {
  readonly what: string;
  readonly file: string;
  /** In milliseconds, for each of SIZES. */
  readonly times: readonly number[];
}

export function measureRules(): string {
  const costs = GROWING_FILES.flatMap(costsOf);
  const bySlowness = worstOfEach(costs, ({ times }) => times.at(-1) ?? 0);
  const rules = bySlowness.filter(({ what }) => what.startsWith("AG"));
  const rest = bySlowness.filter(({ what }) => !what.startsWith("AG"));
  const relevant = costs.filter(({ times }) => (times.at(-1) ?? 0) >= RELEVANT_MS);
  const byGrowth = worstOfEach(relevant, growthOf);
  const idle = RULES.filter(({ code }) => !rules.some(({ what }) => what.startsWith(code)));
  const head = [...SIZES.map((size) => `${size.toLocaleString("en-US")} lines`), "growth", "in"];
  return [
    `${rules.length} of ${RULES.length} rules ran on at least one of ${GROWING_FILES.length} files${
      idle.length > 0 ? `, ${idle.map(({ code }) => code).join(", ")} on none` : ""
    }.`,
    `Growth is from ${SIZES[1]} to ${SIZES[2]} lines: linear is ${LINEAR}x, quadratic ${LINEAR ** 2}x.\n`,
    table(
      [`The ${SLOWEST} slowest rules, each with its slowest file`, ...head],
      [...rest.map(row), ...rules.slice(0, SLOWEST).map(row)],
    ),
    table(
      [`The fastest growing rules of at least ${RELEVANT_MS} ms`, ...head],
      byGrowth.slice(0, SLOWEST).map(row),
    ),
  ].join("\n");
}

function row(cost: Cost): string[] {
  const times = cost.times.map((time) => time.toFixed(2));
  return [cost.what, ...times, `${growthOf(cost).toFixed(1)}x`, cost.file];
}

function growthOf({ times: [, middle = 0, last = 0] }: Cost): number {
  return last / Math.max(middle, 0.001);
}

function worstOfEach(costs: readonly Cost[], badness: (cost: Cost) => number): readonly Cost[] {
  const worst = new Map<string, Cost>();
  for (const cost of costs.toSorted((a, b) => badness(a) - badness(b))) worst.set(cost.what, cost);
  return [...worst.values()].toSorted((a, b) => badness(b) - badness(a));
}

function costsOf(file: GrowingFile): readonly Cost[] {
  const bySize = SIZES.map((size) => timesOf(file, file.text(size)));
  return [...(bySize[0]?.keys() ?? [])].map((what) => ({
    what,
    file: file.name,
    times: bySize.map((times) => times.get(what) ?? 0),
  }));
}

/**
 * Returns the fastest of several runs by rule. Medians would include random pauses for garbage collection.
 * Every run starts from the text, because rules share intermediate results of an input.
 */
function timesOf(file: GrowingFile, text: string): ReadonlyMap<string, number> {
  const fastest = new Map<string, number>();
  // The first run is a warm-up.
  for (let run = 0; run <= RUNS; run++) {
    const sums = new Map<string, number>();
    runOnce(file, text, (what, work) => {
      const started = performance.now();
      const result = work();
      sums.set(what, (sums.get(what) ?? 0) + performance.now() - started);
      return result;
    });
    if (run === 0) continue;
    for (const [what, time] of sums) fastest.set(what, Math.min(time, fastest.get(what) ?? time));
  }
  return fastest;
}

function runOnce(
  { format, operation, protocol }: GrowingFile,
  text: string,
  measure: <T>(what: string, work: () => T) => T,
): void {
  measure(EVERYTHING, () => analyze(text, operation, { format, ...(protocol && { protocol }) }));
  const document = measure(PARSING, () => parse(text, format));
  const { root } = document;
  assert.ok(root?.kind === "object");
  const inference = inferProtocol(root, OPERATIONS[operation]);
  const input = new IntegrationInput(
    document,
    root,
    OPERATIONS[operation],
    inference,
    protocol ?? inference.protocol,
  );
  for (const rule of runner.rulesFor(input)) {
    measure(nameOf(rule), () => {
      if (rule.on === "document") rule.check(document, ignore);
      else rule.check(input, ignore);
    });
  }
  // One template at a time, as in an analysis: thousands of trees at once would not fit into the CPU cache.
  for (const { node, scope } of templatesOf(input)) {
    const template = measure(PARSING_TEMPLATES, () => new Template(node.value, scope));
    for (const rule of RULES) {
      if (rule.on === "template") measure(nameOf(rule), () => rule.check(template, ignore));
    }
  }
}

function nameOf({ code, title }: Rule): string {
  return `${code} ${title}`;
}

function ignore(): void {}
