/** The overrides of templates, which are applied after the parameter mappings. */
import type { OverrideValue } from "../vtl";
import type { Execution } from "./execution";
import type { ParameterSet } from "./parameters";
import type { Direction, ParameterTarget, SimulationPlace } from "./steps";

/** The maps of the integration request that a template can override. */
export interface RequestMaps {
  readonly header: ParameterSet;
  readonly querystring: ParameterSet;
  readonly path: ParameterSet;
}

/** Applies the overrides of a request template. */
export function overrideRequest(execution: Execution, maps: RequestMaps): void {
  if (!execution.overridden) return;
  const { place } = execution.overridden;
  const { requestOverride } = execution.overridden.overrides;
  for (const location of ["header", "querystring", "path"] as const) {
    for (const [name, value] of Object.entries(requestOverride[location])) {
      const values = listOf(value);
      addStep(execution, "request", { location, name }, values, place);
      maps[location].set(name, values);
    }
  }
}

/** Applies the response overrides of all templates, including the request template. Returns the final status. */
export function overrideResponse(execution: Execution, headers: ParameterSet, ownStatus: number): number {
  if (!execution.overridden) return ownStatus;
  const { place } = execution.overridden;
  const { header, status } = execution.overridden.overrides.responseOverride;
  for (const [name, value] of Object.entries(header)) {
    const values = listOf(value);
    addStep(execution, "response", { location: "header", name }, values, place);
    headers.set(name, values);
  }
  if (status === undefined) return ownStatus;
  const text = listOf(status).join();
  if (!/^[1-5]\d\d$/.test(text)) {
    execution.report({
      code: "badStatus",
      severity: "warning",
      message: `The status ${text} is not an integer from 100 to 599, so API Gateway keeps ${ownStatus}.`,
      place,
    });
    return ownStatus;
  }
  addStep(execution, "response", { location: "status" }, [text], place);
  return Number(text);
}

function addStep(
  execution: Execution,
  direction: Direction,
  target: ParameterTarget,
  values: readonly string[],
  place: SimulationPlace,
): void {
  execution.step({ kind: "override", direction, target, values, place });
}

function listOf(value: OverrideValue): readonly string[] {
  return typeof value === "string" ? [value] : value;
}
