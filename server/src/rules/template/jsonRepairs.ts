/** Fixes for text of a template that is not JSON. */
import type { TextPiece } from "../../syntax/change";
import type { Span } from "../../syntax/nodes";
import type { Choice } from "../../vtl/analysis/executionPaths";
import type { Fault } from "../../vtl/analysis/jsonStates";
import type { Fix } from "../engine/finding";
import { Derived, Template } from "../engine/template";

/** The most characters to analyze for the fixes of a template, because all of it happens after each keystroke. */
const MAX_ANALYZED = 60_000;

const attempts = new Derived(({ text }) => ({ left: Math.floor(MAX_ANALYZED / Math.max(text.length, 1)) }));

/** Returns the fix of a fault in JSON, if there is an obvious one that leaves no fault at this place. */
export function jsonRepairs(template: Template, fault: Fault, choice?: Choice): readonly Fix[] {
  // What a host puts into the template could be anything.
  if (template.holes.length > 0) return [];
  const repair = choice?.kind === "repeated" ? separator(template, choice) : repairOf(template.text, fault);
  const budget = attempts.of(template);
  if (!repair || budget.left-- <= 0) return [];
  const { title, piece } = repair;
  const { span, text } = piece;
  const after = new Template(
    template.text.slice(0, span.start) + text + template.text.slice(span.end),
    template.scope,
  ).json;
  const end = Math.max(fault.end, span.end) + text.length - (span.end - span.start);
  const faults = after ? [after.fault, ...after.branchFaults.map((each) => each.fault)] : [];
  const isRepaired = after && faults.every((each) => !each || each.start >= end);
  return isRepaired ? template.fixes(title, piece) : [];
}

/** Prints a comma between the items of a loop. */
function separator({ text, facts }: Template, { at }: Choice): Repair | undefined {
  const loop = facts.loops.find(({ start, end }) => start <= at.start && at.end <= end && start === at.start);
  if (!loop?.endSpan) return undefined;
  const end = text.slice(0, loop.endSpan.start).trimEnd().length;
  const piece = { span: { start: end, end }, text: "#if($foreach.hasNext),#end" };
  return { title: "Separate the items with commas", piece };
}

interface Repair {
  readonly title: string;
  readonly piece: TextPiece;
}

function repairOf(text: string, { start, end }: Span): Repair | undefined {
  const found = text.slice(start, end);
  const before = text.slice(0, start).trimEnd();
  const last = before.length - 1;
  const replace = (title: string, newText: string, span: Span = { start, end }): Repair => ({
    title,
    piece: { span: { start: span.start, end: span.end }, text: newText },
  });
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
