import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { provideHcl } from "../../../../server/src/hcl";
import { analyzeHost } from "../../../../server/src/service";
import { hostOf, inputsIn, itFixes, itPointsAt } from "../../../support/hostCases";

provideHcl();

const REST = (members: string, more = "") => `resource "aws_api_gateway_integration" "pets" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  resource_id = aws_api_gateway_resource.pets.id
  http_method = "GET"
${members}
}
${more}`;
const HTTP = (members: string, more = "") => `resource "aws_apigatewayv2_integration" "pets" {
  api_id = aws_apigatewayv2_api.api.id
${members}
}

resource "aws_apigatewayv2_api" "api" {
  name          = "api"
  protocol_type = "HTTP"
}
${more}`;
const WEBSOCKET = (members: string) =>
  HTTP(members).replace('protocol_type = "HTTP"', 'protocol_type = "WEBSOCKET"');

describe("inputs in Terraform files", () => {
  it("have the members of a REST integration by AWS's names", () => {
    const text = REST(`  type                    = "HTTP"
  integration_http_method = "POST"
  uri                     = "https://example.com/{id}"
  timeout_milliseconds    = "9000"
  cache_key_parameters    = ["method.request.path.id"]
  content_handling        = null
  # type = "MOCK"
  request_parameters = {
    "integration.request.path.id" = "method.request.path.id" // the ID
    "integration.request.header.x" : "'1'",
  }
  request_templates = { "application/json" = <<-EOF
    #set($x = 1)
      $x
    EOF
  }
  tls_config {
    insecure_skip_verification = true
  }
  lifecycle { create_before_destroy = true }`);
    assert.deepEqual(inputsIn(text, "main.tf"), {
      "aws_api_gateway_integration.pets": {
        operation: "put-integration",
        protocol: "REST",
        members: {
          httpMethod: "GET",
          type: "HTTP",
          integrationHttpMethod: "POST",
          uri: "https://example.com/{id}",
          timeoutInMillis: 9000,
          cacheKeyParameters: ["method.request.path.id"],
          requestParameters: {
            "integration.request.path.id": "method.request.path.id",
            "integration.request.header.x": "'1'",
          },
          requestTemplates: { "application/json": "#set($x = 1)\n  $x\n" },
          tlsConfig: { insecureSkipVerification: true },
        },
      },
    });
  });

  it("have the members of integration responses, with the method that they refer to", () => {
    const text = `resource "aws_api_gateway_method" "get" {
  http_method = "GET"
}

resource "aws_api_gateway_method_response" "ok" {
  http_method = aws_api_gateway_method.get.http_method
  status_code = 200
}

resource "aws_api_gateway_integration_response" "ok" {
  http_method       = aws_api_gateway_method.get.http_method
  status_code       = aws_api_gateway_method_response.ok.status_code
  selection_pattern = "2\\\\d{2}"
  response_templates = {
    "application/json" = jsonencode({ b = "<$input.path('$.x')>", a = 1.0 })
  }
}
`;
    assert.deepEqual(inputsIn(text, "main.tf"), {
      "aws_api_gateway_integration_response.ok": {
        operation: "put-integration-response",
        protocol: "REST",
        members: {
          httpMethod: "GET",
          statusCode: "200",
          selectionPattern: "2\\d{2}",
          responseTemplates: {
            "application/json": `{"a":1,"b":"\\u003c$input.path('$.x')\\u003e"}`,
          },
        },
      },
    });
  });

  it("have the members of HTTP integrations, with blocks as a map, and what the provider adds", () => {
    const text = HTTP(`  integration_type    = "AWS_PROXY"
  integration_subtype = "SQS-SendMessage"
  passthrough_behavior = "WHEN_NO_MATCH"
  request_parameters = merge({ QueueUrl = "x", MessageBody = "$request.body" }, {})
  response_parameters {
    status_code = 403
    mappings    = { "append:header.x" = "$context.authorizer.x" }
  }
  response_parameters {
    status_code = "200"
    mappings    = { "overwrite:statuscode" = "204" }
  }
  tls_config { server_name_to_verify = "example.com" }`);
    assert.deepEqual(inputsIn(text, "main.tf")["aws_apigatewayv2_integration.pets"], {
      operation: "create-integration",
      protocol: "HTTP",
      members: {
        IntegrationType: "AWS_PROXY",
        IntegrationSubtype: "SQS-SendMessage",
        RequestParameters: { QueueUrl: "x", MessageBody: "$request.body" },
        TlsConfig: { ServerNameToVerify: "example.com" },
        ResponseParameters: {
          "403": { "append:header.x": "$context.authorizer.x" },
          "200": { "overwrite:statuscode": "204" },
        },
        PayloadFormatVersion: "1.0",
      },
    });
  });

  it("have locals of the same file, also through others", () => {
    const text = REST(
      `  type              = "MOCK"
  request_templates = local.templates
  credentials       = local.all["role"]`,
      `locals {
  status    = "{\\"statusCode\\": 200}"
  templates = { "application/json" = local.status }
  all       = { role = "arn:aws:iam::*:user/*" }
  circle    = local.circle
}`,
    );
    const found = inputsIn(text, "main.tf")["aws_api_gateway_integration.pets"] as { members: unknown };
    assert.deepEqual(found.members, {
      httpMethod: "GET",
      type: "MOCK",
      requestTemplates: { "application/json": '{"statusCode": 200}' },
      credentials: "arn:aws:iam::*:user/*",
    });
  });

  it("are found in the JSON syntax, whose strings are templates", () => {
    const text = JSON.stringify({
      "//": "a comment",
      resource: {
        aws_api_gateway_integration: {
          pets: {
            http_method: "${aws_api_gateway_method.get.http_method}",
            type: "MOCK",
            request_templates: { "application/json": '{"statusCode": 200, "x": "$${context.requestId}"}' },
            tls_config: [{ insecure_skip_verification: true }],
          },
        },
        aws_api_gateway_method: [{ get: { http_method: "PATCH" } }],
      },
    });
    assert.deepEqual(inputsIn(text, "main.tf.json")["aws_api_gateway_integration.pets"], {
      operation: "put-integration",
      protocol: "REST",
      members: {
        httpMethod: "PATCH",
        type: "MOCK",
        requestTemplates: { "application/json": '{"statusCode": 200, "x": "${context.requestId}"}' },
        tlsConfig: { insecureSkipVerification: true },
      },
    });
  });

  const paths = `paths = {
      "/pets" = {
        get = {
          x-amazon-apigateway-integration = {
            type                = "http_proxy"
            httpMethod          = "GET"
            uri                 = "https://example.com"
            passthroughBehavior = "when_no_match"
          }
        }
      }
    }`;
  const json = `"paths": {
      "/pets": {
        "get": {
          "x-amazon-apigateway-integration": {
            "type": "http_proxy",
            "httpMethod": "GET",
            "uri": "https://example.com",
            "passthroughBehavior": "when_no_match"
          }
        }
      }
    }`;
  const bodies: readonly [title: string, body: string, more?: string][] = [
    ["jsonencode", `jsonencode({\n    openapi = "3.0.1"\n    ${paths}\n  })`],
    [
      "a heredoc of JSON",
      `<<EOF\n  {\n    "openapi": "3.0.1",\n    "info": \${jsonencode(var.info)},\n    ${json}\n  }\n  EOF`,
    ],
    ["an indented heredoc of JSON", `<<-EOF\n    {\n    "openapi": "3.0.1",\n    ${json}\n    }\n    EOF`],
    [
      "a heredoc of YAML",
      "<<-EOF\n    openapi: 3.0.1\n    paths:\n      /pets:\n        get:\n          x-amazon-apigateway-integration:\n            type: http_proxy\n            httpMethod: GET\n            uri: https://example.com\n            passthroughBehavior: when_no_match\n    EOF",
    ],
    [
      "a local",
      "local.body",
      `locals {\n  body = jsonencode({\n    openapi = "3.0.1"\n    ${paths}\n  })\n}`,
    ],
    [
      "a merged local",
      "jsonencode(merge(local.body, var.more))",
      `locals {\n  body = {\n    openapi = "3.0.1"\n    ${paths}\n  }\n}`,
    ],
  ];
  for (const [title, body, more = ""] of bodies) {
    it(`are found in OpenAPI documents: ${title}`, () => {
      const text = `resource "aws_api_gateway_rest_api" "api" {\n  name = "api"\n  body = ${body}\n}\n${more}\n`;
      assert.deepEqual(inputsIn(text, "main.tf"), {
        "GET /pets": {
          operation: "put-integration",
          protocol: "REST",
          members: {
            httpMethod: "GET",
            type: "HTTP_PROXY",
            integrationHttpMethod: "GET",
            uri: "https://example.com",
            passthroughBehavior: "WHEN_NO_MATCH",
          },
        },
      });
      for (const { hosted } of hostOf(text, "main.tf").inputs) {
        for (const { key, value, origin } of hosted.root.members) {
          const written = text.slice(key.span.start, key.span.end).replaceAll('"', "");
          assert.equal(written, origin ? origin.key.value : "get");
          if (value?.kind === "string" && origin) {
            const source = text.slice(value.span.start, value.span.end).replaceAll('"', "");
            assert.equal(source.toUpperCase(), value.value.toUpperCase());
          }
        }
      }
    });
  }

  it("belong to their integration", () => {
    const response = `resource "aws_api_gateway_integration_response" "ok" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  resource_id = aws_api_gateway_resource.pets.id
  http_method = "GET"
  status_code = 200
}`;
    const { inputs } = hostOf(REST('  type = "MOCK"', response), "main.tf");
    assert.deepEqual(inputs[1]?.hosted.integration, ["aws_api_gateway_integration", "pets"]);
  });
});

describe("problems in Terraform files", () => {
  itPointsAt("main.tf", [
    ["a type in lower case", REST('  type = <|"mock"|>'), "AG0009 error"],
    [
      "a correct service integration with references",
      REST(`  type                    = "AWS"
  integration_http_method = "POST"
  uri                     = "arn:aws:apigateway:\${data.aws_region.current.name}:sqs:path/\${var.account}/\${aws_sqs_queue.q.name}"
  credentials             = aws_iam_role.api.arn
  request_parameters = {
    "integration.request.header.Content-Type" = "'application/x-www-form-urlencoded'"
  }
  request_templates = {
    "application/json" = "Action=SendMessage&MessageBody=$util.urlEncode($input.body)"
  }`),
    ],
    [
      "anything of a value that may be null",
      REST('  type = "HTTP"\n  uri = var.uri\n  integration_http_method = var.method'),
    ],
    [
      "a function that is called with GET",
      REST(`  type                    = "AWS_PROXY"
  integration_http_method = <|"GET"|>
  uri                     = aws_lambda_function.f.invoke_arn`),
      "AG1002 error",
    ],
    [
      "the ARN of a function instead of its invocation",
      REST(`  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.f.invoke_arn`),
    ],
    [
      "a mistake in a heredoc",
      REST(`  type = "MOCK"
  request_templates = {
    "application/json" = <<-EOF
      {
        "statusCode": 200
      }
      <|#if|>($x)
      EOF
  }`),
      "AG3010 error",
    ],
    [
      "a payload format version of WebSocket APIs",
      WEBSOCKET(
        '  integration_type       = "AWS_PROXY"\n  integration_uri        = aws_lambda_function.f.invoke_arn\n  payload_format_version = <|"2.0"|>',
      ),
      "AG2038 error",
    ],
    [
      "a missing payload format version, which the provider adds",
      HTTP(
        '  integration_type = "HTTP_PROXY"\n  integration_method = "GET"\n  integration_uri = "https://example.com"',
      ),
    ],
    [
      "members of dynamic blocks and merged maps",
      REST(`  type = "HTTP_PROXY"
  integration_http_method = "GET"
  uri = "https://example.com/{id}"
  request_parameters = merge(var.parameters, { "integration.request.header.x" = "'1'" })
  dynamic "tls_config" {
    for_each = var.tls
    content { insecure_skip_verification = tls_config.value }
  }`),
    ],
    [
      "a key with an interpolation",
      REST(`  type = "HTTP_PROXY"
  integration_http_method = "GET"
  uri = "https://example.com"
  request_parameters = { "integration.request.header.\${var.name}" = "'1'", (var.key) = var.x }`),
    ],
    [
      "a branch of a conditional",
      REST(
        '  type = var.mock ? <|"MOCKED"|> : "HTTP"\n  uri = "https://example.com"\n  integration_http_method = "GET"',
      ),
      "AG0009 error",
    ],
  ]);

  const DECLARED = (
    source: string,
    method = 'request_parameters = { "method.request.querystring.q" = true }',
  ) => `resource "aws_api_gateway_method" "get" {
  resource_id = aws_api_gateway_resource.pet.id
  http_method = "GET"
  ${method}
}

resource "aws_api_gateway_resource" "pet" {
  parent_id = aws_api_gateway_rest_api.api.root_resource_id
  path_part = "{id}"
}

resource "aws_api_gateway_integration" "get" {
  resource_id             = aws_api_gateway_resource.pet.id
  http_method             = aws_api_gateway_method.get.http_method
  type                    = "HTTP"
  integration_http_method = "GET"
  uri                     = "https://example.com"
  request_parameters = {
    "integration.request.header.x" = "${source}"
  }
}
`;
  itPointsAt("main.tf", [
    ["a declared parameter", DECLARED("method.request.querystring.q")],
    ["an undeclared parameter", DECLARED("method.request.querystring.<|page|>"), "AG1056 error"],
    [
      "any parameter if the method's are not known",
      DECLARED("method.request.querystring.page", "request_parameters = var.p"),
    ],
    [
      "any parameter if the method may be several",
      DECLARED("method.request.querystring.page", "for_each = var.p"),
    ],
    [
      "any parameter if the method is in another file",
      DECLARED("method.request.querystring.page")
        .replace('"aws_api_gateway_method" "get"', '"aws_api_gateway_method" "other"')
        .replace('http_method = "GET"', 'http_method = "PUT"'),
    ],
  ]);

  const MOCK_INTEGRATION = `type = "MOCK"
  request_templates = { "application/json" = "{\\"statusCode\\": 200}" }`;
  const PROXY_INTEGRATION = `type = "HTTP_PROXY"
  integration_http_method = "GET"
  uri = "https://example.com"`;
  const ANSWERS = (
    status: string,
    header: string,
    declared: string,
    integration = MOCK_INTEGRATION,
  ) => `resource "aws_api_gateway_integration" "pet" {
  resource_id = aws_api_gateway_resource.pet.id
  http_method = "GET"
  ${integration}
}

resource "aws_api_gateway_method_response" "ok" {
  resource_id = aws_api_gateway_resource.pet.id
  http_method = "GET"
  status_code = "200"
  ${declared}
}

resource "aws_api_gateway_integration_response" "ok" {
  resource_id = aws_api_gateway_resource.pet.id
  http_method = "GET"
  status_code = ${status}
  response_parameters = {
    "method.response.header.${header}" = "'1'"
  }
}
`;
  const LINK = 'response_parameters = { "method.response.header.Link" = true }';
  itPointsAt("main.tf", [
    ["a declared header", ANSWERS("200", "Link", LINK)],
    [
      "a declared header by reference",
      ANSWERS("aws_api_gateway_method_response.ok.status_code", "Link", LINK),
    ],
    ["an undeclared header", ANSWERS("200", "<|Location|>", LINK), "AG1115 error"],
    ["a header where none is declared", ANSWERS("200", "<|Location|>", ""), "AG1115 error"],
    ["any header of a response that is in another file", ANSWERS("404", "Location", LINK)],
    [
      "any header of a response that API Gateway does not use",
      ANSWERS("200", "Location", LINK, PROXY_INTEGRATION),
    ],
  ]);
});

describe("Velocity references that Terraform evaluates", () => {
  const template = (text: string) =>
    REST(`  type = "MOCK"\n  request_templates = {\n    "application/json" = <<EOF\n${text}\nEOF\n  }`);
  const cases: readonly [text: string, escaped: string | undefined][] = [
    ["${context.requestId}", "$${context.requestId}"],
    ["${stageVariables.x}", "$${stageVariables.x}"],
    ["${input.path('$.x')}", "$${input.path('$.x')}"],
    ['${input.json("$.a.b")}', '$${input.json("$.a.b")}'],
    ["${util.escapeJavaScript($x)}", "$${util.escapeJavaScript($x)}"],
    ["#set($x = 1) ${x}", "$${x}"],
    ["#foreach($item in $input.path('$')) ${item.name} #end", "$${item.name}"],
    ["${item.name.substring(1)}", "$${item.name.substring(1)}"],
    ["${var.x}", undefined],
    ["${local.context}", undefined],
    ["${aws_sqs_queue.q.name}", undefined],
    ["${each.value.x}", undefined],
    ['${join(",", var.list)}', undefined],
    ["#set($var = 1) ${var.x}", undefined],
    ["$${context.requestId}", undefined],
    ["$context.requestId $!{x}", undefined],
  ];
  for (const [text, escaped] of cases) {
    it(text, () => {
      const { hosted } = hostOf(template(text), "main.tf").inputs[0] ?? {};
      const member = hosted?.root.members.find(({ key }) => key.value === "requestTemplates")?.value;
      const value = member?.kind === "object" ? member.members[0]?.value : undefined;
      const mistaken = (value?.kind === "string" ? (value.holes ?? []) : []).flatMap(
        (hole) => hole.mistaken ?? [],
      );
      assert.deepEqual(
        mistaken.map((reference) => [reference.host, reference.escaped]),
        escaped === undefined ? [] : [["Terraform", escaped]],
      );
      for (const { source } of mistaken) {
        assert.equal(template(text).slice(source.start, source.end), escaped?.slice(1));
      }
    });
  }
});

describe("the fix of references that Terraform evaluates", () => {
  const inJson = (template: string): string =>
    JSON.stringify({
      resource: {
        aws_api_gateway_integration: {
          a: { http_method: "GET", type: "MOCK", request_templates: { "application/json": template } },
        },
      },
    });
  const inHeredoc = (template: string): string =>
    REST(`  type = "MOCK"\n  request_templates = {\n    "application/json" = <<EOF\n${template}\nEOF\n  }`);
  const title = "Write $${context.requestId}";
  const template = '{"statusCode": 200, "a": "${context.requestId}"}';
  itFixes("main.tf", [["AG0029", title, inHeredoc(template), inHeredoc(template.replace("${", "$$${"))]]);
  itFixes("main.tf.json", [["AG0029", title, inJson(template), inJson(template.replace("${", "$$${"))]]);
});

describe("bad input in Terraform files", () => {
  const rest = `
resource "aws_api_gateway_integration" "other" {
  http_method = "GET"
  type        = "MOCKED"
}
`;
  const broken: readonly [title: string, text: string, ...own: (readonly [string, string])[]][] = [
    ["a quote that is not closed", REST('  type = "MOCK')],
    ["a key without a value", REST('  type = "MOCK"\n  uri')],
    ["a sign without a value", REST('  type = "MOCK"\n  uri =')],
    ["an interpolation that is not closed", REST('  type = "MOCK"\n  uri = "https://${var.x')],
    ["an interpolation that is not closed in quotes", REST('  type = "MOCK"\n  uri = "https://${var.x"')],
    ["a brace that is not closed", REST('  type = "MOCK"\n  request_templates = {').replace(/\}\n$/, "")],
    ["a bracket that is not closed", REST('  type = "MOCK"\n  cache_key_parameters = [')],
    ["a block without its end", 'resource "aws_api_gateway_integration" "a" {\n  type = "MOCK"\n'],
    ["a heredoc without its end", REST('  type = "MOCK"\n  request_templates = { "a/b" = <<EOF\nx')],
    [
      "a reference that is no HCL",
      REST(
        '  type = "MOCK"\n  request_templates = {\n    "a/b" = <<EOF\n${input.path(\'$.x\')} %{x} \\$\nEOF\n  }',
      ),
      ["AG0029", "${input.path('$.x')}"],
    ],
    ["a brace too many", `${REST('  type = "MOCK"')}}\n`],
    ["a line of another language", REST('  type = "MOCK"\n  type: "HTTP",\n  - x')],
    ["Terraform 0.11", REST('  type = "MOCK"\n  request_templates { "application/json" = "x" }')],
    ["a header that is being typed", 'resource "aws_api_gateway_integration\n'],
    ["a label that is missing", 'resource "aws_api_gateway_integration" {\n  type = "MOCK"\n}\n'],
  ];
  for (const [title, text, ...own] of broken) {
    it(`leaves other resources alone: ${title}`, () => {
      const other = ["AG0009", '"MOCKED"'];
      for (const [whole, expected] of [
        [`${text}${rest}`, [...own, other]],
        [`${rest}${text}`, [other, ...own]],
      ] as const) {
        const problems = (analyzeHost(whole, "main.tf")?.problems ?? []).filter(
          ({ severity }) => severity === "error",
        );
        assert.deepEqual(
          problems.map(({ code, span }) => [code, whole.slice(span.start, span.end)]),
          expected,
        );
      }
    });
  }

  it("knows the member that is being typed", () => {
    const { inputs } = hostOf(
      REST('  type = "MOCK"\n  ur\n  request_templates = {\n    "application/json"\n  }'),
      "main.tf",
    );
    const members = inputs[0]?.hosted.root.members ?? [];
    const templates = members.find(({ key }) => key.value === "requestTemplates")?.value;
    assert.deepEqual(
      templates?.kind === "object" ? templates.members.map(({ key, value }) => [key.value, value]) : [],
      [["application/json", undefined]],
    );
  });

  const hostile: readonly [title: string, text: string][] = [
    ["open brackets", "[".repeat(20_000)],
    ["open braces", "{\n".repeat(20_000)],
    ["quotes", '"'.repeat(20_001)],
    ["interpolations", '"${f('.repeat(20_000)],
    ["lines of interpolations", '"${f(\n'.repeat(20_000)],
    ["heredocs", "<<EOF\n".repeat(20_000)],
    ["dollars", `"${"$".repeat(200_000)}{"`],
    ["nested interpolations", `"${'${"'.repeat(20_000)}`],
    ["half-typed members", "a\n".repeat(20_000)],
    ["comments", "/*".repeat(20_000)],
    ["control characters", "\0\u0001\ufeff".repeat(10_000)],
    ["directives", `<<EOF\n${"%{ if x }".repeat(20_000)}\nEOF`],
    ["nested objects", `{ a = `.repeat(5_000)],
    ["parentheses", "(".repeat(20_000)],
  ];
  for (const [title, text] of hostile) {
    it(`reads in linear time: ${title}`, () => {
      const whole = REST(`  type = ${text}`, rest);
      const start = process.cpuUsage();
      analyzeHost(whole, "main.tf");
      analyzeHost(`${text}\n${whole}`, "main.tf");
      assert.ok(process.cpuUsage(start).user / 1_000 < 4_000);
    });
  }

  it("follows locals that refer to each other as often as they like", () => {
    const locals = Array.from(
      { length: 40 },
      (_, index) => `  l${index} = [local.l${index + 1}, local.l${index + 1}]`,
    );
    const text = REST(
      '  type = "MOCK"\n  request_templates = { "application/json" = jsonencode(local.l0) }',
      `locals {\n${locals.join("\n")}\n  l40 = "x"\n}`,
    );
    assert.equal(hostOf(text, "main.tf").inputs.length, 1);
  });

  it("finds nothing in files without integrations", () => {
    for (const text of [
      "",
      "# aws_api_gateway_integration",
      'data "aws_api_gateway_integration" "x" {\n}',
      'output "x" {\n  value = aws_api_gateway_integration.x.id\n}',
      'locals {\n  x = <<EOF\nresource "aws_api_gateway_integration" "x" {\n  type = "x"\n}\nEOF\n}',
      '/*\nresource "aws_api_gateway_integration" "x" {\n  type = "x"\n}\n*/',
      'module "x" {\n  source = "aws_api_gateway_integration"\n}',
      'resource "aws_api_gateway_rest_api" "x" {\n  body = file("x-amazon-apigateway-integration.yaml")\n}',
    ]) {
      assert.equal(analyzeHost(text, "main.tf"), undefined, text);
    }
    assert.equal(analyzeHost(REST('  type = "MOCK"'), "main.tfvars"), undefined);
    assert.equal(analyzeHost(REST('  type = "MOCK"'), "main.hcl"), undefined);
  });
});
