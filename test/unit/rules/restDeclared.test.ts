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

describe("the rules for what a REST method declares on AWS", () => {
  itPointsAt(
    [
      ["an undeclared query parameter", reads('"method.request.querystring.<|p|>"'), "AG1056 error"],
      ["a query parameter in another case", reads('"method.request.querystring.<|Q|>"'), "AG1056 error"],
      ["an undeclared path parameter", reads('"method.request.path.<|tag|>"'), "AG1056 error"],
      ["an undeclared header", reads('"method.request.header.<|X-Other|>"'), "AG1056 error"],
      ["a declared query parameter", reads('"method.request.querystring.q"')],
      ["a declared header in another case", reads('"method.request.header.x-tenant"')],
      ["all values of a header", reads('"method.request.multivalueheader.X-Other"')],
      ["a source that is not a parameter", reads('"context.requestId"')],
      [
        "the same parameter twice",
        integration(
          '"requestParameters": {"integration.request.header.x": "method.request.path.<|tag|>", "integration.request.header.y": "method.request.path.<|tag|>"}',
        ),
        "AG1056 error",
        "AG1056 error",
      ],
      [
        "an unknown method, with AG1014 only",
        reads('"method.request.querystring.<|p|>"', '"httpMethod": "POST", '),
        "AG1014 hint",
      ],
    ],
    REQUEST,
    REST_FACTS,
  );
  itPointsAt(
    [
      ["an undeclared status code", sets('"method.response.header.X"', '<|"500"|>'), "AG1114 error"],
      [
        "an undeclared status code without mappings",
        '{"statusCode": <|"500"|>, "selectionPattern": "5.."}',
        "AG1114 error",
      ],
      ["an undeclared response header", sets('"method.response.header.<|X|>"'), "AG1115 error"],
      [
        "a header declared by another response",
        sets('"method.response.header.<|Location|>"', '"418"'),
        "AG1115 error",
      ],
      ["a declared response header", sets('"method.response.header.Location"')],
      ["a declared response header in another case", sets('"method.response.header.location"')],
      ["a declared status code", '{"statusCode": "418", "selectionPattern": "4.."}'],
      ["an invalid key, with AG1103 only", sets('"method.response.<|body|>.x"'), "AG1103 error"],
      [
        "an unknown status code, with AG1105 and AG1106 only",
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
        "a status code when the method declares none",
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

  it("says where the declarations come from, and quotes AWS", () => {
    assert.deepEqual(messagesOf("AG1056", reads('"method.request.querystring.page"'), REQUEST, REST_FACTS), [
      "When last read from AWS, the method did not declare method.request.querystring.page. Add it with update-method.\nAWS answers: … errors : [Invalid mapping expression parameter specified: method.request.querystring.page]",
    ]);
    assert.deepEqual(
      messagesOf("AG1114", sets('"method.response.header.X"', '"500"'), RESPONSE, REST_FACTS),
      [
        "When last read from AWS, the method only declared 200 and 418. Add 500 with put-method-response.\nAWS answers: … errors : [No method response exists for method.]",
      ],
    );
    assert.deepEqual(
      messagesOf("AG1114", '{"statusCode": "200"}', RESPONSE, { protocol: "REST", methodResponses: [] }),
      ["When last read from AWS, the method declared no responses. Add 200 with put-method-response."],
    );
    assert.deepEqual(messagesOf("AG1115", sets('"method.response.header.X"'), RESPONSE, REST_FACTS), [
      "When last read from AWS, the method response 200 did not declare X. Add it with update-method-response.\nAWS answers: … errors : [Invalid mapping expression parameter specified: method.response.header.X]",
    ]);
  });
});
