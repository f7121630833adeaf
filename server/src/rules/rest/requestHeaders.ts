import { breaksRestCalls } from "../../expressions";
import type { InputRule } from "../engine/rule";
import { put } from "../shared/examples";
import { typeOf } from "../shared/restType";
import { guide, recorded } from "../shared/sources";
import { HTTP, LAMBDA_CUSTOM, LAMBDA_PROXY } from "./examples";
import { backendOf, PUT } from "./integration";
import { headerOf, mappingsOf } from "./mapping";

const ALLOWED = { "integration.request.header.x-source": "'api'" };

export const lengthHeader: InputRule = {
  code: "AG1047",
  title: "Header derived from the body",
  severity: "error",
  description:
    "API Gateway derives `Content-Length` and `Transfer-Encoding` from the body. AWS accepts a mapping that sets one of them, but every call then fails with `500`.",
  confidence: "verified-aws-third-party",
  sources: [recorded("integrations")],
  bad: put({ ...HTTP, requestParameters: { "integration.request.header.Content-Length": "'0'" } }),
  good: put({ ...HTTP, requestParameters: ALLOWED }),
  on: "input",
  operations: PUT,
  check(input, report) {
    const backend = backendOf(typeOf(input));
    if (!backend || backend === "none") return;
    for (const mapping of mappingsOf(input)) {
      const header = headerOf(mapping);
      if (!header || !breaksRestCalls(header.text, "http")) continue;
      report({
        span: mapping.key.at(header.span),
        message: `API Gateway derives ${header.text} from the body, so mappings cannot set it. AWS accepts the file, but every call fails with 500.`,
      });
    }
  },
};

export const headerOfAws: InputRule = {
  code: "AG1048",
  title: "Header not settable for AWS integrations",
  severity: "error",
  description:
    "API Gateway signs and sends requests to AWS services and Lambda itself. AWS accepts a mapping that sets `Authorization`, `Connection`, `Expect`, `Proxy-Authenticate` or `TE`, but every call then fails with `500`.",
  confidence: "verified-aws-third-party",
  sources: [recorded("integrations")],
  bad: put({ ...LAMBDA_PROXY, requestParameters: { "integration.request.header.Authorization": "'x'" } }),
  good: put({ ...LAMBDA_PROXY, requestParameters: ALLOWED }),
  on: "input",
  operations: PUT,
  check(input, report) {
    const type = typeOf(input);
    if (backendOf(type) !== "aws") return;
    for (const mapping of mappingsOf(input)) {
      const header = headerOf(mapping);
      // AG1047 reports headers that no type can set.
      if (!header || !breaksRestCalls(header.text, "aws") || breaksRestCalls(header.text, "http")) continue;
      report({
        span: mapping.key.at(header.span),
        message: `${type} integrations cannot set ${header.text}. AWS accepts the file, but every call fails with 500.`,
      });
    }
  },
};

export const asynchronousProxy: InputRule = {
  code: "AG1049",
  title: "Asynchronous invocation with AWS_PROXY",
  severity: "hint",
  description:
    "With `X-Amz-Invocation-Type` `Event`, Lambda responds immediately and runs the function later. AWS documents this for type `AWS`; `AWS_PROXY` expects the function's response.",
  confidence: "docs",
  sources: [guide("set-up-lambda-integration-async")],
  bad: put({
    ...LAMBDA_PROXY,
    requestParameters: { "integration.request.header.X-Amz-Invocation-Type": "'Event'" },
  }),
  good: put({
    ...LAMBDA_CUSTOM,
    requestParameters: { "integration.request.header.X-Amz-Invocation-Type": "'Event'" },
  }),
  on: "input",
  operations: PUT,
  check(input, report) {
    if (typeOf(input) !== "AWS_PROXY") return;
    for (const mapping of mappingsOf(input)) {
      const source = mapping.value?.parsed.source;
      if (headerOf(mapping)?.text.toLowerCase() !== "x-amz-invocation-type") continue;
      if (!mapping.value || source?.kind !== "static" || source.text.text !== "Event") continue;
      report({
        span: mapping.value.at(source.text.span),
        message:
          "AWS documents asynchronous invocation for type AWS only. AWS_PROXY waits for the function's response.",
      });
    }
  },
};
