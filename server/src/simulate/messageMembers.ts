/** The members of sample requests and sample responses: what readers accept, and what editors say about them. */
import type { Json } from "../syntax/json";

/** What a member may be. */
export type MessageMemberType =
  | { readonly kind: "text" }
  | { readonly kind: "integer"; readonly minimum: number; readonly maximum: number }
  /** An object of any names and values. */
  | { readonly kind: "json" }
  /** A string that is sent unchanged, or any other JSON. */
  | { readonly kind: "body" }
  /** Names with values: strings, numbers or booleans, which are sent as they are written; `many` allows lists of them. */
  | { readonly kind: "parameters"; readonly many: boolean }
  /** An object with these members alone. */
  | { readonly kind: "object"; readonly members: MessageMembers };

export interface MessageMember {
  /** One or two sentences of Markdown. */
  readonly description: string;
  readonly type: MessageMemberType;
  /** Values to start from, the most common first. */
  readonly examples: readonly Json[];
}

export type MessageMembers = Readonly<Record<string, MessageMember>>;

const TEXT = { kind: "text" } as const;
const ONE_EACH = { kind: "parameters", many: false } as const;
const MANY = { kind: "parameters", many: true } as const;

/** The schema that an editor without VS Code's knowledge is pointed to. It has no meaning for API Gateway. */
const SCHEMA: MessageMember = {
  description: "The JSON Schema of this file, for editors. It is not part of the message.",
  type: TEXT,
  examples: [],
};

export const RESPONSE_MEMBERS = {
  $schema: SCHEMA,
  status: {
    description: "The HTTP status. Defaults to 200.",
    type: { kind: "integer", minimum: 100, maximum: 599 },
    examples: [200, 201, 204, 400, 404, 500, 503],
  },
  statusCode: {
    description: "The HTTP status: another name for `status`.",
    type: { kind: "integer", minimum: 100, maximum: 599 },
    examples: [200],
  },
  headers: {
    description: "The response headers. A header with several values takes a list.",
    type: MANY,
    examples: [{ "Content-Type": "application/json" }],
  },
  body: {
    description:
      "The response body; for a Lambda function, what the function returns. A string is sent unchanged, anything else as JSON.",
    type: { kind: "body" },
    examples: [{}, ""],
  },
  error: {
    description:
      "The message of the error with which the Lambda function failed. `selectionPattern` is compared with it.",
    type: TEXT,
    examples: ["Task timed out after 3.00 seconds", "[NotFound] There is no such pet."],
  },
} as const satisfies MessageMembers;

const PATH_PARAMETERS = {
  description: "The path parameters. Those left out are read from `path`, if `resourcePath` is known.",
  type: ONE_EACH,
  examples: [{ id: "7" }],
} as const;

const QUERY = {
  description: "The query string parameters, decoded. A parameter with several values takes a list.",
  type: MANY,
  examples: [{ limit: "10" }],
} as const;

const HEADERS = {
  description:
    "The request headers. A header with several values takes a list. Use placeholders for tokens and cookies: sample files are usually committed.",
  type: MANY,
  examples: [{ "Content-Type": "application/json" }],
} as const;

export const REQUEST_MEMBERS = {
  $schema: SCHEMA,
  method: {
    description:
      "The client's method. Defaults to the `httpMethod` of the integration, else `POST` with a body and `GET` without.",
    type: TEXT,
    examples: ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"],
  },
  path: {
    description: "The path without the stage, such as `/pets/7`.",
    type: TEXT,
    examples: ["/"],
  },
  resourcePath: {
    description: "The path of the resource or route, such as `/pets/{id}`.",
    type: TEXT,
    examples: ["/{proxy+}"],
  },
  pathParameters: PATH_PARAMETERS,
  queryStringParameters: QUERY,
  headers: HEADERS,
  params: {
    description:
      "Another way to write `pathParameters`, `queryStringParameters` and `headers`, with the names of `$input.params()`. Those members take precedence.",
    type: {
      kind: "object",
      members: { path: PATH_PARAMETERS, querystring: QUERY, header: HEADERS },
    },
    examples: [],
  },
  body: {
    description:
      "The payload. A string is sent unchanged, anything else as compact JSON. Numbers stay as they are written.",
    type: { kind: "body" },
    examples: [{}, ""],
  },
  context: {
    description: "Values of `$context`, merged into the defaults name by name.",
    type: { kind: "json" },
    examples: [],
  },
  stageVariables: {
    description: "The variables of the stage, such as `$stageVariables.table`.",
    type: ONE_EACH,
    examples: [{}],
  },
  backend: {
    description:
      "What the backend responds to this request. It takes precedence over the file `NAME.response.json`.",
    type: { kind: "object", members: RESPONSE_MEMBERS },
    examples: [{ status: 200, body: {} }],
  },
} as const satisfies MessageMembers;
