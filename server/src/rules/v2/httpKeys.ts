import { HTTP_ACTIONS, HTTP_TARGETS, type HttpDirection, type HttpKeyFault } from "../../expressions/httpKey";
import { SUBTYPE_PARAMETERS } from "../../expressions/subtypes";
import type { IntegrationInput } from "../../model/input";
import type { Fix, ReportProblem } from "../engine/finding";
import type { InputRule } from "../engine/rule";
import { hasMember } from "../shared/names";
import { nearest } from "../shared/nearest";
import { spanIn } from "../shared/part";
import { isUpdate, V2_INTEGRATIONS } from "../shared/scope";
import { type HttpMapping, httpMappings, keyFaults, requestExample, responseExample } from "./httpMappings";

const MAPPING_GUIDE =
  "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html";
const PREFLIGHT = "https://github.com/badmintoncryer/cdk-preflight/tree/main/rules/apigatewayv2";

const onHttp = { on: "input", operations: V2_INTEGRATIONS, protocols: ["HTTP"] } as const;

export const badRequestKey: InputRule = {
  code: "AG2021",
  title: "Malformed request mapping",
  severity: "error",
  description:
    "A request mapping's key says what is done to what: `append:`, `overwrite:` or `remove:`, then `header.` or `querystring.` and a name; or `overwrite:path`. An update of a service action's parameters names its `IntegrationSubtype` again.",
  confidence: "verified-aws-third-party",
  sources: [`${PREFLIGHT}/pf-apigwv2-request-parameter-action`, MAPPING_GUIDE],
  bad: requestExample('"header.x-id": "$context.requestId"'),
  good: requestExample('"append:header.x-id": "$context.requestId"'),
  ...onHttp,
  check: (input, report) => checkKeys(input, report, "request"),
};

export const badResponseKey: InputRule = {
  code: "AG2030",
  title: "Malformed response mapping",
  severity: "error",
  description:
    "A response mapping's key is `append:header.NAME`, `overwrite:header.NAME`, `remove:header.NAME` or `overwrite:statuscode`.",
  confidence: "verified-aws-third-party",
  sources: ["https://github.com/hashicorp/terraform-provider-aws/pull/17997", MAPPING_GUIDE],
  bad: responseExample('"404": { "overwrite:status": "200" }'),
  good: responseExample('"404": { "overwrite:statuscode": "200" }'),
  ...onHttp,
  check: (input, report) => checkKeys(input, report, "response"),
};

export const reservedHeader: InputRule = {
  code: "AG2022",
  title: "Reserved header",
  severity: "error",
  description:
    "API Gateway keeps some headers for itself: no mapping can change them, neither on the way to the backend nor back. Among them are `Authorization`, `Connection`, `Forwarded`, `Via` and all that start with `Access-Control-`, `Apigw-`, `X-Amz-` and `X-Amzn-`.",
  confidence: "docs",
  sources: [MAPPING_GUIDE],
  bad: requestExample('"overwrite:header.authorization": "$context.requestId"'),
  good: requestExample('"overwrite:header.x-authorization": "$context.requestId"'),
  ...onHttp,
  check(input, report) {
    for (const { entry, object, fault } of keyFaults(input, "reservedHeader")) {
      report({
        span: spanIn(input, entry.key, fault.span),
        message: `API Gateway keeps the header ${fault.header} for itself: no mapping changes it.`,
        fixes: [{ title: "Remove the mapping", change: { kind: "removeMember", member: entry, object } }],
      });
    }
  },
};

export const badPathKey: InputRule = {
  code: "AG2023",
  title: "Path not overwritten",
  severity: "error",
  description: "The path is replaced as a whole, by `overwrite:path`. It cannot be appended to or removed.",
  confidence: "docs",
  sources: [MAPPING_GUIDE],
  bad: requestExample('"append:path": "/v2"'),
  good: requestExample('"overwrite:path": "/v2"'),
  ...onHttp,
  check(input, report) {
    for (const { entry, object, fault } of keyFaults(input, "pathAction", "pathSuffix")) {
      report({
        span: spanIn(input, entry.key, fault.span),
        message:
          fault.kind === "pathAction"
            ? `The path cannot take ${fault.action}: it is only overwritten.`
            : "The path is overwritten as a whole: nothing follows overwrite:path.",
        fixes: renameTo("overwrite:path", { entry, object }),
      });
    }
  },
};

export const statusCodeAction: InputRule = {
  code: "AG2033",
  title: "Status code not overwritten",
  severity: "warning",
  description: "AWS documents `overwrite:statuscode` only. Whether another action is refused was not tried.",
  confidence: "docs",
  sources: [MAPPING_GUIDE],
  bad: responseExample('"404": { "append:statuscode": "200" }'),
  good: responseExample('"404": { "overwrite:statuscode": "200" }'),
  ...onHttp,
  check(input, report) {
    for (const { entry, object, fault } of keyFaults(input, "statusCodeAction")) {
      report({
        span: spanIn(input, entry.key, fault.span),
        message: `The status code cannot take ${fault.action}: AWS documents overwrite:statuscode only.`,
        fixes: renameTo("overwrite:statuscode", { entry, object }),
      });
    }
  },
};

export const otherDialectKey: InputRule = {
  code: "AG2034",
  title: "Mapping of another kind of API",
  severity: "error",
  description:
    "REST and WebSocket APIs write `integration.request.header.NAME`; an HTTP API writes `overwrite:header.NAME`, and puts a dollar sign before its variables.",
  confidence: "docs",
  sources: [MAPPING_GUIDE],
  bad: requestExample('"integration.request.header.x-id": "$context.requestId"'),
  good: requestExample('"overwrite:header.x-id": "$context.requestId"'),
  ...onHttp,
  check(input, report) {
    for (const { entry, object, fault } of keyFaults(input, "wrongDialect")) {
      const { rewritten } = fault;
      report({
        span: entry.key.span,
        message: `REST and WebSocket APIs write their mappings like this; an HTTP API writes ${rewritten ?? "overwrite:header.NAME"}.`,
        fixes: rewritten === undefined ? [] : renameTo(rewritten, { entry, object }),
      });
    }
  },
};

/** Reports the faults that have no rule of their own. */
function checkKeys(input: IntegrationInput, report: ReportProblem, direction: HttpDirection): void {
  for (const mapping of httpMappings(input)) {
    const { entry, key } = mapping;
    if (!key || mapping.direction !== direction) continue;
    if (key.text === "") report({ span: entry.key.span, message: "A mapping's key names its target." });
    const isParameter = direction === "request" && isUpdate(input) && SUBTYPE_PARAMETERS.has(key.text);
    if (isParameter) {
      report({
        severity: "information",
        span: entry.key.span,
        message: `${key.text} is a service action's parameter: an update that sets it gives the IntegrationSubtype again.`,
      });
      continue;
    }
    for (const fault of key.faults) {
      const message = messageOf(fault, direction);
      if (message === undefined) continue;
      report({
        span: spanIn(input, entry.key, fault.span),
        message,
        aws: answerTo(key.text, direction),
        fixes: fixesOf(fault, mapping),
      });
    }
  }
}

function answerTo(key: string, direction: HttpDirection): string {
  return direction === "request"
    ? "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid Request Actioned Parameter …]"
    : `… errors : [Invalid Response Actioned Parameter destination specified: ${key}]`;
}

function messageOf(fault: HttpKeyFault, direction: HttpDirection): string | undefined {
  const targets = Object.keys(HTTP_TARGETS[direction]).join(", ");
  switch (fault.kind) {
    case "missingAction":
      return "A mapping's key begins with what it does: append:, overwrite: or remove:.";
    case "unknownAction":
      return `"${fault.action}" is no action: a mapping's key begins with append:, overwrite: or remove:.`;
    case "missingTarget":
      return `A mapping's key names what it changes: ${targets}.`;
    case "unknownTarget":
      return `A ${direction} mapping cannot change "${fault.target}", only ${targets}.`;
    case "missingName":
      return "The name is missing, as in header.x-id.";
    case "badName":
      return "A name holds no blanks.";
    case "statusCodeSuffix":
      return "Nothing follows overwrite:statuscode.";
    default:
      return undefined;
  }
}

function fixesOf(fault: HttpKeyFault, mapping: HttpMapping): Fix[] {
  const { text } = mapping.key ?? { text: "" };
  if (fault.kind === "missingAction") {
    return /^(?:header|querystring)\.\S+$|^(?:path|statuscode)$/.test(text)
      ? renameTo(`overwrite:${text}`, mapping)
      : [];
  }
  const near =
    fault.kind === "unknownAction"
      ? nearest(fault.action, HTTP_ACTIONS)
      : fault.kind === "unknownTarget"
        ? nearest(fault.target, Object.keys(HTTP_TARGETS[mapping.direction]))
        : undefined;
  if (near === undefined) return [];
  return renameTo(text.slice(0, fault.span.start) + near + text.slice(fault.span.end), mapping);
}

function renameTo(name: string, { entry, object }: Pick<HttpMapping, "entry" | "object">): Fix[] {
  if (hasMember(object, name)) return [];
  return [{ title: `Rename to "${name}"`, change: { kind: "renameMember", member: entry, name } }];
}
