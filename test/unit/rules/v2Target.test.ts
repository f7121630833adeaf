import { describe } from "mocha";
import { itFixes, itPointsAt } from "../../support/ruleCases";

const VERSION = '"PayloadFormatVersion": "1.0"';
const HTTP_PROXY = `"IntegrationType": "HTTP_PROXY", "IntegrationMethod": "ANY", ${VERSION}`;
const PATH = '"RequestParameters": {"overwrite:path": "$request.path"}';
const LINK = '"ConnectionType": "VPC_LINK", "ConnectionId": "a"';
const BALANCER = "arn:aws:elasticloadbalancing:us-east-1:123456789012:";
const LISTENER = `${BALANCER}listener/net/web/50dc6c495c0c9188/f2f7dc8efc522ab2`;
const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:orders";
const privately = (uri: string): string => `{${HTTP_PROXY}, "IntegrationUri": ${uri}, ${LINK}, ${PATH}}`;
const HTTP = { protocol: "HTTP" } as const;
const UPDATE = { operation: "update-integration", protocol: "HTTP" } as const;

describe("rules for private integrations", () => {
  itPointsAt(
    [
      ["a URL", privately('<|"https://a.example"|>'), "AG2014 error"],
      [
        "a load balancer",
        privately(`"${BALANCER}<|loadbalancer/app/web/50dc6c495c0c9188|>"`),
        "AG2014 error",
      ],
      ["a classic load balancer", privately(`<|"${BALANCER}loadbalancer2/web"|>`), "AG2014 error"],
      [
        "a listener of a Gateway Load Balancer",
        privately(`"${BALANCER}listener/<|gwy|>/web/50/f2"`),
        "AG2014 error",
      ],
      ["a listener", privately(`"${LISTENER}"`)],
      [
        "a Cloud Map service",
        privately('"arn:aws:servicediscovery:us-east-1:123456789012:service/srv-a?b=c"'),
      ],
      [
        "the name of a Cloud Map service in place of its ID",
        privately('"arn:aws:servicediscovery:us-east-1:123456789012:service/<|orders|>"'),
        "AG4009 error",
      ],
      ["a placeholder", privately('<|"${LISTENER}"|>'), "AG4005 information"],
      ["an empty target", privately('<|""|>'), "AG2065 error"],
      [
        "an empty method",
        `{"IntegrationType": "HTTP_PROXY", ${VERSION}, "IntegrationUri": "https://a.example", "IntegrationMethod": <|""|>}`,
        "AG2017 error",
      ],
      [
        "an empty payload format version",
        '{"IntegrationType": "HTTP_PROXY", "IntegrationMethod": "ANY", "IntegrationUri": "https://a.example", "PayloadFormatVersion": <|""|>}',
        "AG2004 error",
      ],
      [
        "an empty payload format version for Lambda",
        `{"IntegrationType": "AWS_PROXY", "IntegrationUri": "${FUNCTION}", "PayloadFormatVersion": <|""|>}`,
        "AG2003 error",
      ],
      [
        "a private integration that does not map the path",
        `{${HTTP_PROXY}, "IntegrationUri": "${LISTENER}", "ConnectionType": <|"VPC_LINK"|>, "ConnectionId": "a"}`,
        "AG2062 information",
      ],
      [
        "a greedy parameter in a URL",
        `{${HTTP_PROXY}, "IntegrationUri": "https://a.example/<|{proxy+}|>"}`,
        "AG2061 warning",
      ],
      ["a parameter in a URL", `{${HTTP_PROXY}, "IntegrationUri": "https://a.example/{proxy}"}`],
    ],
    HTTP,
  );
  itFixes(
    [
      [
        "AG2061",
        'Write "https://a.example/{proxy}/b"',
        '{"IntegrationUri": "https://a.example/{proxy+}/b"}',
        '{"IntegrationUri": "https://a.example/{proxy}/b"}',
      ],
      [
        "AG2062",
        "Map overwrite:path to $request.path",
        '{"ConnectionType": "VPC_LINK", "RequestParameters": {"append:header.a": "b"}}',
        '{"ConnectionType": "VPC_LINK", "RequestParameters": {"append:header.a": "b", "overwrite:path": "$request.path"}}',
      ],
      [
        "AG2062",
        "Map overwrite:path to $request.path",
        '{"ConnectionType": "VPC_LINK"}',
        '{"ConnectionType": "VPC_LINK", "RequestParameters": {\n  "overwrite:path": "$request.path"\n}}',
      ],
    ],
    HTTP,
  );
});

describe("rules for Lambda targets", () => {
  itPointsAt(
    [
      [
        "a method other than POST",
        `{"IntegrationType": "AWS_PROXY", ${VERSION}, "IntegrationUri": "${FUNCTION}", "IntegrationMethod": <|"ANY"|>}`,
        "AG2039 warning",
      ],
      [
        "the function's own ARN",
        `{"IntegrationType": "AWS_PROXY", ${VERSION}, "IntegrationUri": "${FUNCTION}"}`,
      ],
      [
        "a role in a different account than the function, which may allow it",
        `{"IntegrationType": "AWS_PROXY", ${VERSION}, "IntegrationUri": "${FUNCTION}", "CredentialsArn": "arn:aws:iam::<|210987654321|>:role/r"}`,
        "AG2064 information",
      ],
      [
        "the caller's identity as credentials",
        `{"IntegrationType": "AWS_PROXY", ${VERSION}, "IntegrationUri": "${FUNCTION}", "CredentialsArn": "arn:aws:iam::*:user/*"}`,
      ],
    ],
    HTTP,
  );
  itFixes([
    [
      "AG2039",
      'Write "POST"',
      `{"IntegrationUri": "${FUNCTION}", "IntegrationMethod": "GET"}`,
      `{"IntegrationUri": "${FUNCTION}", "IntegrationMethod": "POST"}`,
    ],
  ]);
});

describe("rules for updates", () => {
  itPointsAt(
    [
      ["an update that omits required members", '{"Description": "a"}'],
      ["a cleared description", '{"Description": ""}'],
      ["an empty ConnectionId", '{"ConnectionId": <|""|>, "ConnectionType": "VPC_LINK"}', "AG2013 error"],
      ["an empty target", '{"IntegrationType": "HTTP_PROXY", "IntegrationUri": <|""|>}', "AG2065 error"],
      ["an empty method", '{"IntegrationType": "HTTP_PROXY", "IntegrationMethod": <|""|>}', "AG2017 error"],
      ["IntegrationType alone", '{"IntegrationType": "HTTP_PROXY"}'],
      ["ConnectionType alone", '{"ConnectionType": <|"VPC_LINK"|>}', "AG2013 information"],
      ["ConnectionId alone", '{<|"ConnectionId"|>: "a"}', "AG2016 information"],
      ["TlsConfig alone", '{<|"TlsConfig"|>: {"ServerNameToVerify": "a.example"}}', "AG2018 information"],
      [
        "request parameters, which are merged",
        '{<|"RequestParameters"|>: {"overwrite:path": "/a"}}',
        "AG2057 information",
      ],
      [
        "an empty request parameter, which deletes a mapping",
        '{<|"RequestParameters"|>: {"overwrite:path": ""}}',
        "AG2057 information",
      ],
      [
        "an empty map, which deletes the mappings of a status code",
        '{"ResponseParameters": {"404": <|{}|>}}',
        "AG2058 information",
      ],
      ["a type that HTTP APIs do not support", '{"IntegrationType": <|"MOCK"|>}', "AG2001 error"],
      ["a timeout that is too long", '{"TimeoutInMillis": <|30001|>}', "AG2019 error"],
    ],
    UPDATE,
  );
  itFixes([
    [
      "AG2059",
      'Remove "overwrite:path"',
      '{"RequestParameters": {"overwrite:path": "", "append:header.a": "b"}}',
      '{"RequestParameters": { "append:header.a": "b"}}',
    ],
  ]);
});
