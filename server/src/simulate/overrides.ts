/** What templates override, on top of the parameter mappings. */
import type { OverrideValue } from "../vtl";
import type { ParameterSet } from "./parameters";
import type { Direction, Place, Target } from "./steps";
import type { Way } from "./way";

/** The maps of a backend's request that a template can override. */
export interface RequestMaps {
  readonly header: ParameterSet;
  readonly querystring: ParameterSet;
  readonly path: ParameterSet;
}

/** Makes the overrides of a request template. */
export function overrideRequest(way: Way, maps: RequestMaps): void {
  if (!way.overridden) return;
  const { place } = way.overridden;
  const { requestOverride } = way.overridden.overrides;
  for (const location of ["header", "querystring", "path"] as const) {
    for (const [name, value] of Object.entries(requestOverride[location])) {
      const values = listOf(value);
      tell(way, "request", { location, name }, values, place);
      maps[location].set(name, values);
    }
  }
}

/**
 * Makes what the templates, the request's too, have overridden in the response; gives the status that it comes to.
 */
export function overrideResponse(way: Way, headers: ParameterSet, ownStatus: number): number {
  if (!way.overridden) return ownStatus;
  const { place } = way.overridden;
  const { header, status } = way.overridden.overrides.responseOverride;
  for (const [name, value] of Object.entries(header)) {
    const values = listOf(value);
    tell(way, "response", { location: "header", name }, values, place);
    headers.set(name, values);
  }
  if (status === undefined) return ownStatus;
  const text = listOf(status).join();
  if (!/^[1-5]\d\d$/.test(text)) {
    way.report({
      code: "badStatus",
      severity: "warning",
      message: `The status ${text} is no whole number from 100 to 599, so API Gateway keeps ${ownStatus}.`,
      place,
    });
    return ownStatus;
  }
  tell(way, "response", { location: "status" }, [text], place);
  return Number(text);
}

function tell(way: Way, direction: Direction, target: Target, values: readonly string[], place: Place): void {
  way.step({ kind: "override", direction, target, values, place });
}

function listOf(value: OverrideValue): readonly string[] {
  return typeof value === "string" ? [value] : value;
}
