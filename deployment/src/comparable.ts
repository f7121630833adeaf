import { OPERATIONS } from "../../server/src/service";
import type { Members } from "./gateway";
import { defaultOf, type Place } from "./normalize";

/**
 * Fills in the default of each member that only one side has, for people: a timeout that becomes the default has a
 * new value and is not removed.
 */
export function comparable(
  before: Members,
  after: Members,
  place: Place,
): { readonly before: Members; readonly after: Members } {
  return { before: filled(before, after, place), after: filled(after, before, place) };
}

/** Returns the members in the input's order, with the defaults of those that only the other side has. */
function filled(members: Members, other: Members, place: Place): Members {
  const schemas = [...OPERATIONS[place.operation].members.values()];
  return Object.fromEntries(
    schemas.flatMap((schema) => {
      const { name } = schema;
      const value =
        members[name] ?? (other[name] === undefined ? undefined : defaultOf(schema, members, place));
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}
