import { describe } from "mocha";
import { itPointsAt } from "../../support/ruleCases";

const LAMBDA =
  "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:orders/invocations";
const TABLE = "arn:aws:apigateway:us-east-1:dynamodb:action/GetItem";
const ROLE = '"credentials": "arn:aws:iam::123456789012:role/r"';

/** An integration with one template, whose key is a content type. */
const input = (uri: string, key: string, template: string): string =>
  `{"type": "AWS", "integrationHttpMethod": "POST", "uri": "${uri}", ${ROLE}, "requestTemplates": {"${key}": "${template}"}}`;

describe("templates for backends that require JSON", () => {
  itPointsAt(
    [
      [
        "text by the key of XML for a Lambda function",
        input(LAMBDA, "application/xml", "<|order|> 1"),
        "AG3020 warning",
      ],
      ["text for a Lambda function", input(LAMBDA, "text/plain", "<|order|>: 1"), "AG3020 warning"],
      [
        "JSON with an extra comma for a service",
        input(TABLE, "application/x-amz-json-1.0", String.raw`{\"a\": 1,<|}|>`),
        "AG3020 warning",
      ],
      [
        "JSON for a Lambda function by the key of XML",
        input(LAMBDA, "application/xml", String.raw`{\"a\": 1}`),
      ],
      ["a value for a Lambda function", input(LAMBDA, "text/plain", "$input.body")],
      [
        "XML for a backend that may take it",
        '{"type": "HTTP", "integrationHttpMethod": "POST", "uri": "https://a.example", "requestTemplates": {"application/xml": "<a/>"}}',
      ],
    ],
    { operation: "put-integration" },
  );
  itPointsAt(
    [
      [
        "text for a Lambda function in YAML",
        `type: AWS\nintegrationHttpMethod: POST\nuri: ${LAMBDA}\nrequestTemplates:\n  text/plain: <|order|> 1\n`,
        "AG3020 warning",
      ],
    ],
    { operation: "put-integration", format: "yaml" },
  );
});
