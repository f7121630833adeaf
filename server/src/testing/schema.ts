/** The JSON Schema of test files, with the names that are known for one file. */
import { type JsonSchema, type JsonSnippet, suggestions } from "../samples";
import { MATCHED_TYPES, MATCHERS, type MatcherName } from "./matchers";
import { PROBLEM_CODES } from "./problemCodes";

/** What may be written in a test file, apart from what every test file has. */
export interface KnownNames {
  /** Titles of the integrations in a host file. */
  readonly inputs: readonly string[];
  /** Keys and paths of templates. */
  readonly templates: readonly string[];
  /** Paths of files, relative to the test file: those to test, sample requests, and integration responses. */
  readonly files: readonly string[];
}

export const NO_NAMES: KnownNames = { inputs: [], templates: [], files: [] };

/** How deep the matchers are suggested in an output. */
const DEEP = 6;

/** Returns the schema that completion and hovers use. It rejects nothing: the reader reports more, and better. */
export function testSuggestions(names: KnownNames = NO_NAMES, depth = DEEP): JsonSchema {
  const requests = names.files.filter((path) => /\.request\.|\.requests\//.test(path));
  const responses = names.files.filter((path) => /\.response\./.test(path));
  const tested = names.files.filter(
    (path) => !/\.(?:request|response|test|snapshot|recordings)\.|\.requests\//.test(path),
  );
  return {
    title: "Template tests",
    ...text("Tests of mapping templates and integrations of Amazon API Gateway."),
    type: "object",
    properties: {
      file: {
        ...text(
          "The file to test, relative to this one: an input of the AWS CLI, a template, an OpenAPI document or the like. By default, `NAME.json`, `NAME.yaml`, `NAME.vtl` and so on for `NAME.test.json`.",
        ),
        type: "string",
        examples: tested,
      },
      responses: {
        ...text(
          "The inputs of the integration responses, relative to this file. Host files such as OpenAPI documents contain them.",
        ),
        type: "array",
        items: { type: "string", examples: tested },
      },
      tests: {
        ...text("The tests, each with a name of its own."),
        type: "array",
        items: testCase(names, requests, responses, depth),
        defaultSnippets: [{ label: "[ … ]", description: "A test", body: [TEST] }],
      },
    },
    defaultSnippets: [{ label: "{ … } template tests", body: { tests: [TEST] } }],
  };
}

const TEST = {
  name: "${1:adds a pet}",
  request: { body: { "${2:name}": "$3" } },
  expect: { output: { "${4:name}": "$5" } },
};

/** Returns the schema as `schemas/template-tests.schema.json` holds it, for test files that refer to it with `$schema`. */
export function testFileSchema(): JsonSchema {
  const { defaultSnippets, ...schema } = testSuggestions(NO_NAMES, 1);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    ...schema,
    ...(defaultSnippets && { defaultSnippets }),
    required: ["tests"],
    patternProperties: { "^\\$schema$": { type: "string" } },
    additionalProperties: false,
  };
}

/** Returns the file with the schema, as it is committed. */
export function testSchemaFile(): { readonly path: string; readonly text: string } {
  return {
    path: "schemas/template-tests.schema.json",
    text: `${JSON.stringify(testFileSchema(), null, 2)}\n`,
  };
}

function testCase(
  names: KnownNames,
  requests: readonly string[],
  responses: readonly string[],
  depth: number,
): JsonSchema {
  return {
    type: "object",
    required: ["name"],
    additionalProperties: false,
    defaultSnippets: [{ label: "{ … } test", body: TEST }],
    properties: {
      name: { ...text("What the test shows, such as `adds a pet`. Unique in the file."), type: "string" },
      input: {
        ...text(
          "The integration in a host file: its title, such as `GET /pets`, or its ID. Not needed if the file has only one.",
        ),
        type: "string",
        examples: names.inputs,
      },
      template: {
        ...text(
          "The template to render by itself: its key, such as `application/json`, or its path, such as `requestTemplates/application/json`. Without it, the request goes the whole way through the integration.",
        ),
        type: "string",
        examples: names.templates.length > 0 ? names.templates : ["application/json"],
      },
      request: message(
        "The request: a sample request, or the path of a file with one. Empty by default.",
        suggestions("request"),
        requests,
      ),
      backend: message(
        "What the backend responds: a sample response, or the path of a file with one. It takes precedence over `backend` in the request.",
        suggestions("response"),
        responses,
      ),
      expect: {
        ...text(
          'What should happen. Only the members that are present are compared. `"snapshot"` compares everything with the snapshot next to this file. Without `expect`, the test passes if there is no error.',
        ),
        type: ["object", "string"],
        properties: expectations(depth),
        examples: ["snapshot"],
        defaultSnippets: [
          {
            label: "{ output: … }",
            description: "The output as JSON",
            body: { output: { "${1:name}": "$2" } },
          },
          {
            label: "{ status: … }",
            description: "The response",
            body: { status: 200, output: { "${1:name}": "$2" } },
          },
          { label: "{ problems: … }", description: "A problem", body: { problems: ["$1"] } },
        ],
      },
    },
  };
}

function message(about: string, schema: JsonSchema, files: readonly string[]): JsonSchema {
  return { ...schema, ...text(about), type: ["object", "string"], examples: files };
}

function expectations(depth: number): Readonly<Record<string, JsonSchema>> {
  return {
    output: {
      ...text(
        "What the template prints, or the body of the response. A string is compared as text, anything else as JSON, in which the order of members does not matter.",
      ),
      ...values(depth),
    },
    status: {
      ...text(
        "The status of the response. A status of 400 or more also expects the problem that leads to it.",
      ),
      ...values(1),
      examples: [200, 400, 500],
    },
    headers: {
      ...text("Headers of the response. Others do not matter, and neither does the case of names."),
      ...values(2),
    },
    overrides: {
      ...text("What the template overrides with `$context.requestOverride` and `$context.responseOverride`."),
      type: "object",
      properties: {
        requestOverride: {
          ...text("Overrides of the request to the backend."),
          properties: {
            header: text("Headers by name."),
            path: text("Path parameters by name."),
            querystring: text("Query string parameters by name."),
          },
        },
        responseOverride: {
          ...text("Overrides of the response to the client."),
          properties: { header: text("Headers by name."), status: text("The status, as a string.") },
        },
      },
    },
    backendRequest: {
      ...text("The request to the backend. Members that are absent do not matter."),
      type: "object",
      properties: {
        method: { ...text("The method."), examples: ["GET", "POST", "PUT", "DELETE"] },
        uri: { ...text("The URI with its parameters."), type: "string" },
        path: {
          ...text("The path, if the target is not a URL, as with private integrations."),
          type: "string",
        },
        headers: { ...text("Headers by name."), ...values(2) },
        querystring: { ...text("Query string parameters by name."), ...values(2) },
        parameters: { ...text("The parameters of the AWS service that an HTTP API calls."), ...values(2) },
        body: { ...text("The body: a string as text, anything else as JSON."), ...values(depth) },
      },
    },
    problems: {
      ...text("The codes of all problems, in their order; an empty list for none."),
      type: "array",
      items: { type: "string", examples: PROBLEM_CODES },
    },
  };
}

/** A value to compare with, in which matchers may stand for what varies. */
function values(depth: number): JsonSchema {
  return {
    properties: Object.fromEntries(
      (Object.entries(MATCHERS) as [MatcherName, string][]).map(([name, meaning]) => [
        name,
        { ...text(`Stands for ${meaning}, if it is the only member.`), ...ARGUMENTS[name] },
      ]),
    ),
    ...(depth > 1 && { additionalProperties: values(depth - 1) }),
    defaultSnippets: SNIPPETS,
  };
}

const ARGUMENTS: Readonly<Record<MatcherName, JsonSchema>> = {
  $any: { examples: [true] },
  $regex: { type: "string", examples: ["[0-9a-f-]{36}"] },
  $type: { type: "string", enum: MATCHED_TYPES },
  $lines: { type: "array", items: { type: "string" } },
};

const SNIPPETS: readonly JsonSnippet[] = [
  { label: "{ $any }", description: "Any value", body: { "\\$any": true } },
  { label: "{ $type }", description: "A value of a type", body: { "\\$type": "${1:string}" } },
  { label: "{ $regex }", description: "A string that matches", body: { "\\$regex": "$1" } },
];

function text(markdown: string): Pick<JsonSchema, "description" | "markdownDescription"> {
  return { description: markdown.replaceAll("`", ""), markdownDescription: markdown };
}
