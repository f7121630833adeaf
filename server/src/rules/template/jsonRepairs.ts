/** Fixes for text of a template that is not JSON. */
import { applyEdits } from "../../syntax/applyEdits";
import type { TextPiece } from "../../syntax/change";
import type { Span } from "../../syntax/nodes";
import type { Choice } from "../../vtl/analysis/executionPaths";
import type { JsonSkeleton } from "../../vtl/analysis/jsonSkeleton";
import type { Fault } from "../../vtl/analysis/jsonStates";
import type { Fix } from "../engine/finding";
import { Derived, Template } from "../engine/template";

/** The most characters to analyze for the fixes of a template, because all of it happens after each keystroke. */
const MAX_ANALYZED = 30_000;

const attempts = new Derived(({ text }) => ({ left: Math.floor(MAX_ANALYZED / Math.max(text.length, 1)) }));

/** Returns the fix of a fault in JSON, if there is an obvious one that leaves no fault at this place. */
export function jsonRepairs(template: Template, fault: Fault, choice?: Choice): readonly Fix[] {
  // What a host puts into the template could be anything.
  if (template.holes.length > 0) return [];
  const repair = choice?.kind === "repeated" ? separator(template, choice) : repairOf(template.text, fault);
  const budget = attempts.of(template);
  if (!repair || budget.left-- <= 0) return [];
  const { title, pieces } = repair;
  const after = new Template(applied(template.text, pieces), template.scope).json;
  let end = fault.end;
  for (const { span, text } of pieces)
    if (span.start <= fault.end) end += text.length - (span.end - span.start);
  const others = new Set(
    faultsOf(template.json)
      .filter((each) => each !== fault)
      .map(keyOf),
  );
  const isRepaired = after && faultsOf(after).every((each) => each.start >= end || others.has(keyOf(each)));
  return isRepaired ? template.fixes(title, ...pieces) : [];
}

function applied(text: string, pieces: readonly TextPiece[]): string {
  return applyEdits(
    text,
    pieces.map((piece) => ({ span: piece.span, newText: piece.text })),
  );
}

function faultsOf(json: JsonSkeleton | undefined): readonly Fault[] {
  if (!json) return [];
  const faults = json.branchFaults.map((each) => each.fault);
  return json.fault ? [json.fault, ...faults] : faults;
}

function keyOf({ start, message }: Fault): string {
  return `${start} ${message}`;
}

/** Prints a comma between the items of a loop. */
function separator({ text, facts }: Template, { at }: Choice): Repair | undefined {
  const loop = facts.loops.find(({ start, end }) => start <= at.start && at.end <= end && start === at.start);
  if (!loop?.endSpan) return undefined;
  const end = text.slice(0, loop.endSpan.start).trimEnd().length;
  const piece = { span: { start: end, end }, text: "#if($foreach.hasNext),#end" };
  return { title: "Separate the items with commas", pieces: [piece] };
}

interface Repair {
  readonly title: string;
  readonly pieces: readonly TextPiece[];
}

function repairOf(text: string, { start, end }: Span): Repair | undefined {
  const found = text.slice(start, end);
  const before = text.slice(0, start).trimEnd();
  const last = before.length - 1;
  const replace = (title: string, newText: string, span: Span = { start, end }): Repair => ({
    title,
    pieces: [{ span: { start: span.start, end: span.end }, text: newText }],
  });
  if (found === "\\" && text[end] === '"') {
    const pieces = Array.from(text.matchAll(/\\"/g), ({ index }) => ({
      span: { start: index, end: index + 1 },
      text: "",
    }));
    return { title: "Remove the backslashes before quotes", pieces };
  }
  if (/^[}\]]$/.test(found) && text[last] === ",") {
    return replace("Remove the comma", "", { start: last, end: last + 1 });
  }
  if (found === "," && /^[,[{]$/.test(text[last] ?? "")) return replace("Remove the comma", "");
  if (found === "\n" || found === "\r") {
    return replace("Escape the line break", found === "\n" ? "\\n" : "\\r");
  }
  if (found === "\\'") return replace("Remove the backslash", "'");
  if (/^\\[^"\\\n\r]$/.test(found)) return replace("Double the backslash", `\\${found}`);
  if (found === "'") {
    const close = text.indexOf("'", end);
    const inside = close < 0 ? undefined : text.slice(end, close);
    if (inside === undefined || /["\n$#\\]/.test(inside)) return undefined;
    return replace("Use double quotes", `"${inside}"`, { start, end: close + 1 });
  }
  if (/^[A-Za-z_][\w.-]*$/.test(found)) {
    const right = WORDS.get(found);
    return right === undefined ? replace("Add quotes", `"${found}"`) : replace(`Write ${right}`, right);
  }
  // A value, name or reference right after another one.
  if (/^["{[$]/.test(found) && /["}\]\w)]$/.test(before)) {
    const comma = replace("Insert a comma", ",", { start: last + 1, end: last + 1 });
    const isOpen = text[last + 1] !== undefined && last + 1 < start;
    return isOpen ? comma : undefined;
  }
  return undefined;
}

/** Other languages' ways to write JSON's literals. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ["True", "true"],
  ["False", "false"],
  ["None", "null"],
  ["undefined", "null"],
  ["nil", "null"],
]);
