import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { hostMessagesOf, hostOf, itFixes, itPointsAt } from "../../../support/hostCases";

const MAPPED = (integration: string, more = "") => `openapi: 3.0.1
paths:
  /pets/{id}/{tag}:${more}
    get:
      parameters:
        - {name: q, in: query}
        - $ref: '#/components/parameters/Tenant'
      responses:
        200:
          description: OK
          headers: {Link: {schema: {type: string}}}
        '404': {$ref: '#/components/responses/Missing'}
      x-amazon-apigateway-integration:
        type: http
        httpMethod: GET
        uri: https://example.com/{id}
        requestParameters:
          integration.request.path.id: method.request.path.id
${integration}
components:
  parameters:
    Tenant: {name: X-Tenant, in: header}
  responses:
    Missing: {description: None, headers: {X-Reason: {schema: {type: string}}}}
`;
const reads = (source: string, more = "") =>
  MAPPED(`          integration.request.header.x: ${source}`, more);
const answers = (status: string, header = "", value = "'''1'''") =>
  MAPPED(`        responses:
          default:
            statusCode: ${status}
${header && `            responseParameters:\n              method.response.header.${header}: ${value}`}`);

describe("what an OpenAPI document declares", () => {
  itPointsAt("api.yaml", [
    ["a query parameter", reads("method.request.querystring.q")],
    ["a parameter by reference, in another case", reads("method.request.header.x-tenant")],
    ["a parameter of the path", reads("method.request.path.tag")],
    ["an undeclared query parameter", reads("method.request.querystring.<|page|>"), "AG1056 error"],
    ["a parameter of another path", reads("method.request.path.<|name|>"), "AG1056 error"],
    [
      "a parameter of the path item",
      reads("method.request.querystring.page", "\n    parameters: [{name: page, in: query}]"),
    ],
    [
      "any parameter if some are in another file",
      reads("method.request.querystring.page", "\n    parameters: [{$ref: 'other.yaml#/Page'}]"),
    ],
    [
      "an undeclared parameter beside a cookie and a body",
      reads(
        "method.request.querystring.<|sid|>",
        "\n    parameters: [{name: sid, in: cookie}, {name: b, in: body, schema: {}}]",
      ),
      "AG1056 error",
    ],
    ["a response with a number as its key", answers("'200'", "Link")],
    ["a response by reference", answers("404", "X-Reason")],
    ["a header in another case", answers("200", "link")],
    ["an undeclared status code", answers("<|'500'|>"), "AG1114 error"],
    ["an undeclared status code with a header", answers("<|500|>", "Link"), "AG1114 error"],
    ["an undeclared header", answers("200", "<|Location|>"), "AG1115 error"],
    ["a header of another response", answers("'404'", "<|Link|>"), "AG1115 error"],
  ]);

  const proxied = (type: string, responses: string, header = "") => `openapi: 3.0.1
paths:
  /a/{proxy+}:
    x-amazon-apigateway-any-method:
      parameters: [{name: proxy, in: path, required: true}]
      responses: ${responses}
      x-amazon-apigateway-integration:
        type: ${type}
        httpMethod: POST
        uri: ${type.toLowerCase().startsWith("aws") ? "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f/invocations" : "https://example.com/{proxy}"}
        ${type.toLowerCase().startsWith("aws") ? "" : "requestParameters: {integration.request.path.proxy: method.request.path.proxy}"}
        responses: {default: {statusCode: "200"${header}}}
`;
  itPointsAt("api.yaml", [
    ["an undeclared status code of an HTTP proxy", proxied("http_proxy", "{}")],
    ["an undeclared status code of a Lambda proxy", proxied("aws_proxy", "{'201': {description: OK}}")],
    [
      "an undeclared header of a Lambda proxy",
      proxied(
        "AWS_PROXY",
        "{'200': {description: OK}}",
        ", responseParameters: {method.response.header.Access-Control-Allow-Origin: \"'*'\"}",
      ),
    ],
    ["any status code if the method has a default response", proxied("http", "{default: {description: OK}}")],
    [
      "a greedy parameter of the path that is not declared",
      proxied("http_proxy", "{}")
        .replace(/parameters:.*/, "parameters: []")
        .replace("path.proxy}", "path.<|proxy|>}"),
      "AG1056 error",
    ],
  ]);

  it("is worded as what the file says", () => {
    assert.deepEqual(
      [
        ...hostMessagesOf("AG1056", reads("method.request.querystring.page"), "api.yaml"),
        ...hostMessagesOf("AG1114", answers("500"), "api.yaml"),
        ...hostMessagesOf("AG1115", answers("200", "Location"), "api.yaml"),
      ],
      [
        "The method does not declare method.request.querystring.page, so API Gateway rejects this mapping.",
        "The method declares only 200 and 404, so API Gateway cannot return 500.",
        "The method's response 200 does not declare the header Location, so API Gateway rejects this mapping.",
      ],
    );
  });

  it("suggests a declared parameter with a similar name", () => {
    const [problem] = hostOf(reads("method.request.header.X-Tenat"), "api.yaml").problems.filter(
      ({ code }) => code === "AG1056",
    );
    assert.deepEqual(
      problem?.fixes?.map(({ title }) => title),
      ['Write "method.request.header.X-Tenant"', "Declare method.request.header.X-Tenat"],
    );
  });

  it("says which cache keys are declared", () => {
    const keyed = (key: string) => MAPPED(`        cacheKeyParameters: [${key}]`);
    const cacheKeys = (key: string) => hostMessagesOf("AG1029", keyed(key), "api.yaml");
    assert.deepEqual(cacheKeys("method.request.querystring.q"), []);
    assert.deepEqual(cacheKeys("method.request.querystring.r"), [
      "The method does not declare method.request.querystring.r, as cache keys require.",
    ]);
  });
});

describe("fixes that declare what an OpenAPI document lacks", () => {
  const document = (parameters: string, responses: string, integration: string) => `openapi: 3.0.1
paths:
  /a:
    get:
${parameters}${responses}      x-amazon-apigateway-integration:
        type: http
        httpMethod: GET
        uri: https://example.com
${integration}`;
  const mapping =
    "        requestParameters:\n          integration.request.header.x: method.request.header.X-A\n";
  const answer = (status: string) =>
    `        responses:\n          default:\n            statusCode: '${status}'\n            responseParameters:\n              method.response.header.Link: "'1'"\n`;
  const OK = "      responses:\n        '200':\n          description: OK\n";
  itFixes("api.yaml", [
    [
      "AG1056",
      "Declare method.request.header.X-A",
      document("      parameters:\n        - name: q\n          in: query\n", "", mapping),
      document(
        "      parameters:\n        - name: q\n          in: query\n        - {name: X-A, in: header, schema: {type: string}}\n",
        "",
        mapping,
      ),
    ],
    [
      "AG1114",
      "Declare the response 404",
      document("", OK, answer("404")),
      document("", `${OK}        "404":\n          description: 404 response\n`, answer("404")),
    ],
    [
      "AG1115",
      "Declare the header Link",
      document("", OK, answer("200")),
      document(
        "",
        `${OK}          headers:\n            Link:\n              schema:\n                type: string\n`,
        answer("200"),
      ),
    ],
  ]);
  itFixes("api.json", [
    [
      "AG1056",
      "Declare method.request.querystring.q",
      '{"swagger":"2.0","paths":{"/a":{"get":{"parameters":[{"name":"p","in":"query"}],"x-amazon-apigateway-integration":{"type":"http","httpMethod":"GET","uri":"https://example.com","requestParameters":{"integration.request.querystring.q":"method.request.querystring.q"}}}}}}',
      '{"swagger":"2.0","paths":{"/a":{"get":{"parameters":[{"name":"p","in":"query"}, {"name":"q","in":"query","type":"string"}],"x-amazon-apigateway-integration":{"type":"http","httpMethod":"GET","uri":"https://example.com","requestParameters":{"integration.request.querystring.q":"method.request.querystring.q"}}}}}}',
    ],
  ]);
});
