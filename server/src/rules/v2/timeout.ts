import { withCommas } from "../../model/numbers";
import { AN_API, type Protocol } from "../../model/protocol";
import { TIMEOUTS } from "../../model/timeouts";
import type { InputRule } from "../engine/rule";
import { V2_INTEGRATIONS } from "../shared/scope";
import { preflightV2 } from "../shared/sources";

export const timeoutOfHttp: InputRule = timeoutRule({
  code: "AG2019",
  protocol: "HTTP",
  // A timeout that is too long for an HTTP API is also too long for a WebSocket API.
  protocols: ["HTTP", "unknown"],
  source: preflightV2("integration-timeout-range"),
});

export const timeoutOfWebSocket: InputRule = timeoutRule({
  code: "AG2020",
  protocol: "WEBSOCKET",
  protocols: ["WEBSOCKET"],
  source: preflightV2("websocket-integration-timeout-range"),
});

function timeoutRule(of: {
  readonly code: InputRule["code"];
  readonly protocol: Protocol;
  readonly protocols: NonNullable<InputRule["protocols"]>;
  readonly source: string;
}): InputRule {
  const { minimum, maximum } = TIMEOUTS[of.protocol];
  const inWords = withCommas(maximum);
  const example = (timeout: number) => ({
    text: `{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "ANY", "PayloadFormatVersion": "1.0", "TimeoutInMillis": ${timeout} }`,
    protocol: of.protocol,
  });
  return {
    code: of.code,
    title: `Timeout too long for ${AN_API[of.protocol]}`,
    severity: "error",
    description: `The timeout of an integration on ${AN_API[of.protocol]} is at most ${inWords} ms.`,
    aws: `Timeout should be between ${minimum} ms and ${maximum} ms`,
    confidence: "verified-aws-third-party",
    sources: [of.source],
    bad: example(maximum + 1),
    good: example(maximum),
    on: "input",
    operations: V2_INTEGRATIONS,
    protocols: of.protocols,
    check(input, report) {
      const timeout = input.value("TimeoutInMillis");
      if (timeout?.kind !== "number" || !timeout.whole || timeout.value <= maximum) return;
      report({
        span: timeout.span,
        message: `TimeoutInMillis cannot exceed ${inWords} on ${input.protocol ? AN_API[of.protocol] : "any API"}.`,
        fixes: [
          {
            title: `Write ${maximum}`,
            change: { kind: "replaceValue", node: timeout, value: maximum },
          },
        ],
      });
    },
  };
}
