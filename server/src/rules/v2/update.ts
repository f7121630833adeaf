import { SKELETON_KEY } from "../../model/skeleton";
import type { Example, InputRule } from "../engine/rule";

const MAPPING_GUIDE =
  "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html";
const REFERENCE =
  "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations-integrationid.html";

export const mergedParameters: InputRule = {
  code: "AG2057",
  title: "Request parameters are merged",
  severity: "information",
  description:
    'An update merges `RequestParameters` into the stored ones, key by key: what is not given stays, `""` deletes its key, and `{}` changes nothing.',
  confidence: "issue-report",
  sources: ["Comments in the source code of the deployment tool cdkd"],
  bad: update('"RequestParameters": { "overwrite:path": "/v2" }'),
  good: update('"Description": "Orders"'),
  on: "input",
  operations: ["update-integration"],
  check(input, report) {
    const parameters = input.member("RequestParameters");
    if (!parameters) return;
    report({
      span: parameters.key.span,
      message:
        'An update merges these into the stored ones: what is not given stays, "" deletes a key, {} changes nothing.',
    });
  },
};

export const deletedMapping: InputRule = {
  code: "AG2058",
  title: "Response mapping deleted",
  severity: "information",
  description: "On an update an empty map of a status code deletes that code's mappings.",
  confidence: "docs",
  sources: [MAPPING_GUIDE],
  bad: update('"ResponseParameters": { "404": {} }'),
  good: update('"ResponseParameters": { "404": { "overwrite:statuscode": "200" } }'),
  on: "input",
  operations: ["update-integration"],
  check(input, report) {
    for (const { key, value } of input.entries("ResponseParameters")) {
      if (value?.kind !== "object" || value.members.length > 0) continue;
      report({ span: value.span, message: `This deletes the stored mappings of ${key.value}.` });
    }
  },
};

export const emptyParameter: InputRule = {
  code: "AG2059",
  title: "Empty request parameter",
  severity: "error",
  description:
    "A parameter's value has one character or more. An empty one deletes a stored mapping on an update; when an integration is made there is none to delete.",
  confidence: "docs",
  sources: [REFERENCE],
  bad: create('"overwrite:header.x-id": ""'),
  good: create('"overwrite:header.x-id": "orders"'),
  on: "input",
  operations: ["create-integration"],
  check(input, report) {
    const object = input.value("RequestParameters");
    if (object?.kind !== "object") return;
    for (const member of object.members) {
      const { key, value } = member;
      if (value?.kind !== "string" || value.value !== "") continue;
      if (key.value === SKELETON_KEY || key.value.startsWith("remove:")) continue;
      report({
        span: value.span,
        message: `${key.value} is empty: that deletes a mapping on an update, and means nothing here.`,
        fixes: [{ title: `Remove "${key.value}"`, change: { kind: "removeMember", member, object } }],
      });
    }
  },
};

function update(member: string): Example {
  return { text: `{ ${member} }`, operation: "update-integration", protocol: "HTTP" };
}

function create(entry: string): Example {
  return {
    text: `{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "ANY", "PayloadFormatVersion": "1.0", "RequestParameters": { ${entry} } }`,
    protocol: "HTTP",
  };
}
