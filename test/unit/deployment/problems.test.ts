import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { locateFailure } from "../../../deployment/src";
import { awsError } from "../../../deployment/src/awsError";
import type { OperationName } from "../../../server/src/model/operationNames";
import type { Protocol } from "../../../server/src/model/protocol";
import { analyze } from "../../../server/src/service";
import { parseRanges } from "../../support/markers";

const CALL = {
  operation: "CreateIntegration",
  method: "POST",
  path: "/apis/a/integrations",
  region: "eu-west-1",
} as const;

/** An error as the SDK throws it. */
function thrown(name: string, message: string, status?: number, code?: string): Error {
  const metadata = status === undefined ? {} : { $metadata: { httpStatusCode: status } };
  return Object.assign(new Error(message), { name, ...metadata, ...(code !== undefined && { code }) });
}

describe("An AWS failure is located in the file", () => {
  const cases: readonly (readonly [string, string, OperationName, Protocol, string | undefined])[] = [
    [
      '{ "IntegrationType": "HTTP_PROXY", "TimeoutInMillis": <|29500|> }',
      "Timeout should be between 50 ms and 29000 ms",
      "create-integration",
      "WEBSOCKET",
      "AG2020",
    ],
    [
      '{ "IntegrationType": <|"HTTP"|> }',
      "Currently, an API with a protocol type of HTTP may only be associated with proxy integrations (AWS_PROXY, HTTP_PROXY)",
      "update-integration",
      "HTTP",
      "AG2001",
    ],
    [
      '{ "IntegrationUri": <|"x"|> }',
      "Invalid integration URI specified",
      "create-integration",
      "HTTP",
      "AG2012",
    ],
    [
      '<|{|> "IntegrationType": "AWS_PROXY" }',
      "Invalid integration URI specified",
      "update-integration",
      "HTTP",
      undefined,
    ],
    [
      '{ "CredentialsArn": <|"arn:aws:iam::123456789012:role/r"|> }',
      "Cross-account pass role is not allowed.",
      "update-integration",
      "HTTP",
      "AG2064",
    ],
    [
      '{ "ResponseParameters": { <|"700"|>: {} } }',
      "Status Code 700 is not valid",
      "update-integration",
      "HTTP",
      "AG2029",
    ],
    [
      '{ "requestParameters": { "integration.request.path.id": <|"method.request.path.page"|> } }',
      "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: method.request.path.page]",
      "put-integration",
      "REST",
      undefined,
    ],
    [
      '{ "restApiId": "a", "statusCode": "200", "selectionPattern": <|"x"|> }',
      "Invalid regex pattern specified",
      "put-integration-response",
      "REST",
      "AG1102",
    ],
    [
      '{ "TlsConfig": <|{ "ServerNameToVerify": "a" }|> }',
      "The tlsConfig is not what we like",
      "update-integration",
      "HTTP",
      undefined,
    ],
    [
      '<|{|> "IntegrationType": "HTTP_PROXY" }',
      "Something quite new",
      "update-integration",
      "HTTP",
      undefined,
    ],
  ];
  for (const [marked, message, operation, protocol, code] of cases) {
    it(message, () => {
      const { text, spans } = parseRanges(marked);
      const problem = locateFailure(
        analyze(text, operation, { protocol }),
        awsError(thrown("BadRequestException", message, 400), CALL),
      );
      assert.deepEqual(problem?.span, spans[0]);
      assert.equal(problem?.message, message);
      assert.equal(problem?.code, code);
    });
  }

  it("unless it is not about the file", () => {
    const analysis = analyze("{}", "update-integration");
    assert.equal(
      locateFailure(analysis, awsError(thrown("TooManyRequestsException", "Slow down", 429), CALL)),
      undefined,
    );
  });
});

describe("A failed call", () => {
  const cases: readonly (readonly [string, Error, string, boolean, RegExp])[] = [
    [
      "names the permission that AWS names",
      thrown(
        "AccessDeniedException",
        "User: u is not authorized to perform: apigateway:PATCH on resource: arn:aws:apigateway:eu-west-1::/apis/a because no policy allows it",
        403,
      ),
      "access-denied",
      false,
      /allows apigateway:PATCH on arn:aws:apigateway:eu-west-1::\/apis\/a\.$/,
    ],
    [
      "names the call's permission where AWS names none",
      thrown("ForbiddenException", "Forbidden", 403),
      "access-denied",
      false,
      /allows apigateway:POST on arn:aws:apigateway:eu-west-1::\/apis\/a\/integrations\.$/,
    ],
    [
      "says to sign in again",
      thrown("ExpiredTokenException", "The security token included in the request is expired", 403),
      "expired-credentials",
      false,
      /Sign in again/,
    ],
    [
      "says to sign in again with SSO",
      thrown(
        "CredentialsProviderError",
        "The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login",
      ),
      "expired-credentials",
      false,
      /aws sso login/,
    ],
    [
      "says that there are no credentials",
      thrown("CredentialsProviderError", "Could not load credentials from any providers"),
      "no-credentials",
      false,
      /Specify a profile/,
    ],
    [
      "leaves open what came of a call without an answer",
      thrown("TimeoutError", "socket hang up", undefined, "ECONNRESET"),
      "interrupted",
      true,
      /Try again/,
    ],
    [
      "leaves open what came of a call that took too long",
      thrown("TimeoutError", "Request timed out"),
      "timed-out",
      true,
      /Try again/,
    ],
    [
      "leaves open what came of a failure of AWS's",
      thrown("InternalFailure", "x", 500),
      "server-error",
      true,
      /AWS had an internal error/,
    ],
    [
      "leaves nothing open where nothing was sent",
      thrown("Error", "connect", undefined, "ECONNREFUSED"),
      "unreachable",
      false,
      /endpoint/,
    ],
    [
      "asks for patience",
      thrown("TooManyRequestsException", "Too many", 429),
      "throttled",
      false,
      /Wait a moment/,
    ],
    [
      "asks for a new plan",
      thrown("ConflictException", "Unable to complete operation due to concurrent modification.", 409),
      "conflict",
      false,
      /plan and deploy again/,
    ],
    [
      "points at the identifiers",
      thrown("NotFoundException", "Invalid API identifier specified", 404),
      "not-found",
      false,
      /Check the IDs/,
    ],
  ];
  for (const [title, error, kind, isOpen, advice] of cases) {
    it(title, () => {
      const failure = awsError(error, CALL);
      assert.deepEqual([failure.kind, failure.isOutcomeOpen], [kind, isOpen]);
      assert.match(failure.advice, advice);
    });
  }

  it("names the partition of its region", () => {
    const china = awsError(thrown("ForbiddenException", "Forbidden", 403), { ...CALL, region: "cn-north-1" });
    assert.match(china.advice, /arn:aws-cn:apigateway:cn-north-1::/);
  });
});
