/** Names with their values in order, such as headers and query strings. */
export type Parameters = ReadonlyMap<string, readonly string[]>;

/** Parameters as a plain object. A single value is not wrapped in an array. */
export type PlainParameters = Readonly<Record<string, string | readonly string[]>>;

/** Returns the values of a header. The case of its name is ignored. */
export function headerValues(headers: Parameters, name: string): readonly string[] | undefined {
  const exact = headers.get(name);
  if (exact) return exact;
  const lower = name.toLowerCase();
  for (const [key, values] of headers) if (key.toLowerCase() === lower) return values;
  return undefined;
}

/** The headers, query parameters or path parameters of a message that is being built. */
export class ParameterSet {
  readonly #values: Map<string, readonly string[]>;

  constructor(
    initial: Parameters,
    /** True for headers. */
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

  /** Renames parameters. Those whose new name is undefined are removed. */
  rename(newName: (name: string) => string | undefined): void {
    for (const [name, values] of [...this.#values]) {
      const changed = newName(name);
      if (changed === name) continue;
      this.#values.delete(name);
      if (changed !== undefined) this.#values.set(changed, values);
    }
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

/** Converts parameters to a plain object. */
export function plain(parameters: Parameters): PlainParameters {
  return Object.fromEntries(
    Array.from(parameters, ([name, values]) => {
      const [first, ...others] = values;
      return [name, others.length === 0 ? (first ?? "") : values] as const;
    }),
  );
}

/** Keeps the last value of each parameter, which is the one that REST APIs and templates use. */
export function lastOfEach(parameters: Parameters): Readonly<Record<string, string>> {
  return Object.fromEntries(Array.from(parameters, ([name, values]) => [name, values.at(-1) ?? ""] as const));
}
