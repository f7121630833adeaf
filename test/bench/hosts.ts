/** The time that host files take: opened, with a keystroke in a template, and where there is no integration in them. */
import assert from "node:assert/strict";
import { parseDocument } from "yaml";
import { hostsFor } from "../../server/src/hosts";
import * as ours from "../../server/src/service";
import { cloudFormationFile, type HostText, MARK, openApiFile, otherFiles } from "./hostFiles";
import { compare } from "./measure";
import { ratio, table } from "./table";

const INTEGRATIONS = 300;
const METHODS = 75;
const WARM_UP = 50;
const EDITS = 200;
const LOOKS = 500;

const formats = ["json", "yaml"] as const;
const files = (): readonly HostText[] => [
  ...formats.map((format) => openApiFile(INTEGRATIONS, format)),
  ...formats.map((format) => cloudFormationFile(METHODS, format)),
];

/** Of new texts: ours with all rules, theirs from the text to a tree of the same file. */
export async function measureHostChecks(): Promise<string> {
  const rows: string[][] = [];
  for (const { name, path, text } of files()) {
    let version = 0;
    let changed = text;
    const [our, their] = await compare(
      () => ours.analyzeHost(changed, path),
      () => (path.endsWith(".json") ? JSON.parse(changed) : parseDocument(changed)),
      () => {
        // A new comment in every template, so that nothing about it is known.
        changed = text.replaceAll(MARK, `${MARK} ${version++} `);
      },
    );
    const figures = [our.p50, our.p99, their.p50, their.p99].map((figure) => figure.toFixed(1));
    rows.push([name, path.endsWith(".json") ? "JSON.parse" : "yaml", ...figures, ratio(our.p50, their.p50)]);
  }
  return table(["", "compared with", "our p50", "p99", "their p50", "p99", "ratio of p50"], rows);
}

/** The analysis after each of 200 keystrokes in the template of one integration. */
export function measureHostKeystrokes(): string {
  const rows = files().map(({ name, path, text }) => {
    const times: number[] = [];
    const at = text.indexOf(MARK, text.length / 2);
    assert.ok(at > 0);
    for (let count = -WARM_UP; count < EDITS; count++) {
      const changed = `${text.slice(0, at)}$context.r${"abcdefghij".slice(0, count & 7)}${text.slice(at)}`;
      const started = performance.now();
      const analysis = ours.analyzeHost(changed, path);
      const passed = performance.now() - started;
      assert.ok(analysis && analysis.inputs.length >= METHODS);
      if (count >= 0) times.push(passed);
    }
    return [name, ...percentiles(times)];
  });
  return table(["", "p50", "p99", "max"], rows);
}

/** The look at a file that decides that it is none of ours. The first one is what somebody pays who opens it. */
export function measureLooks(): string {
  const rows = otherFiles().map(({ name, path, text }) => {
    const times = Array.from({ length: LOOKS }, (_, count) => {
      // A text that nobody has looked at yet.
      const fresh = `${text}${" ".repeat(count + 1)}`;
      const started = performance.now();
      assert.deepEqual(hostsFor({ path, text: fresh }), []);
      return performance.now() - started;
    });
    return [name, times[0]?.toFixed(3) ?? "", ...percentiles(times, 3)];
  });
  return table(["", "first", "p50", "p99", "max"], rows);
}

function percentiles(figures: readonly number[], digits = 2): string[] {
  const sorted = figures.toSorted((a, b) => a - b);
  return [0.5, 0.99, 1].map((part) =>
    (sorted[Math.min(Math.floor(sorted.length * part), sorted.length - 1)] ?? 0).toFixed(digits),
  );
}
