import type { InputRule } from "../engine/rule";

/** Members that AWS added after the older of the two AWS CLIs that the rules were tried with. */
const NEW_MEMBERS = ["responseTransferMode", "integrationTarget"] as const;

export const newMember: InputRule = {
  code: "AG0022",
  title: "Member that needs a newer AWS CLI",
  severity: "warning",
  description:
    '`responseTransferMode` and `integrationTarget` are recent additions. An AWS CLI from before them, 2.9.19 among others, refuses the file (`Unknown parameter in input: "responseTransferMode", must be one of: …`); 1.45.11 takes it.',
  confidence: "verified-local",
  sources: ["The AWS CLI, versions 1.45.11 and 2.9.19, run on such files"],
  bad: {
    text: '{ "type": "HTTP_PROXY", "integrationHttpMethod": "GET", "uri": "https://example.com", "responseTransferMode": "BUFFERED" }',
    operation: "put-integration",
  },
  good: {
    text: '{ "type": "HTTP_PROXY", "integrationHttpMethod": "GET", "uri": "https://example.com" }',
    operation: "put-integration",
  },
  on: "input",
  operations: ["put-integration"],
  check(input, report) {
    for (const name of NEW_MEMBERS) {
      const member = input.member(name);
      if (!member) continue;
      report({
        span: member.key.span,
        message: `${name} is new: an older AWS CLI, such as 2.9.19, does not know it and refuses the file.`,
      });
    }
  },
};
