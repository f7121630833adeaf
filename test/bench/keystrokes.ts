/** The time of each keystroke in a large template, and the memory after many of them. */
import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { changes, encode } from "../../server/src/lsp/encodeTokens";
import * as ours from "../../server/src/service";
import type { Format } from "../../server/src/syntax/nodes";
import { templateOf as smallTemplate } from "./content";
import { table } from "./table";
import { templateOf } from "./template";

const WARM_UP = 300;
const EDITS = 500;
const TEMPLATE_SIZE = 30_000;
const FILE_SIZE = 100_000;
const EDITS_FOR_MEMORY = [1_000, 5_000, 20_000] as const;

export type AnyAnalysis = ours.Analysis | ours.TemplateAnalysis;

/** A file in which somebody types. */
export interface Edited {
  readonly name: string;
  /** The text with the typed characters in the middle of the template, and the offset right after them. */
  textWith(typed: string): { readonly text: string; readonly offset: number };
  analyze(text: string): AnyAnalysis;
}

/** The tokens that an editor has, which the server sends the changes of. */
class SentTokens {
  #highlighted: ours.HighlightedTemplates | undefined;
  #data: readonly number[] = [];

  update(analysis: AnyAnalysis): void {
    this.#highlighted = ours.highlightTemplates(analysis, this.#highlighted);
    const data = encode(this.#highlighted.tokens, analysis.lines);
    assert.ok(data.length > 1000 && changes(this.#data, data).length <= 1);
    this.#data = data;
  }
}

/**
 * Diagnostics, completion, hover and semantic tokens after each of 500 keystrokes, in milliseconds: what the clock shows, and what the
 * thread worked, which leaves out the time that other processes had the processor.
 */
export function measureKeystrokes(): string {
  const rows = [file("json"), file("yaml"), templateFile()].flatMap((edited) => {
    const times = {
      diagnostics: [] as Time[],
      completion: [] as Time[],
      hover: [] as Time[],
      "semantic tokens, difference": [] as Time[],
    };
    const tokens = new SentTokens();
    for (let count = -WARM_UP; count < EDITS; count++) {
      const { text, offset } = edited.textWith(`$context.r${"abcdefghij".slice(0, count & 7)}${count}`);
      const [analysis, analyzing] = timed(() => edited.analyze(text));
      const [, completing] = timed(() => ours.complete(analysis, offset));
      const [, hovering] = timed(() => ours.hover(analysis, offset - 3));
      const [, highlighting] = timed(() => tokens.update(analysis));
      if (count < 0) continue;
      times.diagnostics.push(analyzing);
      times.completion.push(completing);
      times.hover.push(hovering);
      times["semantic tokens, difference"].push(highlighting);
    }
    return Object.entries(times).map(([what, list]) => [
      `${edited.name}: ${what}`,
      ...percentiles(list.map(({ clock }) => clock)),
      ...percentiles(list.map(({ thread }) => thread)),
    ]);
  });
  return table(["", "p50", "p99", "max", "of the thread: p50", "p99", "max"], rows);
}

/** Milliseconds that passed, and those that this thread worked. */
export interface Time {
  readonly clock: number;
  readonly thread: number;
}

export function timed<T>(work: () => T): [result: T, time: Time] {
  const before = process.threadCpuUsage();
  const started = performance.now();
  const result = work();
  const clock = performance.now() - started;
  const { user, system } = process.threadCpuUsage(before);
  return [result, { clock, thread: (user + system) / 1000 }];
}

export function percentiles(figures: readonly number[]): string[] {
  const sorted = figures.toSorted((a, b) => a - b);
  return [0.5, 0.99, 1].map((part) => at(sorted, part).toFixed(2));
}

function at(sorted: readonly number[], part: number): number {
  return sorted[Math.min(Math.floor(sorted.length * part), sorted.length - 1)] ?? 0;
}

/** The heap in megabytes after edits of a template, and after its document is closed. */
export function measureMemory(): string {
  const collect = collector();
  const heap = (): string => {
    collect();
    return (process.memoryUsage().heapUsed / 1e6).toFixed(1);
  };
  const rows = (["json", "yaml"] as const).map((format) => {
    const edited = file(format, 3_000, 10_000);
    const figures = [heap()];
    let count = 0;
    for (const until of EDITS_FOR_MEMORY) {
      for (; count < until; count++) edited.analyze(edited.textWith(`$a${count}`).text);
      figures.push(heap());
    }
    ours.forgetTemplates();
    ours.forgetTemplates();
    return [edited.name, ...figures, heap()];
  });
  const head = EDITS_FOR_MEMORY.map((count) => `${count.toLocaleString("en")} edits`);
  return table(["MB", "before", ...head, "closed"], rows);
}

function collector(): () => void {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  assert.ok(typeof collect === "function");
  return () => collect();
}

const MARK = "## here";

/** An input with a large template and many small ones. */
export function file(format: Format, templateSize = TEMPLATE_SIZE, size = FILE_SIZE): Edited {
  const large = `${templateOf(templateSize / 2)}${MARK}\n${templateOf(templateSize / 2)}`;
  const others: [string, string][] = [];
  for (let length = large.length; length < size * 0.9; length += smallTemplate(0).length + 30) {
    others.push([`orders.v${others.length}`, smallTemplate(others.length)]);
  }
  const text = ours.printInput(
    {
      ApiId: "a1b2c3d4e5",
      IntegrationType: "HTTP",
      IntegrationMethod: "POST",
      IntegrationUri: "https://orders.example.com",
      RequestTemplates: Object.fromEntries([["large", large], ...others]),
    },
    format,
  );
  const name = `${(templateSize / 1000).toFixed(0)} KB in ${(text.length / 1000).toFixed(0)} KB of ${format.toUpperCase()}`;
  return {
    name,
    textWith: (typed) => withTyped(text, typed),
    analyze: (changed) => ours.analyze(changed, "create-integration", { format, protocol: "WEBSOCKET" }),
  };
}

/** A template in a file of its own. */
export function templateFile(size = TEMPLATE_SIZE): Edited {
  const text = `${templateOf(size / 2)}${MARK}\n${templateOf(size / 2)}`;
  return {
    name: `${(text.length / 1000).toFixed(0)} KB .vtl`,
    textWith: (typed) => withTyped(text, typed),
    analyze: (changed) => ours.analyzeTemplate(changed, { protocol: "WEBSOCKET", kind: "request" }),
  };
}

function withTyped(text: string, typed: string): { readonly text: string; readonly offset: number } {
  const at = text.indexOf(MARK);
  assert.ok(at > 0);
  return { text: text.slice(0, at) + typed + text.slice(at), offset: at + typed.length };
}
