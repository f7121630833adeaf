import type { Fix } from "../engine/finding";

/** Returns the fix marked as one that can be applied on save. */
export function safe(fix: Fix): Fix {
  return { ...fix, isSafe: true };
}
