/** Judges what a template printed: whether it is JSON, and if not, which part of the template broke it. */
import { jsonFault } from "./analysis/jsonText";
import type { TraceEntry } from "./evaluate/machine";
import type { Span } from "./syntax/nodes";

/** The first place at which the output of a template is not JSON. */
export interface OutputFault {
  readonly message: string;
  /** The place in the output. */
  readonly output: Span;
  /** What printed it, as offsets into the template; absent if the trace does not include it. */
  readonly template?: Span;
}

/** Finds the first place at which an output is not JSON; undefined if all of it is. Takes linear time. */
export function findOutputFault(
  template: string,
  output: string,
  trace: readonly TraceEntry[],
): OutputFault | undefined {
  const fault = jsonFault(output);
  if (!fault) return undefined;
  const { start, end } = fault;
  const empty = emptyReferenceBefore(output, start, trace);
  const origin = originOf({ start, end }, trace);
  const message = empty
    ? `${fault.message} ${template.slice(empty.start, empty.end)} before it printed nothing.`
    : fault.message;
  return { message, output: { start, end }, ...(origin && { template: origin }) };
}

/** Returns what printed the start of a piece of the output: exactly for text, and the whole reference otherwise. */
function originOf({ start, end }: Span, trace: readonly TraceEntry[]): Span | undefined {
  // The output may end too early, which is the end of the last piece.
  const entry =
    trace.find(({ output }) => output.start <= start && start < output.end) ??
    trace.findLast(({ output }) => output.start < output.end);
  if (!entry) return undefined;
  const { template, output, value } = entry;
  const isText = value === undefined && template.end - template.start === output.end - output.start;
  if (!isText || start >= output.end) return template;
  const at = template.start + start - output.start;
  return { start: at, end: Math.min(at + Math.max(end - start, 1), template.end) };
}

/** Returns the reference that printed nothing directly before an offset of the output, where it left a gap. */
function emptyReferenceBefore(
  output: string,
  offset: number,
  trace: readonly TraceEntry[],
): Span | undefined {
  const entry = trace.findLast(({ output: { end }, value }) => end <= offset && value !== undefined);
  if (entry?.value !== "" || output.slice(entry.output.end, offset).trim() !== "") return undefined;
  return entry.template;
}
