/** Breakpoints: where they are, and when they stop. */
import type { TypedExpression } from "../vtl";
import {
  type HitTest,
  type LogMessage,
  type Mistake,
  readCondition,
  readHitTest,
  readLogMessage,
} from "./conditions";
import type { DebuggedTemplate, DebugPlace, DebugSource, DebugSubject, TemplateView } from "./subject";

/** What somebody asks for. Lines and characters are zero-based. */
export interface BreakpointRequest {
  readonly line: number;
  /** Absent for the first statement in the line. */
  readonly character?: number;
  readonly condition?: string;
  readonly hitCondition?: string;
  readonly logMessage?: string;
}

export interface Breakpoint {
  readonly id: number;
  /** The place to stop, as an offset in the file that the template is written in. */
  readonly source: DebugSource;
  readonly offset: number;
  readonly condition?: TypedExpression;
  readonly hits?: HitTest;
  readonly log?: LogMessage;
}

/** A breakpoint with its place, or a sentence about why it cannot stop. */
export type ResolvedBreakpoint = { readonly id: number } & (
  | { readonly place: DebugPlace; readonly breakpoint: Breakpoint }
  | { readonly message: string }
);

/** Finds the statement for a breakpoint: the one at the place or else the next one in the same template. */
export function resolveBreakpoint(
  subject: DebugSubject,
  uri: string,
  id: number,
  request: BreakpointRequest,
): ResolvedBreakpoint {
  const found = findPoint(subject.templatesIn(uri), request);
  if ("message" in found) return { id, ...found };
  const { condition, hitCondition, logMessage } = request;
  const read = {
    condition: isGiven(condition) ? readCondition(condition) : undefined,
    hits: isGiven(hitCondition) ? readHitTest(hitCondition) : undefined,
    log: isGiven(logMessage) ? readLogMessage(logMessage) : undefined,
  };
  for (const part of [read.condition, read.hits, read.log]) {
    if (part && "message" in part) return { id, message: part.message };
  }
  const breakpoint: Breakpoint = {
    id,
    source: found.template.source,
    offset: found.template.toSource({ start: found.point, end: found.point }),
    ...(isRead(read.condition) && { condition: read.condition }),
    ...(isRead(read.hits) && { hits: read.hits }),
    ...(isRead(read.log) && { log: read.log }),
  };
  return { id, place: found.place, breakpoint };
}

function isGiven(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== "";
}

function isRead<Part extends object>(part: Part | Mistake | undefined): part is Exclude<Part, Mistake> {
  return part !== undefined && !("message" in part);
}

interface FoundPoint {
  readonly template: DebuggedTemplate;
  readonly point: number;
  readonly place: DebugPlace;
}

function findPoint(
  views: readonly TemplateView[],
  { line, character }: BreakpointRequest,
): FoundPoint | Mistake {
  let isInTemplate = false;
  for (const { template, shown } of views) {
    const { start, end } = shown.placeOf({ start: 0, end: shown.text.length }).range;
    if (line < start.line || line > end.line) continue;
    isInTemplate = true;
    for (const span of template.points.values()) {
      const place = shown.placeOf(span);
      const { range } = place;
      const isAfter =
        character === undefined
          ? range.start.line >= line
          : range.end.line > line || (range.end.line === line && range.end.character > character);
      if (isAfter) return { template, point: span.start, place };
    }
  }
  return {
    message: isInTemplate
      ? "No statement of the template runs here or later."
      : "This session runs no mapping template in this line.",
  };
}

/** Returns all places to stop between two lines, both included. */
export function stopPlaces(
  subject: DebugSubject,
  uri: string,
  from: number,
  to: number,
): readonly DebugPlace[] {
  return subject.templatesIn(uri).flatMap(({ template, shown }) => {
    const { start, end } = shown.placeOf({ start: 0, end: shown.text.length }).range;
    if (to < start.line || from > end.line) return [];
    return [...template.points.values()]
      .map((span) => shown.placeOf(span))
      .filter(({ range }) => from <= range.start.line && range.start.line <= to);
  });
}
