/** Thrown to end a rendering, or a part of it, early. These never leave the evaluator. */

/** A Java exception that Velocity does not catch, so the request fails on AWS. */
export class JavaFault extends Error {
  override readonly name = "JavaFault";
}

/** A budget or the time is used up, or the caller cancelled the rendering. */
export class LimitReached extends Error {
  override readonly name = "LimitReached";
  constructor(
    readonly limit: "steps" | "output" | "memory" | "depth" | "time" | "cancelled",
    message: string,
  ) {
    super(message);
  }
}

/** `#break` and `#stop`. */
export class Stop {
  /** @param target what stops: the nearest loop, block or macro; the whole template; or the loop with this scope. */
  constructor(readonly target: "nearest" | "all" | object) {}

  /** Whether the loop, block or macro that caught this stops here; loops pass their scope. */
  isFor(scope?: object): boolean {
    return this.target === "nearest" || (scope !== undefined && this.target === scope);
  }
}
