import { type Format, printInput } from "../../server/src/service";
import type { Plan } from "./plan";

/** Formats both sides of a plan for a diff editor, normalized; the live side is empty if nothing exists yet. */
export function documentsOf(
  { before, after }: Plan,
  format: Format,
): { readonly before: string; readonly after: string } {
  return { before: before ? printInput(before, format) : "", after: printInput(after, format) };
}
