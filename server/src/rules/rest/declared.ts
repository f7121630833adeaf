/** The rules that hold a REST file against what its method is known to declare at AWS. */
import type { Part } from "../../expressions";
import type { MethodResponseFacts } from "../../model/apiFacts";
import type { IntegrationInput } from "../../model/input";
import { declaredHeaders, declaredNames } from "../../model/knownNames";
import type { Example, InputRule } from "../engine/rule";
import { nearest } from "../shared/nearest";
import { HTTP, put, putResponse, RESPONSE } from "./examples";
import { write } from "./fixes";
import { PUT, PUT_RESPONSE } from "./integration";
import { headerOf, keysOf, type Mapping, mappingsOf } from "./mapping";

/** A part of the client's request that a mapping reads, and that the method has to declare. */
export interface ReadParameter {
  readonly value: NonNullable<Mapping["value"]>;
  readonly location: string;
  readonly name: Part;
}

/** Where the mappings read path parameters, query parameters and headers of the client's request. */
export function parametersRead(input: IntegrationInput): readonly ReadParameter[] {
  return mappingsOf(input).flatMap(({ value }) => {
    if (value?.parsed.source.kind !== "message" || value.parsed.faults.length > 0) return [];
    const { location, name } = value.parsed.source;
    if (!location || !name || !/^(?:path|querystring|header)$/.test(location.text)) return [];
    return [{ value, location: location.text, name }];
  });
}

/** The method's response for the file's status; `undefined` where that, or the status, is not known. */
export function responseAtAws(input: IntegrationInput): MethodResponseFacts | "none" | undefined {
  const status = input.text("statusCode");
  const responses = input.facts?.methodResponses;
  if (!responses || !status) return undefined;
  return responses.find(({ statusCode }) => statusCode === status) ?? "none";
}

/** AWS takes a header's name as it is written; it is not known whether it minds the case, so we do not. */
function declares(declared: readonly string[], location: string, name: string): boolean {
  const plain = (text: string) => (location === "header" ? text.toLowerCase() : text);
  return declared.some((other) => plain(other) === plain(name));
}

const QUERY = put({
  ...HTTP,
  requestParameters: { "integration.request.querystring.page": "method.request.querystring.page" },
});
const LINK = putResponse({
  ...RESPONSE,
  responseParameters: { "method.response.header.Link": "integration.response.header.Link" },
});

const withParameters = (example: Example, ...requestParameters: readonly string[]): Example => ({
  ...example,
  facts: { protocol: "REST", requestParameters },
});
const withResponses = (example: Example, ...methodResponses: readonly MethodResponseFacts[]): Example => ({
  ...example,
  facts: { protocol: "REST", methodResponses },
});

export const undeclaredParameter: InputRule = {
  code: "AG1056",
  title: "Parameter that the method does not declare",
  severity: "error",
  description:
    "A path parameter, query parameter or header of the request can be mapped only once the method declares it (`put-method --request-parameters`, or `update-method` for a method that is there), the parameters in the resource's own path included. This is told where the method is known from AWS: after the file was compared with it or deployed. Where it is not, AG1014 reminds of it.",
  confidence: "verified-aws-third-party",
  sources: ["https://github.com/aws/aws-cdk/issues/17318"],
  bad: withParameters(QUERY, "method.request.querystring.pages"),
  good: withParameters(QUERY, "method.request.querystring.page"),
  on: "input",
  operations: PUT,
  check(input, report) {
    for (const { value, location, name } of parametersRead(input)) {
      const declared = declaredNames(input.facts, location);
      if (!declared || declares(declared, location, name.text)) continue;
      const near = nearest(name.text, declared);
      report({
        span: value.at(name.span),
        message: `As last read from AWS, the method does not declare ${value.parsed.text}: update-method adds it.`,
        aws: `… errors : [Invalid mapping expression parameter specified: ${value.parsed.text}]`,
        fixes: near === undefined ? [] : [write(value.node, `method.request.${location}.${near}`)],
      });
    }
  },
};

export const undeclaredStatus: InputRule = {
  code: "AG1114",
  title: "Status that the method does not declare",
  severity: "error",
  description:
    "An integration response leads to the method's response for the same status, so that must exist first (`put-method-response`). This is told where the method is known from AWS: after the file was compared with it or deployed. Where it is not, AG1106 reminds of it.",
  confidence: "verified-aws-third-party",
  sources: ["https://github.com/amazon-archives/aws-apigateway-importer/issues/121"],
  bad: withResponses(LINK, { statusCode: "200", responseParameters: [] }),
  good: withResponses(putResponse(RESPONSE), { statusCode: "500", responseParameters: [] }),
  on: "input",
  operations: PUT_RESPONSE,
  check(input, report) {
    const node = input.string("statusCode");
    if (!node || responseAtAws(input) !== "none") return;
    const declared = (input.facts?.methodResponses ?? []).map(({ statusCode }) => statusCode);
    const there = declared.length === 0 ? "no responses at all" : `${declared.join(", ")} only`;
    report({
      span: node.span,
      message: `As last read from AWS, the method declares ${there}: put-method-response adds ${node.value}.`,
      ...(mappingsOf(input).length > 0 && { aws: "… errors : [No method response exists for method.]" }),
    });
  },
};

export const undeclaredHeader: InputRule = {
  code: "AG1115",
  title: "Header that the method's response does not declare",
  severity: "error",
  description:
    "A header can be mapped only once the method's response declares it (`put-method-response --response-parameters`, or `update-method-response` for a response that is there). This is told where the method is known from AWS: after the file was compared with it or deployed. Where it is not, AG1105 reminds of it.",
  confidence: "verified-aws-third-party",
  sources: ["https://github.com/awslabs/aws-solutions-constructs/issues/1130"],
  bad: withResponses(LINK, { statusCode: "500", responseParameters: ["method.response.header.Links"] }),
  good: withResponses(LINK, {
    statusCode: "500",
    responseParameters: ["method.response.header.Link"],
  }),
  on: "input",
  operations: PUT_RESPONSE,
  check(input, report) {
    const response = responseAtAws(input);
    if (!response || response === "none") return;
    const declared = declaredHeaders(response);
    const mappings = mappingsOf(input);
    const taken = keysOf(mappings);
    for (const mapping of mappings) {
      const header = headerOf(mapping);
      if (!header || declares(declared, "header", header.text)) continue;
      const { member, key } = mapping;
      const near = nearest(header.text, declared);
      const name = near === undefined ? undefined : `method.response.header.${near}`;
      report({
        span: key.at(header.span),
        message: `As last read from AWS, the method's response ${response.statusCode} does not declare ${header.text}: update-method-response adds it.`,
        aws: `… errors : [Invalid mapping expression parameter specified: ${key.node.value}]`,
        fixes:
          name === undefined || taken.has(name)
            ? []
            : [{ title: `Rename to "${name}"`, change: { kind: "renameMember", member, name } }],
      });
    }
  },
};
