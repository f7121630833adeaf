import type { IntegrationInput } from "../../model/input";
import type { NumberNode } from "../../syntax/nodes";
import type { InputRule } from "../engine/rule";
import { guide, PREFLIGHT } from "../shared/sources";
import { HTTP_PROXY, put } from "./examples";
import { write } from "./fixes";
import { PUT } from "./integration";

const MINIMUM = 50;
const USUAL = 29_000;
const RAISED = 300_000;
const STREAMED = 900_000;
const ANSWER = "Timeout should be between 50 ms and 29000 ms";

export const timeoutTooShort: InputRule = {
  code: "AG1030",
  title: "Timeout too short",
  severity: "error",
  description: `\`timeoutInMillis\` is at least ${MINIMUM}. AWS's model of REST APIs holds no minimum, so the AWS CLI does not check it.`,
  aws: ANSWER,
  confidence: "verified-aws-third-party",
  sources: [`${PREFLIGHT}/pf-apigw-integration-timeout-range`],
  bad: put({ ...HTTP_PROXY, timeoutInMillis: 0 }),
  good: put({ ...HTTP_PROXY, timeoutInMillis: MINIMUM }),
  on: "input",
  operations: PUT,
  check(input, report) {
    const timeout = timeoutOf(input);
    if (!timeout || timeout.value >= MINIMUM) return;
    report({ span: timeout.span, message: `timeoutInMillis is at least ${MINIMUM}.` });
  },
};

export const timeoutNeedsQuota: InputRule = {
  code: "AG1031",
  title: "Timeout needs a raised quota",
  severity: "warning",
  description:
    "An integration waits 29 seconds at the most, unless the API is Regional or private and the account's quota for it was raised. An answer that is streamed (`responseTransferMode` `STREAM`) may take longer anyway.",
  aws: ANSWER,
  confidence: "docs",
  sources: [
    "https://aws.amazon.com/about-aws/whats-new/2024/06/amazon-api-gateway-integration-timeout-limit-29-seconds/",
  ],
  bad: put({ ...HTTP_PROXY, timeoutInMillis: 60_000 }),
  good: put({ ...HTTP_PROXY, timeoutInMillis: USUAL }),
  on: "input",
  operations: PUT,
  check(input, report) {
    const timeout = timeoutOf(input);
    if (!timeout || timeout.value <= USUAL || timeout.value > RAISED || isStreamed(input)) return;
    report({
      span: timeout.span,
      message:
        "More than 29,000 ms takes a Regional or private API and a raised quota; without them it is refused.",
      fixes: [write(timeout, USUAL)],
    });
  },
};

export const timeoutTooLong: InputRule = {
  code: "AG1032",
  title: "Timeout too long",
  severity: "error",
  description:
    "Even with a raised quota nobody has got more than 300,000 ms. A streamed answer may take 900,000 ms: 15 minutes.",
  confidence: "docs",
  sources: ["https://repost.aws/questions/QUlDTc_17EQ_mOJAhR3LHNDw/", guide("response-transfer-mode")],
  bad: put({ ...HTTP_PROXY, timeoutInMillis: 600_000 }),
  good: put({ ...HTTP_PROXY, timeoutInMillis: USUAL }),
  on: "input",
  operations: PUT,
  check(input, report) {
    const timeout = timeoutOf(input);
    const streamed = isStreamed(input);
    if (!timeout || timeout.value <= (streamed ? STREAMED : RAISED)) return;
    report({
      span: timeout.span,
      message: streamed
        ? "A streamed answer may take 900,000 ms at the most."
        : "No quota reaches more than 300,000 ms; 29,000 is what every API has.",
      fixes: [write(timeout, streamed ? STREAMED : USUAL)],
    });
  },
};

/** The timeout, where it is a whole number: AG0023 speaks of others. */
function timeoutOf(input: IntegrationInput): NumberNode | undefined {
  const value = input.value("timeoutInMillis");
  return value?.kind === "number" && value.whole ? value : undefined;
}

function isStreamed(input: IntegrationInput): boolean {
  return input.text("responseTransferMode") === "STREAM";
}
