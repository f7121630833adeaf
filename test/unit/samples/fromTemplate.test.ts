import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type ApiFacts, analyze, previewablesOf, sampleFromTemplates } from "../../../server/src/service";

/** The sample request for the templates of an input. */
function sampleOf(
  members: object,
  operation: "put-integration" | "create-integration" = "put-integration",
  facts?: ApiFacts,
) {
  const analysis = analyze(JSON.stringify(members), operation, facts ? { facts } : {});
  return sampleFromTemplates(previewablesOf(analysis)).request;
}

const restOf = (template: string, others: object = {}) =>
  sampleOf({ type: "HTTP", ...others, requestTemplates: { "application/json": template } });

describe("a sample request from a template", () => {
  it("has each member of the body that the template reads", () => {
    const { body } = restOf(`
      #set($order = $input.path('$.order'))
      {"id": $input.json('$.id'), "mail": "$order.customer.email",
       "lines": [#foreach($line in $order.lines){"sku": "$line.sku", "count": $line.quantity}#end],
       "total": $input.json('$.order.total'), "on": "$order.createdAt"}`);
    assert.deepEqual(body, {
      id: "1",
      order: {
        customer: { email: "ann@example.com" },
        lines: [{ sku: "text", quantity: 1 }],
        total: 9.5,
        createdAt: "2025-01-01T00:00:00Z",
      },
    });
  });

  it("has the parameters, the stage variables and the variables of $context", () => {
    const request = restOf(
      `$input.params('id') $input.params("limit") $input.params('X-Request-Id') $input.params().header.Accept
       $input.params().querystring.get('tag') $stageVariables.table $stageVariables.get("url")
       $context.identity.sourceIp $context.authorizer.claims.email $context.stage $context.nothing.such`,
    );
    assert.deepEqual(request, {
      method: "POST",
      path: "/",
      pathParameters: { id: "1" },
      queryStringParameters: { limit: "1", tag: "text" },
      headers: {
        "Content-Type": "application/json",
        "X-Request-Id": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
        Accept: "application/json",
      },
      body: {},
      context: {
        identity: { sourceIp: "203.0.113.10" },
        authorizer: { claims: { email: "ann@example.com" } },
        stage: "test",
      },
      stageVariables: { table: "table", url: "https://example.com/" },
    });
  });

  it("puts a parameter where the input maps it or the API declares it", () => {
    const { headers, pathParameters, resourcePath } = sampleOf(
      {
        type: "HTTP",
        requestParameters: { "integration.request.header.a": "method.request.header.tenant" },
        requestTemplates: { "application/xml": "$input.params('tenant') $input.params('name')" },
      },
      "put-integration",
      { protocol: "REST", routes: ["GET /pets/{name}"] },
    );
    assert.deepEqual(headers, { "Content-Type": "application/xml", tenant: "text" });
    assert.deepEqual(pathParameters, { name: "name" });
    assert.equal(resourcePath, "/pets/{name}");
  });

  it("has the message and the context of a WebSocket API", () => {
    const request = sampleOf(
      {
        ApiId: "a",
        IntegrationType: "AWS",
        RequestTemplates: { "200": "$input.path('$.text') $context.connectionId $context.eventType" },
        TemplateSelectionExpression: "200",
      },
      "create-integration",
    );
    assert.deepEqual(request, {
      body: { action: "$default", text: "Some text" },
      context: { connectionId: "JJbxkcDdIAMCFrQ=", eventType: "MESSAGE" },
    });
  });

  it("has the backend's response that a response template reads", () => {
    const analysis = analyze(
      JSON.stringify({
        statusCode: "200",
        responseTemplates: { "application/json": "$input.json('$.items[0].name') $input.params('id')" },
      }),
      "put-integration-response",
    );
    const { backend, pathParameters } = sampleFromTemplates(previewablesOf(analysis)).request;
    assert.deepEqual(backend, { status: 200, body: { items: [{ name: "Example" }] } });
    assert.deepEqual(pathParameters, { id: "1" });
  });

  it("starts from what is known if there is no template", () => {
    const { request } = sampleFromTemplates([]);
    assert.deepEqual(request, {
      method: "POST",
      path: "/",
      headers: { "Content-Type": "application/json" },
      body: {},
    });
  });

  for (const [name, text] of [
    ["deep paths", `$input.path('$${".a".repeat(5000)}')`],
    ["many paths", Array.from({ length: 3000 }, (_, i) => `$input.path('$.m${i}.n')`).join("\n")],
    ["many parameters", "$input.params('a".repeat(20_000)],
    ["broken text", "#if($input.path('$.a') $context. $stageVariables. $input.params("],
    ["a map that contains itself", "#set($a = $input.path('$')) #set($a = $a.b) $a.c #set($a = $a.a) $a"],
    [
      "names of objects",
      "$input.path('$.__proto__.constructor') $stageVariables.__proto__ $input.params('__proto__')",
    ],
  ] as const) {
    it(`never throws: ${name}`, () => {
      const start = performance.now();
      restOf(text);
      assert.ok(performance.now() - start < 5000);
    });
  }
});
