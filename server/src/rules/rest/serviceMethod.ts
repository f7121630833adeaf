import { JSON_SERVICES } from "../../expressions";
import { memberName } from "../../model/memberNames";
import type { InputRule } from "../engine/rule";
import { put } from "../shared/examples";
import { V2_INTEGRATIONS } from "../shared/scope";
import { guide } from "../shared/sources";
import { ROLE } from "./examples";
import { write } from "./fixes";
import { PUT } from "./integration";
import { serviceCallOf } from "./serviceCall";

const TABLE = {
  type: "AWS",
  integrationHttpMethod: "POST",
  uri: "arn:aws:apigateway:us-east-1:dynamodb:action/Query",
  credentials: ROLE,
};

export const jsonActionNotPost: InputRule = {
  code: "AG1061",
  title: "Service action requires POST",
  severity: "error",
  description:
    "DynamoDB, Step Functions, Kinesis, EventBridge and other services with a JSON protocol accept all actions with `POST` only, including those that read, regardless of the caller's method. AWS accepts the integration, but the service rejects every call that is made with another method.",
  confidence: "docs",
  sources: [
    "https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html",
    guide("integrating-api-with-aws-services-kinesis"),
  ],
  bad: put({ ...TABLE, integrationHttpMethod: "GET" }),
  good: put(TABLE),
  on: "input",
  operations: [...PUT, ...V2_INTEGRATIONS],
  protocols: ["REST", "WEBSOCKET", "unknown"],
  check(input, report) {
    const call = serviceCallOf(input);
    const method = input.string(memberName(input.operation.family, "method"));
    if (!call?.action || !JSON_SERVICES.has(call.service)) return;
    if (!method || !/^(?:GET|PUT|DELETE|PATCH|OPTIONS|HEAD|ANY)$/.test(method.value)) return;
    const calls = method.value === "ANY" ? "every call except a POST" : "every call";
    report({
      span: method.span,
      message: `Actions of ${call.service} require POST. AWS accepts the file, but the service rejects ${calls}.`,
      related: [{ span: call.uri.span, message: "This uri calls an action of the service." }],
      fixes: [write(method, "POST")],
    });
  },
};
