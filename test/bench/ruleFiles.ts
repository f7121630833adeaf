/** Files of any length that keep the rules busy: valid ones, and ones with a problem in every line. */
import type { OperationName } from "../../server/src/model/operationNames";
import type { Protocol } from "../../server/src/model/protocol";
import { printInput } from "../../server/src/service";
import type { Format } from "../../server/src/syntax/nodes";
import { mappingOf, templateOf } from "./content";

export interface GrowingFile {
  readonly name: string;
  readonly operation: OperationName;
  readonly protocol?: Protocol;
  readonly format: Format;
  text(lines: number): string;
}

const TARGET = { IntegrationUri: "https://orders.example.com", IntegrationMethod: "POST" };
const REST = { restApiId: "a1b2c3d4e5", resourceId: "abc123", httpMethod: "POST" };

type Value = string | number | boolean | null;

function map(lines: number, ...entries: ((i: number) => readonly [string, Value])[]): Record<string, Value> {
  const several = Math.floor(lines / entries.length);
  return Object.fromEntries(
    Array.from({ length: several }, (_, i) => entries.map((entry) => entry(i))).flat(),
  );
}

const SOURCES: readonly Omit<GrowingFile, "format">[] = [
  {
    name: "WebSocket integration, valid",
    operation: "create-integration",
    text: (lines) =>
      JSON.stringify({
        IntegrationType: "HTTP",
        ...TARGET,
        RequestParameters: map(lines / 2, mappingOf),
        RequestTemplates: map(lines / 2, (i) => [`v${i}`, templateOf(i)]),
      }),
  },
  {
    name: "WebSocket integration, faulty",
    operation: "create-integration",
    protocol: "WEBSOCKET",
    text: (lines) =>
      JSON.stringify({
        IntegrationType: "HTTP",
        ...TARGET,
        TemplateSelectionExpression: "${request.body.action}".repeat(lines / 10),
        RequestParameters: map(
          lines / 2,
          (i) => [`integration.reqest.header.x${i}`, `route.request.body.order${i}`],
          (i) => [`integration.request.header.x${i}`, `rout.request.body.order${i}`],
          (i) => [`integration.request.querystring.x${i}`, `'`],
          (i) => [`overwrite:header.x${i}`, "$request.body.a"],
          (i) => [`integration.request.path.x${i}`, `context.unknown${i}`],
        ),
        RequestTemplates: map(
          lines / 2,
          (i) => [`v${i}`, `{"a": $context.unknown${i}, "b": $input.params('x')}`],
          (i) => [`w${i}`, ""],
          (i) => [`u${i}`, i],
        ),
      }),
  },
  {
    name: "WebSocket mock, faulty",
    operation: "create-integration",
    protocol: "WEBSOCKET",
    text: (lines) =>
      JSON.stringify({
        IntegrationType: "MOCK",
        RequestTemplates: map(lines, (i) => [`v${i}`, `{"statuscode": '${i}',}`]),
      }),
  },
  {
    name: "HTTP integration, faulty",
    operation: "create-integration",
    protocol: "HTTP",
    text: (lines) =>
      JSON.stringify({
        IntegrationType: "HTTP_PROXY",
        ...TARGET,
        PayloadFormatVersion: "1.0",
        RequestParameters: map(
          lines / 2,
          (i) => [`append:header.x-${i}`, `$request.body.a${i}`],
          (i) => [`overwrite:header.y-${i}`, `$requst.body.a${i} $context.requestID \${context.nope}`],
          (i) => [`append:header.X-Amzn-${i}`, `\${request.header.a${i}}`.repeat(5)],
          (i) => [`apend:header.${i}`, "'a'"],
          (i) => [`integration.request.header.h${i}`, "method.request.header.h"],
          (i) => [`overwrite:path.${i}`, "$request.body.$..a[*]"],
        ),
        ResponseParameters: Object.fromEntries(
          Array.from({ length: lines / 10 }, (_, i) => [
            `${i}`,
            {
              "overwrite:statuscode": "teapot",
              "append:header.a": "$request.header.a",
              "apend:header.b": "$response.body.b",
              "overwrite:path": "$response.bdy",
              "remove:header.c": "something",
            },
          ]),
        ),
      }),
  },
  {
    name: "AWS service action, faulty",
    operation: "create-integration",
    protocol: "HTTP",
    text: (lines) =>
      JSON.stringify({
        IntegrationType: "AWS_PROXY",
        IntegrationSubtype: "SQS-SendMessage",
        RequestParameters: map(
          lines,
          (i) => [`QueueUrl${i}`, `$request.body.q${i}`],
          (i) => [`Region${i}`, `$request.bodi.q${i}`],
        ),
      }),
  },
  {
    name: "update, faulty",
    operation: "update-integration",
    text: (lines) =>
      JSON.stringify({
        RequestParameters: map(
          lines,
          (i) => [`append:header.${i}`, ""],
          (i) => [`integration.request.header.${i}`, ""],
        ),
      }),
  },
  {
    name: "WebSocket response, faulty",
    operation: "create-integration-response",
    text: (lines) =>
      JSON.stringify({
        IntegrationResponseKey: `/${"(a|b)+".repeat(lines)}/`,
        TemplateSelectionExpression: "${integration.response.body.kind} ${".repeat(lines / 10),
        ResponseTemplates: map(lines / 2, (i) => [`v${i}`, `{"a": $context.unknown${i}}`]),
        ResponseParameters: map(
          lines / 2,
          (i) => [`route.response.header.${i}`, `integration.respons.body.a${i}`],
          (i) => [`overwrite:header.${i}`, `$response.body.a${i}`],
        ),
      }),
  },
  {
    name: "REST integration, faulty",
    operation: "put-integration",
    text: (lines) =>
      JSON.stringify({
        ...REST,
        type: "HTTP",
        integrationHttpMethod: "POST",
        uri: `https://orders.example.com${Array.from({ length: lines / 5 }, (_, i) => `/{p${i}}`).join("")}`,
        requestParameters: map(
          lines / 2,
          (i) => [`integration.request.path.q${i}`, `method.request.path.p${i}`],
          (i) => [`integration.request.header.X-Amz-${i}`, `method.request.body.$.a${i}`],
          (i) => [`integration.reqest.header.${i}`, `context.nope${i}`],
          (i) => [`overwrite:header.${i}`, "$request.header.a"],
          (i) => [`integration.request.header.Content-Length${i}`, `metod.request.header.a${i}`],
        ),
        requestTemplates: map(
          lines / 4,
          (i) => [`application/v${i}+json`, templateOf(i)],
          (i) => [`no-type-${i}`, templateOf(i)],
        ),
        cacheKeyParameters: Array.from({ length: lines / 5 }, (_, i) =>
          i % 2 === 0 ? `method.request.path.r${i}` : `metod.request.path.${i}`,
        ),
      }),
  },
  {
    name: "REST mock, faulty",
    operation: "put-integration",
    text: (lines) =>
      JSON.stringify({
        ...REST,
        type: "MOCK",
        requestTemplates: map(lines, (i) => [`application/v${i}+json`, `{statusCode: '${i}', #if($a)1#end}`]),
      }),
  },
  {
    name: "REST response, faulty",
    operation: "put-integration-response",
    text: (lines) =>
      JSON.stringify({
        ...REST,
        statusCode: "200",
        selectionPattern: "(Ünfug|.*[a-z&&[^b]]{2,3}?)".repeat(lines / 5),
        responseParameters: map(
          lines / 2,
          (i) => [`method.response.header.h${i}`, `integration.response.header.h${i}`],
          (i) => [`method.respons.header.h${i}`, `integration.response.body.a[${i}`],
          (i) => [`method.response.header.Content-Type${i}`, `stageVariables.a${i}`],
          (i) => [`method.response.header.n${i}`, i],
        ),
        responseTemplates: map(
          lines / 2,
          (i) => [`application/v${i}+json`, templateOf(i)],
          (i) => [`application/w${i}+json`, ""],
        ),
      }),
  },
  {
    name: "misspelled members",
    operation: "create-integration",
    text: (lines) =>
      JSON.stringify(
        map(
          lines,
          (i) => [`IntegrationTyp${i}`, i],
          (i) => [`requestparameters${i}`, null],
        ),
      ),
  },
  {
    name: "duplicate members",
    operation: "create-integration",
    text: (lines) => `{\n${Array.from({ length: lines }, () => '"ApiId": "a"').join(",\n")}\n}`,
  },
  {
    name: "missing commas and quotes",
    operation: "create-integration",
    text: (lines) => `{\n${Array.from({ length: lines }, (_, i) => `"Member${i}": 'a', // b`).join("\n")}`,
  },
  {
    name: "one long template",
    operation: "put-integration",
    text: (lines) =>
      JSON.stringify({
        ...REST,
        type: "MOCK",
        requestTemplates: {
          "application/json": `{${Array.from({ length: lines }, (_, i) => `\n"a${i}": $input.json('$.a')`)}}`,
        },
      }),
  },
  {
    name: "one long value",
    operation: "create-integration",
    protocol: "HTTP",
    text: (lines) =>
      JSON.stringify({
        IntegrationType: "HTTP_PROXY",
        ...TARGET,
        IntegrationUri: `https://\${stageVariables.host}/{a}${"/{b}${c.d}".repeat(lines)}`,
        PayloadFormatVersion: "1.0",
        RequestParameters: { "append:header.a": "${request.header.a} $context.nope ".repeat(lines) },
      }),
  },
  {
    name: "one long ARN",
    operation: "put-integration",
    text: (lines) =>
      JSON.stringify({
        ...REST,
        type: "AWS",
        uri: `arn:aws:apigateway:eu-west-1:sqs:path/${"a:b/{c}".repeat(lines)}`,
        credentials: "arn:aws:iam::".repeat(lines),
      }),
  },
];

const YAML_ONLY: GrowingFile = {
  name: "YAML pitfalls",
  operation: "create-integration",
  format: "yaml",
  text: (lines) =>
    `ApiId: 0123\nIntegrationType: HTTP\nPayloadFormatVersion: 1.0\nRequestParameters:\n${Array.from(
      { length: lines / 5 },
      (_, i) => `  yes: no\n  ${i}: off # b\n  2001-01-01: &a${i} 1e3\n  x${i}: *a${i}\n  'a${i}': 010\n`,
    ).join("")}`,
};

/** Files that are also measured in YAML, where strings and positions in them are different. */
const ALSO_IN_YAML: ReadonlySet<string> = new Set([
  "HTTP integration, faulty",
  "REST integration, faulty",
  "REST mock, faulty",
  "one long template",
  "one long value",
  "missing commas and quotes",
]);

/** All files, some of them in both formats. */
export const GROWING_FILES: readonly GrowingFile[] = [
  ...SOURCES.map((source) => ({
    ...source,
    format: "json" as const,
    text: (lines: number) => inJson(source.text(lines)),
  })),
  ...SOURCES.filter(({ name }) => ALSO_IN_YAML.has(name)).map((source) => ({
    ...source,
    name: `${source.name} (YAML)`,
    format: "yaml" as const,
    text: (lines: number) => inYaml(source.text(lines)),
  })),
  YAML_ONLY,
];

function inJson(text: string): string {
  return isValidJson(text) ? printInput(JSON.parse(text), "json") : text;
}

/** Invalid JSON is kept as it is, as a hard case for the YAML parser. */
function inYaml(text: string): string {
  return isValidJson(text) ? printInput(JSON.parse(text), "yaml") : text;
}

function isValidJson(text: string): boolean {
  // Parsing would drop duplicate members.
  return text.startsWith("{") && !text.startsWith("{\n");
}
