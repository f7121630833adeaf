import { parseMappingValue } from "../../expressions/restMapping";
import type { IntegrationInput } from "../../model/input";
import { spellingsOf } from "../../model/memberNames";
import type { OperationName } from "../../model/operationNames";
import type { StringNode } from "../../syntax/nodes";
import type { Example, InputRule } from "../engine/rule";
import { withFaults } from "../shared/faults";
import { replacePart, spanIn } from "../shared/part";
import { safe } from "../shared/safe";
import { invocationExample, urlExample } from "./examples";
import { URI_OPERATIONS, uriFaults, urisOf } from "./uris";

const STAGE_VARIABLES =
  "https://docs.aws.amazon.com/apigateway/latest/developerguide/aws-api-gateway-stage-variables-reference.html";

export const badStageVariable: InputRule = {
  code: "AG4005",
  title: "Malformed stage variable",
  severity: "error",
  description:
    "In a uri a stage variable is `${stageVariables.NAME}`, whose name is letters, digits and `_`. Anything else is sent as it stands: the call that makes the integration passes, and the API's calls fail. `${NAME}` is taken for a placeholder that is substituted before the file is used, and only pointed out.",
  confidence: "emulator",
  sources: ["LocalStack's unit test test_uri_interpolation.py"],
  bad: urlExample("https://$stageVariables.host/orders"),
  good: urlExample("https://${stageVariables.host}/orders"),
  on: "input",
  operations: URI_OPERATIONS,
  check(input, report) {
    for (const { node, fault } of uriFaults(input, "stageVariable")) {
      report({
        span: spanIn(input, node, fault.span),
        message: reasons[fault.reason],
        fixes:
          fault.fixed === undefined
            ? []
            : [replacePart(node, fault.span, fault.fixed, `Write ${fault.fixed}`)],
      });
    }
    for (const { node, uri } of urisOf(input)) {
      for (const { style, span, name } of uri.placeholders) {
        if (style !== "dollar") continue;
        report({
          severity: "information",
          span: spanIn(input, node, span),
          message: `\${${name}} is no stage variable: API Gateway sends it as it stands, unless you substitute it before.`,
        });
      }
    }
  },
};

const SENT = "Otherwise it is sent as it stands.";

const reasons = {
  noBraces: `A stage variable is written with braces: \${stageVariables.NAME}. ${SENT}`,
  noDollar: `A stage variable is written with a dollar sign: \${stageVariables.NAME}. ${SENT}`,
  otherPrefix: `Stage variables are stageVariables.NAME. ${SENT}`,
  badName: "A stage variable's name is letters, digits and _ only.",
  unclosed: "The closing } is missing.",
} as const;

export const leftPlaceholder: InputRule = {
  code: "AG4008",
  title: "Placeholder left over",
  severity: "warning",
  description: "The uri still holds a placeholder of the example that it was copied from. Fill it in.",
  confidence: "derived",
  sources: ["The examples of AWS's documentation"],
  bad: invocationExample({ functionRegion: "us-east-1", name: "<function>" }),
  good: invocationExample({}),
  on: "input",
  operations: URI_OPERATIONS,
  check(input, report) {
    for (const { node, uri } of urisOf(input)) {
      for (const { style, span, name } of uri.placeholders) {
        if (style === "dollar") continue;
        report({
          span: spanIn(input, node, span),
          message: `"${name}" is a placeholder: fill it in.`,
        });
      }
    }
  },
};

export const dressedStageVariable: InputRule = {
  code: "AG4010",
  title: "Stage variable with a dollar sign in a mapping",
  severity: "warning",
  description:
    "`${stageVariables.NAME}` is for uris and templates. A parameter mapping of a REST or WebSocket API reads `stageVariables.NAME`.",
  confidence: "docs",
  sources: [STAGE_VARIABLES],
  bad: mappingExample("${stageVariables.version}"),
  good: mappingExample("stageVariables.version"),
  on: "input",
  protocols: ["WEBSOCKET", "REST"],
  check(input, report) {
    const scope = scopeOf(input.operation.name);
    // The rules for mappings have parsed the values already: only parse those that can have this fault again.
    const nodes = mappedValues(input).filter(({ value }) => value.startsWith("$"));
    const values = nodes.map((node) => ({ node, value: parseMappingValue(node.value, scope) }));
    for (const { node, fault } of withFaults(values, ({ value }) => value.faults, ["dressed"])) {
      if (fault.root !== "stageVariables") continue;
      report({
        span: spanIn(input, node, fault.span),
        message: `In a mapping this is ${fault.plain}, without the dollar sign.`,
        fixes: [safe(replacePart(node, fault.span, fault.plain))],
      });
    }
  },
};

/** The values of the parameter mapping that the operation's input has. */
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
