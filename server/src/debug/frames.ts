/** The stack of a moment: the loops and calls that the next statement is in. */
import type { Event, Follower } from "./follower";
import type { DebugPlace } from "./subject";

export interface DebugFrame {
  readonly name: string;
  readonly place: DebugPlace;
  /** How many loops around it the frame is: 0 for the innermost loop; absent outside of loops. */
  readonly loop?: number;
}

/** Returns the frames of a moment, the innermost first. */
export function framesOf({ point, run: { template } }: Event, { calls }: Follower): readonly DebugFrame[] {
  const levels = calls.flatMap(({ name, loops, at }) => {
    const inner = loops.map((loop) => ({
      name: `#foreach(${loop.name}), iteration ${loop.pass}`,
      entered: loop.point,
      isLoop: true,
    }));
    return [{ name, entered: undefined, isLoop: false }, ...inner].map((level, index, all) => ({
      ...level,
      // What runs in a level: the loop inside it, or its statement.
      at: all[index + 1]?.entered ?? at,
    }));
  });
  let loop = 0;
  return levels.reverse().map(({ name, at, isLoop }) => ({
    name,
    place: template.placeOf(at ?? point),
    ...(isLoop && { loop: loop++ }),
  }));
}
