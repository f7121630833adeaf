/** What a debug console shows of a run: the output of the templates with its origin, log messages and problems. */
import { printedBy, type TemplateRun } from "./follower";
import type { DebugPlace } from "./subject";

export interface ConsoleLine {
  readonly kind: "output" | "log" | "note" | "problem";
  /** With its line break, unless more output of the same line follows. */
  readonly text: string;
  readonly place?: DebugPlace;
}

/** More lines than anybody reads. */
const MOST_LINES = 10_000;

/** Collects the lines of one command, and remembers what earlier commands have shown. */
export class DebugConsole {
  #lines: ConsoleLine[] = [];
  /** How far the output of each template has been shown, by its number in the run. */
  readonly #shown: number[] = [];
  /** Where the last line of output comes from, if it has not ended. An editor joins pieces from the same place. */
  #open: { readonly place: DebugPlace | undefined } | undefined;

  add(line: ConsoleLine): void {
    if (this.#lines.length < MOST_LINES) this.#lines.push(line);
    else if (this.#lines.length === MOST_LINES) {
      this.#lines.push({ kind: "note", text: `Only the first ${MOST_LINES} lines are shown.\n` });
    }
  }

  /** Adds a line of its own. */
  addLine(line: ConsoleLine): void {
    if (this.#open) this.#addOutput("\n", this.#open.place);
    this.#open = undefined;
    this.add({ ...line, text: `${line.text}\n` });
  }

  /** Adds what the templates have printed since the last time. */
  show(runs: readonly TemplateRun[]): void {
    runs.forEach((run, index) => {
      const from = this.#shown[index];
      if (from === undefined && runs.length > 1) {
        this.addLine({ kind: "note", text: run.template.name });
      }
      const { text } = printedBy(run);
      this.#print(run, from ?? 0);
      this.#shown[index] = Math.max(from ?? 0, text.length);
    });
  }

  /** Returns the collected lines, and starts again. */
  take(): readonly ConsoleLine[] {
    const lines = this.#lines;
    this.#lines = [];
    return lines;
  }

  #print(run: TemplateRun, from: number): void {
    const { text, trace } = printedBy(run);
    let at = from;
    let piece = 0;
    while (at < text.length) {
      const lineBreak = text.indexOf("\n", at);
      const end = lineBreak < 0 ? text.length : lineBreak + 1;
      while (piece < trace.length && (trace[piece]?.output.end ?? 0) <= at) piece++;
      const origin = trace[piece]?.template;
      const place = this.#open ? this.#open.place : origin && run.template.placeOf(origin);
      this.#addOutput(text.slice(at, end), place);
      this.#open = lineBreak < 0 ? { place } : undefined;
      at = end;
    }
  }

  #addOutput(text: string, place: DebugPlace | undefined): void {
    this.add({ kind: "output", text, ...(place && { place }) });
  }
}
