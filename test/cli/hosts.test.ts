import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { FAULTY, Workspace } from "./apigw";

const PETS = `openapi: 3.0.1
info: {title: Pets, version: "1"}
paths:
  /pets:
    get:
      responses:
        200: {description: OK}
        404: {description: Not found}
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates:
          application/json: '{"statusCode": 404}'
        responses:
          "2..":
            statusCode: 200
          "404":
            statusCode: 404
            responseTemplates:
              application/json: |
                #set($method = $context.httpMethod)
                {"missing": "$method"}
    post:
      responses:
        200: {description: OK}
      x-amazon-apigateway-integration:
        type: http_proxy
        httpMethod: POST
        uri: https://example.com/pets
        timeoutInMillis: 10
`;
const OTHER = '{"openapi": "3.0.1", "paths": {"/": {"get": {}}}}';
const BROKEN = `{
  "openapi": "3.0.1",
  "paths": {"/": {"get": {"x-amazon-apigateway-integration": {"type": "mock" "uri": "x"}}}}
}`;

const workspace = new Workspace({
  "api/pets.yaml": PETS,
  "api/in.integration.json": FAULTY,
  "api/other.json": OTHER,
  "api/readme.json": '{"about": "x-amazon-apigateway-integration in openapi"}',
  "api/node_modules/x/pets.yaml": PETS,
  "api/cdk.out/pets.yaml": PETS,
  "api/.terraform/pets.yaml": PETS,
  "api/.aws-sam/pets.yaml": PETS,
  "none/openapi.json": OTHER,
  "broken/openapi.json": BROKEN,
  "one.yaml": PETS.replace(/ {4}post:[\s\S]*/, ""),
});
const run = (...args: readonly string[]) => workspace.apigw(args);

/** The places of the errors and warnings. */
function placesIn(stdout: string): readonly string[] {
  return stdout.split("\n").flatMap((line) => line.match(/^\S+:\d+:\d+: (?:error|warning) AG\d+/) ?? []);
}

const IN_PETS = ["api/pets.yaml:29:26: error AG1030"];
const IN_API = ["api/in.integration.json:2:3: error AG0003", ...IN_PETS];

describe("apigw check of host files", () => {
  for (const [args, places] of [
    [["api"], IN_API],
    [["api/*.yaml"], IN_PETS],
    [["api/pets.yaml"], IN_PETS],
    [["api", "--hosts", "openapi"], IN_API],
    [["api", "--hosts", "cloudformation,terraform"], IN_API.slice(0, 1)],
    [["api", "--hosts", "none"], IN_API.slice(0, 1)],
    [["api/cdk.out"], ["api/cdk.out/pets.yaml:29:26: error AG1030"]],
    [["api/cdk.out/*"], ["api/cdk.out/pets.yaml:29:26: error AG1030"]],
  ] as const) {
    it(`finds the integrations with ${args.join(" ")}`, () => {
      const { code, stdout, stderr } = run("check", ...args);
      assert.deepEqual(placesIn(stdout), places);
      assert.deepEqual([code, stderr], [1, ""]);
    });
  }

  it("names the input in each format", () => {
    assert.match(run("check", "api/pets.yaml").stdout, /^api\/pets\.yaml:29:26: error AG1030: POST \/pets: /);
    assert.match(run("check", "api/pets.yaml", "--format", "github").stdout, /::POST \/pets: /);
    const [json] = JSON.parse(run("check", "api/pets.yaml", "--format", "json").stdout);
    assert.deepEqual([json.host, json.operation, json.protocol], ["openapi", null, "REST"]);
    assert.deepEqual(json.problems[0].input, {
      title: "POST /pets",
      id: ["/pets", "post"],
      operation: "put-integration",
    });
    const sarif = JSON.parse(run("check", "api/pets.yaml", "--format", "sarif").stdout);
    assert.deepEqual(sarif.runs[0].results[0].locations[0].logicalLocations, [
      { name: "POST /pets", fullyQualifiedName: "/pets/post" },
    ]);
  });

  it("reports a syntax error of a host file once", () => {
    for (const args of [["broken"], ["broken/openapi.json"]]) {
      const { code, stdout } = run("check", ...args);
      assert.deepEqual([code, stdout.match(/AG0001/g)?.length], [1, 1]);
      assert.match(stdout, /^broken\/openapi\.json:3:/);
    }
  });

  for (const [args, reason] of [
    [["none"], "none: contains no integrations"],
    [["none/openapi.json"], "none/openapi.json: contains no integrations"],
  ] as const) {
    it(`says that ${args[0]} has no integrations`, () => {
      assert.deepEqual(run("check", ...args), { code: 2, stdout: "", stderr: `apigw: ${reason}\n` });
    });
  }

  it("detects a host on standard input", () => {
    const { code, stdout } = workspace.apigw(["check", "-"], PETS);
    assert.deepEqual([code, placesIn(stdout)], [1, ["<stdin>:29:26: error AG1030"]]);
    const named = workspace.apigw(["check", "-", "--stdin-filename", "x/y.yml"], PETS);
    assert.deepEqual(placesIn(named.stdout), ["x/y.yml:29:26: error AG1030"]);
  });

  it("rejects an unknown host", () => {
    const { code, stderr } = run("check", "api", "--hosts", "openapi,pulumi");
    assert.equal(code, 2);
    assert.match(stderr, /unknown host: pulumi \(known: openapi, cloudformation, terraform, serverless\)/);
  });
});

/** A host file, its problems, the inputs in it, and what it says on standard error. */
const HOST_FILES: readonly (readonly [
  name: string,
  text: string,
  problem: RegExp,
  inputs: string,
  lost: string,
])[] = [
  [
    "template.yaml",
    `Resources:
  PostPets:
    Type: AWS::ApiGateway::Method
    Properties:
      HttpMethod: POST
      Integration:
        Type: HTTP_PROXY
        IntegrationHttpMethod: POST
        Uri: !Sub https://\${Domain}/pets
        TimeoutInMillis: 10
`,
    /^\S+:10:26: error AG1030: PostPets: TimeoutInMillis must/m,
    `- title: PostPets
  operation: put-integration
  input:
    httpMethod: POST
    type: HTTP_PROXY
    integrationHttpMethod: POST
    uri: https://<Domain>/pets
    timeoutInMillis: 10
`,
    "PostPets: uri: <Domain> stands for ${Domain}\n",
  ],
  [
    "main.tf",
    `resource "aws_apigatewayv2_integration" "orders" {
  api_id               = "a1"
  integration_type     = "HTTP_PROXY"
  integration_method   = "ANY"
  integration_uri      = "https://example.com"
  connection_id        = var.link
  timeout_milliseconds = 10
}
`,
    /^\S+:7:26: error AG0008: aws_apigatewayv2_integration\.orders: timeout_milliseconds must/m,
    `- title: aws_apigatewayv2_integration.orders
  operation: create-integration
  input:
    IntegrationType: HTTP_PROXY
    IntegrationMethod: ANY
    IntegrationUri: https://example.com
    ConnectionId: "<var.link>"
    TimeoutInMillis: 10
    PayloadFormatVersion: "1.0"
`,
    "aws_apigatewayv2_integration.orders: ConnectionId: <var.link> stands for var.link\n",
  ],
  [
    "serverless.yml",
    `service: pets
provider: {name: aws}
functions:
  pets:
    handler: a.b
    events:
      - http:
          path: pets
          method: get
          integration: http-proxy
          request: {uri: https://example.com}
          timeoutInMillis: 10
`,
    /^\S+:12:28: error AG1030: GET \/pets: timeoutInMillis must/m,
    `- title: GET /pets
  operation: put-integration
  input:
    httpMethod: GET
    type: HTTP_PROXY
    uri: https://example.com
    integrationHttpMethod: GET
    timeoutInMillis: 10
`,
    "",
  ],
];

describe("apigw check, extract and convert of each host", () => {
  for (const [name, text, problem, inputs, lost] of HOST_FILES) {
    const path = `hosts/${name}`;
    it(`check and extract ${name}`, () => {
      workspace.write(path, text);
      const checked = run("check", path);
      assert.equal(checked.code, 1);
      assert.match(checked.stdout, problem);
      const { code, stdout, stderr } = run("extract", path, "--format", "yaml");
      assert.deepEqual([code, stdout], [0, inputs]);
      assert.equal(stderr, lost && `apigw: ${path}: ${lost}`);
    });

    it(`turn ${name} into files of the other hosts with the same problem`, () => {
      workspace.write(path, text);
      for (const [to, made] of [
        ["openapi", "made.openapi.yaml"],
        ["cloudformation", "made.template.yaml"],
        ["terraform", "made.tf"],
      ] as const) {
        const { code, stdout } = run("convert", path, "--to", to);
        if (code === 2) assert.match(run("convert", path, "--to", to).stderr, /is already /);
        else {
          workspace.write(`hosts/${made}`, stdout);
          assert.match(run("check", `hosts/${made}`).stdout, /: error AG(?:1030|0008): /, stdout);
        }
      }
    });
  }
});

describe("apigw extract", () => {
  it("prints all inputs with their titles", () => {
    const { code, stdout, stderr } = run("extract", "api/pets.yaml");
    assert.deepEqual([code, stderr], [0, ""]);
    const inputs = JSON.parse(stdout);
    assert.deepEqual(
      inputs.map(({ title, operation }: { title: string; operation: string }) => `${operation} ${title}`),
      [
        "put-integration GET /pets",
        "put-integration-response GET /pets 2..",
        "put-integration-response GET /pets 404",
        "put-integration POST /pets",
      ],
    );
    assert.deepEqual(inputs[3].input, {
      httpMethod: "POST",
      type: "HTTP_PROXY",
      integrationHttpMethod: "POST",
      uri: "https://example.com/pets",
      timeoutInMillis: 10,
    });
  });

  it("prints one input alone, in YAML with templates as blocks", () => {
    const args = ["extract", "api/pets.yaml", "--input", "get /pets 404", "--format", "yaml"];
    assert.deepEqual(run(...args), {
      code: 0,
      stderr: "",
      stdout: `httpMethod: GET
selectionPattern: "404"
statusCode: "404"
responseTemplates:
  application/json: |
    #set($method = $context.httpMethod)
    {"missing": "$method"}
`,
    });
  });

  it("writes files that are recognized, and overwrites none", () => {
    const args = ["extract", "api/pets.yaml", "--output", "made/here"];
    const { code, stderr } = run(...args);
    assert.equal(code, 0);
    const names = [
      "get-pets.put-integration.json",
      "get-pets.2.put-integration-response.json",
      "get-pets.404.put-integration-response.json",
      "post-pets.put-integration.json",
    ];
    assert.equal(stderr, names.map((name) => `Created ${join("made/here", name)}\n`).join(""));
    assert.equal(
      JSON.parse(readFileSync(join(workspace.folder, "made/here/post-pets.put-integration.json"), "utf8"))
        .type,
      "HTTP_PROXY",
    );
    assert.deepEqual(
      placesIn(run("check", "made").stdout).map((place) => place.replace(/:\d+:\d+.*/, "")),
      ["made/here/post-pets.put-integration.json"],
    );
    const again = run(...args);
    assert.equal(again.code, 2);
    assert.match(again.stderr, /get-pets\.put-integration\.json: already exists, and was not changed/);
  });

  for (const [args, message] of [
    [["none/openapi.json"], /none\/openapi\.json: contains no integrations that can be extracted/],
    [["api/in.integration.json"], /contains no integrations that can be extracted/],
    [["missing.yaml"], /missing\.yaml: no such file/],
    [["api/pets.yaml", "--input", "GET /cats"], /unknown input: GET \/cats \(known: GET \/pets, /],
    [[], /no file given/],
  ] as const) {
    it(`fails for ${args.join(" ") || "no arguments"}`, () => {
      const { code, stdout, stderr } = run("extract", ...args);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, message);
    });
  }
});

describe("apigw convert of and to host files", () => {
  const LIST = "left out: everything except for the integrations and their responses";

  it("prints an input as a CloudFormation template that is checked like the input", () => {
    workspace.write(
      "orders.put-integration.json",
      '{"restApiId": "a1", "resourceId": "b2", "httpMethod": "GET", "type": "HTTP_PROXY", "integrationHttpMethod": "GET", "uri": "https://example.com", "timeoutInMillis": 10, "tlsConfig": {"insecureSkipVerification": true}}',
    );
    const { code, stdout, stderr } = run("convert", "orders.put-integration.json", "--to", "cloudformation");
    assert.equal(code, 0);
    assert.equal(
      stdout,
      `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Orders:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: a1
      ResourceId: b2
      HttpMethod: GET
      AuthorizationType: NONE
      Integration:
        Type: HTTP_PROXY
        IntegrationHttpMethod: GET
        Uri: https://example.com
        TimeoutInMillis: 10
`,
    );
    assert.equal(
      stderr,
      `apigw: orders.put-integration.json: added: authorization: NONE, because the inputs do not say who may call
apigw: orders.put-integration.json: left out: tlsConfig
`,
    );
    workspace.write("made/template.yaml", stdout);
    assert.deepEqual(placesIn(run("check", "made/template.yaml").stdout), [
      "made/template.yaml:14:26: error AG1030",
    ]);
  });

  it("puts responses into the method of their integration", () => {
    const args = ["extract", "api/pets.yaml", "--input", "GET /pets"];
    workspace.write("pets.put-integration.json", run(...args).stdout);
    const response = run("extract", "api/pets.yaml", "--input", "GET /pets 404").stdout;
    workspace.write("pets.404.put-integration-response.json", response);
    const files = ["pets.404.put-integration-response.json", "pets.put-integration.json"];
    const { code, stdout } = run("convert", ...files, "--to", "openapi", "--format", "json");
    assert.equal(code, 0);
    const { get } = JSON.parse(stdout).paths["/"];
    assert.deepEqual(Object.keys(get.responses), ["404"]);
    assert.deepEqual(Object.keys(get["x-amazon-apigateway-integration"].responses), ["404"]);
  });

  it("goes from one host to another, and names what is lost", () => {
    const { code, stdout, stderr } = run("convert", "api/pets.yaml", "--to", "terraform");
    assert.equal(code, 0);
    assert.match(stdout, /resource "aws_api_gateway_resource" "resource_pets" \{/);
    assert.match(stdout, /resource "aws_api_gateway_integration_response" "get_pets_404" \{/);
    assert.match(stdout, / {4}"application\/json" = <<-EOT\n {6}#set\(\$method = \$context\.httpMethod\)\n/);
    assert.ok(stderr.startsWith(`apigw: api/pets.yaml: ${LIST}\n`), stderr);
  });

  it("takes one integration with its responses", () => {
    const { stdout } = run("convert", "api/pets.yaml", "--to", "cloudformation", "--input", "POST /pets");
    assert.match(stdout, /PathPart: pets\n/);
    assert.match(stdout, /HttpMethod: POST\n/);
    assert.doesNotMatch(stdout, /HttpMethod: GET\n/);
  });

  it("turns one integration into an input", () => {
    const args = ["convert", "api/pets.yaml", "--input", "POST /pets", "--to"];
    assert.match(run(...args, "json").stdout, /^\{\n {2}"httpMethod": "POST",\n/);
    assert.match(run(...args, "apigatewayv2").stdout, /^IntegrationMethod: POST\n/);
  });

  for (const [args, message] of [
    [["api/pets.yaml", "--to", "openapi"], /api\/pets\.yaml: is already OpenAPI\n/],
    [["api/pets.yaml", "--to", "json"], /has several integrations: add --input/],
    [["api/in.integration.json", "--to", "json", "--input", "x"], /--input is only for files such as/],
    [["api/in.integration.json", "--to", "openapi", "--input", "x"], /--input is only for files such as/],
    [["api/in.integration.json", "--to", "json", "--format", "json"], /--format is only for openapi/],
    [["none/openapi.json", "--to", "terraform"], /none\/openapi\.json: contains no integrations\n/],
    [["api/readme.json", "--to", "terraform"], /api\/readme\.json: is not an integration input/],
    [["a.json", "b.json", "--to", "json"], /expected one file, not a\.json and b\.json/],
  ] as const) {
    it(`rejects ${args.join(" ")}`, () => {
      const { code, stdout, stderr } = run("convert", ...args);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, message);
    });
  }
});

describe("apigw render and simulate of host files", () => {
  it("renders the template of the chosen input", () => {
    assert.deepEqual(run("render", "api/pets.yaml", "--input", "GET /pets"), {
      code: 0,
      stdout: '{"statusCode": 404}',
      stderr: "",
    });
  });

  it("takes the only integration by default", () => {
    assert.equal(run("render", "one.yaml").stdout, '{"statusCode": 404}');
  });

  it("simulates the integration with its responses", () => {
    workspace.write("request.json", '{"method": "GET", "path": "/pets"}');
    const args = ["simulate", "api/pets.yaml", "--input", "GET /pets", "--request", "request.json"];
    const { code, stdout, stderr } = run(...args);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /^api\/pets\.yaml:12:\d+: request template application\/json prints/m);
    assert.match(stdout, /\n404\n[\s\S]*\{"missing": "GET"\}\n/);
  });

  for (const [args, message] of [
    [["render", "api/pets.yaml"], /has several integrations: add --input \(GET \/pets, POST \/pets\)/],
    [["render", "api/pets.yaml", "--input", "POST /pets"], /without templates/],
    [["simulate", "api/pets.yaml", "--input", "x"], /unknown input: x/],
    [["simulate", "api/in.integration.json", "--input", "x"], /--input is only for files such as OpenAPI/],
    [["render", "api/in.integration.json", "--input", "x"], /--input is only for files such as OpenAPI/],
  ] as const) {
    it(`rejects ${args.join(" ")}`, () => {
      const { code, stdout, stderr } = run(...args);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, message);
    });
  }
});
