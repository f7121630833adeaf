/** Running a subject up to a moment, by running it from the start. */
import type { IsCancelled } from "../vtl";
import { type Event, Follower } from "./follower";
import { type DebugFrame, framesOf } from "./frames";
import type { DebugSubject, SubjectResult } from "./subject";
import { Variables } from "./variables";

/** Thrown to end a run at the wanted moment. */
class Reached {}

/** How a run ended. */
export type RunEnd =
  | {
      readonly kind: "stopped";
      /** The number of the event. */
      readonly event: number;
      readonly frames: readonly DebugFrame[];
      readonly variables: Variables;
      readonly follower: Follower;
    }
  | { readonly kind: "ended"; readonly result: SubjectResult; readonly follower: Follower };

/** Runs from the start, until `isEnd` says so of an event. */
export function runUntil(
  subject: DebugSubject,
  isCancelled: IsCancelled,
  isEnd: (event: Event, follower: Follower) => boolean,
): RunEnd {
  let reached:
    | Pick<Extract<RunEnd, { readonly kind: "stopped" }>, "event" | "frames" | "variables">
    | undefined;
  const reach = new Reached();
  const follower = new Follower((event, self) => {
    if (!isEnd(event, self)) return;
    // Loops and blocks restore their variables on the way out.
    reached = {
      event: event.number,
      frames: framesOf(event, self),
      variables: self.paused(() => new Variables(event, self)),
    };
    throw reach;
  });
  try {
    const result = subject.run((template) => follower.follow(template), isCancelled);
    return { kind: "ended", result, follower };
  } catch (error) {
    if (error !== reach || !reached) throw error;
    return { kind: "stopped", ...reached, follower };
  }
}
