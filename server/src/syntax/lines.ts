/** A position in a text: a zero-based line, and UTF-16 code units from the start of the line. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Converts offsets to positions. Lines end with LF, CRLF or CR, as in the Language Server Protocol. */
export class LineIndex {
  /** Computed on first use, because a file without problems does not need them. */
  #starts: readonly number[] | undefined;

  constructor(readonly text: string) {}

  position(offset: number): Position {
    this.#starts ??= lineStarts(this.text);
    const starts = this.#starts;
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low, character: offset - (starts[low] ?? 0) };
  }

  /** The positions of a span, which is widened to whole characters: a line break, a pair of surrogates. */
  range({ start, end }: { readonly start: number; readonly end: number }): Range {
    const first = this.#isInside(start) ? start - 1 : start;
    const last = this.#isInside(end) ? (end === start ? first : end + 1) : end;
    return { start: this.position(first), end: this.position(last) };
  }

  /** True between the two code units of CRLF or of a pair of surrogates. */
  #isInside(offset: number): boolean {
    const before = this.text.charCodeAt(offset - 1);
    const after = this.text.charCodeAt(offset);
    if (before === 13) return after === 10;
    return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000;
  }
}

/** Finds the line starts with `indexOf`, which is much faster than looking at every character. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  let feed = text.indexOf("\n");
  let carriage = text.indexOf("\r");
  while (feed >= 0 || carriage >= 0) {
    const isFeed = carriage < 0 || (feed >= 0 && feed < carriage);
    const start = isFeed || feed === carriage + 1 ? feed + 1 : carriage + 1;
    starts.push(start);
    if (feed >= 0 && feed < start) feed = text.indexOf("\n", start);
    if (carriage >= 0 && carriage < start) carriage = text.indexOf("\r", start);
  }
  return starts;
}
