import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { provideHcl } from "../../../server/src/hcl";
import { check } from "../../../server/src/index";
import {
  analyze,
  analyzeHost,
  formatOfFileName,
  isSampleFile,
  operationOfInput,
  type PlainInput,
  PRINTED_HOSTS,
  type PrintedHost,
  type PrintedHostName,
  parse,
  plainInput,
  plainOfInput,
  printHost,
  RULES,
} from "../../../server/src/service";
import { applyEdits } from "../../../server/src/syntax/applyEdits";
import { PROJECT } from "../../support/fixtures";

provideHcl();

const TITLE = "orders";
const PATHS: Readonly<Record<PrintedHost["format"], string>> = {
  json: "orders.json",
  yaml: "orders.yaml",
  hcl: "orders.tf",
};

function printed(
  inputs: readonly PlainInput[],
  host: PrintedHostName,
  format: "json" | "yaml" = "yaml",
): PrintedHost {
  const result = printHost(inputs, host, { title: TITLE, format });
  assert.ok(typeof result === "object", String(result));
  return result;
}

/** The inputs that the host's own reader finds in the file. */
function readBack({ text, format }: PrintedHost): readonly PlainInput[] {
  const analysis = analyzeHost(text, PATHS[format]);
  assert.ok(analysis, `no host reads\n${text}`);
  return analysis.inputs.map(({ hosted }) => plainInput(hosted, text));
}

const IDS = ["restApiId", "resourceId", "ApiId", "IntegrationId"];

/** The members that the host holds: without IDs, which refer to something else there, and without what it lost. */
function expectedOf({ members }: PlainInput, { lost }: PrintedHost): PlainInput["members"] {
  const entries = Object.entries(members).filter(([name]) => !IDS.includes(name) && !lost.includes(name));
  return Object.fromEntries(entries);
}

/** What Terraform's provider sends where a resource does not say it. */
const PROVIDER_DEFAULTS = { PayloadFormatVersion: "1.0" };

function assertSame(input: PlainInput, host: PrintedHostName, format: "json" | "yaml" = "yaml"): void {
  const made = printed([input], host, format);
  const found = readBack(made).find(({ operation }) => operation === input.operation);
  assert.ok(found, made.text);
  const { httpMethod, ...members } = found.members;
  const { httpMethod: wanted, ...expected } = expectedOf(input, made);
  const isV2 = input.operation === "create-integration";
  const isCompleted = host === "terraform" && isV2 && found.protocol !== "WEBSOCKET";
  assert.deepEqual(members, { ...(isCompleted && PROVIDER_DEFAULTS), ...expected }, made.text);
  assert.deepEqual(found.unknown, [], made.text);
  if (input.operation.startsWith("put-") && wanted !== undefined) assert.equal(httpMethod, wanted);
}

const FORMATS: Readonly<Record<PrintedHostName, readonly ("json" | "yaml")[]>> = {
  openapi: ["yaml", "json"],
  cloudformation: ["yaml", "json"],
  // In its own language.
  terraform: ["yaml"],
};

/** The hosts, in each format. */
const WRITTEN: readonly (readonly [PrintedHostName, "json" | "yaml"])[] = PRINTED_HOSTS.flatMap((host) =>
  FORMATS[host].map((format) => [host, format] as const),
);

function plainOf(text: string, fileName: string, options: Parameters<typeof analyze>[2] = {}) {
  const document = parse(text, formatOfFileName(fileName));
  const analysis = analyze(text, operationOfInput(fileName, document.root), { ...options, document });
  return plainOfInput(analysis, TITLE);
}

/** The inputs of the samples and of the rules, by name. */
function soundInputs(): ReadonlyMap<string, PlainInput> {
  const found = new Map<string, PlainInput>();
  const folder = join(PROJECT, "samples");
  for (const name of readdirSync(folder).filter((each) => /integration.*\.(?:json|yaml)$/.test(each))) {
    if (isSampleFile(name) || name.startsWith("broken")) continue;
    const input = plainOf(readFileSync(join(folder, name), "utf8"), name);
    if (input) found.set(name, input);
  }
  for (const rule of RULES) {
    const { text, fileName, operation = "create-integration", protocol, facts } = rule.good;
    if (fileName?.endsWith(".vtl")) continue;
    const document = parse(text, formatOfFileName(fileName ?? ""));
    const options = { document, ...(protocol && { protocol }), ...(facts && { facts }) };
    const input = plainOfInput(analyze(text, operation, options), TITLE);
    if (input) found.set(rule.code, input);
  }
  return found;
}

/** Whether a host can hold the input at all. */
function holds(host: PrintedHostName, { operation, protocol }: PlainInput): boolean {
  if (/update-/.test(operation)) return false;
  return (
    host !== "openapi" ||
    operation.startsWith("put-") ||
    (protocol !== "WEBSOCKET" && operation === "create-integration")
  );
}

/** False for an empty input, which no host tells from an absent one. */
const isMeaningful = ({ members }: PlainInput): boolean => Object.keys(members).length > 0;

describe("Inputs printed as host files", () => {
  const inputs = [...soundInputs()].filter(([, input]) => isMeaningful(input));

  for (const [host, format] of WRITTEN) {
    describe(`${host}, ${format}`, () => {
      for (const [name, input] of inputs) {
        if (holds(host, input)) it(`reads ${name} back`, () => assertSame(input, host, format));
      }
    });
  }
});

/** Texts that one of the hosts might change. */
const TEXTS: readonly string[] = [
  "${context.requestId}",
  "$${context.requestId} $$${a} $",
  "#if($a)\n  ${stageVariables.x}\n#end\n",
  "%{ if true } 100% %%{x}",
  "a\nb",
  "a\nb\n",
  "a\nb\n\n\n",
  "\n\na\n",
  "  indented\n    more\n",
  "\ttab\n\t\ttabs\n",
  "first\n   \nlast\n",
  "  first\nsecond  \n",
  "a\r\nb\r\n",
  'say "it\'s" \\ \\n \\" \\$x',
  '#set($a = "\\\'")\n$a\n',
  "EOT\n  EOT\nEOT2\n",
  "Grüße 👋 \u2028 \u00a0 \u0007 \ufeff",
  "yes",
  "404",
  "1e3",
  "2020-01-01",
  "~",
  "",
  " ",
  "- a: b # c",
  "!Ref x",
  '{"Ref": "X"}',
  "&a *a",
  "a\n# comment\nb\n",
  "é\nà\n",
];

describe("Texts in printed host files", () => {
  for (const [host, format] of WRITTEN) {
    for (const text of TEXTS) {
      it(`are the same in ${host}, ${format}: ${JSON.stringify(text)}`, () => {
        const members = { type: "HTTP", requestTemplates: { "application/json": text, "a/b": "x" } };
        const input: PlainInput = {
          operation: "put-integration",
          protocol: "REST",
          title: TITLE,
          id: [],
          members,
          unknown: [],
        };
        assertSame(input, host, format);
      });
    }
  }
});

describe("A text in chomp()", () => {
  it("is written back without the line break at its end", () => {
    const text = `resource "aws_api_gateway_integration" "a" {
  type = "HTTP"
  request_templates = {
    "application/json" = chomp(<<-EOT
      one
      two
    EOT
    )
  }
}
`;
    const templates = analyzeHost(text, "a.tf")?.inputs[0]?.input?.value("requestTemplates");
    const node = templates?.kind === "object" ? templates.members[0]?.value : undefined;
    assert.ok(node?.kind === "string");
    assert.equal(node.value, "one\ntwo");
    const edits = node.composition?.write("one\n2\nthree");
    assert.ok(edits);
    assert.equal(applyEdits(text, edits), text.replace("      two\n", "      2\n      three\n"));
  });
});

const METHOD: PlainInput = {
  operation: "put-integration",
  protocol: "REST",
  title: "GET /pets/{id}",
  id: ["/pets/{id}", "get"],
  routes: ["GET /pets/{id}"],
  members: {
    httpMethod: "GET",
    type: "HTTP",
    integrationHttpMethod: "POST",
    uri: "https://example.com/{id}",
    requestParameters: { "integration.request.path.id": "method.request.path.id" },
    requestTemplates: { "application/json": '#set($id = "${context.requestId}")\n{"id": "$id"}\n' },
    passthroughBehavior: "NEVER",
    timeoutInMillis: 9000,
  },
  unknown: [],
};
const NOT_FOUND: PlainInput = {
  operation: "put-integration-response",
  protocol: "REST",
  title: "GET /pets/{id} 404",
  id: ["/pets/{id}", "get", "responses", "404"],
  integration: METHOD.id,
  members: {
    httpMethod: "GET",
    statusCode: "404",
    selectionPattern: "404",
    responseParameters: { "method.response.header.X-A": "'b'" },
  },
  unknown: [],
};

describe("Printed host files", () => {
  it("declare what the method needs in OpenAPI", () => {
    const { text, lost, added } = printed([METHOD, NOT_FOUND], "openapi");
    assert.deepEqual([lost, added], [[], []]);
    assert.equal(
      text,
      `openapi: 3.0.1
info:
  title: orders
  version: "1.0"
paths:
  /pets/{id}:
    get:
      parameters:
        - name: id
          in: path
          required: true
          schema:
            type: string
      responses:
        "404":
          description: 404 response
          headers:
            X-A:
              schema:
                type: string
      x-amazon-apigateway-integration:
        type: http
        httpMethod: POST
        uri: https://example.com/{id}
        requestParameters:
          integration.request.path.id: method.request.path.id
        requestTemplates:
          application/json: |
            #set($id = "\${context.requestId}")
            {"id": "$id"}
        passthroughBehavior: never
        timeoutInMillis: 9000
        responses:
          "404":
            statusCode: "404"
            responseParameters:
              method.response.header.X-A: "'b'"
`,
    );
    assert.deepEqual(
      check(text, { fileName: "orders.yaml" }).problems.filter(({ severity }) => severity === "error"),
      [],
    );
  });

  it("have the API and its resources in Terraform", () => {
    const { text, lost, added } = printed([METHOD, NOT_FOUND], "terraform");
    assert.deepEqual(
      [lost, added],
      [[], ["authorization: NONE, because the inputs do not say who may call"]],
    );
    assert.equal(
      text,
      `resource "aws_api_gateway_rest_api" "rest_api" {
  name = "orders"
}

resource "aws_api_gateway_resource" "resource_pets" {
  rest_api_id = aws_api_gateway_rest_api.rest_api.id
  parent_id = aws_api_gateway_rest_api.rest_api.root_resource_id
  path_part = "pets"
}

resource "aws_api_gateway_resource" "resource_pets_id" {
  rest_api_id = aws_api_gateway_rest_api.rest_api.id
  parent_id = aws_api_gateway_resource.resource_pets.id
  path_part = "{id}"
}

resource "aws_api_gateway_method" "get_pets_id" {
  rest_api_id = aws_api_gateway_rest_api.rest_api.id
  resource_id = aws_api_gateway_resource.resource_pets_id.id
  http_method = "GET"
  authorization = "NONE"
  request_parameters = {
    "method.request.path.id" = true
  }
}

resource "aws_api_gateway_integration" "get_pets_id" {
  rest_api_id = aws_api_gateway_rest_api.rest_api.id
  resource_id = aws_api_gateway_resource.resource_pets_id.id
  http_method = aws_api_gateway_method.get_pets_id.http_method
  type = "HTTP"
  integration_http_method = "POST"
  uri = "https://example.com/{id}"
  request_parameters = {
    "integration.request.path.id" = "method.request.path.id"
  }
  request_templates = {
    "application/json" = <<-EOT
      #set($id = "$\${context.requestId}")
      {"id": "$id"}
    EOT
  }
  passthrough_behavior = "NEVER"
  timeout_milliseconds = 9000
}

resource "aws_api_gateway_method_response" "get_pets_id_404" {
  rest_api_id = aws_api_gateway_rest_api.rest_api.id
  resource_id = aws_api_gateway_resource.resource_pets_id.id
  http_method = aws_api_gateway_method.get_pets_id.http_method
  status_code = "404"
  response_parameters = {
    "method.response.header.X-A" = false
  }
}

resource "aws_api_gateway_integration_response" "get_pets_id_404" {
  rest_api_id = aws_api_gateway_rest_api.rest_api.id
  resource_id = aws_api_gateway_resource.resource_pets_id.id
  http_method = aws_api_gateway_method.get_pets_id.http_method
  status_code = "404"
  selection_pattern = "404"
  response_parameters = {
    "method.response.header.X-A" = "'b'"
  }
  depends_on = [aws_api_gateway_integration.get_pets_id]
}
`,
    );
  });

  it("keep the IDs that the inputs have", () => {
    const members = { ...METHOD.members, restApiId: "a1", resourceId: "b2" };
    const cloudFormation = printed([{ ...METHOD, members }], "cloudformation").text;
    assert.match(cloudFormation, /RestApiId: a1\n {6}ResourceId: b2\n {6}HttpMethod: GET\n/);
    assert.doesNotMatch(cloudFormation, /AWS::ApiGateway::RestApi|Parameters:\n {2}\w+:\n {4}Type: String/);
    assert.match(printed([{ ...METHOD, members }], "terraform").text, /rest_api_id = "a1"\n/);
    const { resourceId: _, ...unplaced } = members;
    assert.match(
      printed([{ ...METHOD, members: unplaced }], "cloudformation").text,
      /Parameters:\n {2}RootResourceId:\n {4}Type: String\n/,
    );
  });

  it("give a lone response an integration", () => {
    const { integration: _, ...lone } = NOT_FOUND;
    const made = printed([{ ...lone, id: [] }], "cloudformation");
    assert.ok(made.added.some((text) => /gets a MOCK integration/.test(text)));
    assert.match(made.text, /Type: MOCK\n/);
  });

  it("name what the host does not have", () => {
    const members = { ...METHOD.members, tlsConfig: { insecureSkipVerification: true }, colour: "red" };
    assert.deepEqual(printed([{ ...METHOD, members }], "cloudformation").lost, ["tlsConfig", "colour"]);
    assert.deepEqual(printed([{ ...METHOD, members }, NOT_FOUND], "openapi").lost, [
      "GET /pets/{id}: colour",
    ]);
    const tls = printed([{ ...METHOD, members }], "terraform");
    assert.deepEqual(tls.lost, ["colour"]);
    assert.match(tls.text, / {2}tls_config \{\n {4}insecure_skip_verification = true\n {2}\}\n/);
  });

  it("have the routes of HTTP APIs, and status codes as blocks in Terraform", () => {
    const input: PlainInput = {
      operation: "create-integration",
      protocol: "HTTP",
      title: "pets",
      id: [],
      routes: ["GET /pets", "$default"],
      members: {
        IntegrationType: "HTTP_PROXY",
        ResponseParameters: { "404": { "overwrite:statuscode": "200" } },
        TlsConfig: { ServerNameToVerify: "example.com" },
      },
      unknown: [],
    };
    const { text } = printed([input], "terraform");
    assert.match(
      text,
      /route_key = "GET \/pets"\n {2}target = "integrations\/\$\{aws_apigatewayv2_integration\.pets\.id\}"\n/,
    );
    assert.match(text, / {2}response_parameters \{\n {4}status_code = "404"\n {4}mappings = \{\n/);
    assert.match(text, / {2}tls_config \{\n {4}server_name_to_verify = "example.com"\n/);
    assert.match(
      printed([input], "openapi").text,
      /\/\$default:\n {4}x-amazon-apigateway-any-method:\n {6}isDefaultRoute: true\n/,
    );
  });

  it("are not made of WebSocket APIs in OpenAPI, or of updates", () => {
    const socket: PlainInput = { ...METHOD, operation: "create-integration", protocol: "WEBSOCKET" };
    assert.equal(printHost([socket], "openapi"), "OpenAPI documents describe REST APIs and HTTP APIs only");
    const update: PlainInput = { ...METHOD, operation: "update-integration" };
    assert.match(String(printHost([update], "terraform")), /only changes parts of an integration/);
  });
});
