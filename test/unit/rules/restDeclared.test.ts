import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { REST_FACTS } from "../../support/facts";
import { itFixes, itPointsAt, messagesOf } from "./restCases";

const REQUEST = "put-integration";
const RESPONSE = "put-integration-response";

const integration = (members: string) =>
  `{"type": "HTTP", "integrationHttpMethod": "GET", "uri": "https://example.com", ${members}}`;
const reads = (value: string, more = "") =>
  integration(`${more}"requestParameters": {"integration.request.header.x": ${value}}`);
const sets = (key: string, status = '"200"') =>
  `{"statusCode": ${status}, "selectionPattern": "2..", "responseParameters": {${key}: "'1'"}}`;

describe("the rules on what a REST method declares at AWS", () => {
  itPointsAt(
    [
      ["an undeclared query parameter", reads('"method.request.querystring.<|p|>"'), "AG1056 error"],
      ["a query parameter in another case", reads('"method.request.querystring.<|Q|>"'), "AG1056 error"],
      [
        "a parameter of the path that is not declared",
        reads('"method.request.path.<|tag|>"'),
        "AG1056 error",
      ],
      ["an undeclared header", reads('"method.request.header.<|X-Other|>"'), "AG1056 error"],
      ["a declared query parameter", reads('"method.request.querystring.q"')],
      ["a declared header in another case", reads('"method.request.header.x-tenant"')],
      ["all values of a header", reads('"method.request.multivalueheader.X-Other"')],
      ["what is no parameter", reads('"context.requestId"')],
      [
        "the same one twice",
        integration(
          '"requestParameters": {"integration.request.header.x": "method.request.path.<|tag|>", "integration.request.header.y": "method.request.path.<|tag|>"}',
        ),
        "AG1056 error",
        "AG1056 error",
      ],
      [
        "a method of which nothing is known but with AG1014",
        reads('"method.request.querystring.<|p|>"', '"httpMethod": "POST", '),
        "AG1014 hint",
      ],
    ],
    REQUEST,
    REST_FACTS,
  );
  itPointsAt(
    [
      ["an undeclared status", sets('"method.response.header.X"', '<|"500"|>'), "AG1114 error"],
      ["one without mappings", '{"statusCode": <|"500"|>, "selectionPattern": "5.."}', "AG1114 error"],
      ["an undeclared header of a response", sets('"method.response.header.<|X|>"'), "AG1115 error"],
      [
        "a header of another response",
        sets('"method.response.header.<|Location|>"', '"418"'),
        "AG1115 error",
      ],
      ["a declared header of a response", sets('"method.response.header.Location"')],
      ["one in another case", sets('"method.response.header.location"')],
      ["a declared status", '{"statusCode": "418", "selectionPattern": "4.."}'],
      ["a key that is wrong anyway", sets('"method.response.<|body|>.x"'), "AG1103 error"],
      [
        "a response of which no status is known but with AG1105 and AG1106",
        `{"selectionPattern": "2..", <|"responseParameters"|>: {"method.response.header.<|X|>": "'1'"}}`,
        "AG1106 hint",
        "AG1105 hint",
      ],
    ],
    RESPONSE,
    REST_FACTS,
  );
  itPointsAt(
    [["a method that declares nothing", reads('"method.request.querystring.<|q|>"'), "AG1056 error"]],
    REQUEST,
    { protocol: "REST", requestParameters: [] },
  );
  itPointsAt(
    [
      [
        "a status where nothing is declared",
        '{"statusCode": <|"200"|>, "selectionPattern": "2.."}',
        "AG1114 error",
      ],
    ],
    RESPONSE,
    { protocol: "REST", methodResponses: [] },
  );

  itFixes(
    [
      [
        "AG1056",
        'Write "method.request.header.X-Tenant"',
        reads('"method.request.header.X-Tennant"'),
        reads('"method.request.header.X-Tenant"'),
      ],
    ],
    REQUEST,
    REST_FACTS,
  );
  itFixes(
    [
      [
        "AG1115",
        'Rename to "method.response.header.Location"',
        sets('"method.response.header.Locaton"'),
        sets('"method.response.header.Location"'),
      ],
    ],
    RESPONSE,
    REST_FACTS,
  );

  it("say where that is known from, and what AWS answers", () => {
    assert.deepEqual(messagesOf("AG1056", reads('"method.request.querystring.page"'), REQUEST, REST_FACTS), [
      "As last read from AWS, the method does not declare method.request.querystring.page: update-method adds it.\nAWS answers: … errors : [Invalid mapping expression parameter specified: method.request.querystring.page]",
    ]);
    assert.deepEqual(
      messagesOf("AG1114", sets('"method.response.header.X"', '"500"'), RESPONSE, REST_FACTS),
      [
        "As last read from AWS, the method declares 200, 418 only: put-method-response adds 500.\nAWS answers: … errors : [No method response exists for method.]",
      ],
    );
    assert.deepEqual(
      messagesOf("AG1114", '{"statusCode": "200"}', RESPONSE, { protocol: "REST", methodResponses: [] }),
      ["As last read from AWS, the method declares no responses at all: put-method-response adds 200."],
    );
    assert.deepEqual(messagesOf("AG1115", sets('"method.response.header.X"'), RESPONSE, REST_FACTS), [
      "As last read from AWS, the method's response 200 does not declare X: update-method-response adds it.\nAWS answers: … errors : [Invalid mapping expression parameter specified: method.response.header.X]",
    ]);
  });
});
