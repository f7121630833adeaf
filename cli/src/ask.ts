import { createInterface } from "node:readline";

/** Returns true if there is a user to ask. */
export function isInteractive(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

/** Asks the user, on standard error because standard output may be redirected. Empty at the end of the input. */
export async function ask(question: string): Promise<string> {
  process.stderr.write(question);
  reader ??= new LineReader();
  return (await reader.next()).trim();
}

let reader: LineReader | undefined;

/** Reads standard input line by line. Keeps what is typed ahead for the questions that follow. */
class LineReader {
  readonly #lines: string[] = [];
  #isAtEnd = false;
  #give: (() => void) | undefined;
  // The terminal edits the line, so that Ctrl+C interrupts as usual between the questions.
  readonly #input = createInterface({ input: process.stdin, terminal: false });

  constructor() {
    this.#input.on("line", (line) => {
      this.#lines.push(line);
      this.#give?.();
    });
    this.#input.on("close", () => {
      this.#isAtEnd = true;
      this.#give?.();
    });
  }

  async next(): Promise<string> {
    if (this.#lines.length === 0 && !this.#isAtEnd) {
      this.#input.resume();
      await new Promise<void>((resolve) => {
        this.#give = resolve;
      });
      // An input that is read from keeps the process running.
      if (!this.#isAtEnd) this.#input.pause();
    }
    return this.#lines.shift() ?? "";
  }
}
