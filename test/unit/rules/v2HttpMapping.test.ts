import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { itFixes, itPointsAt, messagesOf } from "../../support/ruleCases";

const PROXY =
  '"IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://a.example", "IntegrationMethod": "ANY", "PayloadFormatVersion": "1.0"';
const request = (entries: string): string => `{${PROXY}, "RequestParameters": {${entries}}}`;
const response = (entries: string): string => `{${PROXY}, "ResponseParameters": {${entries}}}`;
const HTTP = { protocol: "HTTP" } as const;

describe("the rules on an HTTP API's mapping keys", () => {
  itPointsAt(
    [
      ["no action", request('<|"header.x-id"|>: "a"'), "AG2021 error"],
      ["an unknown action", request('"<|add|>:header.x-id": "a"'), "AG2021 error"],
      ["an action alone", request('<|"append:"|>: "a"'), "AG2021 error"],
      ["an unknown target", request('"append:<|cookie|>.x": "a"'), "AG2021 error"],
      ["a response's target", request('"overwrite:<|statuscode|>": "200"'), "AG2021 error"],
      ["no name", request('"append:<|header|>": "a"'), "AG2021 error"],
      ["a blank in the name", request('"append:header.x<| |>id": "a"'), "AG2021 error"],
      ["an escaped letter before the fault", request('"\\u0061ppend:<|cookie|>.x": "a"'), "AG2021 error"],
      ["an empty key", request('<|""|>: "a"'), "AG2021 error"],
      ["a reserved header", request('"remove:header.<|Authorization|>": "\'\'"'), "AG2022 error"],
      ["a reserved beginning", response('"404": {"append:header.<|x-amzn-id|>": "a"}'), "AG2022 error"],
      ["the header Host", request('"overwrite:header.host": "a"')],
      ["an appended path", request('"<|append|>:path": "/a"'), "AG2023 error"],
      ["a path with a suffix", request('"overwrite:path<|.x|>": "/a"'), "AG2023 error"],
      ["status codes that are none", response('<|"99"|>: {}, <|"ok"|>: {}'), "AG2029 error", "AG2029 error"],
      ["a mapping in a status code's place", response('"overwrite:statuscode": <|"404"|>'), "AG0006 error"],
      ["a malformed response key", response('"404": {"overwrite:<|path|>": "a"}'), "AG2030 error"],
      [
        "a status code with a suffix",
        response('"404": {"overwrite:statuscode<|.x|>": "200"}'),
        "AG2030 error",
      ],
      ["an appended status code", response('"404": {"<|append|>:statuscode": "200"}'), "AG2033 warning"],
      ["another API's key", request('<|"integration.request.header.x"|>: "a"'), "AG2034 error"],
      ["what the skeleton left", request('<|"KeyName"|>: ""'), "AG0021 warning"],
    ],
    HTTP,
  );
  itFixes(
    [
      [
        "AG2021",
        'Rename to "overwrite:header.x-id"',
        request('"header.x-id": "a"'),
        request('"overwrite:header.x-id": "a"'),
      ],
      [
        "AG2021",
        'Rename to "append:header.x-id"',
        request('"apend:header.x-id": "a"'),
        request('"append:header.x-id": "a"'),
      ],
      [
        "AG2030",
        'Rename to "append:header.x"',
        response('"404": {"append:headers.x": "a"}'),
        response('"404": {"append:header.x": "a"}'),
      ],
      ["AG2022", "Remove the mapping", request('"remove:header.te": "\'\'"'), request("")],
      [
        "AG2023",
        'Rename to "overwrite:path"',
        request('"append:path": "/a"'),
        request('"overwrite:path": "/a"'),
      ],
      [
        "AG2033",
        'Rename to "overwrite:statuscode"',
        response('"404": {"remove:statuscode": "200"}'),
        response('"404": {"overwrite:statuscode": "200"}'),
      ],
      [
        "AG2034",
        'Rename to "overwrite:querystring.q"',
        request('"integration.request.querystring.q": "a"'),
        request('"overwrite:querystring.q": "a"'),
      ],
    ],
    HTTP,
  );
  itPointsAt(
    [
      [
        "a service action's parameter without its subtype",
        '{<|"RequestParameters"|>: {<|"QueueUrl"|>: "q"}}',
        "AG2057 information",
        "AG2021 information",
      ],
    ],
    { operation: "update-integration", protocol: "HTTP" },
  );

  it("quote AWS of a status code", () => {
    assert.match(
      messagesOf("AG2029", response('"99": {}'), HTTP)[0] ?? "",
      /AWS answers: Status Code 99 is not valid$/,
    );
  });
});

describe("the rules on an HTTP API's mapping values", () => {
  const value = (text: string): string => request(`"overwrite:header.x": ${text}`);
  itPointsAt(
    [
      ["an unknown variable", value('"$<|req|>.header.x"'), "AG2024 error"],
      ["an unknown source", value('"$request.<|cookie|>.x"'), "AG2024 error"],
      ["no source", value('"$<|request|>"'), "AG2024 error"],
      ["no name", value('"$<|request.header|>"'), "AG2024 error"],
      ["a response's variable in a request", value('"$<|response.header|>.x"'), "AG2024 error"],
      ["an open brace", value('<|"${request.path"|>'), "AG2024 error"],
      ["another API's variable", value('<|"method.request.header.x"|>'), "AG2024 warning"],
      ["an unknown context name's characters", value('"$context.<|-|>a"'), "AG2024 error"],
      [
        "every documented variable",
        request(
          [
            "request.header.a",
            "request.querystring.a",
            "request.path",
            "request.path.a",
            "request.body",
            "context.a.b",
            "stageVariables.a",
          ]
            .map(
              (name, i) => `"append:header.h${i}": "$${name}", "append:querystring.q${i}": "a \${${name}}"`,
            )
            .join(", "),
        ),
      ],
      ["a variable beside text", value('"/a<|$request.path|>"'), "AG2025 warning"],
      ["money", value('"5$"')],
      ["a search at every depth", value('"$request.body<|..|>id"'), "AG2026 error"],
      ["a filter", value('"$request.body.a[<|?(@.b)|>]"'), "AG2026 error"],
      [
        "a part of the body, once",
        request('"append:header.a": <|"$request.body.a"|>, "append:header.b": "$request.body.b"'),
        "AG2027 information",
      ],
      ["a removal's value", request('"remove:header.x": <|"$nope"|>'), "AG2028 hint"],
      ["a removal's two quotes", request('"remove:header.x": "\'\'"')],
      [
        "a request read in a response",
        response('"404": {"append:header.x": "$<|request.header|>.x"}'),
        "AG2031 warning",
      ],
      ["a status code that is none", response('"404": {"overwrite:statuscode": <|"OK"|>}'), "AG2032 error"],
      ["a status code of a variable", response('"404": {"overwrite:statuscode": "$context.status"}')],
      ["text in single quotes", value("<|\"'a'\"|>"), "AG2035 hint"],
      ["an empty value", value('<|""|>'), "AG2059 error"],
      ["an empty response value", response('"404": {"overwrite:statuscode": <|""|>}'), "AG0027 warning"],
    ],
    HTTP,
  );
  itPointsAt([["empty values of an update", '{"ResponseParameters": {"404": {"overwrite:header.x": ""}}}']], {
    operation: "update-integration",
    protocol: "HTTP",
  });
  itFixes(
    [
      ["AG2025", 'Write "/a${request.path}"', value('"/a$request.path"'), value('"/a${request.path}"')],
      ["AG2028", "Write \"''\"", request('"remove:header.x": "a"'), request('"remove:header.x": "\'\'"')],
      ["AG2035", 'Write "a"', value("\"'a'\""), value('"a"')],
    ],
    HTTP,
  );
});
