import type { IntegrationInput } from "../../model/input";
import type { InputRule } from "../engine/rule";
import { put } from "../shared/examples";
import { withFaults } from "../shared/faults";
import { typeOf } from "../shared/restType";
import { guide, REFERENCE, recorded } from "../shared/sources";
import { illegalCharacterIn } from "../uri/url";
import { HTTP, HTTP_PROXY } from "./examples";
import { backendOf, PUT, type RestUri, startsOpen, uriOf } from "./integration";

export const notHttp: InputRule = {
  code: "AG1003",
  title: "URI is not an HTTP endpoint",
  severity: "error",
  description:
    "The `uri` of an `HTTP` or `HTTP_PROXY` integration is a URL that starts with `http://` or `https://`, or a stage variable that contains one. For an ARN, use type `AWS` or `AWS_PROXY`.",
  aws: "Invalid HTTP endpoint specified for URI",
  confidence: "verified-aws-third-party",
  sources: [recorded("integrations")],
  bad: put({ ...HTTP_PROXY, uri: "example.com/orders" }),
  good: put(HTTP_PROXY),
  on: "input",
  operations: PUT,
  check(input, report) {
    const found = uriOf(input);
    if (backendOf(typeOf(input)) !== "http" || !found || startsOpen(found.node.value)) return;
    const { node, uri, at } = found;
    if (uri.kind !== "http-url") {
      const hint = node.value.startsWith("arn:") ? " For an ARN, use type AWS or AWS_PROXY." : "";
      report({
        span: node.span,
        message: `Not a valid URL. Expected a URL that starts with http:// or https://.${hint}`,
      });
    } else if (!/^https?$/i.test(uri.scheme.text)) {
      report({ span: at(uri.scheme.span), message: "The URL must start with http:// or https://." });
    } else if (uri.host.text === "") {
      report({ span: node.span, message: "Missing host." });
    }
  },
};

export const unsupportedPort: InputRule = {
  code: "AG1045",
  title: "Unsupported port",
  severity: "warning",
  description: "API Gateway can only reach a backend on port 80, port 443 or a port from 1024 to 65535.",
  confidence: "docs",
  sources: [guide("setup-http-integrations")],
  bad: put({ ...HTTP, uri: "https://example.com:81/orders" }),
  good: put({ ...HTTP, uri: "https://example.com:8443/orders" }),
  on: "input",
  operations: PUT,
  check(input, report) {
    const found = httpUri(input);
    const uris = found ? [found] : [];
    for (const { at, fault } of withFaults(uris, ({ uri }) => uri.faults, ["unsupportedPort"])) {
      report({
        span: at(fault.span),
        message: "API Gateway only supports ports 80, 443 and 1024 to 65535.",
      });
    }
  },
};

export const illegalCharacter: InputRule = {
  code: "AG1046",
  title: "Character not allowed in a URL",
  severity: "warning",
  description:
    "Percent-encode spaces and other characters that are not allowed in a URL. Braces are reserved for `{placeholders}`, which are filled in by mappings, and for `${stageVariables.x}`. In a host name, such a character cannot be encoded, so it is an error there.",
  confidence: "docs",
  sources: [REFERENCE],
  bad: put({ ...HTTP, uri: "https://example.com/new orders" }),
  good: put({ ...HTTP, uri: "https://example.com/new%20orders" }),
  on: "input",
  operations: PUT,
  check(input, report) {
    const found = httpUri(input);
    const finding = found && illegalCharacterIn(input, found.node, found.uri);
    if (finding) report(finding);
  },
};

function httpUri(input: IntegrationInput): RestUri | undefined {
  return backendOf(typeOf(input)) === "http" ? uriOf(input) : undefined;
}
