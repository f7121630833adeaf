import { HTTP_ACTIONS, HTTP_TARGETS, type HttpDirection, type HttpKeyFault } from "../../expressions/httpKey";
import { SUBTYPE_PARAMETERS } from "../../expressions/subtypes";
import type { IntegrationInput } from "../../model/input";
import type { Fix, ReportProblem } from "../engine/finding";
import type { InputRule } from "../engine/rule";
import { hasMember } from "../shared/names";
import { nearest } from "../shared/nearest";
import { spanIn } from "../shared/part";
import { isUpdate, V2_INTEGRATIONS } from "../shared/scope";
import { guide, preflightV2 } from "../shared/sources";
import { joinWords } from "../shared/words";
import { type HttpMapping, httpMappings, keyFaults, requestExample, responseExample } from "./httpMappings";

const MAPPING_GUIDE = guide("http-api-parameter-mapping");

const onHttp = { on: "input", operations: V2_INTEGRATIONS, protocols: ["HTTP"] } as const;

export const badRequestKey: InputRule = {
  code: "AG2021",
  title: "Invalid request mapping key",
  severity: "error",
  description:
    "The key of a request mapping combines an action and a target: `append:`, `overwrite:` or `remove:`, followed by `header.NAME` or `querystring.NAME`. The path only supports `overwrite:path`. An update that sets parameters of an AWS service action must specify `IntegrationSubtype` again.",
  confidence: "verified-aws-third-party",
  sources: [preflightV2("request-parameter-action"), MAPPING_GUIDE],
  bad: requestExample('"header.x-id": "$context.requestId"'),
  good: requestExample('"append:header.x-id": "$context.requestId"'),
  ...onHttp,
  check: (input, report) => checkKeys(input, report, "request"),
};

export const badResponseKey: InputRule = {
  code: "AG2030",
  title: "Invalid response mapping key",
  severity: "error",
  description:
    "The key of a response mapping is `append:header.NAME`, `overwrite:header.NAME`, `remove:header.NAME` or `overwrite:statuscode`.",
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
    "Mappings cannot change headers that API Gateway reserves, neither in requests nor in responses. Reserved headers include `Authorization`, `Connection`, `Forwarded`, `Via` and all headers that start with `Access-Control-`, `Apigw-`, `X-Amz-` or `X-Amzn-`.",
  confidence: "docs",
  sources: [MAPPING_GUIDE],
  bad: requestExample('"overwrite:header.authorization": "$context.requestId"'),
  good: requestExample('"overwrite:header.x-authorization": "$context.requestId"'),
  ...onHttp,
  check(input, report) {
    for (const { entry, object, fault } of keyFaults(input, "reservedHeader")) {
      report({
        span: spanIn(input, entry.key, fault.span),
        message: `API Gateway reserves the header ${fault.header}, so mappings cannot change it.`,
        fixes: [{ title: "Remove the mapping", change: { kind: "removeMember", member: entry, object } }],
      });
    }
  },
};

export const badPathKey: InputRule = {
  code: "AG2023",
  title: "Invalid path mapping",
  severity: "error",
  description:
    "A mapping can only replace the whole path, with `overwrite:path`. It cannot append to the path or remove it.",
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
            ? `The path does not support ${fault.action}. Use overwrite:path.`
            : "overwrite:path replaces the whole path, so nothing can follow it.",
        fixes: renameTo("overwrite:path", { entry, object }),
      });
    }
  },
};

export const statusCodeAction: InputRule = {
  code: "AG2033",
  title: "Unsupported action for the status code",
  severity: "warning",
  description:
    "AWS documents only `overwrite:statuscode`. Whether API Gateway rejects other actions has not been tested.",
  confidence: "docs",
  sources: [MAPPING_GUIDE],
  bad: responseExample('"404": { "append:statuscode": "200" }'),
  good: responseExample('"404": { "overwrite:statuscode": "200" }'),
  ...onHttp,
  check(input, report) {
    for (const { entry, object, fault } of keyFaults(input, "statusCodeAction")) {
      report({
        span: spanIn(input, entry.key, fault.span),
        message: `The status code does not support ${fault.action}. AWS documents only overwrite:statuscode.`,
        fixes: renameTo("overwrite:statuscode", { entry, object }),
      });
    }
  },
};

export const otherDialectKey: InputRule = {
  code: "AG2034",
  title: "Mapping key of a REST or WebSocket API",
  severity: "error",
  description:
    "REST and WebSocket APIs use keys such as `integration.request.header.NAME`. HTTP APIs use keys such as `overwrite:header.NAME`, and their variables start with a dollar sign.",
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
        message: `This is the mapping syntax of REST and WebSocket APIs. HTTP APIs use ${rewritten ?? "overwrite:header.NAME"}.`,
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
    if (key.text === "")
      report({
        span: entry.key.span,
        message: "Empty mapping key. Expected an action and a target, such as overwrite:header.NAME.",
      });
    const isParameter = direction === "request" && isUpdate(input) && SUBTYPE_PARAMETERS.has(key.text);
    if (isParameter) {
      report({
        severity: "information",
        span: entry.key.span,
        message: `${key.text} is a parameter of an AWS service action. An update that sets it must specify IntegrationSubtype again.`,
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
  const targets = joinWords(Object.keys(HTTP_TARGETS[direction]), "or");
  switch (fault.kind) {
    case "missingAction":
      return "Missing action. Expected the key to start with append:, overwrite: or remove:.";
    case "unknownAction":
      return `"${fault.action}" is not a valid action. Expected append, overwrite or remove.`;
    case "missingTarget":
      return `Missing target. Expected ${targets}.`;
    case "unknownTarget":
      return `"${fault.target}" is not a valid target of a ${direction} mapping. Expected ${targets}.`;
    case "missingName":
      return "Expected a name after the target, such as header.x-id.";
    case "badName":
      return "Names cannot contain spaces.";
    case "statusCodeSuffix":
      return "Nothing can follow overwrite:statuscode.";
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
