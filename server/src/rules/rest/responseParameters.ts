import { VALUE_SOURCES } from "../../expressions";
import type { InputRule } from "../engine/rule";
import { putResponse } from "../shared/examples";
import { emulated } from "../shared/sources";
import { declaredResponse } from "./declared";
import { RESPONSE } from "./examples";
import { PUT_RESPONSE } from "./integration";
import { explain, headerOf, keyFixes, keysOf, mappingsOf, valueFixes } from "./mapping";

const KEY = "method.response.header.NAME";
const VALUE =
  "integration.response.header.NAME, integration.response.body.PATH, context.…, stageVariables.… or text in single quotes";
const SOURCES = Object.keys(VALUE_SOURCES["integration.response"]);

/** Makes an integration response with one mapping. */
const mapped = (key: string, value: string) =>
  putResponse({ ...RESPONSE, responseParameters: { [key]: value } });

/** Any mapping causes the hints AG1105 and AG1106, so a file without problems has none. */
const UNMAPPED = putResponse(RESPONSE);

export const badResponseKey: InputRule = {
  code: "AG1103",
  title: "Invalid key of a response mapping",
  severity: "error",
  description: "A response mapping can only set headers, so the key must be `method.response.header.NAME`.",
  aws: "… errors : [Invalid mapping identifier specified]",
  confidence: "issue-report",
  sources: ["https://github.com/amazon-archives/aws-apigateway-importer/issues/104"],
  bad: mapped("method.response.body.id", "'1'"),
  good: UNMAPPED,
  on: "input",
  operations: PUT_RESPONSE,
  check(input, report) {
    const mappings = mappingsOf(input);
    const taken = keysOf(mappings);
    for (const mapping of mappings) {
      const { key } = mapping;
      const [fault] = key.parsed.faults;
      if (!fault && key.node.value !== "") continue;
      report({
        span: fault ? key.at(fault.span) : key.node.span,
        message: fault ? explain(fault, KEY) : `Empty key. Expected ${KEY}.`,
        fixes: fault ? keyFixes(fault, mapping, taken, ["header"]) : [],
      });
    }
  },
};

export const badResponseValue: InputRule = {
  code: "AG1104",
  title: "Invalid value of a response mapping",
  severity: "error",
  description: `A value of \`responseParameters\` specifies where the value comes from: ${VALUE}. For a literal \`*\`, write \`'*'\`.`,
  confidence: "verified-aws-third-party",
  sources: ["https://github.com/awsdocs/amazon-api-gateway-developer-guide/issues/7"],
  bad: mapped("method.response.header.Access-Control-Allow-Origin", "*"),
  good: UNMAPPED,
  on: "input",
  operations: PUT_RESPONSE,
  check(input, report) {
    for (const { value } of mappingsOf(input)) {
      if (!value) continue;
      const { node, parsed, at } = value;
      // AG4010 reports stage variables in template syntax.
      const fault = parsed.faults.find(
        (candidate) => !(candidate.kind === "dollarSyntax" && candidate.root === "stageVariables"),
      );
      if (!fault && parsed.text !== "") continue;
      report({
        span: fault ? at(fault.span) : node.span,
        message: fault ? explain(fault, VALUE) : `Empty value. Expected ${VALUE}.`,
        aws: `… errors : [Invalid mapping expression specified: ${parsed.text}]`,
        fixes: fault ? valueFixes(fault, { node, text: parsed.text }, SOURCES) : [],
      });
    }
  },
};

export const headerToDeclare: InputRule = {
  code: "AG1105",
  title: "Header must be declared on the method response",
  severity: "hint",
  description:
    "A header can only be mapped if the method response declares it (`put-method-response --response-parameters`). Otherwise AWS answers `… errors : [Invalid mapping expression parameter specified: method.response.header.NAME]`.",
  confidence: "verified-aws-third-party",
  sources: ["https://github.com/awslabs/aws-solutions-constructs/issues/1130"],
  bad: mapped("method.response.header.Location", "integration.response.header.Location"),
  good: UNMAPPED,
  on: "input",
  operations: PUT_RESPONSE,
  check(input, report) {
    // AG1114 and AG1115 apply if the declarations of the method are known.
    if (declaredResponse(input)) return;
    for (const mapping of mappingsOf(input)) {
      const header = headerOf(mapping);
      if (!header) continue;
      report({
        span: mapping.key.at(header.span),
        message: `The method response must declare ${header.text} (put-method-response) before the integration response is put.`,
      });
    }
  },
};

export const methodResponseNeeded: InputRule = {
  code: "AG1106",
  title: "Mappings require a method response",
  severity: "hint",
  description:
    "Parameters are mapped to the method response with the same status code, which must exist first (`put-method-response`). Otherwise AWS answers `… errors : [No method response exists for method.]`.",
  confidence: "verified-aws-third-party",
  sources: ["https://github.com/amazon-archives/aws-apigateway-importer/issues/121"],
  bad: mapped("method.response.header.Location", "integration.response.header.Location"),
  good: UNMAPPED,
  on: "input",
  operations: PUT_RESPONSE,
  check(input, report) {
    const member = input.member("responseParameters");
    // AG1114 applies if the declarations of the method are known.
    if (!member || declaredResponse(input) || mappingsOf(input).length === 0) return;
    const status = input.text("statusCode");
    report({
      span: member.key.span,
      message: `The method requires a response for ${status ? `status ${status}` : "the same status code"} (put-method-response) before the integration response is put.`,
    });
  },
};

/** Headers as most servers and AWS services spell them. */
const USUAL = new Map(
  [
    "Allow",
    "Cache-Control",
    "Content-Disposition",
    "Content-Encoding",
    "Content-Language",
    "Content-Length",
    "Content-Range",
    "Content-Type",
    "Date",
    "ETag",
    "Expires",
    "Last-Modified",
    "Link",
    "Location",
    "Retry-After",
    "Server",
    "Set-Cookie",
    "Vary",
    "WWW-Authenticate",
  ].map((name) => [name.toLowerCase(), name]),
);

export const headerCase: InputRule = {
  code: "AG1112",
  title: "Unusual case in a backend header name",
  severity: "hint",
  description:
    "Unlike in HTTP itself, header names in `integration.response.header.NAME` are case-sensitive. Write the name as the backend sends it; most backends send `Content-Type`, not `content-type`.",
  confidence: "emulator",
  sources: [emulated("test_parameters_mapping.py")],
  bad: mapped("method.response.header.Location", "integration.response.header.location"),
  good: UNMAPPED,
  on: "input",
  operations: PUT_RESPONSE,
  check(input, report) {
    for (const { value } of mappingsOf(input)) {
      const source = value?.parsed.source;
      if (!value || source?.kind !== "message" || !source.name || value.parsed.faults.length > 0) continue;
      const usual = USUAL.get(source.name.text.toLowerCase());
      if (usual === undefined || usual === source.name.text) continue;
      report({
        span: value.at(source.name.span),
        message: `Most backends send ${usual}, and header names are case-sensitive here.`,
      });
    }
  },
};
