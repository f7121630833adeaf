import type { IntegrationInput } from "../../model/input";
import { withCommas } from "../../model/numbers";
import { SKELETON_KEY } from "../../model/skeleton";
import type { KeyNode, MemberNode } from "../../syntax/nodes";
import type { InputRule } from "../engine/rule";
import { put, putResponse } from "../shared/examples";
import { typeOf } from "../shared/restType";
import { guide, recorded } from "../shared/sources";
import { HTTP, LAMBDA_CUSTOM, LAMBDA_PROXY, RESPONSE, without } from "./examples";
import { remove } from "./fixes";
import { isProxy, PUT, PUT_BOTH, PUT_RESPONSE } from "./integration";

const MAPPINGS = guide("request-response-data-mappings");
const PASSTHROUGH = guide("integration-passthrough-behaviors");
/** 300 KB. */
const MAX_LENGTH = 300 * 1024;
const JSON_TYPE = "application/json";

export const templateOfProxy: InputRule = {
  code: "AG1019",
  title: "Templates in a proxy integration",
  severity: "information",
  description:
    "In a proxy integration, requests and responses pass through unchanged. API Gateway ignores templates, the passthrough behavior and content handling. The default `WHEN_NO_MATCH` is not reported.",
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
      const value = input.text(name);
      // AWS's own exports contain the default.
      if (!member || value === "" || value === "WHEN_NO_MATCH") continue;
      report({
        span: member.key.span,
        message: `With ${type.value}, requests pass through unchanged, so API Gateway ignores ${name}.`,
        related: [{ span: type.span, message: "The type is specified here." }],
        fixes: [remove(member, input.root)],
      });
    }
  },
};

export const binaryWithTemplates: InputRule = {
  code: "AG1044",
  title: "Binary request body with templates",
  severity: "warning",
  description:
    "`CONVERT_TO_BINARY` converts a text body to binary before it reaches the template, but templates can only read text. AWS accepts the file, but every request that matches a template fails with `500`.",
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
        "Templates cannot read binary data. AWS accepts the file, but every request that matches a template fails with 500.",
      related: [{ span: templates.key.span, message: "The templates are specified here." }],
    });
  },
};

export const binaryWithResponseTemplates: InputRule = {
  code: "AG1108",
  title: "Binary response body with templates",
  severity: "warning",
  description:
    "`CONVERT_TO_BINARY` converts a text body to binary before it reaches the template, but templates can only read text. AWS accepts the file, but every response that matches a template fails with `500`.",
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
        "Templates cannot read binary data. AWS accepts the file, but every response that matches a template fails with 500.",
      related: [{ span: templates.key.span, message: "The templates are specified here." }],
    });
  },
};

export const templateTooLong: InputRule = {
  code: "AG1052",
  title: "Template too long",
  severity: "warning",
  description: "A template of a REST API can be up to 300 KB in size.",
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
        message: `This template has ${withCommas(value.value.length)} characters. The maximum is 300 KB (${withCommas(MAX_LENGTH)}).`,
      });
    }
  },
};

export const badContentType: InputRule = {
  code: "AG1054",
  title: "Template key is not a plain MIME type",
  severity: "warning",
  description:
    "The key of a template is a MIME type such as `application/json`, or `$default`. API Gateway compares it with the media type of the request only, so a key with parameters such as `;charset=utf-8` never matches.",
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
      if (key.kind !== "string" || isMimeType(key.value) || isSpecialKey(key)) continue;
      const bare = bareType(key.value);
      const semicolon = key.value.includes(";");
      if (semicolon && isMimeType(bare)) {
        report({
          span: key.span,
          message: "Only the MIME type is compared, so a key with parameters never matches.",
          // With two templates of the same name, one of them would be ignored.
          fixes: keys.has(bare)
            ? []
            : [{ title: `Rename to "${bare}"`, change: { kind: "renameMember", member, name: bare } }],
        });
      } else {
        report({
          span: key.span,
          message: `"${key.value}" is not a valid MIME type. Expected a type such as application/json.`,
          aws: `Validation Result: warnings : [], errors : [Invalid content type specified: ${key.value}]`,
        });
      }
    }
  },
};

export const jsonTemplateMissing: InputRule = {
  code: "AG1055",
  title: "Missing template for application/json",
  severity: "information",
  description:
    "API Gateway treats a request without `Content-Type`, and the response to a request without `Accept`, as `application/json`. If there are several templates but none for that type, none of them is used.",
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
    if (templates.some(({ key }) => isSpecialKey(key) || bareType(key.value).toLowerCase() === JSON_TYPE))
      return;
    report({
      span: member.key.span,
      message: `Missing a template for ${JSON_TYPE}, the default for requests without Content-Type or Accept.`,
    });
  },
};

export const emptyResponseTemplate: InputRule = {
  code: "AG1113",
  title: "Empty response template",
  severity: "information",
  description:
    "AWS stores an empty template as null, so the backend's response body passes through unchanged.",
  confidence: "verified-aws-third-party",
  sources: [recorded("api")],
  bad: putResponse({ ...RESPONSE, responseTemplates: { [JSON_TYPE]: "" } }),
  good: putResponse(without(RESPONSE, "responseTemplates")),
  on: "input",
  operations: PUT_RESPONSE,
  check(input, report) {
    for (const { key, value } of input.entries("responseTemplates")) {
      if (value?.kind !== "string" || value.value !== "" || key.value === SKELETON_KEY) continue;
      report({
        span: value.span,
        message: "With an empty template, the backend's response body passes through unchanged.",
      });
    }
  },
};

/** Returns the request or response templates, depending on the operation. */
function templatesOf(input: IntegrationInput): readonly MemberNode[] {
  const isResponse = input.operation.name === "put-integration-response";
  return input.entries(isResponse ? "responseTemplates" : "requestTemplates");
}

/** Whether a template is not empty and the type runs templates. */
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

/** Whether the key is allowed without being a MIME type: `$default`, or the skeleton's key, which has its own rule. */
function isSpecialKey({ value }: KeyNode): boolean {
  return value === "$default" || value === SKELETON_KEY;
}
