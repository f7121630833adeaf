import { fingerprint } from "./fingerprint";
import type { LiveThing } from "./liveState";
import { normalize, type Place } from "./normalize";

/** Returns the IDs of resources that are not among the known ones and have the given fingerprint. */
export function findNewMatches(
  all: readonly LiveThing[],
  knownIds: readonly string[],
  wanted: string,
  place: Place,
): readonly string[] {
  return all.flatMap(({ id, members }) =>
    id !== undefined && !knownIds.includes(id) && fingerprint(normalize(members, place)) === wanted
      ? [id]
      : [],
  );
}
