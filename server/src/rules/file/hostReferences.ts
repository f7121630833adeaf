/** Rules about references that the host of an input replaces, or leaves alone, against the author's intention. */
import type { IntegrationInput } from "../../model/input";
import { templateKindOf } from "../../model/templates";
import type { Edit, StringNode, ValueNode } from "../../syntax/nodes";
import type { Fix } from "../engine/finding";
import type { InputRule } from "../engine/rule";

const SUB =
  "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-sub.html";

function useOf(by: string, edits: readonly Edit[]): Fix {
  const changes = edits.map(({ span, newText }) => ({ kind: "replaceSource", span, newText }) as const);
  return { title: `Use ${by}`, change: { kind: "all", changes } };
}

/** How deep the strings of an input are. */
const MAX_DEPTH = 6;

interface HostedString {
  readonly node: StringNode;
  readonly isTemplate: boolean;
}

/** Returns the strings of an input in a host file; none for the inputs of the AWS CLI, which are sent as they are. */
function hostedStrings({ root }: IntegrationInput): readonly HostedString[] {
  const found: HostedString[] = [];
  const visit = (node: ValueNode, isTemplate: boolean, depth: number): void => {
    if (node.kind === "string") found.push({ node, isTemplate });
    else if (depth === 0) return;
    else if (node.kind === "array") for (const item of node.items) visit(item, isTemplate, depth - 1);
    else if (node.kind === "object") {
      for (const { key, value } of node.members) {
        if (value) visit(value, isTemplate || templateKindOf(key.value) !== undefined, depth - 1);
      }
    }
  };
  if (root.origin) visit(root, false, MAX_DEPTH);
  return found;
}

const example = (uri: string, template: string): string => `Resources:
  PostOrder:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !Ref Orders
      HttpMethod: POST
      AuthorizationType: NONE
      Integration:
        Type: AWS
        IntegrationHttpMethod: POST
        Uri: ${uri}
        Credentials: !GetAtt Role.Arn
        PassthroughBehavior: NEVER
        RequestTemplates:
          application/json: ${template}
`;

const STEP_FUNCTIONS = "!Sub arn:aws:apigateway:${AWS::Region}:states:action/StartExecution";
const start = (id: string): string => `!Sub >-
            {"stateMachineArn": "\${OrderMachine}", "name": "${id}", "input": "{}"}`;

export const mistakenReference: InputRule = {
  code: "AG0029",
  title: "Velocity reference that the host replaces",
  severity: "error",
  description:
    "Mapping templates, and stage variables in URIs, use the same syntax as the variables of some hosts: `${name}`. In a string of CloudFormation's `Fn::Sub`, `${context.requestId}` is the attribute `requestId` of a resource named `context`. As there is none, CloudFormation rejects the whole template: `Template error: instance of Fn::Sub references invalid resource attribute context.requestId`. Write `${!context.requestId}`, which leaves `${context.requestId}` in the mapping template. In Terraform, the escape is `$${context.requestId}`. The Serverless Framework reads `${input.json('$')}` as one of its variables because of the parentheses, and has no escape: remove the braces. References without braces, such as `$context.requestId`, need no escape.",
  confidence: "issue-report",
  sources: [
    SUB,
    "https://github.com/sid88in/serverless-appsync-plugin/issues/134",
    "https://github.com/sid88in/serverless-appsync-plugin/issues/209",
    "https://dev.classmethod.jp/cloud/cloudformation-fnsub-escape/",
  ],
  bad: { fileName: "template.yaml", text: example(STEP_FUNCTIONS, start("${context.requestId}")) },
  good: { fileName: "template.yaml", text: example(STEP_FUNCTIONS, start("${!context.requestId}")) },
  on: "input",
  check(input, report) {
    for (const { node } of hostedStrings(input)) {
      const { holes = [], mistaken = [] } = node;
      const all = [...mistaken, ...holes.flatMap((hole) => hole.mistaken ?? [])];
      for (const { host, escaped, written = escaped, source } of all) {
        report({
          span: source,
          message: `${host} reads this as one of its own variables, which the file does not have. To leave it to API Gateway, write ${escaped}.`,
          fixes: [
            {
              title: `Write ${escaped}`,
              change: { kind: "replaceSource", span: source, newText: written },
              isSafe: true,
            },
          ],
        });
      }
    }
  },
};

const PLAIN = "arn:aws:apigateway:${AWS::Region}:states:action/StartExecution";

export const unreplacedReference: InputRule = {
  code: "AG0030",
  title: "Reference that the host does not replace",
  severity: "warning",
  description:
    "CloudFormation replaces `${AWS::Region}` and `${NameOfTheTemplate}` only in a string of `Fn::Sub`. In any other string they are ordinary text, and API Gateway receives them as they are written. In a mapping template, Velocity cannot even parse `${AWS::Region}`, so that is an error.",
  confidence: "docs",
  sources: [SUB],
  bad: { fileName: "template.yaml", text: example(PLAIN, start("$context.requestId")) },
  good: { fileName: "template.yaml", text: example(`!Sub ${PLAIN}`, start("$context.requestId")) },
  on: "input",
  check(input, report) {
    for (const { node, isTemplate } of hostedStrings(input)) {
      if (!node.unreplaced) continue;
      const { by, source, text, edits } = node.unreplaced;
      report({
        span: source,
        // Velocity cannot parse the colons.
        ...(isTemplate && text.includes("::") && { severity: "error" }),
        message: `Only ${by} replaces ${text}. API Gateway receives it as it is written here.`,
        fixes: edits.length === 0 ? [] : [useOf(by, edits)],
      });
    }
  },
};
