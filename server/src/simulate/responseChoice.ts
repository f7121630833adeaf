/** Which integration response a backend's answer is turned by. */
import { parseResponseKey } from "../expressions";
import { compileJavaRegex, matchesWhole } from "../javaRegex";
import type { BackendResponse } from "./backend";
import { attempt } from "./budget";
import { callsLambda, type Part, typeOf } from "./gateway";
import type { Place } from "./steps";
import type { Way } from "./way";

/** What a response's patterns are compared with. */
interface Selector {
  readonly by: "status" | "errorMessage";
  readonly value: string;
}

/** Chooses the integration response; undefined where none is for the answer and there is no default. */
export function chooseResponse(
  way: Way,
  responses: readonly Part[],
  backend: BackendResponse,
): Part | undefined {
  const selector = selectorOf(way, backend);
  const matching = responses.filter((response) => isFor(way, response, selector.value));
  const defaults = responses.filter(isDefault);
  const chosen = matching[0] ?? defaults[0];
  const [, second] = matching.length > 0 ? matching : defaults;
  if (second) {
    const place = placeOf(second);
    way.report({
      code: "severalResponses",
      severity: "warning",
      message: "Another integration response is for the same answer. Here the first one is taken.",
      ...(place && { place }),
    });
  }
  const place = chosen && placeOf(chosen);
  way.step({
    kind: "responseSelection",
    ...selector,
    ...(chosen && { chosen: chosen.text("responseKey") ?? "" }),
    ...(place && { place }),
  });
  return chosen;
}

/** A default response of a REST API has no pattern, and is known by its status. */
function placeOf(response: Part): Place | undefined {
  return response.place("responseKey") ?? response.source.memberPlace("statusCode");
}

/** Of a function's answer the error's message, empty where there was none; else the status. */
function selectorOf({ scene: { integration } }: Way, { status, error, body }: BackendResponse): Selector {
  const isLambda = integration
    ? typeOf(integration) === "AWS" && callsLambda(integration)
    : error !== undefined;
  if (!isLambda) return { by: "status", value: String(status) };
  return { by: "errorMessage", value: error ?? errorMessageIn(body) };
}

function errorMessageIn(body: string): string {
  try {
    const output: unknown = JSON.parse(body);
    const isObject = typeof output === "object" && output !== null && "errorMessage" in output;
    return isObject && typeof output.errorMessage === "string" ? output.errorMessage : "";
  } catch {
    return "";
  }
}

function isDefault(response: Part): boolean {
  const key = response.text("responseKey");
  return response.protocol === "REST" ? key === undefined : key === "$default";
}

/** Patterns fit the whole text, as Java's `matches` has it. */
function isFor(way: Way, response: Part, value: string): boolean {
  const key = response.text("responseKey");
  if (key === undefined) return false;
  const pattern = response.protocol === "REST" ? key : parseResponseKey(key).pattern?.text;
  if (!pattern) return false;
  const result = attempt((budget) => matchesWhole(compileJavaRegex(pattern), value, budget));
  if (result.kind === "done") return result.value;
  const place = response.place("responseKey");
  way.report({ code: "badPattern", severity: "error", message: result.message, ...(place && { place }) });
  return false;
}
