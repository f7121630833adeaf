import type { IntegrationInput } from "../../model/input";
import { SKELETON_KEY } from "../../model/skeleton";
import type { MemberNode } from "../../syntax/nodes";
import type { Example, InputRule } from "../engine/rule";
import { V2_INTEGRATIONS } from "../shared/scope";

const TEMPLATE_GUIDE =
  "https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-data-transformations.html";
const MOCK_GUIDE =
  "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html";

const STATUS_TEMPLATE = '{"statusCode": 200}';
const TEMPLATES = String.raw`"RequestTemplates": { "$default": "{\"statusCode\": 200}" }`;

export const mockWithoutStatus: InputRule = {
  code: "AG2044",
  title: "MOCK without a status code",
  severity: "warning",
  description:
    'A `MOCK` answers with the status code that its request template makes: `{"statusCode": 200}`. Without one the call that makes the integration passes, and the API\'s calls fail.',
  confidence: "docs",
  sources: [MOCK_GUIDE],
  bad: { text: '{ "IntegrationType": "MOCK" }', protocol: "WEBSOCKET" },
  good: { text: `{ "IntegrationType": "MOCK", ${TEMPLATES} }`, protocol: "WEBSOCKET" },
  on: "input",
  operations: ["create-integration"],
  protocols: ["WEBSOCKET"],
  check(input, report) {
    const type = input.string("IntegrationType");
    if (type?.value !== "MOCK") return;
    const member = input.member("RequestTemplates");
    const templates = templatesOf(input);
    if (member && member.value?.kind !== "object") return;
    if (templates.some(({ value }) => value?.kind !== "string" || givesStatus(value.value))) return;
    const object = input.value("RequestTemplates");
    const [name, value] = ["$default", STATUS_TEMPLATE];
    const hasDefault = templates.some(({ key }) => key.value === name);
    report({
      span: type.span,
      message: `A MOCK answers with the status code of its request template, such as ${STATUS_TEMPLATE}: without one the API's calls fail.`,
      fixes: hasDefault
        ? []
        : [
            {
              title: `Insert the template ${STATUS_TEMPLATE}`,
              change:
                object?.kind === "object"
                  ? { kind: "insertMember", object, name, value }
                  : {
                      kind: "insertMember",
                      object: input.root,
                      name: "RequestTemplates",
                      value: { [name]: value },
                    },
            },
          ],
    });
  },
};

export const templatesOfProxy: InputRule = {
  code: "AG2048",
  title: "Templates of a proxy integration",
  severity: "information",
  description:
    "A proxy integration hands the message on as it is. Templates run for `AWS`, `HTTP` and `MOCK` only.",
  confidence: "docs",
  sources: [TEMPLATE_GUIDE],
  bad: example("HTTP_PROXY", TEMPLATES),
  good: example("HTTP_PROXY"),
  on: "input",
  operations: V2_INTEGRATIONS,
  protocols: ["WEBSOCKET"],
  check(input, report) {
    const type = input.string("IntegrationType");
    const templates = input.member("RequestTemplates");
    if (!type || !["AWS_PROXY", "HTTP_PROXY"].includes(type.value) || !templates) return;
    report({
      span: templates.key.span,
      message: `${type.value} runs no templates: it hands the message on as it is.`,
      related: [{ span: type.span, message: "This makes it a proxy integration." }],
      fixes: [
        {
          title: 'Remove "RequestTemplates"',
          change: { kind: "removeMember", member: templates, object: input.root },
        },
      ],
    });
  },
};

export const responsesNeeded: InputRule = {
  code: "AG2049",
  title: "Integration response needed",
  severity: "information",
  description:
    "The answer of an `AWS` or `HTTP` integration goes back through an integration response: make at least one, best with the key `$default`, and a route response where the caller is to get an answer. A `MOCK` is left alone, since many of them answer nobody.",
  confidence: "docs",
  sources: [
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-responses.html",
  ],
  bad: example("HTTP"),
  good: example("HTTP_PROXY"),
  on: "input",
  operations: ["create-integration"],
  protocols: ["WEBSOCKET"],
  check(input, report) {
    const type = input.string("IntegrationType");
    if (type?.value !== "AWS" && type?.value !== "HTTP") return;
    report({
      span: type.span,
      message: `${type.value} needs an integration response as well (aws apigatewayv2 create-integration-response), and a route response for the caller to get it.`,
    });
  },
};

/** The entries of a map of templates, without what a skeleton left. */
function templatesOf(input: IntegrationInput): readonly MemberNode[] {
  return input.entries("RequestTemplates").filter(({ key }) => key.value !== SKELETON_KEY);
}

/** True for a template that holds a status code, or that may by way of what it computes. */
function givesStatus(template: string): boolean {
  return /["']?statusCode["']?\s*:\s*(?:\d{3}|[$#])/.test(template);
}

function example(type: string, ...members: readonly string[]): Example {
  const all = [
    `"IntegrationType": "${type}"`,
    '"IntegrationUri": "https://example.com"',
    '"IntegrationMethod": "POST"',
    ...members,
  ];
  return { text: `{ ${all.join(", ")} }`, protocol: "WEBSOCKET" };
}
