/** From a piece of output to the part of the template that printed it, and back. */
import type { Span } from "../syntax/nodes";
import type { TraceEntry } from "../vtl";

/** Enough to show: a loop may print the same part of a template thousands of times. */
const MOST_PIECES = 1000;

/** Returns what printed the output at an offset: the line of a text, or a whole reference. Undefined if nothing did. */
export function originOf(
  { output, trace }: { readonly output: string; readonly trace: readonly TraceEntry[] },
  offset: number,
): TraceEntry | undefined {
  let found: TraceEntry | undefined;
  for (const entry of trace) {
    const { start, end } = entry.output;
    // The cursor may be after the last character.
    if (start > offset || (offset >= end && !(offset === end && end === output.length)) || start === end) {
      continue;
    }
    // A reference to a block contains what the block printed.
    if (!found || end - start < found.output.end - found.output.start) found = entry;
  }
  return found && lineAt(found, output, offset - found.output.start);
}

/** Returns everything that the part of a template at an offset printed, in the order of the output. */
export function printedBy(
  { output, trace }: { readonly output: string; readonly trace: readonly TraceEntry[] },
  offset: number,
): readonly TraceEntry[] {
  const around = trace.filter(
    ({ template, output: { start, end } }) =>
      template.start <= offset && offset <= template.end && start < end,
  );
  // At a border, the cursor is before what follows it.
  const inside = around.filter(({ template }) => offset < template.end);
  const candidates = inside.length > 0 ? inside : around;
  const shortest = Math.min(...candidates.map(({ template }) => template.end - template.start));
  return candidates
    .filter(({ template }) => template.end - template.start === shortest)
    .slice(0, MOST_PIECES)
    .map((entry) => lineAt(entry, output, offset - entry.template.start));
}

/** The line of a piece at an offset of it, if it is text, which prints itself; else the whole piece. */
function lineAt(entry: TraceEntry, output: string, offset: number): TraceEntry {
  const { template, output: printed, value } = entry;
  const length = printed.end - printed.start;
  if (value !== undefined || template.end - template.start !== length) return entry;
  const text = output.slice(printed.start, printed.end);
  const at = Math.min(offset, length - 1);
  // A line break belongs to the line that it ends.
  const start = at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
  const lineEnd = text.indexOf("\n", at);
  const end = lineEnd === -1 ? length : Math.max(lineEnd, start + 1);
  return { template: part(template, start, end), output: part(printed, start, end) };
}

function part(span: Span, start: number, end: number): Span {
  return { start: span.start + start, end: span.start + end };
}
