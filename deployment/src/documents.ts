import { type Format, printInput } from "../../server/src/service";
import type { Plan } from "./plan";

/** Both sides of a plan as texts for a diff editor, alike in all that does the same; empty where nothing is there. */
export function documentsOf(
  { before, after }: Plan,
  format: Format,
): { readonly before: string; readonly after: string } {
  return { before: before ? printInput(before, format) : "", after: printInput(after, format) };
}
