import type { HttpValue, HttpValueFault, HttpVariable } from "../../expressions/httpValue";
import { httpEntryFaults, parseStatusKey } from "../../expressions/httpValue";
import { SKELETON_KEY } from "../../model/skeleton";
import type { Span } from "../../syntax/nodes";
import type { InputRule } from "../engine/rule";
import { replacePart, spanIn } from "../shared/part";
import { V2_INTEGRATIONS } from "../shared/scope";
import { guide, preflightV2 } from "../shared/sources";
import { httpMappings, readValues, requestExample, responseExample, valueFaults } from "./httpMappings";

const MAPPING_GUIDE = guide("http-api-parameter-mapping");

const onHttp = { on: "input", operations: V2_INTEGRATIONS, protocols: ["HTTP"] } as const;

export const unknownVariable: InputRule = {
  code: "AG2024",
  title: "Unknown variable in a mapping",
  severity: "error",
  description:
    "A request mapping can read `$request.header.NAME`, `$request.querystring.NAME`, `$request.path`, `$request.path.NAME`, `$request.body`, `$context.NAME` and `$stageVariables.NAME`. A response mapping can read `$response.header.NAME` and `$response.body` instead of the request. Variables of REST and WebSocket APIs, which have no dollar sign, are plain text in an HTTP API: the integration is accepted, and the backend receives the text itself.",
  confidence: "docs",
  sources: [MAPPING_GUIDE],
  bad: requestExample('"overwrite:header.x-id": "$req.header.id"'),
  good: requestExample('"overwrite:header.x-id": "$request.header.id"'),
  ...onHttp,
  check(input, report) {
    for (const { node, direction, value, fault } of valueFaults(input)) {
      const isProperty = fault.kind === "badName" && isAuthorizerProperty(value, fault.span);
      const message = isProperty ? CUT_NAME : variableMessage(fault, direction);
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
  title: "Variable without braces",
  severity: "warning",
  description:
    "A variable that is combined with text or another variable needs braces: `${request.path}`. Without braces, a variable is only recognized when it is the whole value. The parameters of a service action are not reported, because API Gateway replaces variables without braces in them.",
  confidence: "docs",
  sources: [MAPPING_GUIDE],
  bad: requestExample('"overwrite:path": "/v2$request.path"'),
  good: requestExample('"overwrite:path": "/v2${request.path}"'),
  ...onHttp,
  check(input, report) {
    for (const { node, key, fault } of valueFaults(input, "unbraced")) {
      // In a parameter of a service action, API Gateway replaces variables without braces as well.
      if (!key && !fault.cutName) continue;
      if (fault.cutName) {
        report({ span: spanIn(input, node, fault.span), message: CUT_NAME });
        continue;
      }
      report({
        span: spanIn(input, node, fault.span),
        message: `Wrap the variable in braces when it is combined with other text: ${fault.braced}.`,
        fixes: [replacePart(node, fault.span, fault.braced)],
      });
    }
  },
};

const CUT_NAME =
  "Mappings cannot read a property of an authorizer whose name contains a colon or a bracket. Braces would read another property.";

export const unparsedVariable: InputRule = {
  code: "AG2070",
  title: "Invalid variable expression",
  severity: "error",
  description:
    "A value that starts with a dollar sign is a variable as a whole. To combine a variable with text, wrap it in braces: `${request.path}/items`. Names can contain letters, digits, `_`, `.` and `-`. A claim with a colon in its name, such as `custom:tenant`, cannot be mapped, neither as `$context.authorizer.claims.custom:tenant` nor with brackets or braces. Have a Lambda authorizer or a pre token generation trigger return it with another name.",
  confidence: "verified-aws-third-party",
  sources: ["https://github.com/aws/aws-cdk/issues/22010", MAPPING_GUIDE],
  bad: requestExample('"overwrite:header.x-tenant": "$context.authorizer.claims.custom:tenant"'),
  good: requestExample('"overwrite:header.x-tenant": "$context.authorizer.claims.tenant"'),
  ...onHttp,
  check(input, report) {
    for (const { node, key, value, fault } of valueFaults(input, "unparsed")) {
      if (!key) {
        // API Gateway replaces variables inside the parameters of a service action.
        if (fault.cutName) report({ severity: "warning", span: node.span, message: CUT_NAME });
        continue;
      }
      report({
        span: node.span,
        message: fault.cutName
          ? CUT_NAME
          : `A value that starts with a dollar sign is a variable as a whole. Wrap the variable in braces: ${fault.braced}.`,
        aws: `Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: ${value.text}]`,
        fixes: fault.cutName ? [] : [replacePart(node, fault.span, fault.braced)],
      });
    }
  },
};

const UNSUPPORTED = {
  recursiveDescent: "HTTP APIs do not support recursive descent (..) in the path into a body.",
  filter: "HTTP APIs do not support filters (?) in the path into a body.",
  rootInside: "The path already starts at the body, so it cannot contain $.",
} as const;

export const unsupportedPath: InputRule = {
  code: "AG2026",
  title: "Unsupported JSONPath",
  severity: "error",
  description:
    "Mappings only support simple paths into the body: no recursive descent `..`, no filters `?(…)` and no `$`, because the path already starts at the body.",
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
  title: "Body read limit of 100 KB",
  severity: "information",
  description:
    "When a mapping reads part of the body, API Gateway only looks at the first 100 KB. Reported once per file.",
  confidence: "docs",
  sources: [MAPPING_GUIDE],
  bad: requestExample('"overwrite:header.x-id": "$request.body.id"'),
  good: requestExample('"overwrite:header.x-id": "$request.header.id"'),
  ...onHttp,
  check(input, report) {
    for (const { node, value } of readValues(input)) {
      // AG2026 reports paths that cannot be read at all.
      const reader = value.parts.find(
        (piece): piece is HttpVariable => piece.kind === "variable" && piece.path?.faults.length === 0,
      );
      if (!reader) continue;
      report({
        span: spanIn(input, node, reader.span),
        message: "Mappings only read the first 100 KB of the body and cannot find anything after that.",
      });
      return;
    }
  },
};

export const valueIgnored: InputRule = {
  code: "AG2028",
  title: "Value of a remove mapping",
  severity: "hint",
  description: "API Gateway ignores the value of a `remove` mapping. AWS's guide uses two single quotes.",
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
        message: "API Gateway ignores the value of a remove mapping.",
        fixes: [{ title: "Write \"''\"", change: { kind: "replaceValue", node, value: "''" } }],
      });
    }
  },
};

export const badStatusKey: InputRule = {
  code: "AG2029",
  title: "Invalid status code",
  severity: "error",
  description:
    "The keys of `ResponseParameters` are the status codes of the backend's response, from 200 to 599.",
  confidence: "verified-aws-third-party",
  sources: [preflightV2("response-parameter-status-code")],
  bad: responseExample('"100": { "overwrite:statuscode": "200" }'),
  good: responseExample('"404": { "overwrite:statuscode": "200" }'),
  ...onHttp,
  check(input, report) {
    for (const { key, value } of input.entries("ResponseParameters")) {
      // A mapping in place of a status code has a value of the wrong type, which AG0006 reports.
      if (key.value === SKELETON_KEY || value?.kind !== "object") continue;
      const [fault] = parseStatusKey(key.value).faults;
      if (!fault) continue;
      report({
        span: key.span,
        message:
          fault.kind === "outOfRange"
            ? `Responses with status ${key.value} cannot be mapped. Expected a status code from 200 to 599.`
            : `"${key.value}" is not a valid status code. Expected 200 to 599.`,
        aws: `Status Code ${key.value} is not valid`,
      });
    }
  },
};

export const requestInResponse: InputRule = {
  code: "AG2031",
  title: "Request variable in a response mapping",
  severity: "warning",
  description:
    "AWS documents `$response`, `$context` and `$stageVariables` as the sources of a response mapping, but not the request.",
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
        message: "Response mappings can read $response, $context and $stageVariables, but not the request.",
      });
    }
  },
};

export const badStatusCode: InputRule = {
  code: "AG2032",
  title: "Invalid value for the status code",
  severity: "error",
  description: "`overwrite:statuscode` takes a status code from 200 to 599, or a variable that contains one.",
  confidence: "derived",
  sources: [MAPPING_GUIDE],
  bad: responseExample('"404": { "overwrite:statuscode": "OK" }'),
  good: responseExample('"404": { "overwrite:statuscode": "200" }'),
  ...onHttp,
  check(input, report) {
    for (const { node, key, value } of readValues(input)) {
      // An empty value deletes the mapping on an update; elsewhere AG0027 reports it.
      if (!key || value.text === "") continue;
      if (!httpEntryFaults(key, value).some(({ kind }) => kind === "notStatusCode")) continue;
      report({
        span: node.span,
        message: `"${value.text}" is not a valid status code. Expected 200 to 599.`,
      });
    }
  },
};

export const quotedText: InputRule = {
  code: "AG2035",
  title: "Static text in single quotes",
  severity: "hint",
  description:
    "REST and WebSocket APIs require single quotes around static text. HTTP APIs do not: the integration is accepted, and the quotes become part of the value.",
  confidence: "derived",
  sources: [MAPPING_GUIDE],
  bad: requestExample('"overwrite:header.x-source": "\'orders\'"'),
  good: requestExample('"overwrite:header.x-source": "orders"'),
  ...onHttp,
  check(input, report) {
    for (const { node, fault } of valueFaults(input, "quoted")) {
      report({
        span: node.span,
        message: "HTTP APIs send the single quotes as part of the value.",
        fixes: [replacePart(node, fault.span, fault.inner)],
      });
    }
  },
};

/** Returns whether the span is in the name of a property of an authorizer. */
function isAuthorizerProperty({ parts }: HttpValue, { start }: Span): boolean {
  const variable = parts.find(({ span }) => span.start <= start && start < span.end);
  return variable?.kind === "variable" && variable.name?.text.startsWith("authorizer.") === true;
}

function variableMessage(fault: HttpValueFault, direction: "request" | "response"): string | undefined {
  switch (fault.kind) {
    case "unknownRoot":
      return `Unknown variable "${fault.name}". Expected ${direction}, context or stageVariables.`;
    case "unknownSource":
      return `A mapping cannot read "${fault.name}" from a ${direction}.`;
    case "missingSource":
      return `Expected what to read from the ${direction}, such as $${direction}.header.x-id.`;
    case "missingName":
      return "Expected a name at the end of this variable.";
    case "badName":
      return "This character is not allowed in a name.";
    case "unclosed":
      return "Missing closing brace (}).";
    case "otherDirection":
      return direction === "request"
        ? "Request mappings cannot read the response, which does not exist yet."
        : undefined;
    case "otherDialect":
      return "Without a dollar sign, HTTP APIs treat this as plain text: the integration is accepted, and the text itself is sent.";
    default:
      return undefined;
  }
}
