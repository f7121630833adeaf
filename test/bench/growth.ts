/** How the time per unit of work grows with the number of units: linear work takes the same time for each. */
import { compileJavaRegex } from "../../server/src/javaRegex";
import { codeActionsAt } from "../../server/src/lsp/codeActions";
import { globMatcher } from "../../server/src/recognition/glob";
import { type Analysis, analyze, analyzeTemplate, fixAllEdits, parse } from "../../server/src/service";
import { table } from "./table";

/** Work on a text with the given number of units; the text is made outside of the measurement. */
interface Growing {
  readonly what: string;
  /** The smallest number of units; measured are also twice, four times and eight times as many. */
  readonly count: number;
  prepare(count: number, version: number): () => unknown;
}

const STEPS = [1, 2, 4, 8] as const;
const RUNS = 12;

const template = (text: string) => () => analyzeTemplate(text, { protocol: "REST", kind: "request" });

const CASES: readonly Growing[] = [
  {
    what: "blanks in YAML, at the ends of lines",
    count: 20_000,
    prepare: (count) => {
      const text = `Description: a${" ".repeat(count)}\nIntegrationType:${" ".repeat(count)}HTTP\n`;
      return () => parse(text, "yaml");
    },
  },
  {
    what: "blank lines in a YAML block scalar",
    count: 10_000,
    prepare: (count) => {
      const text = `Description: |\n  a\n${"   \n".repeat(count)}  b\n`;
      return () => parse(text, "yaml");
    },
  },
  {
    what: "calls in a chain of a template",
    count: 1_000,
    prepare: (count, version) => template(`$input.params('${version}')${".trim()".repeat(count)}`),
  },
  {
    what: "#set of one variable",
    count: 1_000,
    prepare: (count, version) =>
      template(Array.from({ length: count }, (_, i) => `#set($a = "$a${version}-${i}")\n`).join("")),
  },
  {
    what: "#set of a variable each",
    count: 1_000,
    prepare: (count, version) =>
      template(Array.from({ length: count }, (_, i) => `#set($v${i + 1} = "$v${i}-${version}")\n`).join("")),
  },
  {
    what: "characters of a template without directives",
    count: 50_000,
    prepare: (count, version) => template(`{"a${version}": "${"lorem ipsum ".repeat(count / 12)}"}`),
  },
  {
    what: "problems in the members of a file",
    count: 500,
    prepare: (count, version) => {
      const text = parametersOf(count, version, "x");
      return () => analyze(text, "create-integration", { protocol: "WEBSOCKET" });
    },
  },
  {
    what: "problems in a template",
    count: 500,
    prepare: (count, version) => template(`$none${version}\n${"$context.nope $util.nope()\n".repeat(count)}`),
  },
  {
    what: "fixes of a code action",
    count: 500,
    prepare: (count, version) => {
      const text = parametersOf(count, version, "x");
      return actions(analyze(text, "create-integration", { protocol: "WEBSOCKET" }), text);
    },
  },
  {
    what: "fixes of a code action, in a file that does not parse",
    count: 500,
    prepare: (count, version) => {
      const text = `${parametersOf(count, version, "x").slice(0, -1)}, }`;
      return actions(analyze(text, "create-integration", { protocol: "WEBSOCKET" }), text);
    },
  },
  {
    what: "strings with line breaks, all fixed",
    count: 500,
    prepare: (count, version) => {
      const members = Array.from({ length: count }, (_, i) => `"v${version}-${i}": "a\nb"`);
      const analysis = analyze(`{"RequestTemplates": {${members.join(",\n")}}}`, "create-integration");
      return () => fixAllEdits(analysis);
    },
  },
  {
    what: "stars in a glob that does not match",
    count: 250,
    prepare: (count) => {
      const matches = globMatcher(`${"*a".repeat(16)}*b`);
      const path = "a".repeat(count);
      return () => matches(path);
    },
  },
  {
    what: "levels of groups in a regular expression",
    count: 500,
    prepare: (count) => {
      const pattern = `${"(a|".repeat(count)}b${")".repeat(count)}`;
      return () => compileJavaRegex(pattern);
    },
  },
];

/** An input whose parameters each have a problem. */
function parametersOf(count: number, version: number, value: string): string {
  const members = Array.from(
    { length: count },
    (_, i) => `"integration.reqest.header.h${version}-${i}": "${value}"`,
  );
  return `{"IntegrationType": "HTTP", "RequestParameters": {${members.join(", ")}}}`;
}

function actions(analysis: Analysis, text: string): () => unknown {
  const span = { start: 0, end: text.length };
  return () => codeActionsAt(analysis, undefined, "file:///a.json", span, { diagnostics: [] }, {});
}

/** The time for each unit, in microseconds, as the number of units doubles. */
export function measureGrowth(): string {
  const rows = CASES.map(({ what, count, prepare }) => {
    const times = STEPS.map((step) => (fastest(prepare, count * step) * 1000) / (count * step));
    const growth = (times.at(-1) ?? 0) / (times[0] || 1);
    return [
      what,
      (count * (STEPS.at(-1) ?? 1)).toLocaleString("en"),
      ...times.map((time) => time.toFixed(3)),
      `${growth.toFixed(2)}x`,
    ];
  });
  const head = ["", "up to", ...STEPS.map((step) => (step === 1 ? "n, µs each" : `${step}n`)), "8n / n"];
  return `Linear work has about 1x in the last column, quadratic work 8x.\n\n${table(head, rows)}`;
}

/** The fastest of several runs in milliseconds; pauses for garbage collection and other load are noise. */
function fastest(prepare: Growing["prepare"], count: number): number {
  let best = Number.POSITIVE_INFINITY;
  // The first runs are a warm-up.
  for (let run = -2; run < RUNS; run++) {
    const work = prepare(count, run + 2);
    const started = performance.now();
    work();
    if (run >= 0) best = Math.min(best, performance.now() - started);
  }
  return best;
}
