/** How many code points become one string at a time. */
const SIZE = 4096;

/**
 * Builds a text from code points. Appending each to a string would take many times the memory of the text, because
 * the engine remembers every concatenation.
 */
export class TextChunks {
  #text = "";
  #points: number[] = [];

  /** Adds a code point, or one half of a pair of surrogates. */
  add(point: number): void {
    if (this.#points.push(point) === SIZE) this.#flush();
  }

  addText(text: string): void {
    for (let i = 0; i < text.length; i++) this.add(text.charCodeAt(i));
  }

  toString(): string {
    this.#flush();
    return this.#text;
  }

  #flush(): void {
    if (this.#points.length === 0) return;
    this.#text += String.fromCodePoint(...this.#points);
    this.#points = [];
  }
}
