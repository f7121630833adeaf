/** The execution log on standard output. */

export interface Log {
  /** Writes lines about one request. */
  lines(requestId: string, lines: readonly string[]): void;
  /** Writes a line about the endpoint itself. */
  note(line: string): void;
}

/** What waits at most for a reader that does not keep up, in bytes. */
const MOST_WAITING = 8 * 1024 * 1024;

/** A log that never waits for its reader: what does not fit is left out, and counted. */
export class StreamLog implements Log {
  #leftOut = 0;

  constructor(
    private readonly stream: NodeJS.WritableStream & { readonly writableLength: number },
    private readonly isQuiet: boolean,
  ) {}

  lines(requestId: string, lines: readonly string[]): void {
    if (this.isQuiet) return;
    if (this.stream.writableLength > MOST_WAITING) {
      this.#leftOut += lines.length;
      return;
    }
    if (this.#leftOut > 0) {
      this.stream.write(
        `(${this.#leftOut} lines of the log were left out, because nothing read them in time.)\n`,
      );
      this.#leftOut = 0;
    }
    this.stream.write(lines.map((line) => `(${requestId}) ${line}\n`).join(""));
  }

  note(line: string): void {
    this.stream.write(`${line}\n`);
  }
}
