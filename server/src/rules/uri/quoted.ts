import { findQuotedVariable, type QuotedVariable } from "../../expressions/quotedVariable";
import { parseMappingValue } from "../../expressions/restMapping";
import type { IntegrationInput } from "../../model/input";
import { spellingsOf } from "../../model/memberNames";
import type { OperationName } from "../../model/operationNames";
import type { StringNode } from "../../syntax/nodes";
import type { Finding } from "../engine/finding";
import type { Example, InputRule } from "../engine/rule";
import { withFaults } from "../shared/faults";
import { replacePart, spanIn } from "../shared/part";
import { safe } from "../shared/safe";
import { guide } from "../shared/sources";

const STAGE_VARIABLES = guide("aws-api-gateway-stage-variables-reference");
const QUESTION = "https://github.com/awsdocs/amazon-api-gateway-developer-guide/issues/91";

export const dollarStageVariable: InputRule = {
  code: "AG4010",
  title: "Stage variable that a mapping does not read",
  severity: "warning",
  description:
    "`${stageVariables.NAME}` is the syntax for URIs and templates. Parameter mappings of REST and WebSocket APIs use `stageVariables.NAME`, without a dollar sign and without single quotes: text in single quotes is sent as it is.",
  confidence: "docs",
  sources: [STAGE_VARIABLES, QUESTION],
  bad: mappingExample("${stageVariables.version}"),
  good: mappingExample("stageVariables.version"),
  on: "input",
  protocols: ["WEBSOCKET", "REST"],
  check(input, report) {
    const scope = scopeOf(input.operation.name);
    // The rules for mappings parse every value. Only the few that can have this fault are parsed again here.
    const nodes = mappedValues(input).filter(({ value }) => value.startsWith("$"));
    const values = nodes.map((node) => ({ node, value: parseMappingValue(node.value, scope) }));
    for (const { node, fault } of withFaults(values, ({ value }) => value.faults, ["dollarSyntax"])) {
      if (fault.root !== "stageVariables") continue;
      report({
        span: spanIn(input, node, fault.span),
        message: `Parameter mappings use ${fault.plain}, without a dollar sign.`,
        fixes: [safe(replacePart(node, fault.span, fault.plain))],
      });
    }
    for (const quoted of quotedVariables(input)) {
      if (quoted.variable.isStageVariable) report(quotedFinding(input, quoted));
    }
  },
};

export const quotedVariable: InputRule = {
  code: "AG4014",
  title: "Variable in single quotes",
  severity: "warning",
  description:
    "In a parameter mapping of a REST or WebSocket API, text in single quotes is static: API Gateway sends it as it is and replaces no variables in it. Write a variable without quotes, such as `context.requestId` or `method.request.header.x-id`. A mapping cannot combine text and variables; use a mapping template for that. AG4010 reports stage variables.",
  confidence: "docs",
  sources: [guide("request-response-data-mappings"), QUESTION],
  bad: mappingExample("'$context.requestId'"),
  good: mappingExample("context.requestId"),
  on: "input",
  protocols: ["WEBSOCKET", "REST"],
  check(input, report) {
    for (const quoted of quotedVariables(input)) {
      if (!quoted.variable.isStageVariable) report(quotedFinding(input, quoted));
    }
  },
};

interface Quoted {
  readonly node: StringNode;
  readonly variable: QuotedVariable;
}

/** Returns the values in single quotes that contain a variable, each with its first one. */
function quotedVariables(input: IntegrationInput): readonly Quoted[] {
  return input.once(readQuoted);
}

function readQuoted(input: IntegrationInput): readonly Quoted[] {
  return mappedValues(input).flatMap((node) => {
    const text = /^'(.*)'$/s.exec(node.value)?.[1];
    const variable = text === undefined ? undefined : findQuotedVariable(text);
    return variable ? [{ node, variable }] : [];
  });
}

function quotedFinding(input: IntegrationInput, { node, variable }: Quoted): Finding {
  const { start, end } = variable.span;
  const span = spanIn(input, node, { start: start + 1, end: end + 1 });
  const { plain } = variable;
  const isReadable =
    plain !== undefined && parseMappingValue(plain, scopeOf(input.operation.name)).faults.length === 0;
  return {
    span,
    message: `Text in single quotes is sent as it is, so this variable is not replaced. ${
      isReadable
        ? `Write ${plain} without quotes.`
        : plain === undefined
          ? "A mapping cannot combine text and variables."
          : "This mapping cannot read it."
    }`,
    fixes: isReadable
      ? [{ title: `Write "${plain}"`, change: { kind: "replaceValue", node, value: plain } }]
      : [],
  };
}

/** Returns the values of the input's parameter mappings. */
function mappedValues(input: IntegrationInput): readonly StringNode[] {
  return spellingsOf("requestParameters", "responseParameters").flatMap((name) =>
    input.entries(name).flatMap(({ value }) => (value?.kind === "string" ? [value] : [])),
  );
}

function scopeOf(operation: OperationName) {
  if (operation.endsWith("-response")) return "response";
  return operation === "put-integration" ? "restRequest" : "websocketRequest";
}

function mappingExample(value: string): Example {
  return {
    text: `{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "POST", "RequestParameters": { "integration.request.header.x-version": "${value}" } }`,
    protocol: "WEBSOCKET",
  };
}
