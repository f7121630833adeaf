/** A string with escapes and without faults, as it stands in a JSON text. */
export interface EscapedString {
  /** Offset behind the closing quote. */
  readonly end: number;
  readonly value: string;
}

const BACKSLASH = 92;

/**
 * Reads the strings of a JSON text, from its start to its end, that hold quotes: templates, mostly. `JSON.parse`
 * takes a fraction of the time and memory that putting them together escape by escape does. It tells nothing of
 * a faulty string, and is no quicker with a short one: both are left to the scanner.
 */
export class EscapedStrings {
  /** The first line feed at or behind the last string's start: no string goes on behind it. */
  #lineEnd = -1;

  constructor(private readonly text: string) {}

  /** The string that begins at the offset. */
  at(start: number): EscapedString | undefined {
    const { text } = this;
    let quote = text.indexOf('"', start + 1);
    if (text.charCodeAt(quote - 1) !== BACKSLASH) return undefined;
    if (this.#lineEnd < start) this.#lineEnd = indexOrEnd(text, "\n", start);
    while (quote < this.#lineEnd && this.#isEscaped(quote)) quote = indexOrEnd(text, '"', quote + 1);
    if (quote >= this.#lineEnd) return undefined;
    try {
      return { end: quote + 1, value: JSON.parse(text.slice(start, quote + 1)) as string };
    } catch {
      return undefined;
    }
  }

  /** True behind an odd number of backslashes. */
  #isEscaped(quote: number): boolean {
    let first = quote;
    while (this.text.charCodeAt(first - 1) === BACKSLASH) first--;
    return (quote - first) % 2 === 1;
  }
}

function indexOrEnd(text: string, wanted: string, from: number): number {
  const index = text.indexOf(wanted, from);
  return index < 0 ? text.length : index;
}
