/** The JSON Schemas of sample files, made from the table that their readers use. */
import { type ApiKind, CONTEXT_VARIABLES, type ContextVariable } from "../expressions";
import { API_NAME } from "../model/protocol";
import { type MessageMember, type MessageMembers, REQUEST_MEMBERS, RESPONSE_MEMBERS } from "../simulate";
import type { Json } from "../syntax/json";
import { CONTEXT_EXAMPLES, CONTEXT_PRESETS } from "./contextExamples";
import { type KnownHeader, REQUEST_HEADERS, RESPONSE_HEADERS } from "./headerNames";

/** The part of JSON Schema that is used here, with VS Code's extensions. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly title?: string;
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly type?: string | readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly enum?: readonly Json[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly required?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly not?: JsonSchema;
  readonly if?: JsonSchema;
  readonly then?: JsonSchema;
  readonly examples?: readonly Json[];
  readonly defaultSnippets?: readonly JsonSnippet[];
}

export interface JsonSnippet {
  readonly label: string;
  readonly description?: string;
  /** With tab stops such as `$1` and `${1:text}` in its strings. */
  readonly body: Json;
}

export type SampleKind = "request" | "response";

const MEMBERS: Readonly<Record<SampleKind, MessageMembers>> = {
  request: REQUEST_MEMBERS,
  response: RESPONSE_MEMBERS,
};

/** The members that only samples have, so that nothing else in the file matters. */
const TELLING: Readonly<Record<SampleKind, readonly string[]>> = {
  request: [
    "$schema",
    "resourcePath",
    "pathParameters",
    "queryStringParameters",
    "stageVariables",
    "backend",
  ],
  response: ["$schema"],
};

/** A member that a captured event of a Lambda function has, which is not a sample. */
const EVENT = "requestContext";

/**
 * Returns the schema of a kind of sample file, as `schemas/sample-request.schema.json` holds it. Files of other tools have
 * the same names. So it describes and suggests always, but rejects something only in a file that is surely a sample.
 */
export function sampleSchema(kind: SampleKind): JsonSchema {
  const telling = TELLING[kind].map((name) => ({ required: [name] }));
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    ...suggestions(kind),
    if: { type: "object", anyOf: telling, not: { required: [EVENT] } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: constraints(MEMBERS[kind]),
  };
}

/** Whether the schema reports what is wrong in a file with these members. */
export function isCheckedBySchema(kind: SampleKind, names: readonly string[]): boolean {
  return TELLING[kind].some((name) => names.includes(name)) && !names.includes(EVENT);
}

/** Returns what the members mean and take, without rejecting anything; for one kind of API if it is known. */
export function suggestions(kind: SampleKind, api?: ApiKind): JsonSchema {
  return {
    title: kind === "request" ? "Sample request" : "Sample response",
    ...described(
      kind === "request"
        ? "A request to try mapping templates and integrations of Amazon API Gateway with. All members are optional."
        : "What the backend of an Amazon API Gateway integration responds to the sample request. All members are optional.",
    ),
    properties: memberSuggestions(kind, MEMBERS[kind], api),
    defaultSnippets: WHOLE[kind],
  };
}

const WHOLE: Readonly<Record<SampleKind, readonly JsonSnippet[]>> = {
  request: [
    {
      label: "{ … } request with a body",
      description: "For REST APIs and HTTP APIs",
      body: {
        method: "${1:POST}",
        path: "${2:/}",
        headers: { "Content-Type": "application/json" },
        body: { "${3:name}": "$4" },
      },
    },
    {
      label: "{ … } request without a body",
      description: "For REST APIs and HTTP APIs",
      body: {
        method: "GET",
        resourcePath: "/${1:pets}/{id}",
        pathParameters: { id: "${2:7}" },
        queryStringParameters: { "${3:limit}": "${4:10}" },
      },
    },
    {
      label: "{ … } message",
      description: "For WebSocket APIs",
      body: { context: { routeKey: "${1:sendMessage}" }, body: { action: "${1:sendMessage}", $2: "$3" } },
    },
  ],
  response: [
    {
      label: "{ … } response",
      body: {
        status: 200,
        headers: { "Content-Type": "application/json" },
        body: { "${1:name}": "$2" },
      },
    },
    { label: "{ … } failed function", body: { error: "${1:Task timed out after 3.00 seconds}" } },
  ],
};

function memberSuggestions(
  kind: SampleKind,
  members: MessageMembers,
  api: ApiKind | undefined,
): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(
    Object.entries(members).map(([name, member]) => [name, suggestion(kind, name, member, api)]),
  );
}

function suggestion(
  kind: SampleKind,
  name: string,
  { description, type, examples }: MessageMember,
  api: ApiKind | undefined,
): JsonSchema {
  const text = described(description);
  switch (type.kind) {
    case "text":
    case "integer":
      return { ...text, examples };
    case "body":
      return {
        ...text,
        defaultSnippets: [
          { label: "{ … }", description: "Sent as JSON", body: { "${1:name}": "$2" } },
          { label: '"…"', description: "Sent unchanged", body: "$1" },
        ],
      };
    case "json":
      return { ...text, ...contextSuggestions(api) };
    case "parameters": {
      const headers = /^headers?$/.test(name) ? HEADERS[kind] : [];
      return {
        ...text,
        ...(headers.length > 0 && { properties: headerSuggestions(headers) }),
        ...(examples.length > 0 && { defaultSnippets: examples.map((body) => ({ label: "{ … }", body })) }),
      };
    }
    case "object":
      return {
        ...text,
        properties: memberSuggestions(name === "backend" ? "response" : kind, type.members, api),
        ...(examples.length > 0 && { defaultSnippets: examples.map((body) => ({ label: "{ … }", body })) }),
      };
  }
}

const HEADERS: Readonly<Record<SampleKind, readonly KnownHeader[]>> = {
  request: REQUEST_HEADERS,
  response: RESPONSE_HEADERS,
};

function headerSuggestions(headers: readonly KnownHeader[]): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(
    headers.map(({ name, description, values }) => [name, { ...described(description), examples: values }]),
  );
}

/** Variables that only exist after the integration has answered, or in access logs. */
const LATER = /^(?:error\.|integration|responseLatency|responseLength|dataProcessed|awsEndpoint|status$)/;

function contextSuggestions(api: ApiKind | undefined): JsonSchema {
  const root: Tree = new Map();
  for (const variable of CONTEXT_VARIABLES) {
    const { name, apis, writableIn, inTemplates } = variable;
    if (!inTemplates || writableIn || LATER.test(name) || (api && !apis.includes(api))) continue;
    const steps = name.split(".");
    let tree = root;
    for (const step of steps.slice(0, -1)) tree = branch(tree, step);
    const last = steps.at(-1) ?? name;
    if (!last.startsWith("<")) branch(tree, last);
  }
  const presets = CONTEXT_PRESETS.filter(({ apis }) => !api || apis.includes(api));
  return {
    properties: treeSuggestions(root, ""),
    defaultSnippets: presets.map(({ label, description, context }) => ({
      label,
      description,
      body: context,
    })),
  };
}

type Tree = Map<string, Tree>;

function branch(tree: Tree, name: string): Tree {
  const known = tree.get(name);
  if (known) return known;
  const created: Tree = new Map();
  tree.set(name, created);
  return created;
}

/** The recursion is as deep as the longest name of a variable: four levels. */
function treeSuggestions(tree: Tree, prefix: string): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(
    [...tree].map(([step, below]) => {
      const name = prefix + step;
      const variable = CONTEXT_VARIABLES.find(
        (each) => each.name === name || each.name === `${name}.<property>`,
      );
      return [
        step,
        {
          ...described(variable ? aboutVariable(variable, name) : `\`$context.${name}\``),
          ...(below.size > 0 && { properties: treeSuggestions(below, `${name}.`) }),
          ...(CONTEXT_EXAMPLES[name] && { examples: CONTEXT_EXAMPLES[name] }),
          ...(name === "authorizer.claims" && { defaultSnippets: [{ label: "{ … }", body: CLAIMS }] }),
        },
      ];
    }),
  );
}

const CLAIMS = { sub: "${1:00000000-0000-0000-0000-000000000000}", email: "${2:ann@example.com}" };

function aboutVariable({ apis, description }: ContextVariable, name: string): string {
  return `\`$context.${name}\` (${apis.map((api) => `${API_NAME[api]}s`).join(", ")})\n\n${description}`;
}

function described(markdown: string): JsonSchema {
  return {
    description: markdown.replaceAll("`", "").replaceAll("\n\n", ": "),
    markdownDescription: markdown,
  };
}

/** What the readers reject. Pattern properties suggest nothing in editors. */
function constraints(members: MessageMembers): JsonSchema {
  return {
    type: "object",
    patternProperties: Object.fromEntries(
      Object.entries(members).map(([name, { type }]) => [
        `^${name.replace("$", "\\$")}$`,
        typeConstraints(type),
      ]),
    ),
    additionalProperties: false,
  };
}

const SCALAR = ["string", "number", "boolean"];

function typeConstraints(type: MessageMember["type"]): JsonSchema {
  switch (type.kind) {
    case "text":
      return { type: "string" };
    case "integer": {
      const { minimum, maximum } = type;
      return { type: ["integer", "string"], minimum, maximum, pattern: "^[1-5][0-9]{2}$" };
    }
    case "body":
      return {};
    case "json":
      return { type: "object" };
    case "parameters":
      return {
        type: ["object", "null"],
        additionalProperties: type.many
          ? { type: [...SCALAR, "array"], items: { type: SCALAR } }
          : { type: SCALAR },
      };
    case "object":
      return constraints(type.members);
  }
}
