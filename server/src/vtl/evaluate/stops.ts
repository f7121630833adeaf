/** What ends a rendering, or a part of it, early. Thrown inside the evaluator, never out of it. */

/** A Java exception that Velocity does not catch: on AWS, the request fails. */
export class JavaFault extends Error {
  override readonly name = "JavaFault";
}

/** A budget or the time is used up, or the caller cancelled. */
export class LimitReached extends Error {
  override readonly name = "LimitReached";
  constructor(
    readonly limit: "steps" | "output" | "depth" | "time" | "cancelled",
    message: string,
  ) {
    super(message);
  }
}

/** `#break` and `#stop`. */
export class Stop {
  /** @param target what stops: the nearest block that can, the whole template, or the loop with this scope. */
  constructor(readonly target: "nearest" | "all" | object) {}

  /** Whether a loop, block or macro stops here; a loop tells its scope. */
  isFor(scope?: object): boolean {
    return this.target === "nearest" || (scope !== undefined && this.target === scope);
  }
}
