import { KEY_TARGETS, VALUE_SOURCES } from "../../expressions";
import type { InputRule } from "../engine/rule";
import { put } from "../shared/examples";
import { emulated, guide, PREFLIGHT, REFERENCE } from "../shared/sources";
import { parametersRead } from "./declared";
import { HTTP } from "./examples";
import { PUT } from "./integration";
import { explain, keyFixes, keysOf, mappingsOf, valueFixes } from "./mapping";

const MAPPINGS = guide("request-response-data-mappings");
const KEY = "integration.request.header.NAME, …querystring.NAME or …path.NAME";
const VALUE = "method.request.…, context.…, stageVariables.… or text in single quotes";
const LOCATIONS = Object.keys(KEY_TARGETS.request.locations);
const SOURCES = Object.keys(VALUE_SOURCES["method.request"]);

/** Makes an HTTP integration with one mapping. */
const mapped = (key: string, value: string) => put({ ...HTTP, requestParameters: { [key]: value } });

export const badKey: InputRule = {
  code: "AG1012",
  title: "Invalid key of a request mapping",
  severity: "error",
  description: `A key of \`requestParameters\` specifies what the mapping sets in the request to the backend: ${KEY}.`,
  confidence: "docs",
  sources: [REFERENCE],
  bad: mapped("header.x-source", "'api'"),
  good: mapped("integration.request.header.x-source", "'api'"),
  on: "input",
  operations: PUT,
  check(input, report) {
    const mappings = mappingsOf(input);
    const taken = keysOf(mappings);
    for (const mapping of mappings) {
      const { key } = mapping;
      const fault = key.parsed.faults.find(({ kind }) => kind !== "badName" && kind !== "httpDialect");
      if (!fault && key.node.value !== "") continue;
      report({
        span: fault ? key.at(fault.span) : key.node.span,
        message: fault ? explain(fault, KEY) : `Empty key. Expected ${KEY}.`,
        fixes: fault ? keyFixes(fault, mapping, taken, LOCATIONS) : [],
      });
    }
  },
};

export const badValue: InputRule = {
  code: "AG1013",
  title: "Invalid value of a request mapping",
  severity: "error",
  description: `A value of \`requestParameters\` specifies where the value comes from: ${VALUE}. AWS treats text without single quotes as an expression, and rejects it.`,
  confidence: "verified-aws-third-party",
  sources: [`${PREFLIGHT}/pf-apigw-integration-request-parameter-value`],
  bad: mapped("integration.request.header.x-source", "api"),
  good: mapped("integration.request.header.x-source", "'api'"),
  on: "input",
  operations: PUT,
  check(input, report) {
    for (const { value } of mappingsOf(input)) {
      if (!value) continue;
      const { node, parsed, at } = value;
      // AG4010 reports stage variables in template syntax, AG1015 the name of a parameter.
      const fault = parsed.faults.find(
        (candidate) =>
          !(candidate.kind === "dollarSyntax" && candidate.root === "stageVariables") &&
          !(candidate.kind === "badName" && parsed.source.kind === "message"),
      );
      if (!fault && parsed.text !== "") continue;
      report({
        span: fault ? at(fault.span) : node.span,
        message: fault ? explain(fault, VALUE) : `Empty value. Expected ${VALUE}.`,
        aws: `Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: ${parsed.text}]`,
        fixes: fault ? valueFixes(fault, { node, text: parsed.text }, SOURCES) : [],
      });
    }
  },
};

export const declaredOnMethod: InputRule = {
  code: "AG1014",
  title: "Parameter must be declared on the method",
  severity: "hint",
  description:
    "A path parameter, query parameter or header of the request can only be mapped if the method declares it (`put-method --request-parameters`). Otherwise AWS answers `… errors : [Invalid mapping expression parameter specified: method.request.path.NAME]`.",
  confidence: "verified-aws-third-party",
  sources: ["https://github.com/aws/aws-cdk/issues/17318"],
  bad: mapped("integration.request.header.x-tenant", "method.request.header.x-tenant"),
  good: mapped("integration.request.header.x-request", "context.requestId"),
  on: "input",
  operations: PUT,
  check(input, report) {
    // AG1056 applies if the declarations of the method are known.
    if (input.facts?.requestParameters) return;
    const reported = new Set<string>();
    for (const { value, name } of parametersRead(input)) {
      if (reported.has(value.parsed.text)) continue;
      reported.add(value.parsed.text);
      report({
        span: value.at(name.span),
        message: `The method must declare ${value.parsed.text} (put-method) before the integration is put.`,
      });
    }
  },
};

export const badName: InputRule = {
  code: "AG1015",
  title: "Character not allowed in a parameter name",
  severity: "warning",
  description: "A parameter name may contain letters, digits, `.`, `_`, `$` and `-`.",
  confidence: "docs",
  sources: [MAPPINGS],
  bad: mapped("integration.request.querystring.filter[id]", "'1'"),
  good: mapped("integration.request.querystring.filter.id", "'1'"),
  on: "input",
  operations: PUT,
  check(input, report) {
    for (const { key, value } of mappingsOf(input)) {
      const inKey = key.parsed.faults.find(({ kind }) => kind === "badName");
      if (inKey) report({ span: key.at(inKey.span), message: explain(inKey, KEY) });
      if (value?.parsed.source.kind !== "message") continue;
      const inValue = value.parsed.faults.find(({ kind }) => kind === "badName");
      if (inValue) report({ span: value.at(inValue.span), message: explain(inValue, VALUE) });
    }
  },
};

export const mapsBody: InputRule = {
  code: "AG1050",
  title: "Request body in a parameter mapping",
  severity: "information",
  description:
    "To map the request body, API Gateway parses it. A body that starts with `{`, `[` or a quote but is not valid JSON is rejected with `400` (“Invalid JSON in request body”) before it reaches the backend.",
  confidence: "emulator",
  sources: [emulated("test_parameters_mapping.py")],
  bad: mapped("integration.request.header.x-order", "method.request.body.order"),
  good: mapped("integration.request.header.x-request", "context.requestId"),
  on: "input",
  operations: PUT,
  check(input, report) {
    for (const { value } of mappingsOf(input)) {
      const source = value?.parsed.source;
      if (!value || source?.kind !== "message" || source.known !== "method.request") continue;
      if (source.location?.text !== "body") continue;
      report({
        span: value.at(source.span),
        message:
          "A body that starts with {, [ or a quote must be valid JSON. Otherwise API Gateway rejects the request with 400.",
      });
    }
  },
};

export const httpApiKey: InputRule = {
  code: "AG1051",
  title: "Mapping key only supported for HTTP APIs",
  severity: "error",
  description:
    "Keys such as `append:header.x` and `overwrite:path` are only supported for HTTP APIs. In a REST API, set `integration.request.header.x`, `…querystring.x` or `…path.x`. REST APIs cannot append to or remove what the caller sent.",
  confidence: "derived",
  sources: [REFERENCE],
  bad: mapped("append:header.x-source", "'api'"),
  good: mapped("integration.request.header.x-source", "'api'"),
  on: "input",
  operations: PUT,
  check(input, report) {
    const mappings = mappingsOf(input);
    const taken = keysOf(mappings);
    for (const mapping of mappings) {
      const fault = mapping.key.parsed.faults.find(({ kind }) => kind === "httpDialect");
      if (!fault) continue;
      report({
        span: mapping.key.at(fault.span),
        message: `This key is only supported for HTTP APIs. In a REST API, use ${KEY}.`,
        fixes: keyFixes(fault, mapping, taken, LOCATIONS),
      });
    }
  },
};
