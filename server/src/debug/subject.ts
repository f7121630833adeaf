/** What is debugged: templates in files, and a way to run them from the start, again and again. */
import type { SimulationProblem } from "../simulate";
import { LineIndex, type Range } from "../syntax/lines";
import type { Hole, StringNode } from "../syntax/nodes";
import { type StringMap, stringMap } from "../syntax/stringMap";
import { type IsCancelled, type Observer, parseTemplate, type Span } from "../vtl";
import { type StopPoint, stopPointsOf } from "./stopPoints";

/** A file with templates, as it is when the debugging starts. */
export interface DebugSource {
  readonly uri: string;
  readonly lines: LineIndex;
}

export function debugSource(uri: string, text: string): DebugSource {
  return { uri, lines: new LineIndex(text) };
}

/** A place in a file. */
export interface DebugPlace {
  readonly uri: string;
  readonly range: Range;
}

/** A template that can be stopped. */
export class DebuggedTemplate {
  #points: ReadonlyMap<number, StopPoint> | undefined;
  #starts: ReadonlyMap<number, number> | undefined;

  /** @param map absent for a file that is a template */
  constructor(
    readonly source: DebugSource,
    readonly name: string,
    readonly text: string,
    private readonly map: StringMap | undefined,
    private readonly holes: readonly Hole[] | undefined,
  ) {}

  /** The template in a string of a file. */
  static in(source: DebugSource, name: string, node: StringNode): DebuggedTemplate {
    const map = stringMap(source.lines, node);
    return new DebuggedTemplate(source, name, node.value, map, node.holes);
  }

  /** The same in a document that shows nothing else. */
  alone(uri: string): DebuggedTemplate {
    return new DebuggedTemplate(debugSource(uri, this.text), this.name, this.text, undefined, this.holes);
  }

  get points(): ReadonlyMap<number, StopPoint> {
    if (!this.#points) {
      const { root, problems } = parseTemplate(this.text, this.holes && { holes: this.holes });
      // Velocity runs no statement of a template with a syntax error.
      this.#points = problems.length > 0 ? new Map() : stopPointsOf(root, this.text);
    }
    return this.#points;
  }

  /** The place to stop that starts at an offset of the file. */
  pointAt(offset: number): number | undefined {
    this.#starts ??= new Map(
      [...this.points.keys()].map((start) => [this.toSource({ start, end: start }), start]),
    );
    return this.#starts.get(offset);
  }

  placeOf(span: Span): DebugPlace {
    const { uri, lines } = this.source;
    return { uri, range: lines.range(this.map?.toSource(span) ?? span) };
  }

  toSource({ start }: Span): number {
    return this.map?.toSourceOffset(start) ?? start;
  }
}

/** A template that can run, and how a document shows it: the file that it is written in, or one with it alone. */
export interface TemplateView {
  readonly template: DebuggedTemplate;
  readonly shown: DebuggedTemplate;
}

/** Returns what follows a template that is about to run. */
export type Follow = (template: DebuggedTemplate) => Observer;

/** How everything ended. */
export interface SubjectResult {
  readonly problems: readonly ResultProblem[];
  /** What to say about it: the response to the client, the verdict of a test. */
  readonly notes: readonly string[];
}

export interface ResultProblem extends Pick<SimulationProblem, "code" | "severity" | "message" | "log"> {
  readonly place?: DebugPlace;
  /** The place in the output of the template at `place`. */
  readonly output?: Span;
}

export interface DebugSubject {
  /** The templates in a file, or in the document that shows one of them, in the order of the file. */
  templatesIn(uri: string): readonly TemplateView[];
  /** Runs everything from the start. */
  run(follow: Follow, isCancelled: IsCancelled): SubjectResult;
}
