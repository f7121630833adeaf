import { LAMBDA_INVOCATIONS } from "../../expressions";
import type { Span } from "../../syntax/nodes";
import type { InputRule } from "../engine/rule";
import { put } from "../shared/examples";
import { typeOf } from "../shared/restType";
import { guide } from "../shared/sources";
import { HTTP, HTTP_PROXY, LAMBDA_PROXY, STREAM_URI } from "./examples";
import { remove, replaced, set, write } from "./fixes";
import { isProxy, PUT, uriOf } from "./integration";

const GUIDE = guide("response-transfer-mode");
const CACHE_KEY = {
  requestParameters: { "integration.request.querystring.tag": "method.request.multivaluequerystring.tag" },
  cacheKeyParameters: ["method.request.multivaluequerystring.tag"],
};

export const streamNotProxy: InputRule = {
  code: "AG1038",
  title: "Streaming requires a proxy type",
  severity: "error",
  description: "Only `HTTP_PROXY` and `AWS_PROXY` can stream the response to the client.",
  confidence: "docs",
  sources: [GUIDE],
  bad: put({ ...HTTP, responseTransferMode: "STREAM" }),
  good: put(HTTP),
  on: "input",
  operations: PUT,
  check(input, report) {
    const mode = input.string("responseTransferMode");
    const type = input.string("type");
    const known = typeOf(input);
    if (mode?.value !== "STREAM" || !type || !known || isProxy(known)) return;
    report({
      span: mode.span,
      message: `${type.value} does not support STREAM. Use HTTP_PROXY or AWS_PROXY.`,
      related: [{ span: type.span, message: "The type is specified here." }],
      fixes: [write(mode, "BUFFERED")],
    });
  },
};

export const streamedWithPlainUri: InputRule = {
  code: "AG1039",
  title: "Streaming requires a streaming URI",
  severity: "error",
  description:
    "To invoke a function that streams its response, use a URI of the form `…/2021-11-15/functions/…/response-streaming-invocations`. With the URI of a buffered invocation, AWS rejects `STREAM` as an invalid response transfer mode.",
  confidence: "verified-aws-third-party",
  sources: ["https://github.com/hashicorp/terraform-provider-aws/issues/45649"],
  bad: put({ ...LAMBDA_PROXY, responseTransferMode: "STREAM" }),
  good: put(LAMBDA_PROXY),
  on: "input",
  operations: PUT,
  check(input, report) {
    const mode = input.string("responseTransferMode");
    const found = uriOf(input);
    if (mode?.value !== "STREAM" || typeOf(input) !== "AWS_PROXY" || found?.uri.kind !== "lambda-invoke")
      return;
    const { node, at } = found;
    const { version, ending } = found.uri;
    const { "lambda-invoke": plain, "lambda-stream": stream } = LAMBDA_INVOCATIONS;
    // AG4003 reports a uri of neither form.
    if (version?.text !== plain.version || ending?.text !== plain.ending) return;
    const span: Span = { start: version.span.start, end: ending.span.end };
    const rewritten = replaced(
      replaced(node.value, ending.span, stream.ending),
      version.span,
      stream.version,
    );
    report({
      span: at(span),
      message: `STREAM requires a uri of the form …/${stream.version}/functions/…/${stream.ending}.`,
      related: [{ span: mode.span, message: "STREAM is specified here." }],
      fixes: [write(node, rewritten, "Use the streaming URI"), write(mode, "BUFFERED")],
    });
  },
};

export const bufferedWithStreamUri: InputRule = {
  code: "AG1040",
  title: "Streaming URI requires STREAM",
  severity: "error",
  description:
    "A `uri` that ends in `/response-streaming-invocations` requires `responseTransferMode` `STREAM`. The default is `BUFFERED`.",
  aws: "Invalid ResponseTransferMode. Cannot use ResponseTransferMode BUFFERED for Lambda functions invoked by InvokeWithResponseStream for AWS_PROXY integrations.",
  confidence: "verified-aws-third-party",
  sources: ["https://github.com/go-to-k/cdkd/pull/370"],
  bad: put({ ...LAMBDA_PROXY, uri: STREAM_URI }),
  good: put(LAMBDA_PROXY),
  on: "input",
  operations: PUT,
  check(input, report) {
    const mode = input.value("responseTransferMode");
    const found = uriOf(input);
    if (typeOf(input) !== "AWS_PROXY" || found?.uri.kind !== "lambda-stream") return;
    const { ending } = found.uri;
    if (ending?.text !== LAMBDA_INVOCATIONS["lambda-stream"].ending) return;
    if (mode && !(mode.kind === "string" && mode.value === "BUFFERED")) return;
    report({
      span: found.at(ending.span),
      message: "A streaming invocation requires responseTransferMode STREAM.",
      ...(mode && { related: [{ span: mode.span, message: "BUFFERED waits for the complete response." }] }),
      fixes: [set(input, "responseTransferMode", "STREAM")],
    });
  },
};

export const streamLimits: InputRule = {
  code: "AG1041",
  title: "Limits of streamed responses",
  severity: "information",
  description:
    "A streamed response may take up to 15 minutes. It ends earlier if no data arrives for 5 minutes (Regional and private APIs) or 30 seconds (edge-optimized APIs).",
  confidence: "docs",
  sources: [GUIDE],
  bad: put({ ...HTTP_PROXY, responseTransferMode: "STREAM" }),
  good: put(HTTP_PROXY),
  on: "input",
  operations: PUT,
  check(input, report) {
    const mode = input.string("responseTransferMode");
    if (mode?.value !== "STREAM" || !isProxy(typeOf(input))) return;
    report({
      span: mode.span,
      message:
        "A streamed response ends after 15 minutes, or after 5 minutes without data (30 seconds on an edge-optimized API).",
    });
  },
};

export const streamNotCached: InputRule = {
  code: "AG1057",
  title: "Cache keys of a streamed response",
  severity: "warning",
  description:
    "With `responseTransferMode` `STREAM`, API Gateway never has the complete response, so it neither caches it nor compresses it (content encoding). Remove `cacheKeyParameters`, or use `BUFFERED`. Compress the response in the backend if you need to.",
  confidence: "docs",
  sources: [GUIDE],
  bad: put({ ...HTTP_PROXY, responseTransferMode: "STREAM", ...CACHE_KEY }),
  good: put({ ...HTTP_PROXY, responseTransferMode: "BUFFERED", ...CACHE_KEY }),
  on: "input",
  operations: PUT,
  check(input, report) {
    const mode = input.string("responseTransferMode");
    const member = input.member("cacheKeyParameters");
    if (mode?.value !== "STREAM" || member?.value?.kind !== "array" || member.value.items.length === 0)
      return;
    report({
      span: member.key.span,
      message: "API Gateway does not cache streamed responses, so cacheKeyParameters has no effect.",
      related: [{ span: mode.span, message: "STREAM is specified here." }],
      fixes: [remove(member, input.root), write(mode, "BUFFERED")],
    });
  },
};
