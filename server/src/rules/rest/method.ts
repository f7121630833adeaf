import type { InputRule } from "../engine/rule";
import { notAmong } from "../shared/enumValues";
import { put } from "../shared/examples";
import { typeOf } from "../shared/restType";
import { recorded } from "../shared/sources";
import { joinWords } from "../shared/words";
import { HTTP, HTTP_PROXY, LAMBDA_PROXY, without } from "./examples";
import { insert, write } from "./fixes";
import { backendOf, isLambda, PATCHES, PUT, PUT_BOTH, startsOpen, uriOf } from "./integration";

const VERBS = ["GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD", "ANY"];

export const methodMissing: InputRule = {
  code: "AG1001",
  title: "Missing backend method",
  severity: "error",
  description:
    "All types except `MOCK` require `integrationHttpMethod`, the HTTP method of the request to the backend: always `POST` for Lambda, usually `POST` for other AWS services, and for HTTP backends the method that the backend expects, or `ANY` to forward the caller's method.",
  aws: "Enumeration value for HttpMethod must be non-empty",
  confidence: "verified-aws-third-party",
  sources: ["https://github.com/aws/aws-cli/issues/1605"],
  bad: put(without(LAMBDA_PROXY, "integrationHttpMethod")),
  good: put(LAMBDA_PROXY),
  on: "input",
  operations: PUT,
  check(input, report) {
    const type = input.string("type");
    const backend = backendOf(typeOf(input));
    const method = input.value("integrationHttpMethod");
    if (!type || !backend || backend === "none") return;
    const verb = backend === "aws" ? "POST" : "ANY";
    const message = `${type.value} requires integrationHttpMethod, the HTTP method of the request to the backend.`;
    if (!input.has("integrationHttpMethod")) {
      const title = `Insert integrationHttpMethod "${verb}"`;
      report({
        span: type.span,
        message,
        fixes: [insert(input, "integrationHttpMethod", verb, title)],
      });
    } else if (method?.kind === "string" && method.value === "") {
      report({ span: method.span, message, fixes: [write(method, verb)] });
    }
  },
};

export const lambdaNotPost: InputRule = {
  code: "AG1002",
  title: "Lambda requires POST",
  severity: "error",
  description:
    "The Lambda API only accepts invocations with `POST`, regardless of the caller's method. API Gateway accepts other values, but every call that it makes with them fails with `500`.",
  confidence: "verified-aws-third-party",
  sources: [recorded("lambda")],
  bad: put({ ...LAMBDA_PROXY, integrationHttpMethod: "GET" }),
  good: put(LAMBDA_PROXY),
  on: "input",
  operations: PUT,
  check(input, report) {
    const method = input.string("integrationHttpMethod");
    const uri = uriOf(input);
    if (!method || !VERBS.includes(method.value) || method.value === "POST") return;
    if (backendOf(typeOf(input)) !== "aws" || !uri || !isLambda(uri.uri)) return;
    const calls = method.value === "ANY" ? "every call except a POST" : "every call";
    report({
      span: method.span,
      message: `Lambda functions must be invoked with POST. AWS accepts the file, but ${calls} fails with 500.`,
      related: [{ span: uri.node.span, message: "This uri invokes a Lambda function." }],
      fixes: [write(method, "POST")],
    });
  },
};

export const unknownVerb: InputRule = {
  code: "AG1053",
  title: "Unknown HTTP method",
  severity: "error",
  description: `A method must be one of ${joinWords(
    VERBS.map((verb) => `\`${verb}\``),
    "or",
  )}, in uppercase.`,
  confidence: "verified-aws-third-party",
  sources: [recorded("api")],
  bad: put({ ...HTTP_PROXY, integrationHttpMethod: "get" }),
  good: put(HTTP),
  on: "input",
  operations: [...PUT_BOTH, ...PATCHES],
  check(input, report) {
    for (const name of ["httpMethod", "integrationHttpMethod"]) {
      const method = input.string(name);
      if (!method?.value || VERBS.includes(method.value) || startsOpen(method.value)) continue;
      report({
        span: method.span,
        ...notAmong(method, "HTTP method", VERBS),
        // AWS's answer is only known for this operation.
        ...(input.operation.name === "put-integration" && {
          aws: `Invalid HttpMethod specified. Valid options are ${VERBS.join(",")}`,
        }),
      });
    }
  },
};
