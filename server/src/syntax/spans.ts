/** Comparisons of spans. */
import type { Span } from "./nodes";

/** Whether the outer span covers the inner one. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
