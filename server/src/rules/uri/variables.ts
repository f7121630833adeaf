import { parseMappingValue } from "../../expressions/restMapping";
import type { IntegrationInput } from "../../model/input";
import { spellingsOf } from "../../model/memberNames";
import type { OperationName } from "../../model/operationNames";
import type { StringNode } from "../../syntax/nodes";
import type { Example, InputRule } from "../engine/rule";
import { withFaults } from "../shared/faults";
import { replacePart, spanIn } from "../shared/part";
import { safe } from "../shared/safe";
import { emulated, guide } from "../shared/sources";
import { invocationExample, urlExample } from "./examples";
import { URI_OPERATIONS, uriFaults, urisOf } from "./uris";

const CONNECTION_IDS = spellingsOf("connectionId");
const STAGE_VARIABLES = guide("aws-api-gateway-stage-variables-reference");

export const badStageVariable: InputRule = {
  code: "AG4005",
  title: "Invalid stage variable",
  severity: "error",
  description:
    "In a URI, a stage variable is written `${stageVariables.NAME}`, with a name of letters, digits and `_`. API Gateway sends anything else as literal text: the integration is accepted, but requests to the API fail. `${NAME}` is treated as a placeholder that is substituted before deployment, so it is only reported as information.",
  confidence: "emulator",
  sources: [emulated("test_uri_interpolation.py")],
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
          message: `\${${name}} is ${name.startsWith("AWS::") ? "a parameter of CloudFormation, not of API Gateway" : "not a stage variable"}. API Gateway sends it as literal text unless you substitute it before deployment.`,
        });
      }
    }
  },
};

const SENT = "Otherwise, API Gateway sends it as literal text.";

const reasons = {
  noBraces: `Wrap the stage variable in braces: \${stageVariables.NAME}. ${SENT}`,
  noDollar: `A stage variable starts with a dollar sign: \${stageVariables.NAME}. ${SENT}`,
  otherPrefix: `A stage variable starts with stageVariables: \${stageVariables.NAME}. ${SENT}`,
  badName: "The name of a stage variable can only contain letters, digits and _.",
  unclosed: "Missing closing brace (}).",
} as const;

export const leftPlaceholder: InputRule = {
  code: "AG4008",
  title: "Unresolved placeholder",
  severity: "warning",
  description:
    "The URI, ARN or connection ID still contains a placeholder, such as `<account>`, `ACCOUNT_ID` or `XXXXXXXXXXXX`, often from the example that it was copied from. Replace it with an actual value.",
  confidence: "derived",
  sources: ["Examples in AWS's documentation"],
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
          message: `Replace the placeholder "${name}" with an actual value.`,
        });
      }
    }
    for (const name of CONNECTION_IDS) {
      const node = input.string(name);
      const placeholder = /^<([^<>]+)>$/.exec(node?.value ?? "")?.[1];
      if (!node || !placeholder) continue;
      report({
        span: node.span,
        message: `Replace the placeholder "${placeholder}" with an actual value.`,
      });
    }
  },
};

export const dollarStageVariable: InputRule = {
  code: "AG4010",
  title: "Dollar sign before a stage variable in a mapping",
  severity: "warning",
  description:
    "`${stageVariables.NAME}` is the syntax for URIs and templates. Parameter mappings of REST and WebSocket APIs use `stageVariables.NAME`.",
  confidence: "docs",
  sources: [STAGE_VARIABLES],
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
  },
};

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
