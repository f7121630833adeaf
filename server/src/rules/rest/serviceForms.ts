import { parseMappingKey, parseMappingValue, QUERY_SERVICES, type QueryActions } from "../../expressions";
import type { IntegrationInput } from "../../model/input";
import { memberName } from "../../model/memberNames";
import type { Json } from "../../syntax/json";
import type { Fix } from "../engine/finding";
import type { Example, InputRule } from "../engine/rule";
import { put } from "../shared/examples";
import { nearest } from "../shared/nearest";
import { replacePart, spanIn } from "../shared/part";
import { isUpdate, V2_INTEGRATIONS } from "../shared/scope";
import { QUEUE, ROLE } from "./examples";
import { insert, write } from "./fixes";
import { PUT } from "./integration";
import { type QueryParameter, type ServiceCall, serviceCallOf } from "./serviceCall";

const FORM_TYPE = "application/x-www-form-urlencoded";
const HEADER = "integration.request.header.Content-Type";
const OPERATIONS = [...PUT, ...V2_INTEGRATIONS];
/** Each fix may carry a whole template. */
const MAX_REPORTED = 20;
const SQS_REFERENCE =
  "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-xml.html";
const SNS_REFERENCE = "https://docs.aws.amazon.com/sns/latest/api/API_Publish.html";
const BODY = "$util.urlEncode($input.body)";

export const formTypeMissing: InputRule = {
  code: "AG1058",
  title: "Form without its Content-Type",
  severity: "warning",
  description:
    "A template such as `Action=SendMessage&MessageBody=…` writes a form, but API Gateway sends it as `application/json` unless a mapping sets `integration.request.header.Content-Type` to `'application/x-www-form-urlencoded'`. SQS, SNS and other services with a query protocol then do not find the action, and answer with an error such as “Unable to determine service/operation name to be authorized”.",
  confidence: "issue-report",
  sources: [
    "https://docs.aws.amazon.com/prescriptive-guidance/latest/patterns/integrate-amazon-api-gateway-with-amazon-sqs-to-handle-asynchronous-rest-apis.html",
    "Public integrations with SQS and SNS, all of which map the header",
  ],
  bad: queueExample(`Action=SendMessage&MessageBody=${BODY}`, {}),
  good: queueExample(`Action=SendMessage&MessageBody=${BODY}`),
  on: "input",
  operations: OPERATIONS,
  protocols: ["REST", "WEBSOCKET", "unknown"],
  check(input, report) {
    const call = serviceCallOf(input);
    const form = call?.forms.find(({ key, node }) => {
      const sendsForm = /(?:^|&)\s*Action=/.test(node.value) || QUERY_SERVICES.has(call.service);
      // A client that sends a form may have its Content-Type passed on.
      return sendsForm && !key.value.toLowerCase().startsWith(FORM_TYPE);
    });
    const name = memberName(input.operation.family, "requestParameters");
    if (!form || setsTypeInTemplate(input) || (isUpdate(input) && !input.has(name))) return;
    const message = "The template writes a form, which the service only reads";
    const mapped = typeMapping(input);
    if (!mapped) {
      report({
        span: form.key.span,
        message: `${message} with a mapping that sets ${HEADER} to '${FORM_TYPE}'.`,
        fixes: mapType(input, name),
      });
    } else if (mapped.isOther && mapped.node) {
      report({
        span: mapped.node.span,
        message: `${message} with '${FORM_TYPE}'.`,
        related: [{ span: form.key.span, message: "The form is specified here." }],
        fixes: [write(mapped.node, `'${FORM_TYPE}'`)],
      });
    }
  },
};

/** Returns the mapping of the header, and whether it is a static type other than that of forms. */
function typeMapping(input: IntegrationInput) {
  for (const { key, value } of input.entries(memberName(input.operation.family, "requestParameters"))) {
    const { reference } = parseMappingKey(key.value, "request");
    if (reference?.location?.text !== "header" || reference.name?.text.toLowerCase() !== "content-type")
      continue;
    if (value?.kind !== "string") return { isOther: false };
    const { source } = parseMappingValue(value.value, "restRequest");
    const type = source?.kind === "static" ? source.text.text.trim().toLowerCase() : FORM_TYPE;
    return { node: value, isOther: !type.startsWith(FORM_TYPE) };
  }
  return undefined;
}

/** Returns whether a template sets the header itself: `$context.requestOverride.header.Content-Type`. */
function setsTypeInTemplate(input: IntegrationInput): boolean {
  return input.entries(memberName(input.operation.family, "requestTemplates")).some(({ value }) => {
    const text = value?.kind === "string" ? value.value.toLowerCase() : "";
    const start = text.indexOf("requestoverride");
    return start >= 0 && text.includes("content-type", start);
  });
}

function mapType(input: IntegrationInput, name: string): readonly Fix[] {
  const title = "Map Content-Type";
  const value = `'${FORM_TYPE}'`;
  const object = input.value(name);
  if (object?.kind === "object")
    return [{ title, change: { kind: "insertMember", object, name: HEADER, value } }];
  return object ? [] : [insert(input, name, { [HEADER]: value }, title)];
}

export const unknownParameter: InputRule = {
  code: "AG1060",
  title: "Unknown parameter of a service action",
  severity: "warning",
  description:
    "SQS and SNS ignore parameters that the action does not have, and names are case-sensitive: `TopicArn`, not `TopicARN`. Lists count from 1 and are spelled differently: message attributes are `MessageAttribute.1.Name` for SQS and `MessageAttributes.entry.1.Name` for SNS, each with `.Value.DataType` and `.Value.StringValue`.",
  confidence: "docs",
  sources: [SQS_REFERENCE, SNS_REFERENCE],
  bad: topicExample("TopicARN"),
  good: topicExample("TopicArn"),
  on: "input",
  operations: OPERATIONS,
  protocols: ["REST", "WEBSOCKET", "unknown"],
  check(input, report) {
    const call = serviceCallOf(input);
    const actions = call && QUERY_SERVICES.get(call.service);
    if (!call || !actions) return;
    const named = call.parameters.find(({ name }) => name === "Action");
    const action = call.action ?? named?.value;
    const known = action === undefined ? undefined : actions.get(action);
    const unknown = call.parameters.filter(({ name }) => known && !isCommon(name) && !matches(known, name));
    for (const parameter of unknown.slice(0, MAX_REPORTED)) {
      const { name, span } = parameter;
      if (!known) continue;
      const likely = likelyName(known, name);
      const hint = likely === undefined ? "" : ` Did you mean ${likely}?`;
      report({
        span,
        message: `${SERVICE_NAME[call.service]} has no parameter ${name} for ${action}, and ignores it.${hint}`,
        fixes: likely === undefined ? [] : renamed(input, parameter, likely),
      });
    }
    if (known === undefined) reportAction(call, actions, named, report, input);
  },
};

const SERVICE_NAME: Readonly<Record<string, string>> = { sqs: "SQS", sns: "SNS" };

/** Reports the name of an action in the wrong case. Other unknown actions may only be missing in our list. */
function reportAction(
  call: ServiceCall,
  actions: QueryActions,
  named: QueryParameter | undefined,
  report: Parameters<InputRule["check"]>[1],
  input: IntegrationInput,
): void {
  const written = call.action ?? named?.value;
  const right = [...actions.keys()].find((action) => action.toLowerCase() === written?.toLowerCase());
  if (written === undefined || right === undefined) return;
  const at = call.action === undefined ? named?.span : spanOfAction(input, call);
  if (!at) return;
  report({
    span: at,
    message: `${SERVICE_NAME[call.service]} has no action ${written}. Did you mean ${right}?`,
  });
}

function spanOfAction(input: IntegrationInput, { uri, action = "" }: ServiceCall) {
  const start = uri.value.indexOf(":action/") + ":action/".length;
  return spanIn(input, uri, { start, end: start + action.length });
}

/** Whether every action has the parameter, or it belongs to a signature. */
function isCommon(name: string): boolean {
  return (
    name === "Action" ||
    name === "Version" ||
    /^(?:X-Amz-|AWSAccessKeyId$|Signature|Timestamp$|Expires$)/i.test(name)
  );
}

function matches(known: readonly string[], name: string): boolean {
  return known.includes(name.replace(/\.[1-9]\d*(?=\.|$)/g, ".N"));
}

/** Returns the parameter that was probably meant, with its numbers; undefined if none is similar. */
function likelyName(known: readonly string[], name: string): string | undefined {
  const numbers = [...name.matchAll(/\.(\d+)(?=\.|$)/g)].map(([, digits]) => (digits === "0" ? "1" : digits));
  const simplified = simplify(name);
  const right =
    known.find((candidate) => simplify(candidate) === simplified) ??
    (simplified === "message" || simplified === "messagebody"
      ? known.find((candidate) => /^Message(?:Body)?$/.test(candidate))
      : nearest(
          name.replace(/\.\d+(?=\.|$)/g, ".N"),
          known.filter((candidate) => candidate.includes(".N.") === /\.\d+\./.test(name)),
        ));
  return right?.replace(/\.N(?=\.|$)/g, () => `.${numbers.shift() ?? "1"}`);
}

/** Leaves out what differs between the services' spellings of a list: case, plurals, numbers, `entry` and `member`. */
function simplify(name: string): string {
  return name
    .split(".")
    .filter((segment) => !/^(?:\d+|N|entry|member)$/.test(segment))
    .map((segment) => segment.toLowerCase().replace(/s$/, ""))
    .join(".");
}

function renamed(input: IntegrationInput, { node, at }: QueryParameter, name: string): readonly Fix[] {
  const title = `Rename to ${name}`;
  const owner = input
    .entries(memberName(input.operation.family, "requestParameters"))
    .find(({ key }) => key === node);
  if (owner) {
    const key = node.value.slice(0, at.start) + name + node.value.slice(at.end);
    return [{ title, change: { kind: "renameMember", member: owner, name: key } }];
  }
  return node.kind === "string" ? [replacePart(node, at, name, title)] : [];
}

/** Makes an integration that sends a form to a queue. */
function queueExample(template: string, parameters: Json = { [HEADER]: `'${FORM_TYPE}'` }): Example {
  return put({
    ...QUEUE,
    requestParameters: parameters,
    requestTemplates: { "application/json": template },
  });
}

function topicExample(name: string): Example {
  const topic = "$util.urlEncode('arn:aws:sns:us-east-1:123456789012:orders')";
  return put({
    type: "AWS",
    integrationHttpMethod: "POST",
    uri: "arn:aws:apigateway:us-east-1:sns:action/Publish",
    credentials: ROLE,
    requestParameters: { [HEADER]: `'${FORM_TYPE}'` },
    requestTemplates: { "application/json": `Action=Publish&${name}=${topic}&Message=${BODY}` },
  });
}
