import type { ParsedUri } from "../../expressions/uri";
import type { IntegrationInput } from "../../model/input";
import type { StringNode } from "../../syntax/nodes";
import type { Finding } from "../engine/finding";
import type { InputRule } from "../engine/rule";
import { nearest } from "../shared/nearest";
import { replacePart, spanIn } from "../shared/part";
import { isUpdate, V2_INTEGRATIONS } from "../shared/scope";
import { guide } from "../shared/sources";
import { urlExample } from "../uri/examples";
import { isOpen, uriOf } from "../uri/uris";
import { illegalCharacterIn } from "../uri/url";

const HTTP_GUIDE = guide("http-api-develop-integrations-http");

export const notHttp: InputRule = {
  code: "AG2066",
  title: "Not an HTTP endpoint",
  severity: "error",
  description:
    "The target of an `HTTP` or `HTTP_PROXY` integration is a URL that starts with `http://` or `https://` and has a public host name. Use `AWS_PROXY` for a Lambda function, and `ConnectionType` `VPC_LINK` for a load balancer or a Cloud Map service.",
  aws: "Invalid HTTP endpoint specified for URI",
  confidence: "verified-aws-third-party",
  sources: ["https://github.com/aws/aws-cdk/issues/24017", HTTP_GUIDE],
  bad: urlExample("htp://example.com"),
  good: urlExample("https://example.com"),
  on: "input",
  operations: V2_INTEGRATIONS,
  check(input, report) {
    const target = publicTarget(input);
    const finding = target && endpointProblem(input, target);
    if (finding) report(finding);
  },
};

export const illegalCharacter: InputRule = {
  code: "AG2067",
  title: "Character not allowed in a URL",
  severity: "warning",
  description:
    "Percent-encode spaces and other characters that are not allowed in a URL. Braces are reserved for the parameters of a route, such as `{proxy}`, and for `${stageVariables.x}`. In a host name, such a character cannot be encoded, so it is an error there.",
  confidence: "docs",
  sources: [HTTP_GUIDE],
  bad: urlExample("https://example.com/new orders"),
  good: urlExample("https://example.com/new%20orders"),
  on: "input",
  operations: V2_INTEGRATIONS,
  check(input, report) {
    const target = publicTarget(input);
    const finding = target && illegalCharacterIn(input, target.node, target.uri);
    if (finding) report(finding);
  },
};

interface HttpTarget {
  readonly node: StringNode;
  readonly uri: ParsedUri;
}

/** Returns the target of an integration with an HTTP backend that is not private. */
function publicTarget(input: IntegrationInput): HttpTarget | undefined {
  const type = input.text("IntegrationType");
  const node = input.string("IntegrationUri");
  if (!node?.value || (type !== "HTTP" && type !== "HTTP_PROXY")) return undefined;
  // AG2014 checks the targets of private integrations, and AG2010 reports a subtype.
  if (input.text("ConnectionType") === "VPC_LINK" || input.text("IntegrationSubtype")) return undefined;
  return { node, uri: uriOf(node) };
}

function endpointProblem(input: IntegrationInput, { node, uri }: HttpTarget): Finding | undefined {
  if (isOpen(node)) return undefined;
  if (uri.kind !== "http-url") {
    const isPrivate = uri.kind === "elb-listener" || uri.kind === "cloud-map" || uri.kind === "elb";
    // An update may keep the ConnectionType that makes the integration private.
    return isPrivate && isUpdate(input)
      ? undefined
      : { span: node.span, ...otherTarget(input, uri, isPrivate) };
  }
  const { scheme, host } = uri;
  if (!/^https?$/i.test(scheme.text)) {
    const near = nearest(scheme.text, ["http", "https"]);
    return {
      span: spanIn(input, node, scheme.span),
      message: `The URL must start with http:// or https://.${near === undefined ? "" : ` Did you mean ${near}?`}`,
      fixes: near === undefined ? [] : [replacePart(node, scheme.span, near, `Write "${near}"`)],
    };
  }
  if (host.text === "") return { span: node.span, message: "Missing host." };
  if (/\.internal$/i.test(host.text)) {
    return {
      span: spanIn(input, node, host.span),
      message: `${host.text} is not a public host name. API Gateway can only reach private hosts through a VPC link.`,
    };
  }
  return undefined;
}

function otherTarget(
  input: IntegrationInput,
  { kind }: ParsedUri,
  isPrivate: boolean,
): Pick<Finding, "message" | "fixes"> {
  const message = "Not a valid URL. Expected a URL that starts with http:// or https://.";
  if (isPrivate) {
    return { message: `${message} A load balancer or a Cloud Map service requires ConnectionType VPC_LINK.` };
  }
  const type = input.string("IntegrationType");
  const isLambda = kind === "lambda-function" || kind === "lambda-invoke" || kind === "lambda-stream";
  if (!type || !isLambda) return { message };
  const proper = type.value === "HTTP" ? "AWS" : "AWS_PROXY";
  return {
    message: `${message} For a Lambda function, use IntegrationType ${proper}.`,
    fixes: [
      {
        title: `Set IntegrationType to ${proper}`,
        change: { kind: "replaceValue", node: type, value: proper },
      },
    ],
  };
}
