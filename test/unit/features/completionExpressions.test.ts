import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type Asked, accept, itemsAt, labelsAt } from "../../support/completions";

const HTTP: Asked = { protocol: "HTTP" };
const WEBSOCKET: Asked = { protocol: "WEBSOCKET" };
const RESPONSE: Asked = { operation: "create-integration-response" };
const REST: Asked = { operation: "put-integration" };
const REST_RESPONSE: Asked = { operation: "put-integration-response" };

/** [what, asked, text with the cursor, accepted label, text afterwards] */
type Case = readonly [string, Asked, string, string, string];

/** A mapping with the cursor in it, of the member that the operation has. */
const request = (entry: string) => `{"RequestParameters": {${entry}}}`;
const rest = (entry: string) => `{"requestParameters": {${entry}}}`;
const restResponse = (entry: string) => `{"responseParameters": {${entry}}}`;

const keys: readonly Case[] = [
  ["an action", HTTP, request("<|>"), "append:header.", request('"append:header.<|>": ""')],
  [
    "an action in quotes",
    HTTP,
    request('"over<|>"'),
    "overwrite:header.",
    request('"overwrite:header.<|>": ""'),
  ],
  [
    "an action in an open quote",
    HTTP,
    request('"over<|>'),
    "overwrite:header.",
    request('"overwrite:header.<|>": ""'),
  ],
  [
    "another action before a name",
    HTTP,
    request('"over<|>write:header.x": "1"'),
    "append:querystring.",
    request('"append:querystring.x": "1"'),
  ],
  [
    "another target after the action",
    HTTP,
    request('"remove:<|>"'),
    "remove:querystring.",
    request('"remove:querystring.<|>": "\'\'"'),
  ],
  ["the path", HTTP, request('"<|>"'), "overwrite:path", request('"overwrite:path": "$request.path<|>"')],
  [
    "a header",
    HTTP,
    request('"append:header.<|>"'),
    "Content-Type",
    request('"append:header.Content-Type": "<|>"'),
  ],
  [
    "a header of a key with its value",
    HTTP,
    request('"append:header.con<|>": "x"'),
    "Content-Type",
    request('"append:header.Content-Type": "x"'),
  ],
  [
    "a status code",
    HTTP,
    '{"ResponseParameters": {"<|>"}}',
    "404",
    '{"ResponseParameters": {"404": {\n\t<|>\n}}}',
  ],
  [
    "a response's status code",
    HTTP,
    '{"ResponseParameters": {"404": {<|>}}}',
    "overwrite:statuscode",
    '{"ResponseParameters": {"404": {"overwrite:statuscode": "<|>"}}}',
  ],
  [
    "a service's parameter",
    {},
    '{"IntegrationSubtype": "SQS-SendMessage", "RequestParameters": {"<|>"}}',
    "MessageBody",
    '{"IntegrationSubtype": "SQS-SendMessage", "RequestParameters": {"MessageBody": "<|>"}}',
  ],
  [
    "a WebSocket API's header",
    WEBSOCKET,
    request('"<|>"'),
    "integration.request.header.",
    request('"integration.request.header.<|>": ""'),
  ],
  [
    "a REST API's query string",
    REST,
    rest('"integration.<|>"'),
    "integration.request.querystring.",
    rest('"integration.request.querystring.<|>": ""'),
  ],
  [
    "a path parameter of the URI that no mapping fills in",
    REST,
    '{"uri": "https://x.y/{id}/{other}", "requestParameters": {"integration.request.path.other": "a", "<|>"}}',
    "integration.request.path.id",
    '{"uri": "https://x.y/{id}/{other}", "requestParameters": {"integration.request.path.other": "a", "integration.request.path.id": "method.request.path.id<|>"}}',
  ],
  [
    "a header of the response",
    REST_RESPONSE,
    restResponse('"method.response.header.<|>"'),
    "Location",
    restResponse('"method.response.header.Location": "<|>"'),
  ],
  [
    "a WebSocket API's response",
    RESPONSE,
    '{"ResponseParameters": {<|>}}',
    "method.response.header.",
    '{"ResponseParameters": {"method.response.header.<|>": ""}}',
  ],
  [
    "the content type of a template",
    REST_RESPONSE,
    '{"responseTemplates": {"<|>"}}',
    "application/json",
    '{"responseTemplates": {"application/json": "<|>"}}',
  ],
];

const header = (value: string) => request(`"overwrite:header.x": ${value}`);
const restHeader = (value: string) => rest(`"integration.request.header.x": ${value}`);

const values: readonly Case[] = [
  ["a variable", {}, header('"<|>"'), "$request.header.", header('"$request.header.<|>"')],
  ["a half-typed variable", {}, header('"$req<|>"'), "$request.header.", header('"$request.header.<|>"')],
  [
    "a variable typed without its dollar sign",
    {},
    header('"requ<|>"'),
    "$request.header.",
    header('"$request.header.<|>"'),
  ],
  ["a variable without quotes", {}, header("$req<|>"), "$request.header.", header('"$request.header.<|>"')],
  [
    "a variable where nothing is typed",
    {},
    header("<|>"),
    "$context.requestId",
    header('"$context.requestId"'),
  ],
  [
    "a variable in an open quote",
    {},
    header('"$req<|>\n'),
    "$request.header.",
    header('"$request.header.<|>"\n'),
  ],
  [
    "a variable after text",
    {},
    header('"Bearer <|>"'),
    "${request.header.",
    header('"Bearer ${request.header.<|>}"'),
  ],
  [
    "a variable in braces",
    {},
    header('"a ${con<|>}"'),
    "${context.requestId",
    header('"a ${context.requestId}"'),
  ],
  [
    "a variable in open braces",
    {},
    header('"a ${con<|>"'),
    "${context.requestId",
    header('"a ${context.requestId}"'),
  ],
  [
    "another source before a name",
    {},
    header('"$request.head<|>er.id"'),
    "$request.querystring.",
    header('"$request.querystring.id"'),
  ],
  [
    "a header after an escape",
    {},
    header('"a\\"\\u0041 ${request.header.<|>} \\\\"'),
    "Host",
    header('"a\\"\\u0041 ${request.header.Host} \\\\"'),
  ],
  ["a context variable", {}, header('"$context.<|>"'), "requestId", header('"$context.requestId"')],
  [
    "a context variable with a part to fill in",
    {},
    header('"$context.auth<|>"'),
    "authorizer.<property>",
    header('"$context.authorizer.property<|>"'),
  ],
  [
    "the service's parameter",
    {},
    '{"IntegrationSubtype": "SQS-SendMessage", "RequestParameters": {"MessageBody": "<|>"}}',
    "$request.body",
    '{"IntegrationSubtype": "SQS-SendMessage", "RequestParameters": {"MessageBody": "$request.body"}}',
  ],
  [
    "a status code",
    {},
    '{"ResponseParameters": {"500": {"overwrite:statuscode": "5<|>"}}}',
    "503",
    '{"ResponseParameters": {"500": {"overwrite:statuscode": "503"}}}',
  ],
  [
    "the empty value of `remove`",
    {},
    request('"remove:header.x": "<|>"'),
    "''",
    request('"remove:header.x": "\'\'"'),
  ],
  [
    "the path parameter with the same name",
    REST,
    rest('"integration.request.path.id": "<|>"'),
    "method.request.path.id",
    rest('"integration.request.path.id": "method.request.path.id"'),
  ],
  ["static text", REST, restHeader('"<|>"'), "'…'", restHeader("\"'text<|>'\"")],
  [
    "another part of the request",
    REST,
    restHeader('"method.request.he<|>ader.a"'),
    "method.request.querystring.",
    restHeader('"method.request.querystring.a"'),
  ],
  [
    "a header of the message",
    WEBSOCKET,
    request('"integration.request.header.x": "route.request.header.<|>"'),
    "User-Agent",
    request('"integration.request.header.x": "route.request.header.User-Agent"'),
  ],
  [
    "a common value of a header",
    REST_RESPONSE,
    restResponse('"method.response.header.Access-Control-Allow-Origin": "<|>"'),
    "'*'",
    restResponse('"method.response.header.Access-Control-Allow-Origin": "\'*\'"'),
  ],
  [
    "a common value after its quote",
    REST_RESPONSE,
    restResponse('"method.response.header.Access-Control-Allow-Origin": "\'<|>"'),
    "*",
    restResponse('"method.response.header.Access-Control-Allow-Origin": "\'*\'"'),
  ],
  [
    "the body of the response",
    RESPONSE,
    '{"ResponseParameters": {"method.response.header.x": "<|>"}}',
    "integration.response.body.",
    '{"ResponseParameters": {"method.response.header.x": "integration.response.body.<|>"}}',
  ],
];

const selections: readonly Case[] = [
  [
    "the message's property",
    {},
    '{"TemplateSelectionExpression": "<|>"}',
    "${request.body}",
    '{"TemplateSelectionExpression": "${request.body.action<|>}"}',
  ],
  [
    "the message's property after a dollar sign",
    {},
    '{"TemplateSelectionExpression": "$<|>"}',
    "${request.body}",
    '{"TemplateSelectionExpression": "${request.body.action<|>}"}',
  ],
  [
    "the message's property after an open brace",
    {},
    '{"TemplateSelectionExpression": "${req<|>"}',
    "request.body",
    '{"TemplateSelectionExpression": "${request.body.action<|>}"}',
  ],
  [
    "the reserved key, escaped for both",
    {},
    '{"TemplateSelectionExpression": "\\\\<|>"}',
    "\\$default",
    '{"TemplateSelectionExpression": "\\\\$default"}',
  ],
  [
    "the response's status code",
    RESPONSE,
    '{"TemplateSelectionExpression": "<|>"}',
    "${integration.response.statuscode}",
    '{"TemplateSelectionExpression": "${integration.response.statuscode}"}',
  ],
  [
    "an integration response's key",
    RESPONSE,
    '{"IntegrationResponseKey": "/<|>"}',
    "/5\\d\\d/",
    '{"IntegrationResponseKey": "/5\\\\d\\\\d/"}',
  ],
  [
    "a selection pattern",
    REST_RESPONSE,
    '{"selectionPattern": "<|>"}',
    "5\\d{2}",
    '{"selectionPattern": "5\\\\d{2}"}',
  ],
];

const uris: readonly Case[] = [
  [
    "a function",
    HTTP,
    '{"IntegrationType": "AWS_PROXY", "IntegrationUri": "<|>"}',
    "arn:…:lambda:…:function:…",
    '{"IntegrationType": "AWS_PROXY", "IntegrationUri": "arn:aws<|>:lambda:us-east-1:123456789012:function:my-function"}',
  ],
  [
    "an invocation that streams",
    REST,
    '{"type": "AWS_PROXY", "responseTransferMode": "STREAM", "uri": ar<|>}',
    "arn:…:apigateway:…:lambda:path/…/response-streaming-invocations",
    '{"type": "AWS_PROXY", "responseTransferMode": "STREAM", "uri": "arn:aws<|>:apigateway:us-east-1:lambda:path/2021-11-15/functions/arn:aws:lambda:us-east-1:123456789012:function:my-function/response-streaming-invocations"}',
  ],
  [
    "a URL",
    REST,
    '{"type": "HTTP", "uri": "htt<|>"}',
    "https://…",
    '{"type": "HTTP", "uri": "https://api.example.com<|>/path"}',
  ],
  ["a partition", REST, '{"uri": "arn:aws<|>:lambda"}', "aws-cn", '{"uri": "arn:aws-cn:lambda"}'],
  [
    "a region",
    REST,
    '{"uri": "arn:aws:apigateway:<|>:s3:path/x"}',
    "eu-west-1",
    '{"uri": "arn:aws:apigateway:eu-west-1:s3:path/x"}',
  ],
  [
    "the function's region",
    REST,
    '{"uri": "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:<|>:123456789012:function:a/invocations"}',
    "eu-west-1",
    '{"uri": "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:a/invocations"}',
  ],
  [
    "the last segment of an invocation URI",
    REST,
    '{"uri": "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:a/in<|>"}',
    "invocations",
    '{"uri": "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:a/invocations"}',
  ],
  [
    "a stage variable",
    REST,
    '{"uri": "https://${sta<|>}/x"}',
    "${stageVariables.…}",
    '{"uri": "https://${stageVariables.name<|>}/x"}',
  ],
  [
    "a path parameter that a mapping fills in",
    REST,
    '{"uri": "https://x.y/{<|>", "requestParameters": {"integration.request.path.id": "a"}}',
    "{id}",
    '{"uri": "https://x.y/{id}", "requestParameters": {"integration.request.path.id": "a"}}',
  ],
  [
    "the caller's identity",
    REST,
    '{"credentials": "<|>"}',
    "arn:…:iam::*:user/*",
    '{"credentials": "arn:aws<|>:iam::*:user/*"}',
  ],
];

const others: readonly Case[] = [
  ["a member of REST", REST, "{<|>}", "timeoutInMillis", '{"timeoutInMillis": 29000<|>}'],
  ["its type", REST, '{"type": "<|>"}', "MOCK", '{"type": "MOCK"}'],
  ["its structure", REST, "{tls<|>}", "tlsConfig", '{"tlsConfig": {\n\t"insecureSkipVerification": true\n}}'],
  [
    "a boolean",
    REST,
    '{"tlsConfig": {"insecureSkipVerification": f<|>}}',
    "false",
    '{"tlsConfig": {"insecureSkipVerification": false}}',
  ],
  [
    "a list",
    REST,
    '{"cacheKeyParameters":<|>}',
    "[ … ]",
    '{"cacheKeyParameters": [\n\t"method.request.path.id<|>"\n]}',
  ],
  [
    "a list's item",
    REST,
    '{"cacheKeyParameters": [<|>]}',
    "method.request.path.",
    '{"cacheKeyParameters": ["method.request.path.<|>"]}',
  ],
  [
    "a list's item before another",
    REST,
    '{"cacheKeyParameters": [<|> "a"]}',
    "method.request.path.",
    '{"cacheKeyParameters": ["method.request.path.<|>", "a"]}',
  ],
  [
    "a list's item that the mappings read",
    REST,
    '{"cacheKeyParameters": ["m<|>"], "requestParameters": {"integration.request.header.a": "method.request.path.b"}}',
    "method.request.path.b",
    '{"cacheKeyParameters": ["method.request.path.b"], "requestParameters": {"integration.request.header.a": "method.request.path.b"}}',
  ],
  ["a status code, in quotes", REST_RESPONSE, '{"statusCode": <|>}', "200", '{"statusCode": "200"}'],
  ["a whole input", REST, "<|>", "{ … } put-integration", '{\n\t"type": "<|>"\n}'],
  [
    "a whole response",
    RESPONSE,
    "<|>",
    "{ … } create-integration-response",
    '{\n\t"IntegrationResponseKey": "<|>"\n}',
  ],
  [
    "an update's member",
    { operation: "update-integration" },
    "{<|>}",
    "IntegrationId",
    '{"IntegrationId": "<|>"}',
  ],
  [
    "an updated response's member",
    { operation: "update-integration-response" },
    "{<|>}",
    "IntegrationResponseId",
    '{"IntegrationResponseId": "<|>"}',
  ],
];

describe("completion inside strings", () => {
  for (const [title, cases] of Object.entries({
    "mapping keys": keys,
    "mapping values": values,
    "selections and patterns": selections,
    "URIs and ARNs": uris,
    "the other operations": others,
  })) {
    describe(title, () => {
      for (const [what, asked, marked, label, expected] of cases) {
        it(`inserts ${what}`, () => assert.equal(accept(marked, label, asked), expected));
      }
    });
  }

  it("offers a subtype's missing parameters, required ones first", () => {
    const text = '{"IntegrationSubtype": "SQS-DeleteMessage", "RequestParameters": {"QueueUrl": "x", "<|>"}}';
    assert.deepEqual(labelsAt(text), ["ReceiptHandle", "Region"]);
  });

  it("offers both dialects if the protocol is unknown, otherwise only the API's own", () => {
    const labels = labelsAt(request("<|>"));
    assert.ok(labels.includes("overwrite:path") && labels.includes("integration.request.header."));
    assert.ok(labelsAt(request("<|>"), HTTP).every((label) => !label.startsWith("integration.")));
    assert.ok(labelsAt(request("<|>"), WEBSOCKET).every((label) => label.startsWith("integration.")));
  });

  it("does not offer headers that mappings cannot change", () => {
    const labels = labelsAt(request('"overwrite:header.<|>"'));
    assert.ok(labels.length > 5 && !labels.includes("Authorization"));
    assert.ok(labelsAt(header('"$request.header.<|>"')).includes("Authorization"));
  });

  it("offers the context variables of the kind of API", () => {
    const http = labelsAt(header('"$context.<|>"'));
    const socket = labelsAt(request('"integration.request.header.x": "context.<|>"'), WEBSOCKET);
    const restful = labelsAt(restHeader('"context.<|>"'), REST);
    assert.ok(socket.includes("connectionId") && !http.includes("connectionId"));
    assert.ok(restful.includes("resourceId") && !socket.includes("resourceId"));
  });

  for (const [what, marked, asked, expected] of [
    [
      "a private integration",
      '{"ConnectionType": "VPC_LINK", "IntegrationUri": "<|>"}',
      {},
      /listener|service\//,
    ],
    ["a WebSocket API's service", '{"IntegrationType": "AWS", "IntegrationUri": "<|>"}', {}, /apigateway/],
    ["a REST API's URL", '{"type": "HTTP_PROXY", "uri": "<|>"}', REST, /^https/],
    ["a target", '{"integrationTarget": "<|>"}', REST, /elasticloadbalancing/],
    ["a subtype's role", '{"IntegrationSubtype": "a", "CredentialsArn": "<|>"}', {}, /role/],
    ["China's regions", '{"uri": "arn:aws-cn:lambda:<|>"}', REST, /^cn-/],
  ] as const) {
    it(`offers only what fits ${what}`, () => {
      const labels = labelsAt(marked, asked);
      assert.ok(labels.length > 0);
      for (const label of labels) assert.match(label, expected);
    });
  }

  it("triggers completion again where a name is still missing", () => {
    const { items } = itemsAt(header('"<|>"'));
    const more = items.filter(({ offersMore }) => offersMore).map(({ label }) => label);
    assert.deepEqual(more, ["$request.header.", "$context."]);
  });

  for (const [what, marked, asked] of [
    ["in static text", header('"Bearer to<|>ken"'), {}],
    ["in the path of a body", header('"$request.body.<|>"'), {}],
    ["in static text in quotes", restHeader("\"'a<|>'\""), REST],
    ["in the host of a URL", '{"uri": "https://exa<|>mple.com"}', REST],
    ["in the account of an ARN", '{"uri": "arn:aws:lambda:eu-west-1:<|>:x"}', REST],
    ["for the URI of a MOCK integration", '{"type": "MOCK", "uri": "<|>"}', REST],
    ["in a template", '{"requestTemplates": {"application/json": "<|>"}}', REST],
    ["between a list's items", '{"cacheKeyParameters": ["a" <|>]}', REST],
  ] as const) {
    it(`offers nothing ${what}`, () => assert.deepEqual(labelsAt(marked, asked), []));
  }

  it("accepts any text and cursor position", () => {
    const text =
      '{"RequestParameters": {"a:${b.{": "${x.[${", "\\ud800": "$\\"}", "integration.request.": "\'"}, "IntegrationUri": "arn:::${{<:", "TemplateSelectionExpression": "$${"}';
    for (let at = 0; at <= text.length; at++) itemsAt(`${text.slice(0, at)}<|>${text.slice(at)}`);
  });
});
