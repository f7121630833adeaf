/** Generates random YAML that the AWS CLI accepts: all scalar styles, block and flow collections, comments. */
export class YamlWriter {
  constructor(private readonly random: () => number) {}

  #int(below: number): number {
    return Math.floor(this.random() * below);
  }

  #pick<T>(values: readonly [T, ...T[]]): T {
    return values[this.#int(values.length)] ?? values[0];
  }

  #words(): string {
    const word = () =>
      this.#pick(["foo", "b:x", "b#z", "é", "$x", "{", "a,b", "'", "12", "😀", "$context.id"]);
    return Array.from({ length: 1 + this.#int(4) }, word).join(this.#pick([" ", "  "]));
  }

  /** The lines of a mapping, each with its line break. */
  document(indentation = 0, depth = 0): string {
    let text = "";
    for (let index = 0; index < 1 + this.#int(4); index++) {
      const key = this.#pick(["Name", "application/json", '"quoted"', "'single'", "integration.request.x"]);
      const name = /["']$/.test(key) ? key.slice(0, -1) + index + key.slice(-1) : key + index;
      const spaces = " ".repeat(indentation);
      const comment = this.#pick(["", "", " # note"]);
      if (depth < 3 && this.random() < 0.3) {
        text += `${spaces}${name}:${comment}\n${this.document(indentation + this.#pick([1, 2, 4]), depth + 1)}`;
      } else if (depth < 3 && this.random() < 0.1) {
        text += `${spaces}${name}:${comment}\n${this.#list(indentation + this.#pick([0, 2]), depth + 1)}`;
      } else text += `${spaces}${name}: ${this.scalar(indentation)}\n`;
      text += this.#pick(["", "", "", "", "\n", `${spaces}# a comment\n`]);
    }
    return text;
  }

  #list(indentation: number, depth: number): string {
    let text = "";
    for (let index = 0; index < 1 + this.#int(3); index++) {
      const isMapping = this.random() < 0.4;
      const item = isMapping
        ? this.document(indentation + 2, depth).slice(indentation + 2)
        : `${this.scalar(indentation)}\n`;
      text += `${" ".repeat(indentation)}- ${item}`;
    }
    return text;
  }

  /** The value of a member whose name is at this column, without the line break after it. */
  scalar(indentation: number): string {
    return this.#pick<() => string>([
      () => this.#plain(indentation),
      () => this.#quoted(indentation, "'"),
      () => this.#quoted(indentation, '"'),
      () => this.#block(indentation),
      () => this.#pick(["1", "2.0", "true", "~", "null", "0x1F", "1e3", ".5", "0o17", "-1", "yes", "v1", ""]),
      () => this.#pick(["{}", "[]", "{a: b, c: [d, 'e']}", "[a, {b: c}]", '{"a":"b"}', "{a: [x: y]}"]),
    ])();
  }

  #lines(indentation: number, count: number, line: () => string): string {
    return Array.from({ length: count }, () =>
      this.random() < 0.25 ? "" : " ".repeat(indentation + 1 + this.#int(3)) + line(),
    ).join("\n");
  }

  #plain(indentation: number): string {
    const first = this.#words().replace(/^[^a-z$é]+/, "x");
    if (this.random() < 0.6) return first;
    const line = () => this.#words().replace(/^#/, "x");
    return `${first}\n${this.#lines(indentation, 1 + this.#int(3), line)}\n${" ".repeat(indentation + 2)}end`;
  }

  #quoted(indentation: number, quote: "'" | '"'): string {
    const words = () =>
      quote === "'"
        ? this.#words().replaceAll("'", "''")
        : this.#words() +
          this.#pick(["", "\\n", '\\"', "\\u00e9", "\\\\", "\\/", "\\x41", "\\U0001F600", "\\t "]);
    if (this.random() < 0.5) return quote + words() + quote;
    const folded = quote === '"' && this.random() < 0.3 ? " \\" : this.#pick(["", " ", "\t"]);
    // Parsers differ on empty lines after an escaped line break.
    const rest = folded === " \\" ? "" : `${this.#lines(indentation, 1 + this.#int(3), words)}\n`;
    return `${quote}${words()}${folded}\n${rest}${" ".repeat(indentation + 1)}${words()}${quote}`;
  }

  #block(indentation: number): string {
    const indicator = this.#pick(["|", ">"]) + this.#pick(["", "-", "+"]);
    const extra = 1 + this.#int(3);
    const digit = this.random() < 0.3 ? String(extra) : "";
    const line = () => " ".repeat(indentation + extra) + this.#pick(["", "", "", "  ", "\t"]) + this.#words();
    const first = " ".repeat(indentation + extra + (digit ? this.#pick([0, 2]) : 0)) + this.#words();
    const rest = Array.from({ length: this.#int(5) }, () => (this.random() < 0.25 ? "" : line()));
    const lead = this.#pick(["", "", "\n"]);
    return `${indicator}${digit}${this.#pick(["", " # note"])}\n${lead}${[first, ...rest].join("\n")}${this.#pick(["", "\n", "\n\n"])}`;
  }
}
