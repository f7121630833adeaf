import { parseSelection } from "../../expressions/selection";
import type { IntegrationInput } from "../../model/input";
import { SKELETON_KEY } from "../../model/skeleton";
import { templateIn } from "../../model/templates";
import type { MemberNode, ValueNode } from "../../syntax/nodes";
import type { Fix } from "../engine/finding";
import type { Example, InputRule } from "../engine/rule";
import { isNotInteger, readMockTemplate } from "../shared/mockTemplate";
import { isUpdate, V2_INTEGRATIONS } from "../shared/scope";
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
    'A `MOCK` integration responds with the status code that its request template renders: the integer `statusCode` of JSON such as `{"statusCode": 200}`. AWS accepts an integration without one, but its execution then fails. A connection to `$connect` is refused with `500`.',
  confidence: "issue-report",
  sources: [MOCK_GUIDE, "https://gist.github.com/maatthc/9d2dfe0448733f0ee1624d658fbac80f"],
  bad: { text: '{ "IntegrationType": "MOCK" }', protocol: "WEBSOCKET" },
  good: { text: `{ "IntegrationType": "MOCK", ${TEMPLATES} }`, protocol: "WEBSOCKET" },
  on: "input",
  operations: V2_INTEGRATIONS,
  protocols: ["WEBSOCKET"],
  check(input, report) {
    const type = input.string("IntegrationType");
    if (type?.value !== "MOCK") return;
    const member = input.member("RequestTemplates");
    if (member && member.value?.kind !== "object") return;
    const templates = selectableTemplates(input);
    // An update keeps the existing templates.
    if (templates.length === 0 && isUpdate(input)) return;
    if (templates.length === 0 && !templatesOf(input).some(({ value }) => mayGiveStatus(value))) {
      report({
        span: type.span,
        message: `MOCK integrations require a request template that returns a status code, such as ${STATUS_TEMPLATE}. Without one, requests to the API fail.`,
        fixes: insertTemplate(input),
      });
    }
    for (const { value: node } of templates) {
      if (!node || mayGiveStatus(node)) continue;
      report({
        span: node.span,
        message: `The template of a MOCK integration must render an integer statusCode, such as ${STATUS_TEMPLATE}. Otherwise, requests to the API fail.`,
        fixes: insertTemplate(input),
      });
    }
  },
};

/** Returns a fix that inserts a template for `$default`, unless there is one. */
function insertTemplate(input: IntegrationInput): readonly Fix[] {
  const [name, value] = ["$default", STATUS_TEMPLATE];
  if (templatesOf(input).some(({ key }) => key.value === name)) return [];
  const object = input.value("RequestTemplates");
  return [
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
  ];
}

/** Returns the templates that some request may select, as far as that is known. */
function selectableTemplates(input: IntegrationInput): readonly MemberNode[] {
  const templates = templatesOf(input);
  const expression = input.text("TemplateSelectionExpression");
  const key = expression ? parseSelection(expression, "request").staticKey : "$default";
  // A variable may select any of them. If nothing is selected, AG2045 reports it.
  if (key === undefined) return templates;
  const chosen = templates.filter((each) => each.key.value === key);
  const fallback = templates.filter((each) => each.key.value === "$default");
  return chosen.length > 0 ? chosen : fallback;
}

/** True for a template that contains an integer status code or may compute one, and for what is not a string. */
function mayGiveStatus(node: ValueNode | undefined): boolean {
  if (node?.kind !== "string") return true;
  if (node.value.trim() === "") return false;
  const { statusCodes, mayRenderMore } = readMockTemplate(templateIn(node), "statusCode");
  if (statusCodes.length === 0) return mayRenderMore;
  return statusCodes.some(({ start, end }) => !isNotInteger(node.value.slice(start, end)));
}

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

function example(type: string, ...members: readonly string[]): Example {
  const all = [
    `"IntegrationType": "${type}"`,
    '"IntegrationUri": "https://example.com"',
    '"IntegrationMethod": "POST"',
    ...members,
  ];
  return { text: `{ ${all.join(", ")} }`, protocol: "WEBSOCKET" };
}
