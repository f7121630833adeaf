import { describe } from "mocha";
import { itFixes, itPointsAt } from "../../support/ruleCases";

const REST = '"type": "HTTP_PROXY", "integrationHttpMethod": "GET", "uri": "https://a.example"';

describe("rules for several operations", () => {
  itPointsAt(
    [
      [
        "a missing type",
        '<|{|>"uri": "https://a.example", "integrationHttpMethod": "GET"}',
        "AG0005 information",
      ],
      ["an empty type", '{<|"type": ""|>}', "AG0021 error"],
      ["an array item of the wrong type", `{${REST}, "cacheKeyParameters": [<|1|>]}`, "AG0006 error"],
      ["a recently added member", `{${REST}, <|"responseTransferMode"|>: "BUFFERED"}`, "AG0022 information"],
      [
        "a placeholder entry of a skeleton",
        `{${REST}, "requestParameters": {<|"KeyName"|>: ""}}`,
        "AG0021 warning",
      ],
    ],
    { operation: "put-integration" },
  );
  itFixes(
    [
      [
        "AG0005",
        "Insert type",
        '{"uri": "https://a.example"}',
        '{"uri": "https://a.example", "type": "HTTP_PROXY"}',
      ],
      [
        "AG0025",
        "Convert to a string",
        '{"requestTemplates": {"application/json": {"a": 1}}}',
        '{"requestTemplates": {"application/json": "{\\"a\\": 1}"}}',
      ],
    ],
    { operation: "put-integration" },
  );
  itPointsAt(
    [
      ["a status code as a number", '{"statusCode": <|200|>, "selectionPattern": "2.."}', "AG0016 error"],
      [
        "an empty pattern, which selects the default response",
        '{"statusCode": "200", "selectionPattern": <|""|>}',
        "AG1109 information",
      ],
    ],
    { operation: "put-integration-response" },
  );
  itFixes([["AG0016", 'Write "200"', '{"statusCode": 200}', '{"statusCode": "200"}']], {
    operation: "put-integration-response",
  });
  itPointsAt(
    [
      [
        "response parameters that resemble those of an HTTP API",
        `{"IntegrationResponseKey": "$default", "ResponseParameters": {"method.response.header.x": "'a'"}}`,
      ],
    ],
    { operation: "create-integration-response" },
  );
});
