import { describeStatus } from "../../documentation";
import { BY_STATUS } from "../../explain";
import { STATUS_CODES } from "../../statusCodes";
import type { NameCandidate } from "../names";
import type { Skeleton } from "../write";

/** The keys of an HTTP API's response parameters. */
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
