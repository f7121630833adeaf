/** Selects the integration response for a backend's response. */
import { parseResponseKey } from "../expressions";
import { compileJavaRegex, matchesWhole, replaceMatches } from "../javaRegex";
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
  const results = responses.map((response) => matchOf(execution, response, selector));
  const matching = responses.filter((_, index) => results[index]?.isMatch);
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
    candidates: responses.map((response, index) => {
      const at = placeOf(response);
      const status = response.protocol === "REST" ? response.source.input.text("statusCode") : undefined;
      return {
        key: response.text("responseKey") ?? "",
        ...(status !== undefined && { status }),
        isChosen: response === chosen,
        reason: reasonOf(response, results[index] ?? { isMatch: false }, selector, chosen),
        ...(at && { place: at }),
      };
    }),
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

/** Whether a pattern matches, and if not, what is wrong with it. */
interface PatternMatch {
  readonly isMatch: boolean;
  readonly isBroken?: boolean;
}

/** A pattern has to match the whole text, as with Java's `matches`. */
function matchOf(execution: Execution, response: IntegrationConfig, { value }: Selector): PatternMatch {
  const pattern = patternOf(response);
  if (!pattern) return { isMatch: false };
  const result = attempt((budget) => matchesWhole(compileJavaRegex(pattern), value, budget));
  if (result.kind === "done") return { isMatch: result.value };
  const place = response.place("responseKey");
  execution.report({
    code: "badPattern",
    severity: "error",
    message: result.message,
    ...(place && { place }),
  });
  return { isMatch: false, isBroken: true };
}

/** Whether a pattern that does not match the whole text matches a part of it. */
function matchesPart(pattern: string, value: string): boolean {
  const result = attempt((budget) => replaceMatches(compileJavaRegex(pattern), value, "", "first", budget));
  return result.kind === "done" && result.value !== value;
}

function reasonOf(
  response: IntegrationConfig,
  match: PatternMatch,
  { by, value }: Selector,
  chosen: IntegrationConfig | undefined,
): string {
  const what = by === "status" ? "status" : "error message";
  const isChosen = response === chosen;
  if (isDefault(response) && !match.isMatch) {
    if (isChosen) return "the default, because no pattern matches";
    const isSecond = chosen !== undefined && isDefault(chosen);
    return isSecond ? "an earlier default is used" : "the default, only used if no pattern matches";
  }
  if (isChosen) return `its pattern matches the ${what}`;
  if (match.isMatch) return "its pattern matches too, but an earlier one is used";
  if (match.isBroken) return "its pattern cannot be matched";
  const pattern = patternOf(response);
  if (!pattern) return "it has no pattern";
  const isPartial = matchesPart(pattern, value);
  return isPartial
    ? `its pattern matches a part of the ${what}, but not the whole`
    : `its pattern does not match the ${what}`;
}
