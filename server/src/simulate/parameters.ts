/** Names with their values in order: what headers and query strings are. */
export type Parameters = ReadonlyMap<string, readonly string[]>;

/** The same as a plain object; a name with one value has it without an array. */
export type PlainParameters = Readonly<Record<string, string | readonly string[]>>;

/** The values of a header, whose name's case does not matter to HTTP. */
export function headerValues(headers: Parameters, name: string): readonly string[] | undefined {
  const exact = headers.get(name);
  if (exact) return exact;
  const lower = name.toLowerCase();
  for (const [key, values] of headers) if (key.toLowerCase() === lower) return values;
  return undefined;
}

/** What a message carries beside its body; each change gives the next state. */
export class ParameterSet {
  readonly #values: Map<string, readonly string[]>;

  constructor(
    initial: Parameters,
    /** Header names are, query string names are not. */
    private readonly ignoresCase: boolean,
  ) {
    this.#values = new Map(initial);
  }

  has(name: string): boolean {
    return this.#values.has(this.#known(name));
  }

  set(name: string, values: readonly string[]): void {
    this.#values.set(this.#known(name), values);
  }

  append(name: string, values: readonly string[]): void {
    const key = this.#known(name);
    this.#values.set(key, [...(this.#values.get(key) ?? []), ...values]);
  }

  remove(name: string): void {
    this.#values.delete(this.#known(name));
  }

  get values(): Parameters {
    return this.#values;
  }

  toPlain(): PlainParameters {
    return plain(this.#values);
  }

  #known(name: string): string {
    if (!this.ignoresCase) return name;
    const lower = name.toLowerCase();
    return [...this.#values.keys()].find((key) => key.toLowerCase() === lower) ?? name;
  }
}

/** Parameters as a plain object. */
export function plain(parameters: Parameters): PlainParameters {
  return Object.fromEntries(
    Array.from(parameters, ([name, values]) => {
      const [first, ...others] = values;
      return [name, others.length === 0 ? (first ?? "") : values] as const;
    }),
  );
}

/** Of several values the last, which is what REST APIs read and templates see. */
export function lastOfEach(parameters: Parameters): Readonly<Record<string, string>> {
  return Object.fromEntries(Array.from(parameters, ([name, values]) => [name, values.at(-1) ?? ""] as const));
}
