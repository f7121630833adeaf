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
import { withFaults } from "../shared/faults";
import { hasMember } from "../shared/names";
import { replacePart, spanIn } from "../shared/part";
import { V2_INTEGRATIONS, V2_RESPONSES } from "../shared/scope";
import { guide, V2_RESPONSE_REFERENCE } from "../shared/sources";

const MAPPING_GUIDE = guide("websocket-api-data-mapping");

export const badWebSocketKey: InputRule = {
  code: "AG2041",
  title: "Invalid request mapping key on a WebSocket API",
  severity: "error",
  description:
    "The key of a request mapping is `integration.request.header.NAME`, `integration.request.querystring.NAME` or `integration.request.path.NAME`. Keys such as `overwrite:header.NAME` are only supported for HTTP APIs.",
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
  title: "Invalid response mapping key on a WebSocket API",
  severity: "error",
  description: "The key of a response mapping is `method.response.header.NAME`.",
  confidence: "docs",
  sources: [V2_RESPONSE_REFERENCE],
  bad: responseExample('"integration.response.header.x-id": "\'orders\'"'),
  good: responseExample('"method.response.header.x-id": "\'orders\'"'),
  on: "input",
  operations: V2_RESPONSES,
  protocols: ["WEBSOCKET"],
  check: checkKeys,
};

export const badWebSocketValue: InputRule = {
  code: "AG2042",
  title: "Invalid mapping value on a WebSocket API",
  severity: "error",
  description:
    "A mapping value reads `route.request.…` (in a response, `integration.response.…`), `context.NAME` or `stageVariables.NAME`, without a dollar sign, or is static text in single quotes. AWS's API reference uses `method.request.…` and its guide uses `route.request.…`, so the former is only reported as a hint.",
  confidence: "docs",
  sources: [MAPPING_GUIDE],
  bad: requestExample('"integration.request.header.x-id": "orders"'),
  good: requestExample('"integration.request.header.x-id": "\'orders\'"'),
  on: "input",
  operations: [...V2_INTEGRATIONS, ...V2_RESPONSES],
  protocols: ["WEBSOCKET"],
  check(input, report) {
    for (const { node, fault } of withFaults(webSocketMappings(input), ({ value }) => value?.faults ?? [])) {
      // AG4010 reports stage variables with a dollar sign.
      if (!node || (fault.kind === "dollarSyntax" && fault.root === "stageVariables")) continue;
      const severity = severityOf(fault);
      report({
        ...(severity && { severity }),
        span: spanIn(input, node, fault.span),
        message: valueMessage(fault),
        fixes: valueFixes(fault, node),
      });
    }
  },
};

export const onConnectOnly: InputRule = {
  code: "AG2043",
  title: "Header or query string outside $connect",
  severity: "information",
  description:
    "WebSocket messages have no headers and no query string. Only requests of the route `$connect` do. Reported once per file.",
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
        message: `Only the route $connect has a ${location.text} to read. Other routes have none.`,
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

/** Returns the mappings of a WebSocket API's input, parsed once for all rules, without the placeholder of a skeleton. */
function webSocketMappings(input: IntegrationInput): readonly WebSocketMapping[] {
  return input.once(readMappings);
}

function readMappings(input: IntegrationInput): readonly WebSocketMapping[] {
  const isRequest = V2_INTEGRATIONS.includes(input.operation.name);
  const object = input.value(isRequest ? "RequestParameters" : "ResponseParameters");
  // With a subtype, these are its parameters. AG2037 reports the subtype itself.
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
    if (key.text === "") report({ span: entry.key.span, message: "Empty mapping key." });
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
      return `This is the mapping syntax of HTTP APIs. WebSocket APIs use ${fault.rewritten ?? "integration.request.header.NAME"}.`;
    case "unknownPrefix":
      return `Expected ${fault.expected} at the start.`;
    case "unknownLocation":
      return `"${fault.location}" is not valid after this prefix.`;
    case "missingLocation":
      return "Expected a location, such as header.";
    case "missingName":
      return "Expected a name at the end.";
    case "badName":
      return "Names can only contain letters, digits and the characters . _ $ -";
  }
}

function valueMessage(fault: MappingValueFault): string {
  switch (fault.kind) {
    case "unquoted":
      return "Static text requires single quotes, in addition to the quotes of the file format.";
    case "unclosed":
      return "Missing closing single quote.";
    case "dollarSyntax":
      return `WebSocket API mappings do not use dollar signs. Use ${fault.plain}.`;
    case "httpDialect":
      return `This is the variable syntax of HTTP APIs.${fault.plain === undefined ? "" : ` Use ${fault.plain}.`}`;
    case "otherScope":
      return fault.prefix === "method.request"
        ? "AWS's API reference uses method.request, but its guide to WebSocket APIs uses route.request."
        : `This mapping can read ${fault.expected}, but not ${fault.prefix}.`;
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
    case "dollarSyntax":
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
