import type { IntegrationInput } from "../../model/input";
import { SKELETON_KEY } from "../../model/skeleton";
import type { KeyNode, MemberNode } from "../../syntax/nodes";
import type { InputRule } from "../engine/rule";
import { guide, recorded } from "../shared/sources";
import { HTTP, LAMBDA_CUSTOM, LAMBDA_PROXY, put, putResponse, RESPONSE, without } from "./examples";
import { remove } from "./fixes";
import { isProxy, PUT, PUT_BOTH, PUT_RESPONSE, typeOf } from "./integration";

const MAPPINGS = guide("request-response-data-mappings");
const PASSTHROUGH = guide("integration-passthrough-behaviors");
/** 300 KB. */
const MAX_LENGTH = 300 * 1024;
const JSON_TYPE = "application/json";

export const templateOfProxy: InputRule = {
  code: "AG1019",
  title: "Templates of a proxy",
  severity: "information",
  description:
    "A proxy type hands requests and answers through as they are: no template runs, and neither the pass-through behaviour nor content handling counts for anything.",
  confidence: "docs",
  sources: [PASSTHROUGH],
  bad: put({ ...LAMBDA_PROXY, passthroughBehavior: "NEVER" }),
  good: put({ ...LAMBDA_CUSTOM, passthroughBehavior: "WHEN_NO_MATCH" }),
  on: "input",
  operations: PUT,
  check(input, report) {
    const type = input.string("type");
    if (!type || !isProxy(typeOf(input))) return;
    for (const name of ["requestTemplates", "passthroughBehavior", "contentHandling"]) {
      const member = input.member(name);
      if (!member || input.text(name) === "") continue;
      report({
        span: member.key.span,
        message: `${type.value} hands requests through as they are: ${name} does nothing.`,
        related: [{ span: type.span, message: "The type is given here." }],
        fixes: [remove(member, input.root)],
      });
    }
  },
};

export const binaryWithTemplates: InputRule = {
  code: "AG1044",
  title: "Binary request with templates",
  severity: "warning",
  description:
    "`CONVERT_TO_BINARY` turns a text into bytes before templates see it, and templates read text only. The put passes; a request that meets both fails with `500`.",
  aws: "Execution failed due to configuration error: Unable to transform request",
  confidence: "docs",
  sources: [guide("api-gateway-payload-encodings-workflow")],
  bad: put({
    ...HTTP,
    contentHandling: "CONVERT_TO_BINARY",
    requestTemplates: { [JSON_TYPE]: '{"id": 1}' },
  }),
  good: put({
    ...HTTP,
    contentHandling: "CONVERT_TO_TEXT",
    requestTemplates: { [JSON_TYPE]: '{"id": 1}' },
  }),
  on: "input",
  operations: PUT,
  check(input, report) {
    const handling = input.string("contentHandling");
    const templates = input.member("requestTemplates");
    if (handling?.value !== "CONVERT_TO_BINARY" || !templates || !runs(input)) return;
    if (typeOf(input) === "MOCK") return;
    report({
      span: handling.span,
      message:
        "Templates cannot read bytes. The put passes, but at run time a request that a template takes is answered with 500.",
      related: [{ span: templates.key.span, message: "The templates are given here." }],
    });
  },
};

export const binaryWithResponseTemplates: InputRule = {
  code: "AG1108",
  title: "Binary response with templates",
  severity: "warning",
  description:
    "`CONVERT_TO_BINARY` turns a text into bytes before templates see it, and templates read text only. The put passes; an answer that meets both fails with `500`.",
  aws: "Execution failed due to configuration error: Unable to transform response",
  confidence: "verified-aws-third-party",
  sources: [recorded("s3")],
  bad: putResponse({
    ...RESPONSE,
    responseTemplates: { [JSON_TYPE]: '{"id": 1}' },
    contentHandling: "CONVERT_TO_BINARY",
  }),
  good: putResponse({
    ...RESPONSE,
    responseTemplates: { [JSON_TYPE]: '{"id": 1}' },
    contentHandling: "CONVERT_TO_TEXT",
  }),
  on: "input",
  operations: PUT_RESPONSE,
  check(input, report) {
    const handling = input.string("contentHandling");
    const templates = input.member("responseTemplates");
    if (handling?.value !== "CONVERT_TO_BINARY" || !templates || !runs(input)) return;
    report({
      span: handling.span,
      message:
        "Templates cannot read bytes. The put passes, but at run time an answer that a template takes becomes a 500.",
      related: [{ span: templates.key.span, message: "The templates are given here." }],
    });
  },
};

export const templateTooLong: InputRule = {
  code: "AG1052",
  title: "Template too long",
  severity: "warning",
  description: "A template of a REST API holds 300 KB.",
  confidence: "docs",
  sources: [guide("api-gateway-known-issues")],
  bad: put({ ...HTTP, requestTemplates: { [JSON_TYPE]: "a".repeat(MAX_LENGTH + 1) } }),
  good: put({ ...HTTP, requestTemplates: { [JSON_TYPE]: '{"id": 1}' } }),
  on: "input",
  operations: PUT_BOTH,
  check(input, report) {
    for (const { key, value } of templatesOf(input)) {
      if (value?.kind !== "string" || value.value.length <= MAX_LENGTH) continue;
      report({
        span: key.span,
        message: `This template has ${value.value.length} characters; AWS takes 300 KB, ${MAX_LENGTH}.`,
      });
    }
  },
};

export const badContentType: InputRule = {
  code: "AG1054",
  title: "Template key is no plain MIME type",
  severity: "warning",
  description:
    "The key of a template is a MIME type, `application/json`, or `$default`. Only the type is compared with the request's, so parameters such as `;charset=utf-8` match nothing.",
  confidence: "docs",
  sources: [MAPPINGS],
  bad: put({ ...HTTP, requestTemplates: { "application/json;charset=utf-8": '{"id": 1}' } }),
  good: put({ ...HTTP, requestTemplates: { [JSON_TYPE]: '{"id": 1}' } }),
  on: "input",
  operations: PUT_BOTH,
  check(input, report) {
    const templates = templatesOf(input);
    const keys = new Set(templates.map(({ key }) => key.value));
    for (const member of templates) {
      const { key } = member;
      if (key.kind !== "string" || isMimeType(key.value) || isSpared(key)) continue;
      const bare = bareType(key.value);
      const semicolon = key.value.includes(";");
      if (semicolon && isMimeType(bare)) {
        report({
          span: key.span,
          message: "Only the MIME type is compared: a key with parameters matches nothing.",
          // Two templates of one name would leave one of them unread.
          fixes: keys.has(bare)
            ? []
            : [{ title: `Rename to "${bare}"`, change: { kind: "renameMember", member, name: bare } }],
        });
      } else {
        report({
          span: key.span,
          message: `"${key.value}" is no MIME type: it takes one like application/json.`,
          aws: `Validation Result: warnings : [], errors : [Invalid content type specified: ${key.value}]`,
        });
      }
    }
  },
};

export const jsonTemplateMissing: InputRule = {
  code: "AG1055",
  title: "No template for application/json",
  severity: "information",
  description:
    "A request without `Content-Type`, and an answer to one without `Accept`, counts as `application/json`. Where there are several templates and none for it, such a request finds none.",
  confidence: "docs",
  sources: [MAPPINGS],
  bad: put({
    ...HTTP,
    requestTemplates: { "application/xml": "<id>1</id>", "text/plain": "1" },
  }),
  good: put({
    ...HTTP,
    requestTemplates: { "application/xml": "<id>1</id>", [JSON_TYPE]: '{"id": 1}' },
  }),
  on: "input",
  operations: PUT_BOTH,
  check(input, report) {
    const member = input.member("requestTemplates") ?? input.member("responseTemplates");
    const templates = templatesOf(input);
    if (!member || templates.length < 2 || isProxy(typeOf(input))) return;
    if (templates.some(({ key }) => isSpared(key) || bareType(key.value).toLowerCase() === JSON_TYPE)) return;
    report({
      span: member.key.span,
      message: `There is no template for ${JSON_TYPE}, which is what a request without Content-Type or Accept counts as.`,
    });
  },
};

export const emptyResponseTemplate: InputRule = {
  code: "AG1113",
  title: "Empty response template",
  severity: "information",
  description: "An empty template is stored as null, and the backend's body passes through unchanged.",
  confidence: "verified-aws-third-party",
  sources: [recorded("api")],
  bad: putResponse({ ...RESPONSE, responseTemplates: { [JSON_TYPE]: "" } }),
  good: putResponse(without(RESPONSE, "responseTemplates")),
  on: "input",
  operations: PUT_RESPONSE,
  check(input, report) {
    for (const { key, value } of input.entries("responseTemplates")) {
      if (value?.kind !== "string" || value.value !== "" || key.value === SKELETON_KEY) continue;
      report({ span: value.span, message: "An empty template lets the backend's body pass unchanged." });
    }
  },
};

/** The templates of the operation at hand. */
function templatesOf(input: IntegrationInput): readonly MemberNode[] {
  const isResponse = input.operation.name === "put-integration-response";
  return input.entries(isResponse ? "responseTemplates" : "requestTemplates");
}

/** True where at least one template has something in it and is used at all. */
function runs(input: IntegrationInput): boolean {
  const filled = templatesOf(input).some(({ value }) => value?.kind === "string" && value.value !== "");
  return filled && !isProxy(typeOf(input));
}

function isMimeType(text: string): boolean {
  return /^[\w!#$&^.+*-]+\/[\w!#$&^.+*-]+$/.test(text);
}

function bareType(text: string): string {
  return (text.split(";", 1)[0] ?? "").trim();
}

/** `$default` takes whatever no other key does; the skeleton's key has a rule of its own. */
function isSpared({ value }: KeyNode): boolean {
  return value === "$default" || value === SKELETON_KEY;
}
