import type { InputRule } from "../engine/rule";
import { isUnquotedText } from "../file/yaml";
import { putResponse } from "../shared/examples";
import { isResponseText } from "../shared/responseText";
import { recorded } from "../shared/sources";
import { isTemplatePath } from "../shared/templatePath";
import { RESPONSE } from "./examples";
import { write } from "./fixes";
import { PUT_RESPONSE } from "./integration";

/** The Java class that AWS names for a value that is not a string, if known. */
const JAVA_CLASS: Readonly<Record<string, string>> = { boolean: "java.lang.Boolean" };

export const responseValueNotText: InputRule = {
  code: "AG1107",
  title: "Value in a response map is not a string",
  severity: "error",
  description:
    "`responseParameters` and `responseTemplates` map names to strings. `true` and `false` are for the similar maps of `put-method-response`.",
  confidence: "verified-aws-third-party",
  sources: [recorded("api")],
  bad: putResponse({
    ...RESPONSE,
    responseParameters: { "method.response.header.Location": true },
  }),
  good: putResponse(RESPONSE),
  on: "input",
  operations: PUT_RESPONSE,
  check(input, report) {
    for (const { member, path, schema } of input.shape) {
      const { value } = member;
      if (!value || !schema || !isResponseText(path) || !REPORTED.has(value.kind)) continue;
      // AG0025 reports a template that is an object or a list, AG0017 unquoted text in YAML.
      const isContainer = value.kind === "object" || value.kind === "array";
      if (isContainer ? isTemplatePath(path) : isUnquotedText(input.document.format, value, schema)) continue;
      const java = JAVA_CLASS[value.kind];
      report({
        span: value.span,
        message: `${path} must be a string.`,
        ...(java !== undefined && {
          aws: `SerializationException: class ${java} can not be converted to an String`,
        }),
        fixes: value.kind === "number" && isTemplatePath(path) ? [write(value, value.text)] : [],
      });
    }
  },
};

/** Other rules report the rest: AG0007 null, AG0001 bare words. */
const REPORTED: ReadonlySet<string> = new Set(["number", "boolean", "date", "bytes", "object", "array"]);
