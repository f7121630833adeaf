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

describe("the rules on a REST integration's method", () => {
  itPointsAt([
    ["no method of Lambda", `{"type": <|"AWS_PROXY"|>, "uri": "${INVOKE}"}`, "AG1001 error"],
    ["no method of HTTP", '{"type": <|"HTTP"|>, "uri": "https://a.example"}', "AG1001 error"],
    [
      "an empty method",
      '{"type": "HTTP", "integrationHttpMethod": <|""|>, "uri": "https://a.example"}',
      "AG1001 error",
    ],
    [
      "a MOCK without one",
      '{"type": "MOCK", "requestTemplates": {"application/json": "{\\"statusCode\\": 200}"}}',
    ],
    [
      "GET for Lambda",
      `{"type": "AWS", "integrationHttpMethod": <|"GET"|>, "uri": "${INVOKE}"}`,
      "AG1002 error",
    ],
    [
      "ANY for a function that streams",
      `{"type": "AWS_PROXY", "integrationHttpMethod": <|"ANY"|>, "uri": "${STREAM}", "responseTransferMode": <|"STREAM"|>}`,
      "AG1002 error",
      "AG1041 information",
    ],
    [
      "GET for S3",
      `{"type": "AWS", "integrationHttpMethod": "GET", "uri": "${WRAPPER}:s3:path/b/k", ${ROLE}}`,
    ],
    [
      "verbs in small letters",
      `{"httpMethod": <|"get"|>, "type": "HTTP", "integrationHttpMethod": <|"post"|>, "uri": "https://a.example"}`,
      "AG1053 error",
      "AG1053 error",
    ],
    ["a verb to be filled in", `{"httpMethod": "\${METHOD}", ${HTTP}}`],
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

describe("the rules on a REST integration's uri", () => {
  itPointsAt([
    ["no scheme", http('<|"a.example/x"|>'), "AG1003 error"],
    ["another scheme", http('"<|ftp|>://a.example"'), "AG1003 error"],
    ["no host", http('<|"https:///x"|>'), "AG1003 error"],
    ["an ARN for HTTP", http(`<|"${INVOKE}"|>`), "AG1003 error"],
    ["a stage variable", http('"${stageVariables.url}"')],
    ["a stage variable behind the scheme", http('"http://${stageVariables.url}"')],
    ["a scheme in capital letters", http('"HTTPS://a.example"')],
    ["no uri", `{"type": <|"HTTP_PROXY"|>, ${ANY}}`, "AG1004 error"],
    [
      "no uri of a private integration",
      `{"type": <|"HTTP"|>, ${ANY}, "connectionType": "VPC_LINK", "connectionId": "a"}`,
      "AG1004 error",
    ],
    ["an empty uri", http('<|""|>'), "AG1004 error"],
    ["a URL for Lambda", aws('<|"https://a.example"|>'), "AG1005 error"],
    ["a name for Lambda", aws('<|"orders"|>'), "AG1005 error"],
    ["a uri to be filled in", aws('<|"${LambdaUri}"|>'), "AG4005 information"],
    ["a function's own ARN", aws(`<|"${FUNCTION}"|>`), "AG1006 error"],
    ["neither path nor action", aws(`"${WRAPPER}:lambda:<|functions/x|>"`), "AG1006 error"],
    [
      "a missing region",
      `{"type": "AWS", ${POST}, ${ROLE}, "uri": "arn:aws:apigateway<|::|>sqs:path/1/q"}`,
      "AG1006 error",
    ],
    [
      "another service's ARN",
      `{"type": "AWS", ${POST}, "uri": <|"arn:aws:sqs:us-east-1:123456789012:q"|>}`,
      "AG1006 error",
    ],
    ["AWS_PROXY to SQS", aws(`"${WRAPPER}:<|sqs|>:path/123456789012/q"`), "AG1007 error"],
    ["AWS_PROXY to an action of Lambda", aws(`"${WRAPPER}:lambda:action/<|Invoke|>"`), "AG1007 error"],
    ["AWS_PROXY to Firehose", aws(`"${WRAPPER}:firehose:action/PutRecord"`)],
    [
      "a partition that is none",
      aws(
        `"arn:<|was|>:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FUNCTION.replace("aws", "<|asw|>")}/invocations"`,
      ),
      "AG1008 error",
      "AG1008 error",
    ],
    ["a port", http('"https://a.example:<|8|>/x"'), "AG1045 warning"],
    ["a port from a stage variable", http('"https://a.example:${stageVariables.port}/x"')],
    ["a blank", http('"https://a.example/a<| |>b?c=d"'), "AG1046 warning"],
    [
      "an escaped quote, at its place in the source",
      http(String.raw`"https://a.example/\u0061<|\"|>"`),
      "AG1046 warning",
    ],
    ["an open brace", http('"https://a.example/<|{|>id"'), "AG1046 warning"],
  ]);
  itFixes([
    ["AG1006", "Wrap the function's ARN", aws(`"${FUNCTION}"`), aws(`"${INVOKE}"`)],
    [
      "AG1006",
      "Wrap the function's ARN",
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

  it("quote AWS", () => {
    assert.match(
      messagesOf("AG1006", aws(`"${FUNCTION}"`))[0] ?? "",
      /\nAWS answers: AWS ARN for integration must contain path or action$/,
    );
  });
});

describe("the rules on a REST integration's credentials", () => {
  itPointsAt([
    ["a word for a role", `{${LAMBDA}, "credentials": <|"NONE"|>}`, "AG1009 error"],
    ["the caller's identity", `{${LAMBDA}, "credentials": "arn:aws:iam::*:user/*"}`],
    [
      "no role for a service",
      `{"type": <|"AWS"|>, ${POST}, "uri": "${WRAPPER}:s3:path/b/k"}`,
      "AG1010 error",
    ],
    ["no role for Lambda", `{"type": "AWS", ${POST}, "uri": "${INVOKE}"}`],
  ]);
  itFixes([
    [
      "AG1010",
      "Insert credentials",
      `{"type": "AWS", ${POST}, "uri": "${WRAPPER}:s3:path/b/k"}`,
      `{"type": "AWS", ${POST}, "uri": "${WRAPPER}:s3:path/b/k", "credentials": ""}`,
    ],
  ]);
});

describe("the rules on a private REST integration", () => {
  itPointsAt([
    ["VPC_LINK alone", `{${HTTP}, "connectionType": <|"VPC_LINK"|>}`, "AG1033 error"],
    ["an empty link", `{${HTTP}, "connectionType": "VPC_LINK", "connectionId": <|""|>}`, "AG1033 error"],
    [
      "Lambda behind a link",
      `{"type": <|"AWS_PROXY"|>, ${POST}, "uri": "${INVOKE}", "connectionType": "VPC_LINK", "connectionId": "a"}`,
      "AG1034 error",
    ],
    ["a link without VPC_LINK", `{${HTTP}, <|"connectionId"|>: "a"}`, "AG1035 warning"],
    [
      "a link over the internet",
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

describe("the rules on timeouts, streaming and TLS of a REST integration", () => {
  itPointsAt([
    ["49 ms", `{${HTTP}, "timeoutInMillis": <|49|>}`, "AG1030 error"],
    ["29,001 ms", `{${HTTP}, "timeoutInMillis": <|29001|>}`, "AG1031 warning"],
    ["300,001 ms", `{${HTTP}, "timeoutInMillis": <|300001|>}`, "AG1032 error"],
    [
      "15 minutes of a stream",
      `{${HTTP}, "responseTransferMode": <|"STREAM"|>, "timeoutInMillis": 900000}`,
      "AG1041 information",
    ],
    [
      "more than 15 minutes of a stream",
      `{${HTTP}, "responseTransferMode": <|"STREAM"|>, "timeoutInMillis": <|900001|>}`,
      "AG1041 information",
      "AG1032 error",
    ],
    [
      "a stream without a proxy",
      `{"type": "HTTP", ${ANY}, "uri": "https://a.example", "responseTransferMode": <|"STREAM"|>}`,
      "AG1038 error",
    ],
    [
      "a stream by the plain uri",
      `{"type": "AWS_PROXY", ${POST}, "uri": "${INVOKE.replace("2015-03-31", "<|2015-03-31")}|>", "responseTransferMode": <|"STREAM"|>}`,
      "AG1039 error",
      "AG1041 information",
    ],
    ["the uri of a stream alone", aws(`"${STREAM.replace("/response-", "/<|response-")}|>"`), "AG1040 error"],
    [
      "the uri of a stream beside BUFFERED",
      `{"type": "AWS_PROXY", ${POST}, "uri": "${STREAM.replace("/response-", "/<|response-")}|>", "responseTransferMode": "BUFFERED"}`,
      "AG1040 error",
    ],
    [
      "an unverified certificate",
      `{${HTTP}, "tlsConfig": {"insecureSkipVerification": <|true|>}}`,
      "AG1042 warning",
    ],
    ["TLS of Lambda", `{${LAMBDA}, <|"tlsConfig"|>: {"insecureSkipVerification": true}}`, "AG1043 error"],
  ]);
  itFixes([
    ["AG1031", "Write 29000", '{"timeoutInMillis": 60000}', '{"timeoutInMillis": 29000}'],
    ["AG1032", "Write 29000", '{"timeoutInMillis": 600000}', '{"timeoutInMillis": 29000}'],
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
      "Use the uri that streams",
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
