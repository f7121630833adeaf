import {
  type MappingKey,
  type MappingKeyFault,
  type MappingValue,
  type MappingValueFault,
  parseMappingKey,
  parseMappingValue,
  VALUE_SOURCES,
} from "../../expressions/restMapping";
import type { IntegrationInput } from "../../model/input";
import { SKELETON_KEY } from "../../model/skeleton";
import type { MemberNode, ObjectNode, StringNode } from "../../syntax/nodes";
import type { Fix, ReportProblem, Severity } from "../engine/finding";
import type { Example, InputRule } from "../engine/rule";
import { hasMember } from "../shared/names";
import { replacePart, spanIn } from "../shared/part";
import { V2_INTEGRATIONS, V2_RESPONSES } from "../shared/scope";

const MAPPING_GUIDE =
  "https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-data-mapping.html";
const RESPONSE_REFERENCE =
  "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations-integrationid-integrationresponses-integrationresponseid.html";

export const badWebSocketKey: InputRule = {
  code: "AG2041",
  title: "Malformed request mapping of a WebSocket API",
  severity: "error",
  description:
    "A request mapping's key is `integration.request.header.NAME`, `integration.request.querystring.NAME` or `integration.request.path.NAME`. `overwrite:` and the like belong to HTTP APIs.",
  confidence: "docs",
  sources: [MAPPING_GUIDE],
  bad: requestExample('"integration.request.headers.x-id": "\'orders\'"'),
  good: requestExample('"integration.request.header.x-id": "\'orders\'"'),
  on: "input",
  operations: V2_INTEGRATIONS,
  protocols: ["WEBSOCKET"],
  check: checkKeys,
};

export const badResponseParameter: InputRule = {
  code: "AG2055",
  title: "Malformed response mapping of a WebSocket API",
  severity: "error",
  description: "A mapping of an integration response has a key of the form `method.response.header.NAME`.",
  confidence: "docs",
  sources: [RESPONSE_REFERENCE],
  bad: responseExample('"integration.response.header.x-id": "\'orders\'"'),
  good: responseExample('"method.response.header.x-id": "\'orders\'"'),
  on: "input",
  operations: V2_RESPONSES,
  protocols: ["WEBSOCKET"],
  check: checkKeys,
};

export const badWebSocketValue: InputRule = {
  code: "AG2042",
  title: "Malformed value of a WebSocket API's mapping",
  severity: "error",
  description:
    "A mapping reads `route.request.…` (for a response `integration.response.…`), `context.NAME` or `stageVariables.NAME`, without a dollar sign, or is text in single quotes. AWS's API reference says `method.request.…`, its guide `route.request.…`: the first is only hinted at.",
  confidence: "docs",
  sources: [MAPPING_GUIDE],
  bad: requestExample('"integration.request.header.x-id": "orders"'),
  good: requestExample('"integration.request.header.x-id": "\'orders\'"'),
  on: "input",
  operations: [...V2_INTEGRATIONS, ...V2_RESPONSES],
  protocols: ["WEBSOCKET"],
  check(input, report) {
    for (const { node, value } of webSocketMappings(input)) {
      for (const fault of value?.faults ?? []) {
        // AG4010 speaks of a stage variable in a dollar's dress.
        if (!node || (fault.kind === "dressed" && fault.root === "stageVariables")) continue;
        const severity = severityOf(fault);
        report({
          ...(severity && { severity }),
          span: spanIn(input, node, fault.span),
          message: valueMessage(fault),
          fixes: valueFixes(fault, node),
        });
      }
    }
  },
};

export const onConnectOnly: InputRule = {
  code: "AG2043",
  title: "Headers and query strings on $connect only",
  severity: "information",
  description:
    "A WebSocket message has neither headers nor a query string: only the request of the route `$connect` has. Told once a file.",
  confidence: "docs",
  sources: [MAPPING_GUIDE],
  bad: requestExample('"integration.request.header.x-id": "route.request.header.x-id"'),
  good: requestExample('"integration.request.header.x-id": "context.connectionId"'),
  on: "input",
  operations: V2_INTEGRATIONS,
  protocols: ["WEBSOCKET"],
  check(input, report) {
    for (const { node, value } of webSocketMappings(input)) {
      const source = value?.source;
      if (!node || source?.kind !== "message" || source.known !== "route.request") continue;
      const { location } = source;
      if (
        !location ||
        location.text === "body" ||
        !Object.hasOwn(VALUE_SOURCES["route.request"], location.text)
      )
        continue;
      report({
        span: spanIn(input, node, location.span),
        message: `Only the route $connect has a ${location.text}: on other routes there is none to read.`,
      });
      return;
    }
  },
};

interface WebSocketMapping {
  readonly entry: MemberNode;
  readonly object: ObjectNode;
  readonly key: MappingKey;
  readonly node?: StringNode;
  readonly value?: MappingValue;
}

/** The mappings of a WebSocket API's input, parsed once for all rules; without what a skeleton left. */
function webSocketMappings(input: IntegrationInput): readonly WebSocketMapping[] {
  return input.once(readMappings);
}

function readMappings(input: IntegrationInput): readonly WebSocketMapping[] {
  const isRequest = V2_INTEGRATIONS.includes(input.operation.name);
  const object = input.value(isRequest ? "RequestParameters" : "ResponseParameters");
  // Beside a subtype they are its parameters; AG2037 tells that there is none here.
  if (object?.kind !== "object" || input.has("IntegrationSubtype")) return [];
  return object.members.flatMap((entry) => {
    if (entry.key.value === SKELETON_KEY) return [];
    const node = entry.value?.kind === "string" ? entry.value : undefined;
    return [
      {
        entry,
        object,
        key: parseMappingKey(entry.key.value, isRequest ? "request" : "response"),
        ...(node && {
          node,
          value: parseMappingValue(node.value, isRequest ? "websocketRequest" : "response"),
        }),
      },
    ];
  });
}

function checkKeys(input: IntegrationInput, report: ReportProblem): void {
  for (const { entry, object, key } of webSocketMappings(input)) {
    if (key.text === "") report({ span: entry.key.span, message: "A mapping's key names its target." });
    for (const fault of key.faults) {
      const name = fault.kind === "httpDialect" ? fault.rewritten : undefined;
      const isFree = name !== undefined && !hasMember(object, name);
      report({
        span: spanIn(input, entry.key, fault.span),
        message: referenceMessage(fault),
        fixes: isFree
          ? [{ title: `Rename to "${name}"`, change: { kind: "renameMember", member: entry, name } }]
          : [],
      });
    }
  }
}

function referenceMessage(fault: MappingKeyFault): string {
  switch (fault.kind) {
    case "httpDialect":
      return "HTTP APIs write their mappings like this; a WebSocket API writes integration.request.header.NAME.";
    case "unknownPrefix":
      return `This begins with ${fault.expected}.`;
    case "unknownLocation":
      return `There is no "${fault.location}" here.`;
    case "missingLocation":
      return "What it is of is missing: header, querystring and so on.";
    case "missingName":
      return "The name is missing behind this.";
    case "badName":
      return "A name holds letters, digits and . _ $ - only.";
  }
}

function valueMessage(fault: MappingValueFault): string {
  switch (fault.kind) {
    case "unquoted":
      return "Text is written in single quotes inside of the double ones.";
    case "unclosed":
      return "The closing single quote is missing.";
    case "dressed":
      return `Mappings of a WebSocket API have no dollar signs: ${fault.plain}.`;
    case "httpDialect":
      return `HTTP APIs write their variables like this${fault.plain === undefined ? "" : `; here it is ${fault.plain}`}.`;
    case "otherScope":
      return fault.prefix === "method.request"
        ? "AWS's reference says method.request, its guide to WebSocket APIs route.request."
        : `This mapping reads ${fault.expected}, not ${fault.prefix}.`;
    default:
      return referenceMessage(fault);
  }
}

function severityOf(fault: MappingValueFault): Severity | undefined {
  return fault.kind === "otherScope" && fault.prefix === "method.request" ? "hint" : undefined;
}

function valueFixes(fault: MappingValueFault, node: StringNode): Fix[] {
  switch (fault.kind) {
    case "unquoted":
      return [replacePart(node, fault.span, `'${node.value}'`)];
    case "unclosed":
      return [replacePart(node, fault.span, `${node.value}'`)];
    case "dressed":
    case "httpDialect":
      return fault.plain === undefined ? [] : [replacePart(node, fault.span, fault.plain)];
    case "otherScope":
      return [replacePart(node, fault.span, fault.expected)];
    default:
      return [];
  }
}

function requestExample(entries: string): Example {
  return {
    text: `{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "POST", "RequestParameters": { ${entries} } }`,
    protocol: "WEBSOCKET",
  };
}

function responseExample(entries: string): Example {
  return {
    text: `{ "IntegrationResponseKey": "$default", "ResponseParameters": { ${entries} } }`,
    operation: "create-integration-response",
  };
}
