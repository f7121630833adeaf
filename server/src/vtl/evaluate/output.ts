/** How many pieces and characters are joined at a time. */
const PIECES = 512;
const CHARACTERS = 8192;

/**
 * The text that a template has printed. Appending each piece to a string would take many times the memory of the text,
 * because the engine remembers every concatenation.
 */
export class Output {
  #text = "";
  #pieces: string[] = [];
  #pending = 0;
  length = 0;

  add(text: string): void {
    this.length += text.length;
    this.#pending += text.length;
    if (this.#pieces.push(text) >= PIECES || this.#pending >= CHARACTERS) this.#join();
  }

  toString(): string {
    this.#join();
    return this.#text;
  }

  #join(): void {
    if (this.#pieces.length > 0) this.#text += this.#pieces.join("");
    this.#pieces = [];
    this.#pending = 0;
  }
}
