/** Selects the integration response for a backend's response. */
import { parseResponseKey } from "../expressions";
import { compileJavaRegex, matchesWhole } from "../javaRegex";
import type { BackendResponse } from "./backend";
import { attempt } from "./budget";
import type { Execution } from "./execution";
import { callsLambda, type IntegrationConfig, typeOf } from "./integrationConfig";
import type { SimulationPlace } from "./steps";

/** What the patterns of integration responses are matched against. */
interface Selector {
  readonly by: "status" | "errorMessage";
  readonly value: string;
}

/** Selects the integration response; undefined if none matches and there is no default. */
export function chooseResponse(
  execution: Execution,
  responses: readonly IntegrationConfig[],
  backend: BackendResponse,
): IntegrationConfig | undefined {
  const selector = selectorOf(execution, backend);
  const matching = responses.filter((response) => isSelectedBy(execution, response, selector.value));
  const defaults = responses.filter(isDefault);
  const chosen = matching[0] ?? defaults[0];
  const [, second] = matching.length > 0 ? matching : defaults;
  if (second) {
    const place = placeOf(second);
    execution.report({
      code: "severalResponses",
      severity: "warning",
      message:
        "This integration response matches the same backend response as an earlier one. The simulation uses the first.",
      ...(place && { place }),
    });
  }
  if (matching.length === 0) reportLineBreak(execution, responses, selector.value);
  const place = chosen && placeOf(chosen);
  execution.step({
    kind: "responseSelection",
    ...selector,
    ...(chosen && { chosen: chosen.text("responseKey") ?? "" }),
    ...(place && { place }),
  });
  return chosen;
}

/** Reports the first pattern that would match if `.` matched line breaks. */
function reportLineBreak(execution: Execution, responses: readonly IntegrationConfig[], value: string): void {
  if (!/[\n\r\u0085\u2028\u2029]/.test(value)) return;
  const missed = responses.find((response) => {
    const pattern = patternOf(response);
    if (!pattern?.includes(".")) return false;
    const result = attempt((budget) => matchesWhole(compileJavaRegex(`(?s)${pattern}`), value, budget));
    return result.kind === "done" && result.value;
  });
  if (!missed) return;
  const place = placeOf(missed);
  execution.report({
    code: "lineBreakInError",
    severity: "warning",
    message:
      "This pattern does not match because the error message contains a line break, which `.` does not match. Start the pattern with (?s).",
    ...(place && { place }),
  });
}

/** The default response of a REST API has no pattern, so its status is used. */
function placeOf(response: IntegrationConfig): SimulationPlace | undefined {
  return response.place("responseKey") ?? response.source.memberPlace("statusCode");
}

/** For a Lambda function the error message, which is empty if it succeeded; otherwise the status. */
function selectorOf(
  { input: { integration } }: Execution,
  { status, error, body }: BackendResponse,
): Selector {
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

function isDefault(response: IntegrationConfig): boolean {
  const key = response.text("responseKey");
  return response.protocol === "REST" ? key === undefined : key === "$default";
}

/** The pattern of an integration response; undefined if it has none. */
function patternOf(response: IntegrationConfig): string | undefined {
  const key = response.text("responseKey");
  return response.protocol === "REST" || key === undefined ? key : parseResponseKey(key).pattern?.text;
}

/** A pattern has to match the whole text, as with Java's `matches`. */
function isSelectedBy(execution: Execution, response: IntegrationConfig, value: string): boolean {
  const pattern = patternOf(response);
  if (!pattern) return false;
  const result = attempt((budget) => matchesWhole(compileJavaRegex(pattern), value, budget));
  if (result.kind === "done") return result.value;
  const place = response.place("responseKey");
  execution.report({
    code: "badPattern",
    severity: "error",
    message: result.message,
    ...(place && { place }),
  });
  return false;
}
