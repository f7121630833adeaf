import { breaksRestCalls } from "../../expressions";
import type { InputRule } from "../engine/rule";
import { guide, recorded } from "../shared/sources";
import { HTTP, LAMBDA_CUSTOM, LAMBDA_PROXY, put } from "./examples";
import { backendOf, PUT, typeOf } from "./integration";
import { headerOf, mappingsOf } from "./mapping";

const FINE = { "integration.request.header.x-source": "'api'" };

export const lengthHeader: InputRule = {
  code: "AG1047",
  title: "Header that the connection sets itself",
  severity: "error",
  description:
    "`Content-Length` and `Transfer-Encoding` follow from the body. The put takes a mapping that sets one of them, and every call is answered with `500`.",
  confidence: "verified-aws-third-party",
  sources: [recorded("integrations")],
  bad: put({ ...HTTP, requestParameters: { "integration.request.header.Content-Length": "'0'" } }),
  good: put({ ...HTTP, requestParameters: FINE }),
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
        message: `${header.text} follows from the body. The put passes, but at run time every call is answered with 500.`,
      });
    }
  },
};

export const headerOfAws: InputRule = {
  code: "AG1048",
  title: "Header that AWS integrations cannot set",
  severity: "error",
  description:
    "For AWS services and Lambda API Gateway signs and sends the request itself. The put takes a mapping that sets `Authorization`, `Connection`, `Expect`, `Proxy-Authenticate` or `TE`, and every call is answered with `500`.",
  confidence: "verified-aws-third-party",
  sources: [recorded("integrations")],
  bad: put({ ...LAMBDA_PROXY, requestParameters: { "integration.request.header.Authorization": "'x'" } }),
  good: put({ ...LAMBDA_PROXY, requestParameters: FINE }),
  on: "input",
  operations: PUT,
  check(input, report) {
    const type = typeOf(input);
    if (backendOf(type) !== "aws") return;
    for (const mapping of mappingsOf(input)) {
      const header = headerOf(mapping);
      // AG1047 speaks of those that no type can set.
      if (!header || !breaksRestCalls(header.text, "aws") || breaksRestCalls(header.text, "http")) continue;
      report({
        span: mapping.key.at(header.span),
        message: `${type} cannot set ${header.text}. The put passes, but at run time every call is answered with 500.`,
      });
    }
  },
};

export const asynchronousProxy: InputRule = {
  code: "AG1049",
  title: "Asynchronous invocation by a proxy",
  severity: "hint",
  description:
    "`X-Amz-Invocation-Type` `Event` makes Lambda answer at once and run the function later. AWS documents that for type `AWS`; an `AWS_PROXY` wants the function's answer.",
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
          "Asynchronous invocation is documented for type AWS; AWS_PROXY waits for the function's answer.",
      });
    }
  },
};
