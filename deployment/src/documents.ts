import { type Format, printInput } from "../../server/src/service";
import { comparable } from "./comparable";
import type { Plan } from "./plan";

/** Formats both sides of a plan for a diff editor, normalized; the live side is empty if nothing exists yet. */
export function documentsOf(plan: Plan, format: Format): { readonly before: string; readonly after: string } {
  if (!plan.before) return { before: "", after: printInput(plan.after, format) };
  const { before, after } = comparable(plan.before, plan.after, plan.place);
  return { before: printInput(before, format), after: printInput(after, format) };
}
