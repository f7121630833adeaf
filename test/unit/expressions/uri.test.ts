import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { parseUri, pathParametersOf, type UriKind } from "../../../server/src/expressions";
import { parseRanges } from "../../support/markers";
import { assertFaults, type Expected } from "./faults";

const FN = "arn:aws:lambda:us-east-1:123456789012:function:orders";
const INVOKE = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions";

const kinds: readonly (readonly [UriKind, string])[] = [
  ["lambda-function", FN],
  ["lambda-function", `${FN}:prod`],
  ["lambda-function", `${FN}:$LATEST`],
  ["lambda-invoke", `${INVOKE}/${FN}/invocations`],
  ["lambda-invoke", `${INVOKE}/\${stageVariables.fn}/invocations`],
  [
    "lambda-stream",
    `arn:aws:apigateway:us-east-1:lambda:path/2021-11-15/functions/${FN}/response-streaming-invocations`,
  ],
  ["aws-path", "arn:aws:apigateway:us-east-1:s3:path/{bucket}/{key}"],
  ["aws-path", "arn:aws:apigateway:us-east-1:abc.execute-api:path/x"],
  ["aws-action", "arn:aws:apigateway:us-east-1:sqs:action/SendMessage&Version=2012-11-05"],
  ["aws-action", "arn:aws:apigateway:us-east-1:s3:action/GetObject&Bucket={bucket}&Key={key}"],
  ["aws-action", "arn:${AWS::Partition}:apigateway:${AWS::Region}:sqs:action/SendMessage"],
  ["aws-path", "arn:aws:apigateway:us-east-1:${stageVariables.service}:path/x"],
  [
    "lambda-function",
    "arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:${AWS::StackName}-orders:prod",
  ],
  ["aws-wrapper", "arn:aws:apigateway:us-east-1:s3:bucket"],
  ["aws-wrapper", "arn:aws:apigateway:"],
  [
    "elb-listener",
    "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/lb/50dc6c495c0c9188/0467ef3c8400ae65",
  ],
  ["elb", "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/lb/50dc6c495c0c9188"],
  ["cloud-map", "arn:aws:servicediscovery:us-east-1:123456789012:service/srv-abc?stage=prod&color=blue"],
  ["role", "arn:aws:iam::123456789012:role/api"],
  ["caller-identity", "arn:aws:iam::*:user/*"],
  ["arn", "arn:aws:iam::123456789012:user/me"],
  ["arn", "arn:aws:sqs:us-east-1:123456789012:queue"],
  ["arn", "arn:"],
  ["http-url", "https://example.com:8443/pets/{id}?q=1"],
  ["http-url", "http://${stageVariables.url}/x"],
  ["http-url", "https://${stageVariables.sub}.example.com:${stageVariables.port}/"],
  ["stage-variable", "${stageVariables.url}"],
  ["placeholder", "${API_URL}"],
  ["unknown", "example.com"],
  ["unknown", "NONE"],
  ["unknown", ""],
];

const faulty: readonly Expected[] = [
  [`arn:<|was|>:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FN}/invocations`, "unknownPartition"],
  [
    `arn:<|aws|>:apigateway:cn-north-1:lambda:path/2015-03-31/functions/${FN.replace("us-east-1", "cn-north-1")}/invocations`,
    "partitionOfRegion,partitionOfRegion 67-70",
  ],
  [
    `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:<|us-east-1|>:123456789012:function:f/invocations`,
    "regionDiffers",
  ],
  [
    `arn:aws-cn:apigateway:cn-north-1:lambda:path/2015-03-31/functions/arn:<|aws|>:lambda:us-east-1:123456789012:function:f/invocations`,
    "partitionDiffers",
  ],
  [`arn:aws:apigateway:us-east-1:lambda:path<|//|>2015-03-31/functions/${FN}/invocations`, "doubleSlash"],
  [`arn:aws:apigateway:us-east-1:lambda:path/<|2015-03-30|>/functions/${FN}/invocations`, "badVersion"],
  [`arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/<|function|>/${FN}/invocations`, "badCollection"],
  [`${INVOKE}/${FN}/<|invocation|>`, "badEnding"],
  [`${INVOKE}/${FN}/<|response-streaming-invocations|>`, "badEnding"],
  [`${INVOKE}/<|orders|>/invocations`, "badFunction"],
  [`${INVOKE}/arn:aws:<|sqs|>:us-east-1:123456789012:q/invocations`, "badFunction"],
  ["arn:aws:lambda:us-east-1:<|12345|>:function:f", "badAccount"],
  ["arn:aws:lambda:<|us-east|>:123456789012:function:f", "badRegion"],
  ["arn:aws:lambda:<|us-esat-1|>:123456789012:function:f", "badRegion"],
  ["arn:aws:lambda:us-east-1:<|12345678901O|>:function:f", "badAccount"],
  ["arn:aws-eusc:lambda:eusc-de-east-1:123456789012:function:f"],
  ["arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:f"],
  ["arn:aws:lambda:ap-southeast-7:123456789012:function:f"],
  ["arn:aws:apigateway:${AWS::Region}:s3:path/{bucket}"],
  ["arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/<|classic|>/lb/1/2", "badListener"],
  ["arn:aws:servicediscovery:us-east-1:123456789012:service/<|abc|>", "badCloudMap"],
  ["arn:aws:servicediscovery:us-east-1:123456789012:<|namespace/ns-1|>", "badCloudMap"],
  ["arn:aws:servicediscovery:us-east-1:123456789012:service/srv-a?<|stage|>", "badCloudMap"],
  ["https://example.com:<|22|>/", "unsupportedPort"],
  ["https://example.com:<|70000|>/", "unsupportedPort"],
  ["https://example.com:443/"],
  ["https://example.com/a<| |>b", "illegalCharacter"],
  ["https://example.com/<|é|>?q=<|%|>2", "illegalCharacter,illegalCharacter"],
  ["https://example.com/<|{|>id", "unclosedParameter"],
  ["<|ftp|>://example.com", "unknownScheme"],
  ["<|https://|>/x", "missingHost"],
  ["https://<|$stageVariables.host|>/x", "stageVariable"],
  ["https://<|${stageVariable.host}|>/x", "stageVariable"],
  ["https://<|{stageVariables.host}|>/x", "stageVariable"],
  ["https://${stageVariables.<|a-b|>}/x", "stageVariable"],
  ["https://<|${stageVariables.host|>/x", "stageVariable"],
  ["https://${HOST}/x"],
  [`${INVOKE}/arn:aws:lambda:us-east-1:123456789012:function:\${stageVariables.fn}/invocations`],
];

const placeholders: readonly (readonly [string, string])[] = [
  ["https://<|${HOST}|>/x", "dollar"],
  ["arn:aws:apigateway:<|{region}|>:s3:path/{key}", "brace"],
  ["arn:aws:lambda:us-east-1:<|account-id|>:function:f", "word"],
  ["arn:aws:lambda:us-east-1:<|XXXXXXXXXXXX|>:function:f", "word"],
  ["arn:aws:lambda:us-east-1:<|1234xxxxxxxx|>:function:f", "word"],
  ["arn:aws:lambda:us-east-1:<|MY_ACCT_ID|>:function:f", "word"],
  ["arn:aws:lambda:us-east-1:<|accountId|>:function:f", "word"],
  ["arn:aws:lambda:us-east-1:<|************|>:function:f", "word"],
  ["arn:aws:lambda:us-east-1:<|{{account}}|>:function:f", "word"],
  ["arn:aws:lambda:<|AWS_REGION|>:123456789012:function:f", "word"],
  ["arn:aws:lambda:<|us-xxxx-1|>:123456789012:function:f", "word"],
  ["arn:aws:lambda:us-east-1:<|${AWS::AccountId}|>:function:f", "dollar"],
  ["arn:aws:iam::<|XXXXXXXXXXXX|>:role/api", "word"],
  ["arn:aws:lambda:us-east-1:123456789012:function:<|{name}|>", "brace"],
];

describe("URIs", () => {
  for (const [kind, text] of kinds)
    it(`${text || "(empty)"} is ${kind}`, () => assert.equal(parseUri(text).kind, kind));
  for (const row of faulty) it(`${row[0]}: ${row[1] ?? "valid"}`, () => assertFaults(row, parseUri));
  for (const [marked, style] of placeholders) {
    it(`finds the placeholder in ${marked}`, () => {
      const { text, spans } = parseRanges(marked);
      const { placeholders: found, faults } = parseUri(text);
      assert.deepEqual(
        found.map((placeholder) => [placeholder.style, placeholder.span]),
        [[style, spans[0]]],
      );
      assert.deepEqual(faults, []);
    });
  }

  it("finds the placeholder <region>", () => {
    const { placeholders: found } = parseUri("arn:aws:apigateway:<region>:s3:path/x");
    assert.deepEqual(found, [{ span: { start: 19, end: 27 }, style: "angle", name: "region" }]);
  });

  it("parses the parts of a function", () => {
    const uri = parseUri(`${INVOKE}/${FN}:\${stageVariables.alias}/invocations`);
    assert.ok(uri.kind === "lambda-invoke");
    assert.equal(uri.function?.name?.text, "orders");
    assert.equal(uri.function?.qualifierKind, "variable");
    assert.equal(uri.function?.arn?.account?.text, "123456789012");
    const { span } = uri.function?.name ?? {};
    assert.equal(span && uri.text.slice(span.start, span.end), "orders");
    assert.deepEqual(
      uri.stageVariables.map(({ name }) => name.text),
      ["alias"],
    );
  });

  it("parses the parts of a URL", () => {
    const url = parseUri("https://a.example.com:8443/{x}/{rest+}?q={q}&v=${stageVariables.v}");
    assert.ok(url.kind === "http-url");
    assert.deepEqual(
      [url.scheme, url.host, url.port, url.path, url.query].map((piece) => piece?.text),
      ["https", "a.example.com", "8443", "/{x}/{rest+}", "q={q}&v=${stageVariables.v}"],
    );
    assert.deepEqual(
      url.parameters.map(({ name, greedy }) => `${name.text}${greedy ? "+" : ""}`),
      ["x", "rest+", "q"],
    );
  });

  it("parses every prefix without throwing", () => {
    for (const [, text] of kinds) for (let end = 0; end <= text.length; end++) parseUri(text.slice(0, end));
  });

  it("parses the service and the first parameter of service URIs", () => {
    const action = parseUri("arn:aws:apigateway:us-east-1:sqs:action/SendMessage&Version=2012-11-05");
    assert.ok(action.kind === "aws-action");
    assert.deepEqual([action.awsService.text, action.action.text], ["sqs", "SendMessage"]);
    assert.equal(action.attributes[0]?.value?.text, "2012-11-05");
    const object = parseUri("arn:aws:apigateway:us-east-1:s3:action/GetObject&Bucket={bucket}&Key={key}");
    assert.deepEqual(
      pathParametersOf(object).map(({ name }) => name.text),
      ["bucket", "key"],
    );
    const path = parseUri("arn:aws:apigateway:us-east-1:abc.execute-api:path/{x}");
    assert.ok(path.kind === "aws-path");
    assert.deepEqual(
      [path.subdomain?.text, path.awsService.text, path.parameters[0]?.name.text],
      ["abc", "execute-api", "x"],
    );
  });
});
