/** Rules that compare a REST file with what its method is known to declare, on AWS or in the same host file. */
import type { Part } from "../../expressions";
import type { MethodResponseFacts } from "../../model/apiFacts";
import type { IntegrationInput } from "../../model/input";
import { declaredHeaders, declaredNames } from "../../model/knownNames";
import type { Change } from "../../syntax/change";
import type { Fix } from "../engine/finding";
import type { Example, InputRule } from "../engine/rule";
import { put, putResponse } from "../shared/examples";
import { nearest } from "../shared/nearest";
import { guide } from "../shared/sources";
import { joinWords } from "../shared/words";
import { HTTP, RESPONSE } from "./examples";
import { write } from "./fixes";
import { PUT, PUT_RESPONSE } from "./integration";
import { headerOf, keysOf, type Mapping, mappingsOf } from "./mapping";

/** A parameter of the client's request that a mapping reads, and that the method must declare. */
export interface ReadParameter {
  readonly value: NonNullable<Mapping["value"]>;
  readonly location: string;
  readonly name: Part;
}

/** Returns where the mappings read path parameters, query parameters and headers of the client's request. */
export function parametersRead(input: IntegrationInput): readonly ReadParameter[] {
  return mappingsOf(input).flatMap(({ value }) => {
    if (value?.parsed.source.kind !== "message" || value.parsed.faults.length > 0) return [];
    const { location, name } = value.parsed.source;
    if (!location || !name || !/^(?:path|querystring|header)$/.test(location.text)) return [];
    return [{ value, location: location.text, name }];
  });
}

/** Returns the method response for the file's status code; `undefined` if either is unknown. */
export function declaredResponse(input: IntegrationInput): MethodResponseFacts | "none" | undefined {
  const status = input.text("statusCode");
  const { facts } = input;
  const responses = facts?.methodResponses;
  if (!responses || !status) return undefined;
  // API Gateway does not use the integration responses of proxies, and imports them without a look at the method.
  if (facts.from === "file" && !/^(?:AWS|HTTP|MOCK)$/.test(facts.integrationType ?? "")) return undefined;
  return responses.find(({ statusCode }) => statusCode === status) ?? "none";
}

/** Whether AWS compares header names case-sensitively is unknown, so the comparison ignores their case. */
function declares(declared: readonly string[], location: string, name: string): boolean {
  const plain = (text: string) => (location === "header" ? text.toLowerCase() : text);
  return declared.some((other) => plain(other) === plain(name));
}

function isFromFile({ facts }: IntegrationInput): boolean {
  return facts?.from === "file";
}

function declaring(what: string, change: Change | undefined): readonly Fix[] {
  return change ? [{ title: `Declare ${what}`, change }] : [];
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
  title: "Parameter not declared by the method",
  severity: "error",
  description:
    "A path parameter, query parameter or header of the request can only be mapped if the method declares it (`put-method --request-parameters`, or `update-method` for an existing method). This includes the parameters in the resource's own path. The rule applies once the method is known: from AWS, after the file was deployed or compared with AWS, or from the file that declares the method beside the integration, such as an OpenAPI document. Until then, AG1014 gives a hint. An import of an OpenAPI document declares the parameters in the path by itself, except for greedy ones such as `{proxy+}`.",
  confidence: "verified-aws-third-party",
  sources: [
    "https://github.com/aws/aws-cdk/issues/17318",
    "https://github.com/Testlio/lambda-tools/issues/56",
    "https://repost.aws/knowledge-center/api-gateway-proxy-path-parameter-error",
  ],
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
        message: isFromFile(input)
          ? `The method does not declare ${value.parsed.text}, so API Gateway rejects this mapping.`
          : `When last read from AWS, the method did not declare ${value.parsed.text}. Add it with update-method.`,
        aws: `… errors : [Invalid mapping expression parameter specified: ${value.parsed.text}]`,
        fixes: [
          ...(near === undefined ? [] : [write(value.node, `method.request.${location}.${near}`)]),
          ...declaring(value.parsed.text, input.facts?.declare?.parameter(value.parsed.text)),
        ],
      });
    }
  },
};

export const undeclaredStatus: InputRule = {
  code: "AG1114",
  title: "Status code not declared by the method",
  severity: "error",
  description:
    "An integration response maps to the method response with the same status code, which must exist first (`put-method-response`). Without it, AWS rejects mapped headers, and a call that selects the response fails with `Execution failed due to configuration error: Output mapping refers to an invalid method response`. The rule applies once the method is known: from AWS, after the file was deployed or compared with AWS, or from the file that declares the method beside the integration, such as an OpenAPI document. Until then, AG1106 gives a hint. In such a file, the rule ignores the responses of proxy integrations: API Gateway does not use them, and its own exports contain undeclared ones.",
  confidence: "verified-aws-third-party",
  sources: [
    "https://github.com/amazon-archives/aws-apigateway-importer/issues/121",
    guide("api-gateway-set-up-simple-proxy"),
  ],
  bad: withResponses(LINK, { statusCode: "200", responseParameters: [] }),
  good: withResponses(putResponse(RESPONSE), { statusCode: "500", responseParameters: [] }),
  on: "input",
  operations: PUT_RESPONSE,
  check(input, report) {
    const node = input.string("statusCode");
    if (!node || declaredResponse(input) !== "none") return;
    const declared = (input.facts?.methodResponses ?? []).map(({ statusCode }) => statusCode);
    report({
      span: node.span,
      message: isFromFile(input)
        ? `The method ${declared.length === 0 ? "declares no responses" : `declares only ${joinWords(declared, "and")}`}, so API Gateway cannot return ${node.value}.`
        : `When last read from AWS, the method ${declared.length === 0 ? "declared no responses" : `only declared ${joinWords(declared, "and")}`}. Add ${node.value} with put-method-response.`,
      ...(mappingsOf(input).length > 0 && { aws: "… errors : [No method response exists for method.]" }),
      fixes: declaring(`the response ${node.value}`, input.facts?.declare?.response(node.value)),
    });
  },
};

export const undeclaredHeader: InputRule = {
  code: "AG1115",
  title: "Header not declared by the method response",
  severity: "error",
  description:
    "A header can only be mapped if the method response declares it (`put-method-response --response-parameters`, or `update-method-response` for an existing response). The rule applies once the method is known: from AWS, after the file was deployed or compared with AWS, or from the file that declares the method beside the integration, such as an OpenAPI document. Until then, AG1105 gives a hint. In such a file, the rule ignores the responses of proxy integrations, which API Gateway does not use.",
  confidence: "verified-aws-third-party",
  sources: [
    "https://github.com/awslabs/aws-solutions-constructs/issues/1130",
    "https://github.com/amazon-archives/aws-apigateway-importer/issues/209",
  ],
  bad: withResponses(LINK, { statusCode: "500", responseParameters: ["method.response.header.Links"] }),
  good: withResponses(LINK, {
    statusCode: "500",
    responseParameters: ["method.response.header.Link"],
  }),
  on: "input",
  operations: PUT_RESPONSE,
  check(input, report) {
    const response = declaredResponse(input);
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
        message: isFromFile(input)
          ? `The method's response ${response.statusCode} does not declare the header ${header.text}, so API Gateway rejects this mapping.`
          : `When last read from AWS, the method response ${response.statusCode} did not declare ${header.text}. Add it with update-method-response.`,
        aws: `… errors : [Invalid mapping expression parameter specified: ${key.node.value}]`,
        fixes: [
          ...(name === undefined || taken.has(name)
            ? []
            : [{ title: `Rename to "${name}"`, change: { kind: "renameMember", member, name } } as const]),
          ...declaring(
            `the header ${header.text}`,
            input.facts?.declare?.header(response.statusCode, header.text),
          ),
        ],
      });
    }
  },
};
