import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { awsError, type Call, type FailureKind } from "../../../deployment/src/awsError";
import { locateFailure } from "../../../deployment/src/failureLocation";
import { analyze } from "../../../server/src/service";

const CALL: Call = {
  operation: "CreateIntegration",
  method: "POST",
  path: "/apis/a/integrations",
  region: "eu-west-1",
};

function failure(
  name: string,
  message: string,
  status = 400,
  headers: Readonly<Record<string, string>> = {},
) {
  const error = Object.assign(new Error(message), {
    name,
    $metadata: { httpStatusCode: status },
    $response: { headers },
  });
  return awsError(error, CALL);
}

describe("A failure of AWS", () => {
  const cases: readonly (readonly [name: string, message: string, status: number, FailureKind, RegExp])[] = [
    [
      "UnrecognizedClientException",
      "The security token included in the request is invalid.",
      403,
      "invalid-credentials",
      /access key.*eu-west-1 is enabled/,
    ],
    [
      "InvalidSignatureException",
      "The request signature we calculated does not match",
      403,
      "invalid-credentials",
      /secret/,
    ],
    [
      "InvalidSignatureException",
      "Signature expired: 20260101T000000Z is now earlier than",
      403,
      "clock-skew",
      /clock/,
    ],
    ["InvalidSignatureException", "Signature not yet current: 20260101T000000Z", 403, "clock-skew", /clock/],
    ["RequestTimeTooSkewed", "The difference is too large.", 403, "clock-skew", /clock/],
    ["RequestExpired", "Request has expired.", 400, "clock-skew", /clock/],
    [
      "ExpiredTokenException",
      "The security token included in the request is expired",
      403,
      "expired-credentials",
      /Sign in/,
    ],
    [
      "LimitExceededException",
      "Maximum number of Integrations for this API has been reached.",
      429,
      "limit-exceeded",
      /quota/,
    ],
    ["TooManyRequestsException", "Rate exceeded", 429, "throttled", /rate/],
    [
      "AccessDeniedException",
      "User is not authorized",
      403,
      "access-denied",
      /policy that allows apigateway:POST/,
    ],
  ];
  for (const [name, message, status, kind, advice] of cases) {
    it(`${name}, "${message}", gets advice that fits`, () => {
      const error = failure(name, message, status);
      assert.equal(error.kind, kind);
      assert.match(error.advice, advice);
      assert.equal(/Ask for a policy/.test(error.advice), kind === "access-denied");
      const analysis = analyze('{"IntegrationType": "MOCK"}', "create-integration");
      assert.equal(locateFailure(analysis, error), undefined, "the file is not marked");
    });
  }

  it("says how long to wait, in seconds or as a date", () => {
    const at = (header: string) => failure("Throttled", "", 429, { "retry-after": header }).retryAfterMs;
    assert.equal(at("3"), 3_000);
    assert.equal(at("soon"), undefined);
    assert.equal(at("Thu, 01 Jan 2026 00:00:00 GMT"), 0);
    const inAMinute = at(new Date(Date.now() + 60_000).toUTCString()) ?? 0;
    assert.ok(inAMinute > 50_000 && inAMinute <= 60_000);
  });
});
