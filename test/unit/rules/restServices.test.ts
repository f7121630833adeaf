import { describe } from "mocha";
import * as ruleCases from "../../support/ruleCases";
import { itFixes, itPointsAt } from "./restCases";

const ROLE = '"credentials": "arn:aws:iam::123456789012:role/api"';
const HEADER = '"integration.request.header.Content-Type"';
const FORM = `"'application/x-www-form-urlencoded'"`;

const service = (uri: string, rest: string, method = "POST"): string =>
  `{"type": "AWS", "integrationHttpMethod": "${method}", "uri": "arn:aws:apigateway:us-east-1:${uri}", ${ROLE}, ${rest}}`;
const queue = (rest: string): string => service("sqs:path/123456789012/orders", rest);
/** Sends a template to a queue with the right header. */
const sends = (template: string): string =>
  queue(`"requestParameters": {${HEADER}: ${FORM}}, "requestTemplates": {"application/json": "${template}"}`);
const publishes = (template: string): string =>
  service(
    "sns:action/Publish",
    `"requestParameters": {${HEADER}: ${FORM}}, "requestTemplates": {"application/json": "${template}"}`,
  );
const BODY = "$util.urlEncode($input.body)";
const SEND = `Action=SendMessage&MessageBody=${BODY}`;

describe("the rules for the Content-Type of forms that are sent to AWS services", () => {
  itPointsAt([
    [
      "a form without the header",
      queue(`"requestTemplates": {<|"application/json"|>: "${SEND}"}`),
      "AG1058 warning",
    ],
    [
      "a form with another type",
      queue(
        `"requestParameters": {${HEADER}: <|"'application/json'"|>}, "requestTemplates": {"application/json": "${SEND}"}`,
      ),
      "AG1058 warning",
    ],
    [
      "a form for a service with other actions",
      service(
        "iam:action/ListUsers",
        `"requestTemplates": {<|"application/json"|>: "Action=ListUsers&Version=2010-05-08"}`,
      ),
      "AG1058 warning",
    ],
    [
      "a form without Action",
      service(
        "sqs:action/SendMessage",
        `"requestTemplates": {<|"application/json"|>: "MessageBody=${BODY}&QueueUrl=a"}`,
      ),
      "AG1058 warning",
    ],
    ["a form with the header", sends(SEND)],
    [
      "a form with the header in lowercase",
      queue(
        `"requestParameters": {"integration.request.header.content-type": ${FORM}}, "requestTemplates": {"application/json": "${SEND}"}`,
      ),
    ],
    [
      "a form with a header from a stage variable",
      queue(
        `"requestParameters": {${HEADER}: "stageVariables.type"}, "requestTemplates": {"application/json": "${SEND}"}`,
      ),
    ],
    [
      "a form whose template sets the header",
      queue(
        String.raw`"requestTemplates": {"application/json": "#set($context.requestOverride.header.Content-Type = 'application/x-www-form-urlencoded')\n${SEND}"}`,
      ),
    ],
    ["a form from a form", queue(`"requestTemplates": {"application/x-www-form-urlencoded": "${SEND}"}`)],
    [
      "JSON for a queue",
      queue(
        `"requestParameters": {${HEADER}: "'application/x-amz-json-1.0'"}, "requestTemplates": {"application/json": "{}"}`,
      ),
    ],
    [
      "an assignment for an HTTP backend",
      `{"type": "HTTP", "integrationHttpMethod": "POST", "uri": "https://a.example", "requestTemplates": {"application/json": "id=5"}}`,
    ],
  ]);
  itFixes([
    [
      "AG1058",
      "Map Content-Type",
      `{"type": "AWS", "uri": "arn:aws:apigateway:us-east-1:sqs:path/1/a", "requestParameters": {"integration.request.header.X": "'1'"}, "requestTemplates": {"application/json": "${SEND}"}}`,
      `{"type": "AWS", "uri": "arn:aws:apigateway:us-east-1:sqs:path/1/a", "requestParameters": {"integration.request.header.X": "'1'", ${HEADER}: ${FORM}}, "requestTemplates": {"application/json": "${SEND}"}}`,
    ],
  ]);
  ruleCases.itPointsAt(
    [
      [
        "a form of a WebSocket API without the header",
        `{"IntegrationType": "AWS", "IntegrationMethod": "POST", "IntegrationUri": "arn:aws:apigateway:us-east-1:sqs:path/123456789012/orders", "CredentialsArn": "arn:aws:iam::123456789012:role/api", "TemplateSelectionExpression": "\\\\$default", "RequestTemplates": {<|"$default"|>: "${SEND}"}}`,
        "AG1058 warning",
      ],
      [
        "a form of a WebSocket API with the header",
        `{"IntegrationType": "AWS", "IntegrationMethod": "POST", "IntegrationUri": "arn:aws:apigateway:us-east-1:sqs:path/123456789012/orders", "CredentialsArn": "arn:aws:iam::123456789012:role/api", "TemplateSelectionExpression": "\\\\$default", "RequestParameters": {${HEADER}: ${FORM}}, "RequestTemplates": {"$default": "${SEND}"}}`,
      ],
    ],
    { operation: "create-integration", protocol: "WEBSOCKET", rules: { AG2049: "off" } },
  );
});

describe("the rule for values of forms that are not URL-encoded", () => {
  itPointsAt([
    ["the body", sends("Action=SendMessage&MessageBody=<|$input.body|>"), "AG1059 information"],
    [
      "several values",
      sends("Action=SendMessage&MessageBody=<|$input.json('$')|>&MessageGroupId=<|${input.params('g')}|>"),
      "AG1059 information",
      "AG1059 warning",
    ],
    [
      "a part of a value",
      sends(String.raw`Action=SendMessage&MessageBody={\"body\": <|$input.json('$')|>}`),
      "AG1059 information",
    ],
    [
      "another encoding",
      sends("Action=SendMessage&MessageBody=<|$util.base64Encode($input.body)|>"),
      "AG1059 warning",
    ],
    [
      "a variable",
      sends(
        String.raw`#set($a = $input.path('$.a'))\n#set($b = \"x $a\")\nAction=SendMessage&MessageBody=<|$b|>`,
      ),
      "AG1059 warning",
    ],
    [
      "text of an authorizer",
      sends("Action=SendMessage&MessageBody=<|$context.authorizer.claims.name|>"),
      "AG1059 warning",
    ],
    ["an encoded value", sends(SEND)],
    ["encoded text", sends(String.raw`Action=SendMessage&MessageBody=$util.urlEncode(\"$input.body\")`)],
    [
      "an encoded variable",
      sends(String.raw`#set($a = $util.urlEncode($input.body))\nAction=SendMessage&MessageBody=$a`),
    ],
    [
      "values without special characters",
      sends(
        "Action=SendMessage&MessageBody=$context.requestId&DelaySeconds=$input.path('$.items').size()&MessageGroupId=$stageVariables.group",
      ),
    ],
    [
      "a value in JSON",
      queue(`"requestTemplates": {"application/json": "{\\"MessageBody\\": $input.json('$')}"}`),
    ],
    [
      "a response",
      service("sqs:path/123456789012/orders", `"requestTemplates": {"application/json": "{\\"a\\": 1}"}`),
    ],
  ]);
  itFixes([
    [
      "AG1059",
      "Encode with $util.urlEncode",
      sends("Action=SendMessage&MessageBody=$input.body&DelaySeconds=5"),
      sends(`${SEND}&DelaySeconds=5`),
    ],
    [
      "AG1059",
      "Encode with $util.urlEncode",
      sends("Action=SendMessage&MessageBody=${input.body}.x"),
      sends("Action=SendMessage&MessageBody=${util.urlEncode(${input.body})}.x"),
    ],
  ]);
});

describe("the rule for the parameters of SQS and SNS", () => {
  itPointsAt([
    ["a name in another case", publishes(`<|TopicARN|>=a&Message=${BODY}`), "AG1060 warning"],
    [
      "a list as SNS spells it",
      sends(`${SEND}&<|MessageAttributes.entry.1.Name|>=a&<|MessageAttributes.entry.1.Value.StringValue|>=b`),
      "AG1060 warning",
      "AG1060 warning",
    ],
    [
      "a list as SQS spells it",
      publishes(`TopicArn=a&Message=b&<|MessageAttribute.1.Name|>=c`),
      "AG1060 warning",
    ],
    ["a list without a number", sends(`${SEND}&<|MessageAttribute.Name|>=a`), "AG1060 warning"],
    ["a list that counts from 0", sends(`${SEND}&<|MessageAttribute.0.Name|>=a`), "AG1060 warning"],
    ["the body as SNS names it", sends(`Action=SendMessage&<|Message|>=${BODY}`), "AG1060 warning"],
    ["the message as SQS names it", publishes(`TopicArn=a&<|MessageBody|>=${BODY}`), "AG1060 warning"],
    ["a parameter of another action", sends("Action=ReceiveMessage&<|MessageBody|>=a"), "AG1060 warning"],
    [
      "a mapped name",
      queue(
        `"requestParameters": {"integration.request.querystring.Action": "'SendMessage'", "integration.request.querystring.<|Messagebody|>": "context.requestId"}`,
      ),
      "AG1060 warning",
    ],
    [
      "a name in the uri",
      service("sqs:action/SendMessage&<|QueueURL|>=a&MessageBody=b", '"timeoutInMillis": 1000'),
      "AG1060 warning",
    ],
    ["an action in another case", sends(`<|Action|>=sendMessage&MessageBody=${BODY}`), "AG1060 warning"],
    [
      "the parameters of both services",
      sends(
        `${SEND}&Version=2012-11-05&QueueUrl=a&MessageGroupId=b&MessageAttribute.12.Name=c&MessageAttribute.12.Value.DataType=String`,
      ),
    ],
    [
      "the parameters of a message to a topic",
      publishes(
        `Version=2010-03-31&TargetArn=a&Subject=s&Message=${BODY}&MessageAttributes.entry.1.Name=c&MessageAttributes.entry.1.Value.StringValue=d`,
      ),
    ],
    ["an unknown action", sends("Action=ListQueues&QueueNamePrefix=a")],
    [
      "names within encoded values",
      sends("Action=SendMessage&MessageBody=$util.urlEncode('a&b=c&TopicARN=d')"),
    ],
    [
      "query parameters of another service",
      service("s3:path/a", `"requestParameters": {"integration.request.querystring.Action": "'Publish'"}`),
    ],
  ]);
  itFixes([
    ["AG1060", "Rename to TopicArn", publishes("TopicARN=a&Message=b"), publishes("TopicArn=a&Message=b")],
    [
      "AG1060",
      "Rename to MessageAttribute.2.Value.DataType",
      sends(`${SEND}&MessageAttributes.entry.2.Value.DataType=a`),
      sends(`${SEND}&MessageAttribute.2.Value.DataType=a`),
    ],
    [
      "AG1060",
      "Rename to MessageAttribute.1.Name",
      sends(`${SEND}&MessageAttribute.Name=a`),
      sends(`${SEND}&MessageAttribute.1.Name=a`),
    ],
    [
      "AG1060",
      "Rename to MessageBody",
      queue(
        `"requestParameters": {"integration.request.querystring.Action": "'SendMessage'", "integration.request.querystring.Message": "context.requestId"}`,
      ),
      queue(
        `"requestParameters": {"integration.request.querystring.Action": "'SendMessage'", "integration.request.querystring.MessageBody": "context.requestId"}`,
      ),
    ],
  ]);
});

describe("the rule for the method of service actions", () => {
  const action = (uri: string, method: string): string =>
    `{"type": "AWS", "integrationHttpMethod": ${method}, "uri": "arn:aws:apigateway:us-east-1:${uri}", ${ROLE}}`;
  itPointsAt([
    ["GET for DynamoDB", action("dynamodb:action/Query", '<|"GET"|>'), "AG1061 error"],
    ["ANY for Step Functions", action("states:action/StartExecution", '<|"ANY"|>'), "AG1061 error"],
    ["PUT for Kinesis", action("kinesis:action/PutRecord", '<|"PUT"|>'), "AG1061 error"],
    ["POST for DynamoDB", action("dynamodb:action/Query", '"POST"')],
    ["GET for a service with a REST protocol", action("s3:action/GetObject&Bucket=a&Key=b", '"GET"')],
    ["GET for a service with a query protocol", action("sqs:action/ListQueues", '"GET"')],
    ["GET for a path", action("dynamodb:path/a", '"GET"')],
  ]);
  itFixes([
    [
      "AG1061",
      'Write "POST"',
      action("dynamodb:action/Query", '"GET"'),
      action("dynamodb:action/Query", '"POST"'),
    ],
  ]);
  ruleCases.itPointsAt(
    [
      [
        "GET for an action of a WebSocket API",
        `{"IntegrationType": "AWS", "IntegrationMethod": <|"GET"|>, "IntegrationUri": "arn:aws:apigateway:us-east-1:dynamodb:action/Query", "CredentialsArn": "arn:aws:iam::123456789012:role/api"}`,
        "AG1061 error",
      ],
    ],
    { operation: "create-integration", protocol: "WEBSOCKET", rules: { AG2049: "off" } },
  );
});

describe("the rule for MOCK integrations of APIs with binary requests", () => {
  const TEMPLATES = String.raw`"requestTemplates": {"application/json": "{\"statusCode\": 200}"}`;
  itPointsAt(
    [
      ["no content handling", `{"type": <|"MOCK"|>, ${TEMPLATES}}`, "AG1062 warning"],
      ["conversion to text", `{"type": "MOCK", "contentHandling": "CONVERT_TO_TEXT", ${TEMPLATES}}`],
      ["another type", '{"type": "HTTP", "integrationHttpMethod": "GET", "uri": "https://a.example"}'],
    ],
    "put-integration",
    { protocol: "REST", binaryMediaTypes: ["image/png", "*/*"] },
  );
  itPointsAt([["other binary media types", `{"type": "MOCK", ${TEMPLATES}}`]], "put-integration", {
    protocol: "REST",
    binaryMediaTypes: ["image/png"],
  });
  itFixes(
    [
      [
        "AG1062",
        "Set contentHandling to CONVERT_TO_TEXT",
        `{"type": "MOCK", ${TEMPLATES}}`,
        `{"type": "MOCK", ${TEMPLATES}, "contentHandling": "CONVERT_TO_TEXT"}`,
      ],
    ],
    "put-integration",
    { protocol: "REST", binaryMediaTypes: ["*/*"] },
  );
});
