import { findSubtype, requiredOf } from "../../expressions/subtypes";
import { SKELETON_KEY } from "../../model/skeleton";
import type { Example, InputRule } from "../engine/rule";
import { isUpdate, V2_INTEGRATIONS } from "../shared/scope";
import { guide, terraformIssue, V2_REFERENCE } from "../shared/sources";
import { missingParameters } from "./subtype";

const MAPPING_GUIDE = guide("http-api-parameter-mapping");

export const mergedParameters: InputRule = {
  code: "AG2057",
  title: "Merged request parameters",
  severity: "information",
  description:
    'An update merges `RequestParameters` into the existing ones by key: omitted keys stay unchanged, `""` deletes a key, and `{}` changes nothing. With a subtype, `RequestParameters` contains the parameters of a service action instead: every update must include all required ones, and `""` is rejected. To remove a parameter, you may have to create a new integration.',
  confidence: "issue-report",
  sources: ["Comments in the source code of the deployment tool cdkd", terraformIssue(50061)],
  bad: update('"RequestParameters": { "overwrite:path": "/v2" }'),
  good: update('"Description": "Orders"'),
  on: "input",
  operations: ["update-integration"],
  check(input, report) {
    const parameters = input.member("RequestParameters");
    const subtype = input.text("IntegrationSubtype");
    // AG2008 reports missing parameters of a subtype.
    if (!parameters || (subtype && missingParameters(input, subtype).length > 0)) return;
    report({
      span: parameters.key.span,
      message: subtype
        ? 'An update of a service action must include all of its required parameters, and "" is rejected. To remove a parameter, you may have to create a new integration.'
        : 'An update merges these into the existing parameters: omitted keys stay unchanged, "" deletes a key, and {} changes nothing.',
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
    "The value of a request parameter cannot be empty. Only when you update an integration without a subtype, an empty value deletes an existing mapping. The parameters of a subtype cannot be deleted like this: AWS rejects the update.",
  confidence: "verified-aws-third-party",
  sources: [V2_REFERENCE, terraformIssue(50061)],
  bad: create('"overwrite:header.x-id": ""'),
  good: create('"overwrite:header.x-id": "orders"'),
  on: "input",
  operations: V2_INTEGRATIONS,
  check(input, report) {
    const object = input.value("RequestParameters");
    const subtype = input.text("IntegrationSubtype");
    if (object?.kind !== "object" || (isUpdate(input) && !subtype)) return;
    const required = requiredOf(findSubtype(subtype ?? "") ?? { parameters: [] });
    for (const member of object.members) {
      const { key, value } = member;
      if (value?.kind !== "string" || value.value !== "") continue;
      if (key.value === SKELETON_KEY || key.value.startsWith("remove:")) continue;
      report({
        span: value.span,
        message: subtype
          ? `${key.value} cannot be empty. Parameters of ${subtype} cannot be deleted with an empty value.`
          : `${key.value} cannot be empty. An empty value deletes a mapping on an update, but there is nothing to delete here.`,
        // AWS's answer is only known for updates.
        ...(isUpdate(input) && {
          aws: "Invalid selection expression specified: Validation Result: warnings : [], errors : [Mapping expression missing source or destination]",
        }),
        fixes: required.includes(key.value)
          ? []
          : [{ title: `Remove "${key.value}"`, change: { kind: "removeMember", member, object } }],
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
