import { describeStatus } from "../../docs/documentation";
import { BY_STATUS } from "../../docs/explain";
import { STATUS_CODES } from "../../docs/statusCodes";
import type { CompletionSource, Suggestion } from "../item";
import type { NameCandidate } from "../nameCandidate";
import type { TextPlace } from "../textPlaceTypes";
import type { Skeleton } from "../write";

/** Status codes as keys of an HTTP API's response parameters. */
export function statusKeys(value: Skeleton): readonly NameCandidate[] {
  return Object.entries(STATUS_CODES).map(([code, words]) => ({
    label: code,
    name: [code],
    value,
    rank: 0,
    detail: words,
    documentation: `${describeStatus(code)}\n\n${BY_STATUS}`,
    offersMore: true,
  }));
}

/** The status codes that the REST method is known to declare; undefined if none is known. */
export function declaredStatuses(
  { facts }: CompletionSource,
  { text }: TextPlace,
): readonly Suggestion[] | undefined {
  if (!facts?.methodResponses?.length) return undefined;
  return facts.methodResponses.map(({ statusCode }) => ({
    label: statusCode,
    text: [statusCode],
    replace: { start: 0, end: text.length },
    detail: "declared",
    documentation: describeStatus(statusCode),
  }));
}
