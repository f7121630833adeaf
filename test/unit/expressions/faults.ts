import assert from "node:assert/strict";
import type { Span } from "../../../server/src/syntax/nodes";
import { parseRanges } from "../../support/markers";

/** A text with each wrong part between `<|` and `|>`, and the kinds in order. A text without markers is valid. */
export type Expected = readonly [marked: string, kinds?: string];

interface Parsed {
  readonly faults: readonly { readonly kind: string; readonly span: Span }[];
}

/** Checks kinds and spans. Where markers would overlap, a kind can include its span: `badName 3-4`. */
export function assertFaults([marked, kinds]: Expected, parse: (text: string) => Parsed): void {
  const { text, spans } = marked.includes("<|") ? parseRanges(marked) : { text: marked, spans: [] };
  const wanted = (kinds ? kinds.split(",") : []).map((kind, i) =>
    kind.includes(" ") ? kind : `${kind} ${spans[i]?.start}-${spans[i]?.end}`,
  );
  const found = parse(text).faults.map(({ kind, span }) => `${kind} ${span.start}-${span.end}`);
  assert.deepEqual(found, wanted);
}
