import { SKELETON_KEY } from "../../model/skeleton";
import type { Example, InputRule } from "../engine/rule";
import { guide, V2_REFERENCE } from "../shared/sources";

const MAPPING_GUIDE = guide("http-api-parameter-mapping");

export const mergedParameters: InputRule = {
  code: "AG2057",
  title: "Merged request parameters",
  severity: "information",
  description:
    'An update merges `RequestParameters` into the existing ones by key: omitted keys stay unchanged, `""` deletes a key, and `{}` changes nothing.',
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
        'An update merges these into the existing parameters: omitted keys stay unchanged, "" deletes a key, and {} changes nothing.',
    });
  },
};

export const deletedMapping: InputRule = {
  code: "AG2058",
  title: "Deleted response mappings",
  severity: "information",
  description: "On an update, an empty map for a status code deletes the existing mappings for that code.",
  confidence: "docs",
  sources: [MAPPING_GUIDE],
  bad: update('"ResponseParameters": { "404": {} }'),
  good: update('"ResponseParameters": { "404": { "overwrite:statuscode": "200" } }'),
  on: "input",
  operations: ["update-integration"],
  check(input, report) {
    for (const { key, value } of input.entries("ResponseParameters")) {
      if (value?.kind !== "object" || value.members.length > 0) continue;
      report({ span: value.span, message: `This deletes the existing mappings for status ${key.value}.` });
    }
  },
};

export const emptyParameter: InputRule = {
  code: "AG2059",
  title: "Empty request parameter",
  severity: "error",
  description:
    "The value of a request parameter cannot be empty. On an update, an empty value deletes an existing mapping; when you create an integration, there is nothing to delete.",
  confidence: "docs",
  sources: [V2_REFERENCE],
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
        message: `${key.value} cannot be empty. An empty value deletes a mapping on an update, but there is nothing to delete here.`,
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
