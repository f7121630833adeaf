import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { itFixes, itPointsAt, messagesOf } from "./restCases";

const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:orders";
const WRAPPER = "arn:aws:apigateway:us-east-1";
const INVOKE = `${WRAPPER}:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`;
const STREAM = `${WRAPPER}:lambda:path/2021-11-15/functions/${FUNCTION}/response-streaming-invocations`;
const POST = '"integrationHttpMethod": "POST"';
const ANY = '"integrationHttpMethod": "ANY"';
const LAMBDA = `"type": "AWS_PROXY", ${POST}, "uri": "${INVOKE}"`;
const HTTP = `"type": "HTTP_PROXY", ${ANY}, "uri": "https://a.example"`;
const http = (uri: string): string => `{"type": "HTTP_PROXY", ${ANY}, "uri": ${uri}}`;
const aws = (uri: string): string => `{"type": "AWS_PROXY", ${POST}, "uri": ${uri}}`;
const ROLE = '"credentials": "arn:aws:iam::123456789012:role/api"';
const BALANCER = "arn:aws:elasticloadbalancing:us-east-1:123456789012";

describe("the rules for the method of a REST integration", () => {
  itPointsAt([
    ["a missing method for Lambda", `{"type": <|"AWS_PROXY"|>, "uri": "${INVOKE}"}`, "AG1001 error"],
    ["a missing method for HTTP", '{"type": <|"HTTP"|>, "uri": "https://a.example"}', "AG1001 error"],
    [
      "an empty method",
      '{"type": "HTTP", "integrationHttpMethod": <|""|>, "uri": "https://a.example"}',
      "AG1001 error",
    ],
    [
      "a MOCK without a method",
      '{"type": "MOCK", "requestTemplates": {"application/json": "{\\"statusCode\\": 200}"}}',
    ],
    [
      "GET for Lambda",
      `{"type": "AWS", "integrationHttpMethod": <|"GET"|>, "uri": "${INVOKE}"}`,
      "AG1002 error",
    ],
    [
      "ANY for a streaming function",
      `{"type": "AWS_PROXY", "integrationHttpMethod": <|"ANY"|>, "uri": "${STREAM}", "responseTransferMode": <|"STREAM"|>}`,
      "AG1002 error",
      "AG1041 information",
    ],
    [
      "GET for S3",
      `{"type": "AWS", "integrationHttpMethod": "GET", "uri": "${WRAPPER}:s3:path/b/k", ${ROLE}}`,
    ],
    [
      "methods in lowercase",
      `{"httpMethod": <|"get"|>, "type": "HTTP", "integrationHttpMethod": <|"post"|>, "uri": "https://a.example"}`,
      "AG1053 error",
      "AG1053 error",
    ],
    ["a placeholder method", `{"httpMethod": "\${METHOD}", ${HTTP}}`],
  ]);
  itFixes([
    [
      "AG1001",
      'Insert integrationHttpMethod "POST"',
      `{"type": "AWS_PROXY", "uri": "${INVOKE}"}`,
      `{"type": "AWS_PROXY", "uri": "${INVOKE}", ${POST}}`,
    ],
    [
      "AG1001",
      'Insert integrationHttpMethod "ANY"',
      '{"type": "HTTP", "uri": "https://a.example"}',
      `{"type": "HTTP", "uri": "https://a.example", ${ANY}}`,
    ],
    ["AG1001", 'Write "ANY"', '{"type": "HTTP", "integrationHttpMethod": ""}', `{"type": "HTTP", ${ANY}}`],
    [
      "AG1002",
      'Write "POST"',
      `{"type": "AWS", "integrationHttpMethod": "GET", "uri": "${INVOKE}"}`,
      `{"type": "AWS", ${POST}, "uri": "${INVOKE}"}`,
    ],
    [
      "AG1053",
      'Write "DELETE"',
      '{"integrationHttpMethod": "Delete"}',
      '{"integrationHttpMethod": "DELETE"}',
    ],
  ]);
});

describe("the rules for the uri of a REST integration", () => {
  itPointsAt([
    ["a missing scheme", http('<|"a.example/x"|>'), "AG1003 error"],
    ["an unsupported scheme", http('"<|ftp|>://a.example"'), "AG1003 error"],
    ["a missing host", http('<|"https:///x"|>'), "AG1003 error"],
    ["an ARN for HTTP", http(`<|"${INVOKE}"|>`), "AG1003 error"],
    ["a stage variable", http('"${stageVariables.url}"')],
    ["a stage variable after the scheme", http('"http://${stageVariables.url}"')],
    ["a scheme in uppercase", http('"HTTPS://a.example"')],
    ["a missing uri", `{"type": <|"HTTP_PROXY"|>, ${ANY}}`, "AG1004 error"],
    [
      "a missing uri in a private integration",
      `{"type": <|"HTTP"|>, ${ANY}, "connectionType": "VPC_LINK", "connectionId": "a"}`,
      "AG1004 error",
    ],
    ["an empty uri", http('<|""|>'), "AG1004 error"],
    ["a URL for Lambda", aws('<|"https://a.example"|>'), "AG1005 error"],
    ["a function name for Lambda", aws('<|"orders"|>'), "AG1005 error"],
    ["a placeholder uri", aws('<|"${LambdaUri}"|>'), "AG4005 information"],
    ["a function ARN", aws(`<|"${FUNCTION}"|>`), "AG1006 error"],
    ["an ARN with neither path nor action", aws(`"${WRAPPER}:lambda:<|functions/x|>"`), "AG1006 error"],
    [
      "a missing region",
      `{"type": "AWS", ${POST}, ${ROLE}, "uri": "arn:aws:apigateway<|::|>sqs:path/1/q"}`,
      "AG1006 error",
    ],
    [
      "a queue ARN",
      `{"type": "AWS", ${POST}, "uri": <|"arn:aws:sqs:us-east-1:123456789012:q"|>}`,
      "AG1006 error",
    ],
    ["AWS_PROXY for SQS", aws(`"${WRAPPER}:<|sqs|>:path/123456789012/q"`), "AG1007 error"],
    ["AWS_PROXY for a Lambda action", aws(`"${WRAPPER}:lambda:action/<|Invoke|>"`), "AG1007 error"],
    ["AWS_PROXY for Firehose", aws(`"${WRAPPER}:firehose:action/PutRecord"`)],
    [
      "an unknown partition",
      aws(
        `"arn:<|was|>:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FUNCTION.replace("aws", "<|asw|>")}/invocations"`,
      ),
      "AG1008 error",
      "AG1008 error",
    ],
    ["an unsupported port", http('"https://a.example:<|8|>/x"'), "AG1045 warning"],
    ["a port from a stage variable", http('"https://a.example:${stageVariables.port}/x"')],
    ["a space", http('"https://a.example/a<| |>b?c=d"'), "AG1046 warning"],
    ["a space in the host", http('"https://a<| |>b.example/a"'), "AG1046 error"],
    [
      "an escaped quote, with its range in the file",
      http(String.raw`"https://a.example/\u0061<|\"|>"`),
      "AG1046 warning",
    ],
    ["an unclosed brace", http('"https://a.example/<|{|>id"'), "AG1046 warning"],
  ]);
  itFixes([
    ["AG1006", "Wrap the function ARN", aws(`"${FUNCTION}"`), aws(`"${INVOKE}"`)],
    [
      "AG1006",
      "Wrap the function ARN",
      `{"type": "AWS_PROXY", ${POST}, "responseTransferMode": "STREAM", "uri": "${FUNCTION}:live"}`,
      `{"type": "AWS_PROXY", ${POST}, "responseTransferMode": "STREAM", "uri": "${STREAM.replace("orders", "orders:live")}"}`,
    ],
    [
      "AG1007",
      'Write "AWS"',
      aws(`"${WRAPPER}:sqs:path/123456789012/q"`),
      aws(`"${WRAPPER}:sqs:path/123456789012/q"`).replace("AWS_PROXY", "AWS"),
    ],
    ["AG1008", 'Write "aws"', aws(`"${INVOKE.replace("arn:aws:", "arn:was:")}"`), aws(`"${INVOKE}"`)],
    ["AG1046", "Write %20", http('"https://a.example/a b"'), http('"https://a.example/a%20b"')],
  ]);

  it("quotes AWS", () => {
    assert.match(
      messagesOf("AG1006", aws(`"${FUNCTION}"`))[0] ?? "",
      /\nAWS answers: AWS ARN for integration must contain path or action$/,
    );
  });
});

describe("the rules for the credentials of a REST integration", () => {
  itPointsAt([
    ["a word instead of a role", `{${LAMBDA}, "credentials": <|"NONE"|>}`, "AG1009 error"],
    ["the caller's credentials", `{${LAMBDA}, "credentials": "arn:aws:iam::*:user/*"}`],
    [
      "a missing role for a service",
      `{"type": <|"AWS"|>, ${POST}, "uri": "${WRAPPER}:s3:path/b/k"}`,
      "AG1010 error",
    ],
    ["a missing role for Lambda", `{"type": "AWS", ${POST}, "uri": "${INVOKE}"}`],
  ]);
  itFixes([
    [
      "AG1010",
      "Insert credentials",
      `{"type": "AWS", ${POST}, "uri": "${WRAPPER}:s3:path/b/k"}`,
      `{"type": "AWS", ${POST}, "uri": "${WRAPPER}:s3:path/b/k", "credentials": "arn:aws:iam::<account>:role/<role>"}`,
    ],
  ]);
});

describe("the rules for private REST integrations", () => {
  itPointsAt([
    ["VPC_LINK without a connectionId", `{${HTTP}, "connectionType": <|"VPC_LINK"|>}`, "AG1033 error"],
    [
      "an empty connectionId",
      `{${HTTP}, "connectionType": "VPC_LINK", "connectionId": <|""|>}`,
      "AG1033 error",
    ],
    [
      "Lambda through a VPC link",
      `{"type": <|"AWS_PROXY"|>, ${POST}, "uri": "${INVOKE}", "connectionType": "VPC_LINK", "connectionId": "a"}`,
      "AG1034 error",
    ],
    ["a connectionId without VPC_LINK", `{${HTTP}, <|"connectionId"|>: "a"}`, "AG1035 warning"],
    [
      "a connectionId with INTERNET",
      `{${HTTP}, "connectionType": "INTERNET", <|"connectionId"|>: "a"}`,
      "AG1035 warning",
    ],
    [
      "a target without VPC_LINK",
      `{${HTTP}, <|"integrationTarget"|>: "${BALANCER}:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2"}`,
      "AG1036 error",
    ],
    [
      "a target that is a URL",
      `{${HTTP}, "connectionType": "VPC_LINK", "connectionId": "a", "integrationTarget": <|"https://a.example"|>}`,
      "AG1037 error",
    ],
    [
      "a gateway load balancer",
      `{${HTTP}, "connectionType": "VPC_LINK", "connectionId": "a", "integrationTarget": "${BALANCER}:loadbalancer/<|gwy|>/web/50dc6c495c0c9188"}`,
      "AG1037 error",
    ],
    [
      "a listener",
      `{${HTTP}, "connectionType": "VPC_LINK", "connectionId": "a", "integrationTarget": "${BALANCER}:listener/net/web/50dc6c495c0c9188/f2f7dc8efc522ab2"}`,
    ],
  ]);
  itFixes([
    [
      "AG1033",
      "Set connectionId to ${stageVariables.vpcLinkId}",
      '{"connectionType": "VPC_LINK"}',
      '{"connectionType": "VPC_LINK", "connectionId": "${stageVariables.vpcLinkId}"}',
    ],
    [
      "AG1035",
      "Set connectionType to VPC_LINK",
      '{"type": "HTTP", "connectionId": "a"}',
      '{"type": "HTTP", "connectionId": "a", "connectionType": "VPC_LINK"}',
    ],
    ["AG1035", 'Remove "connectionId"', '{"type": "AWS", "connectionId": "a"}', '{"type": "AWS"}'],
    [
      "AG1036",
      "Set connectionType to VPC_LINK",
      '{"type": "HTTP", "connectionType": "INTERNET", "integrationTarget": "a"}',
      '{"type": "HTTP", "connectionType": "VPC_LINK", "integrationTarget": "a"}',
    ],
  ]);
});

describe("the rules for timeouts, streaming and TLS of a REST integration", () => {
  itPointsAt([
    ["a timeout of 49 ms", `{${HTTP}, "timeoutInMillis": <|49|>}`, "AG1030 error"],
    ["a timeout of 29,001 ms", `{${HTTP}, "timeoutInMillis": <|29001|>}`, "AG1031 warning"],
    ["a timeout of more than 300,000 ms", `{${HTTP}, "timeoutInMillis": <|300001|>}`, "AG1031 warning"],
    ["a timeout of 900,000 ms", `{${HTTP}, "timeoutInMillis": <|900000|>}`, "AG1031 warning"],
    ["a timeout of 900,001 ms", `{${HTTP}, "timeoutInMillis": <|900001|>}`, "AG1032 error"],
    [
      "the limits of a 15-minute stream",
      `{${HTTP}, "responseTransferMode": <|"STREAM"|>, "timeoutInMillis": 900000}`,
      "AG1041 information",
    ],
    [
      "a timeout of more than 15 minutes for a stream",
      `{${HTTP}, "responseTransferMode": <|"STREAM"|>, "timeoutInMillis": <|900001|>}`,
      "AG1041 information",
      "AG1032 error",
    ],
    [
      "cache keys of a streamed response",
      `{${HTTP}, "responseTransferMode": <|"STREAM"|>, <|"cacheKeyParameters"|>: [<|"method.request.path.id"|>]}`,
      "AG1041 information",
      "AG1057 warning",
      "AG1029 hint",
    ],
    [
      "no cache keys of a streamed response",
      `{${HTTP}, "responseTransferMode": <|"STREAM"|>, "cacheKeyParameters": [], "cacheNamespace": "a"}`,
      "AG1041 information",
    ],
    [
      "cache keys of a buffered response",
      `{${HTTP}, "responseTransferMode": "BUFFERED", "cacheKeyParameters": [<|"method.request.path.id"|>]}`,
      "AG1029 hint",
    ],
    [
      "streaming without a proxy type",
      `{"type": "HTTP", ${ANY}, "uri": "https://a.example", "responseTransferMode": <|"STREAM"|>}`,
      "AG1038 error",
    ],
    [
      "streaming with the uri of a buffered invocation",
      `{"type": "AWS_PROXY", ${POST}, "uri": "${INVOKE.replace("2015-03-31", "<|2015-03-31")}|>", "responseTransferMode": <|"STREAM"|>}`,
      "AG1039 error",
      "AG1041 information",
    ],
    [
      "a streaming uri without STREAM",
      aws(`"${STREAM.replace("/response-", "/<|response-")}|>"`),
      "AG1040 error",
    ],
    [
      "a streaming uri with BUFFERED",
      `{"type": "AWS_PROXY", ${POST}, "uri": "${STREAM.replace("/response-", "/<|response-")}|>", "responseTransferMode": "BUFFERED"}`,
      "AG1040 error",
    ],
    [
      "an unverified certificate",
      `{${HTTP}, "tlsConfig": {"insecureSkipVerification": <|true|>}}`,
      "AG1042 warning",
    ],
    [
      "tlsConfig for Lambda",
      `{${LAMBDA}, <|"tlsConfig"|>: {"insecureSkipVerification": true}}`,
      "AG1043 error",
    ],
  ]);
  itFixes([
    ["AG1031", "Write 29000", '{"timeoutInMillis": 60000}', '{"timeoutInMillis": 29000}'],
    ["AG1031", "Write 29000", '{"timeoutInMillis": 600000}', '{"timeoutInMillis": 29000}'],
    ["AG1032", "Write 29000", '{"timeoutInMillis": 960000}', '{"timeoutInMillis": 29000}'],
    [
      "AG1032",
      "Write 900000",
      '{"responseTransferMode": "STREAM", "timeoutInMillis": 999999}',
      '{"responseTransferMode": "STREAM", "timeoutInMillis": 900000}',
    ],
    [
      "AG1038",
      'Write "BUFFERED"',
      '{"type": "HTTP", "responseTransferMode": "STREAM"}',
      '{"type": "HTTP", "responseTransferMode": "BUFFERED"}',
    ],
    [
      "AG1039",
      "Use the streaming URI",
      `{${LAMBDA}, "responseTransferMode": "STREAM"}`,
      `{"type": "AWS_PROXY", ${POST}, "uri": "${STREAM}", "responseTransferMode": "STREAM"}`,
    ],
    [
      "AG1040",
      "Set responseTransferMode to STREAM",
      aws(`"${STREAM}"`),
      `{"type": "AWS_PROXY", ${POST}, "uri": "${STREAM}", "responseTransferMode": "STREAM"}`,
    ],
    [
      "AG1040",
      "Set responseTransferMode to STREAM",
      `{"type": "AWS_PROXY", "responseTransferMode": "BUFFERED", "uri": "${STREAM}"}`,
      `{"type": "AWS_PROXY", "responseTransferMode": "STREAM", "uri": "${STREAM}"}`,
    ],
    ["AG1043", 'Remove "tlsConfig"', '{"type": "MOCK", "tlsConfig": {}}', '{"type": "MOCK"}'],
  ]);
});
