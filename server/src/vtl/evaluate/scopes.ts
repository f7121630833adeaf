/** The scopes that hold variables. */
import type { Value } from "../values";
import { bytesOf, type Meter } from "./limits";

export interface Scope {
  /** The value of a variable; null if it is null or undefined, which Velocity does not distinguish. */
  get(name: string): Value;
  put(name: string, value: Value): void;
  remove(name: string): void;
  /** All variables with their values, in the order in which they were first set. */
  all(): Map<string, Value>;
  /** Source text of the argument for a macro parameter, printed for escaped references to it. */
  literal(reference: string): string | undefined;
}

export class Variables implements Scope {
  readonly #variables: Map<string, Value>;

  constructor(
    variables: ReadonlyMap<string, Value>,
    private readonly meter: Meter,
  ) {
    this.#variables = new Map(variables);
  }

  get(name: string): Value {
    return this.#variables.get(name) ?? null;
  }

  put(name: string, value: Value): void {
    this.meter.allocate(bytesOf(value) - bytesOf(this.get(name)));
    this.#variables.set(name, value);
  }

  remove(name: string): void {
    this.meter.allocate(-bytesOf(this.get(name)));
    this.#variables.delete(name);
  }

  all(): Map<string, Value> {
    return new Map(this.#variables);
  }

  literal(): undefined {
    return undefined;
  }
}

/** A macro argument that is evaluated each time it is used (call by name). */
export interface LazyArgument {
  readonly source: string;
  value(): Value;
}

/** The variables of a running macro: its arguments first, then the variables of the caller. */
export class MacroScope implements Scope {
  readonly #own = new Map<string, Value>();
  readonly #lazy = new Map<string, LazyArgument>();
  readonly #literals = new Map<string, string>();

  constructor(readonly outer: Scope) {}

  /** Binds an argument that has the same value at every use. */
  constant(name: string, value: Value): void {
    this.#own.set(name, value);
  }

  lazy(name: string, argument: LazyArgument): void {
    this.#lazy.set(name, argument);
    this.#literals.set(`$${name}`, argument.source);
  }

  get(name: string): Value {
    const own = this.#own.get(name) ?? null;
    if (own !== null) return own;
    const lazy = this.#lazy.get(name);
    return lazy === undefined ? this.outer.get(name) : lazy.value();
  }

  put(name: string, value: Value): void {
    this.#own.set(name, value);
    this.outer.put(name, value);
  }

  remove(name: string): void {
    this.#own.delete(name);
    this.#lazy.delete(name);
    this.outer.remove(name);
  }

  all(): Map<string, Value> {
    const all = this.outer.all();
    for (const [name, value] of this.#own) all.set(name, value);
    for (const [name, argument] of this.#lazy) all.set(name, argument.value());
    return all;
  }

  literal(reference: string): string | undefined {
    return this.#literals.get(reference) ?? this.outer.literal(reference);
  }
}

/** Hides a loop variable while it is null, even if an outer variable has the same name. */
export class NullScope implements Scope {
  #hidden = true;

  constructor(
    readonly outer: Scope,
    private readonly hiddenName: string,
  ) {}

  get(name: string): Value {
    return this.#hidden && name === this.hiddenName ? null : this.outer.get(name);
  }

  put(name: string, value: Value): void {
    if (value === null && name === this.hiddenName) this.#hidden = true;
    this.outer.put(name, value);
  }

  remove(name: string): void {
    if (name === this.hiddenName) this.#hidden = false;
    this.outer.remove(name);
  }

  all(): Map<string, Value> {
    const all = this.outer.all();
    if (this.#hidden) all.delete(this.hiddenName);
    return all;
  }

  literal(reference: string): string | undefined {
    return this.outer.literal(reference);
  }
}
