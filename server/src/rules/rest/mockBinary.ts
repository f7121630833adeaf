import type { InputRule } from "../engine/rule";
import { put } from "../shared/examples";
import { typeOf } from "../shared/restType";
import { MOCK } from "./examples";
import { set } from "./fixes";
import { PUT } from "./integration";

const BINARY = { protocol: "REST", binaryMediaTypes: ["*/*"] } as const;

export const mockOfBinary: InputRule = {
  code: "AG1062",
  title: "MOCK in an API with binary requests",
  severity: "warning",
  description:
    "If the binary media types of the API contain `*/*`, every request is binary, even one without a body. The template of a `MOCK` integration cannot read it, so every call fails with `500`, which breaks CORS preflight requests (`OPTIONS`). Set `contentHandling` to `CONVERT_TO_TEXT`. The binary media types are known after the file has been compared with AWS.",
  aws: "Execution failed due to configuration error: Unable to transform request",
  confidence: "issue-report",
  sources: [
    "https://github.com/aws/chalice/issues/1310",
    "https://github.com/squidfunk/terraform-aws-api-gateway-enable-cors/issues/10",
  ],
  bad: { ...put(MOCK), facts: BINARY },
  good: { ...put({ ...MOCK, contentHandling: "CONVERT_TO_TEXT" }), facts: BINARY },
  on: "input",
  operations: PUT,
  check(input, report) {
    const type = input.string("type");
    const templates = input.value("requestTemplates");
    if (!type || typeOf(input) !== "MOCK" || !input.facts?.binaryMediaTypes?.includes("*/*")) return;
    if (input.text("contentHandling") || templates?.kind !== "object" || templates.members.length === 0)
      return;
    report({
      span: type.span,
      message:
        "The API treats all requests as binary (*/*), which templates cannot read, so every call fails with 500. Set contentHandling to CONVERT_TO_TEXT.",
      fixes: [set(input, "contentHandling", "CONVERT_TO_TEXT")],
    });
  },
};
