import { clientHeaderName } from "../../expressions";
import type { InputRule } from "../engine/rule";
import { putResponse } from "../shared/examples";
import { guide, recorded } from "../shared/sources";
import { RESPONSE } from "./examples";
import { PUT_RESPONSE } from "./integration";
import { headerOf, mappingsOf } from "./mapping";

export const renamedHeader: InputRule = {
  code: "AG1116",
  title: "Response header that API Gateway renames",
  severity: "warning",
  description:
    "API Gateway needs some headers of its responses for itself. If a mapping of an `HTTP` or `AWS` integration sets `Authorization`, `Connection`, `Content-Length`, `Content-MD5`, `Date`, `Expect`, `Host`, `Max-Forwards`, `Proxy-Authenticate`, `Server`, `Trailer`, `Upgrade`, `User-Agent` or `WWW-Authenticate`, the client receives the value as `x-amzn-Remapped-` and the name. `Transfer-Encoding` is dropped. Use another name, or read the renamed header in the client. `Content-Length` and `Date`, which AWS's own tutorials map, are reported as information: API Gateway sends its own.",
  confidence: "verified-aws-third-party",
  sources: [recorded("integrations"), guide("api-gateway-known-issues")],
  bad: putResponse({
    ...RESPONSE,
    responseParameters: { "method.response.header.WWW-Authenticate": "'Basic'" },
  }),
  good: putResponse(RESPONSE),
  on: "input",
  operations: PUT_RESPONSE,
  check(input, report) {
    for (const mapping of mappingsOf(input)) {
      const header = headerOf(mapping);
      const renamed = header && clientHeaderName(header.text, "custom");
      if (!header || renamed === header.text) continue;
      report({
        ...(SENT_ANYWAY.test(header.text) && { severity: "information" }),
        span: mapping.key.at(header.span),
        message:
          renamed === undefined
            ? `API Gateway drops ${header.text} from the response.`
            : `The client receives ${header.text} as ${renamed}, unless the integration is a MOCK.`,
      });
    }
  },
};

/** Headers that the client receives from API Gateway itself, so that it hardly misses those of the backend. */
const SENT_ANYWAY = /^(?:Content-Length|Date)$/i;
