import type { HttpValueFault, HttpVariable } from "../../expressions/httpValue";
import { httpEntryFaults, parseStatusKey } from "../../expressions/httpValue";
import { SKELETON_KEY } from "../../model/skeleton";
import type { InputRule } from "../engine/rule";
import { replacePart, spanIn } from "../shared/part";
import { V2_INTEGRATIONS } from "../shared/scope";
import { httpMappings, readValues, requestExample, responseExample, valueFaults } from "./httpMappings";

const MAPPING_GUIDE =
  "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html";

const onHttp = { on: "input", operations: V2_INTEGRATIONS, protocols: ["HTTP"] } as const;

export const unknownVariable: InputRule = {
  code: "AG2024",
  title: "Unknown variable in a mapping",
  severity: "error",
  description:
    "A request mapping reads `$request.header.NAME`, `$request.querystring.NAME`, `$request.path`, `$request.path.NAME`, `$request.body`, `$context.NAME` and `$stageVariables.NAME`; a response mapping reads `$response.header.NAME` and `$response.body` in place of the request's. What REST and WebSocket APIs write, without the dollar sign, is plain text here: the call passes, and the backend gets the text itself.",
  confidence: "docs",
  sources: [MAPPING_GUIDE],
  bad: requestExample('"overwrite:header.x-id": "$req.header.id"'),
  good: requestExample('"overwrite:header.x-id": "$request.header.id"'),
  ...onHttp,
  check(input, report) {
    for (const { node, direction, fault } of valueFaults(input)) {
      const message = variableMessage(fault, direction);
      if (message === undefined) continue;
      report({
        ...(fault.kind === "otherDialect" && { severity: "warning" }),
        span: spanIn(input, node, fault.span),
        message,
      });
    }
  },
};

export const unbracedVariable: InputRule = {
  code: "AG2025",
  title: "Variable without braces in a text",
  severity: "warning",
  description:
    "A variable that stands beside text or another variable is written with braces: `${request.path}`. Without them only a value that is nothing but the variable is read as one.",
  confidence: "docs",
  sources: [MAPPING_GUIDE],
  bad: requestExample('"overwrite:path": "/v2$request.path"'),
  good: requestExample('"overwrite:path": "/v2${request.path}"'),
  ...onHttp,
  check(input, report) {
    for (const { node, fault } of valueFaults(input, "unbraced")) {
      report({
        span: spanIn(input, node, fault.span),
        message: `Beside other text a variable is written in braces: ${fault.braced}.`,
        fixes: [replacePart(node, fault.span, fault.braced)],
      });
    }
  },
};

const UNSUPPORTED = {
  recursiveDescent: "HTTP API mappings do not support recursive descent (..) in a body path.",
  filter: "HTTP API mappings do not support filters (?) in a body path.",
  rootInside: "The path is already relative to the body, so it cannot contain another $.",
} as const;

export const unsupportedPath: InputRule = {
  code: "AG2026",
  title: "JSONPath that mappings do not have",
  severity: "error",
  description:
    "The path into a body is a simple one: no `..`, no filter `?(…)` and no `$` of its own, since the body is the root already.",
  confidence: "docs",
  sources: [MAPPING_GUIDE],
  bad: requestExample('"overwrite:header.x-id": "$request.body..id"'),
  good: requestExample('"overwrite:header.x-id": "$request.header.id"'),
  ...onHttp,
  check(input, report) {
    for (const { node, fault } of valueFaults(input, "recursiveDescent", "filter", "rootInside")) {
      report({ span: spanIn(input, node, fault.span), message: UNSUPPORTED[fault.kind] });
    }
  },
};

export const bodyTruncated: InputRule = {
  code: "AG2027",
  title: "Only 100 KB of the body are read",
  severity: "information",
  description:
    "For a mapping that reads a part of the body, API Gateway looks at its first 100 KB only. Told once a file.",
  confidence: "docs",
  sources: [MAPPING_GUIDE],
  bad: requestExample('"overwrite:header.x-id": "$request.body.id"'),
  good: requestExample('"overwrite:header.x-id": "$request.header.id"'),
  ...onHttp,
  check(input, report) {
    for (const { node, value } of readValues(input)) {
      // AG2026 speaks of a path that is not read at all.
      const reader = value.parts.find(
        (piece): piece is HttpVariable => piece.kind === "variable" && piece.path?.faults.length === 0,
      );
      if (!reader) continue;
      report({
        span: spanIn(input, node, reader.span),
        message: "A mapping reads the first 100 KB of a body: what comes later in it is not found.",
      });
      return;
    }
  },
};

export const valueIgnored: InputRule = {
  code: "AG2028",
  title: "Value of a removal",
  severity: "hint",
  description: "A mapping that removes ignores its value. AWS's guide writes two single quotes.",
  confidence: "docs",
  sources: [MAPPING_GUIDE],
  bad: requestExample('"remove:header.x-id": "$context.requestId"'),
  good: requestExample('"remove:header.x-id": "\'\'"'),
  ...onHttp,
  check(input, report) {
    for (const { node, key, value } of httpMappings(input)) {
      if (!node || !key || !value) continue;
      if (!httpEntryFaults(key, value).some(({ kind }) => kind === "valueIgnored")) continue;
      report({
        span: node.span,
        message: "A removal ignores its value.",
        fixes: [{ title: "Write \"''\"", change: { kind: "replaceValue", node, value: "''" } }],
      });
    }
  },
};

export const badStatusKey: InputRule = {
  code: "AG2029",
  title: "No status code",
  severity: "error",
  description: "`ResponseParameters` are keyed by the status code of the backend's answer, from 200 to 599.",
  confidence: "verified-aws-third-party",
  sources: [
    "https://github.com/badmintoncryer/cdk-preflight/tree/main/rules/apigatewayv2/pf-apigwv2-response-parameter-status-code",
  ],
  bad: responseExample('"100": { "overwrite:statuscode": "200" }'),
  good: responseExample('"404": { "overwrite:statuscode": "200" }'),
  ...onHttp,
  check(input, report) {
    for (const { key, value } of input.entries("ResponseParameters")) {
      // A mapping in the status code's place has the wrong type, which AG0006 tells.
      if (key.value === SKELETON_KEY || value?.kind !== "object") continue;
      const [fault] = parseStatusKey(key.value).faults;
      if (!fault) continue;
      report({
        span: key.span,
        message:
          fault.kind === "outOfRange"
            ? `No answer with ${key.value} can be mapped: a status code here is 200 to 599.`
            : `"${key.value}" is no status code: response mappings are keyed by 200 to 599.`,
        aws: `Status Code ${key.value} is not valid`,
      });
    }
  },
};

export const requestInResponse: InputRule = {
  code: "AG2031",
  title: "Request read in a response mapping",
  severity: "warning",
  description:
    "AWS documents `$response`, `$context` and `$stageVariables` as the sources of a response mapping; the request is not among them.",
  confidence: "docs",
  sources: [MAPPING_GUIDE],
  bad: responseExample('"404": { "overwrite:header.x-id": "$request.header.id" }'),
  good: responseExample('"404": { "overwrite:header.x-id": "$response.header.id" }'),
  ...onHttp,
  check(input, report) {
    for (const { node, direction, fault } of valueFaults(input, "otherDirection")) {
      if (direction !== "response") continue;
      report({
        span: spanIn(input, node, fault.span),
        message: "A response mapping reads $response, $context and $stageVariables, not the request.",
      });
    }
  },
};

export const badStatusCode: InputRule = {
  code: "AG2032",
  title: "Status code not a number",
  severity: "error",
  description: "`overwrite:statuscode` takes a status code from 200 to 599, or a variable that holds one.",
  confidence: "derived",
  sources: [MAPPING_GUIDE],
  bad: responseExample('"404": { "overwrite:statuscode": "OK" }'),
  good: responseExample('"404": { "overwrite:statuscode": "200" }'),
  ...onHttp,
  check(input, report) {
    for (const { node, key, value } of readValues(input)) {
      // An empty value deletes the mapping on an update, and AG0027 tells of it otherwise.
      if (!key || value.text === "") continue;
      if (!httpEntryFaults(key, value).some(({ kind }) => kind === "notStatusCode")) continue;
      report({ span: node.span, message: `"${value.text}" is no status code from 200 to 599.` });
    }
  },
};

export const quotedText: InputRule = {
  code: "AG2035",
  title: "Text in single quotes",
  severity: "hint",
  description:
    "REST and WebSocket APIs put a mapping's text in single quotes. An HTTP API does not: the call passes, and the quotes are sent with the text.",
  confidence: "derived",
  sources: [MAPPING_GUIDE],
  bad: requestExample('"overwrite:header.x-source": "\'orders\'"'),
  good: requestExample('"overwrite:header.x-source": "orders"'),
  ...onHttp,
  check(input, report) {
    for (const { node, fault } of valueFaults(input, "quoted")) {
      report({
        span: node.span,
        message: "On an HTTP API the single quotes are sent with the text.",
        fixes: [replacePart(node, fault.span, fault.inner)],
      });
    }
  },
};

function variableMessage(fault: HttpValueFault, direction: "request" | "response"): string | undefined {
  switch (fault.kind) {
    case "unknownRoot":
      return `There is no variable "${fault.name}": it is ${direction}, context or stageVariables.`;
    case "unknownSource":
      return `A ${direction} has no "${fault.name}" to read.`;
    case "missingSource":
      return "This variable does not say what it reads, as in $request.header.x-id.";
    case "missingName":
      return "The name is missing behind this.";
    case "badName":
      return "This character cannot be in the name.";
    case "unclosed":
      return "The closing } is missing.";
    case "otherDirection":
      return direction === "request" ? "There is no response yet when the request is mapped." : undefined;
    case "otherDialect":
      return "Without a dollar sign this is plain text on an HTTP API: the call passes, and the text itself is sent.";
    default:
      return undefined;
  }
}
