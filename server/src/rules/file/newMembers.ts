import type { InputRule } from "../engine/rule";
import { CLI_TESTS } from "./evidence";

/** Members that AWS added after the older of the two AWS CLI versions that the rules were tested with. */
const NEW_MEMBERS = ["responseTransferMode", "integrationTarget"] as const;

export const newMember: InputRule = {
  code: "AG0022",
  title: "Member requires a newer AWS CLI",
  severity: "information",
  description:
    '`responseTransferMode` and `integrationTarget` were added in November 2025. Versions of the AWS CLI from before then, such as 2.9.19, reject the file (`Unknown parameter in input: "responseTransferMode", must be one of: …`). Current versions accept it, so this is only information.',
  confidence: "verified-local",
  sources: [CLI_TESTS],
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
        message: `${name} requires a version of the AWS CLI from November 2025 or later. Older versions reject the file.`,
      });
    }
  },
};
