/** Debugging a template in a test: places as source text, results in a few words. */
import { strict as assert } from "node:assert";
import {
  type BreakpointRequest,
  type DebugCommand,
  type DebugResult,
  DebugSession,
  type DebugSubject,
  LineIndex,
  sampleDocuments,
  templateSubject,
  wholeTemplate,
} from "../../server/src/service";
import type { IsCancelled } from "../../server/src/vtl";

export const TEMPLATE_URI = "file:///pets.vtl";

/** A session for a template in a file of its own. */
export function debugTemplate(text: string, request: unknown = {}, limit?: () => IsCancelled): Debugging {
  const samples = sampleDocuments(JSON.stringify(request));
  const subject = templateSubject({ uri: TEMPLATE_URI, text, template: wholeTemplate(text), samples });
  return new Debugging(subject, TEMPLATE_URI, text, limit);
}

/** Drives a session, and says what it does. */
export class Debugging {
  readonly session: DebugSession;
  readonly #lines: LineIndex;
  #console = "";

  constructor(
    subject: DebugSubject,
    private readonly uri: string,
    private readonly text: string,
    limit: () => IsCancelled = () => () => false,
  ) {
    this.session = new DebugSession(subject, limit);
    this.#lines = new LineIndex(text);
  }

  /** Sets breakpoints at the first occurrences of these texts. */
  breakAt(...places: readonly (string | (Partial<BreakpointRequest> & { readonly at: string }))[]): void {
    const requests = places.map((place) => {
      const { at, ...request } = typeof place === "string" ? { at: place } : place;
      return { ...this.#lines.position(this.#offset(at)), ...request };
    });
    this.session.setBreakpoints(this.uri, requests);
  }

  /** Runs, and returns the source of the statement at which it stops, and the reason. */
  run(command: DebugCommand): string {
    return this.#described(this.session.run(command));
  }

  /** What the debug console shows so far. */
  get console(): string {
    return this.#console;
  }

  /** The name of each frame, and the source of its statement. */
  frames(command: DebugCommand): readonly string[] {
    const result = this.session.run(command);
    assert.equal(result.kind, "stopped");
    if (result.kind !== "stopped") return [];
    return result.frames.map(({ name, place }) => `${name}: ${this.#source(place.range)}`);
  }

  /** The type and value of an expression. */
  value(expression: string): string {
    const shown = this.session.evaluate(expression, "short");
    return "message" in shown ? shown.message : `${shown.type} ${shown.value}`;
  }

  /** The names and values in a group of variables. */
  scope(name: string, loop?: number): readonly string[] {
    const variables = this.session.variables();
    const scope = variables?.scopes(loop).find((each) => each.name === name);
    return (variables?.members(scope?.reference ?? 0) ?? []).map((each) => `${each.name} = ${each.value}`);
  }

  #described(result: DebugResult): string {
    this.#console += result.console.map(({ text }) => text).join("");
    if (result.kind === "ended") return result.hasFailed ? "failed" : "ended";
    const [frame] = result.frames;
    return `${result.reason} ${frame ? this.#source(frame.place.range) : ""}`;
  }

  #source({ start, end }: { readonly start: LinePlace; readonly end: LinePlace }): string {
    return this.text.slice(this.#at(start), this.#at(end));
  }

  #at({ line, character }: LinePlace): number {
    return (
      this.text
        .split("\n")
        .slice(0, line)
        .reduce((sum, each) => sum + each.length + 1, 0) + character
    );
  }

  #offset(text: string): number {
    const offset = this.text.indexOf(text);
    assert.ok(offset >= 0, `${text} is in the template`);
    return offset;
  }
}

interface LinePlace {
  readonly line: number;
  readonly character: number;
}
