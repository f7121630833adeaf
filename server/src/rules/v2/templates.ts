import type { IntegrationInput } from "../../model/input";
import { SKELETON_KEY } from "../../model/skeleton";
import type { MemberNode } from "../../syntax/nodes";
import type { Example, InputRule } from "../engine/rule";
import { V2_INTEGRATIONS } from "../shared/scope";
import { guide } from "../shared/sources";

const TEMPLATE_GUIDE = guide("websocket-api-data-transformations");
const MOCK_GUIDE = guide("how-to-mock-integration");

const STATUS_TEMPLATE = '{"statusCode": 200}';
const TEMPLATES = String.raw`"RequestTemplates": { "$default": "{\"statusCode\": 200}" }`;

export const mockWithoutStatus: InputRule = {
  code: "AG2044",
  title: "MOCK without a status code",
  severity: "warning",
  description:
    'A `MOCK` integration responds with the status code that its request template returns, such as `{"statusCode": 200}`. Without one, the integration is accepted, but requests to the API fail.',
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
      message: `MOCK integrations require a request template that returns a status code, such as ${STATUS_TEMPLATE}. Without one, requests to the API fail.`,
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
  title: "Templates on a proxy integration",
  severity: "information",
  description:
    "Proxy integrations pass messages through unchanged. Templates only run for `AWS`, `HTTP` and `MOCK` integrations.",
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
      message: `${type.value} integrations pass messages through unchanged, so templates never run.`,
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
  title: "Integration response required",
  severity: "information",
  description:
    "An `AWS` or `HTTP` integration returns the backend's response through an integration response. Create at least one, preferably with the key `$default`, and a route response if the caller expects a reply. `MOCK` integrations are not reported, because many of them do not reply.",
  confidence: "docs",
  sources: [guide("apigateway-websocket-api-integration-responses")],
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
      message: `${type.value} also requires an integration response (aws apigatewayv2 create-integration-response), and a route response to reply to the caller.`,
    });
  },
};

/** Returns the entries of `RequestTemplates`, without the placeholder of a skeleton. */
function templatesOf(input: IntegrationInput): readonly MemberNode[] {
  return input.entries("RequestTemplates").filter(({ key }) => key.value !== SKELETON_KEY);
}

/** True for a template that contains a status code or may compute one. */
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
