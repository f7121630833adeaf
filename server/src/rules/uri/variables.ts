import { spellingsOf } from "../../model/memberNames";
import type { InputRule } from "../engine/rule";
import { replacePart, spanIn } from "../shared/part";
import { emulated } from "../shared/sources";
import { invocationExample, urlExample } from "./examples";
import { URI_OPERATIONS, uriFaults, urisOf } from "./uris";

const CONNECTION_IDS = spellingsOf("connectionId");

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
