import type { IntegrationInput } from "../../model/input";
import { withCommas } from "../../model/numbers";
import { REST_MAXIMUMS, TIMEOUTS } from "../../model/timeouts";
import type { NumberNode } from "../../syntax/nodes";
import type { InputRule } from "../engine/rule";
import { put } from "../shared/examples";
import { guide, PREFLIGHT } from "../shared/sources";
import { HTTP_PROXY } from "./examples";
import { write } from "./fixes";
import { PUT } from "./integration";

const { minimum: MINIMUM, maximum: USUAL } = TIMEOUTS.REST;
/** AWS accepts up to `HIGHEST` where streaming or the account's quota allows it. `RAISED` is only hearsay. */
const { withRaisedQuota: RAISED, whenStreamed: HIGHEST } = REST_MAXIMUMS;
const answer = (maximum: number): string => `Timeout should be between ${MINIMUM} ms and ${maximum} ms`;

export const timeoutTooShort: InputRule = {
  code: "AG1030",
  title: "Timeout too short",
  severity: "error",
  description: `\`timeoutInMillis\` must be at least ${MINIMUM}. AWS's API model for REST APIs defines no minimum, so the AWS CLI does not check it.`,
  aws: answer(USUAL),
  confidence: "verified-aws-third-party",
  sources: [`${PREFLIGHT}/pf-apigw-integration-timeout-range`],
  bad: put({ ...HTTP_PROXY, timeoutInMillis: 0 }),
  good: put({ ...HTTP_PROXY, timeoutInMillis: MINIMUM }),
  on: "input",
  operations: PUT,
  check(input, report) {
    const timeout = timeoutOf(input);
    if (!timeout || timeout.value >= MINIMUM) return;
    report({ span: timeout.span, message: `timeoutInMillis must be at least ${MINIMUM}.` });
  },
};

export const timeoutNeedsQuota: InputRule = {
  code: "AG1031",
  title: "Timeout requires a raised quota",
  severity: "warning",
  description: `An integration times out after 29 seconds at the latest, unless the API is Regional or private and the account's quota has been raised. AWS publishes no maximum for that quota; the highest one that users report is ${withCommas(RAISED)} ms. A streamed response (\`responseTransferMode\` \`STREAM\`) may take longer without a raised quota.`,
  aws: answer(USUAL),
  confidence: "docs",
  sources: [
    "https://aws.amazon.com/about-aws/whats-new/2024/06/amazon-api-gateway-integration-timeout-limit-29-seconds/",
    "https://repost.aws/questions/QUlDTc_17EQ_mOJAhR3LHNDw/",
  ],
  bad: put({ ...HTTP_PROXY, timeoutInMillis: 60_000 }),
  good: put({ ...HTTP_PROXY, timeoutInMillis: USUAL }),
  on: "input",
  operations: PUT,
  check(input, report) {
    const timeout = timeoutOf(input);
    if (!timeout || timeout.value <= USUAL || timeout.value > HIGHEST || isStreamed(input)) return;
    const unheardOf =
      timeout.value > RAISED ? ` The highest quota that users report is ${withCommas(RAISED)} ms.` : "";
    report({
      span: timeout.span,
      message: `A timeout of more than ${withCommas(USUAL)} ms requires a Regional or private API and a raised quota; otherwise AWS rejects it.${unheardOf}`,
      fixes: [write(timeout, USUAL)],
    });
  },
};

export const timeoutTooLong: InputRule = {
  code: "AG1032",
  title: "Timeout too long",
  severity: "error",
  description: `\`timeoutInMillis\` must be at most ${withCommas(HIGHEST)} (15 minutes), and AWS rejects more whatever the quota and the transfer mode. Only a streamed response may take that long without a raised quota.`,
  aws: answer(HIGHEST),
  confidence: "verified-aws-third-party",
  sources: [
    "https://github.com/hashicorp/terraform-provider-aws/issues/45472",
    guide("response-transfer-mode"),
  ],
  bad: put({ ...HTTP_PROXY, timeoutInMillis: 1_000_000 }),
  good: put({ ...HTTP_PROXY, timeoutInMillis: USUAL }),
  on: "input",
  operations: PUT,
  check(input, report) {
    const timeout = timeoutOf(input);
    if (!timeout || timeout.value <= HIGHEST) return;
    const streamed = isStreamed(input);
    report({
      span: timeout.span,
      message: streamed
        ? `The timeout of a streamed response is at most ${withCommas(HIGHEST)} ms.`
        : `The timeout is at most ${withCommas(USUAL)} ms, or more with a raised quota, but never more than ${withCommas(HIGHEST)} ms.`,
      fixes: [write(timeout, streamed ? HIGHEST : USUAL)],
    });
  },
};

/** Returns the timeout if it is a whole number; AG0023 reports others. */
function timeoutOf(input: IntegrationInput): NumberNode | undefined {
  const value = input.value("timeoutInMillis");
  return value?.kind === "number" && value.whole ? value : undefined;
}

function isStreamed(input: IntegrationInput): boolean {
  return input.text("responseTransferMode") === "STREAM";
}
