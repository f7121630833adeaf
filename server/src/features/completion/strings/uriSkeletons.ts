import { LAMBDA_INVOCATIONS, URI_NAMES, type UriKind } from "../../../expressions";
import type { UriRole } from "../../context/cursorContext";
import { memberText } from "../../context/inputMembers";
import type { CompletionSource } from "../item";
import { parseSnippet, type Snippet } from "../snippet";

/** A whole URI or ARN with tab stops. */
export interface UriSkeleton {
  readonly label: string;
  readonly uri: Snippet;
  readonly documentation: string;
}

type Form =
  | "http-url"
  | "lambda-function"
  | "lambda-invoke"
  | "lambda-stream"
  | "aws-action"
  | "aws-path"
  | "elb-listener"
  | "elb"
  | "cloud-map"
  | "role"
  | "caller-identity";

const ARN = "arn:${1:aws}:";
const FUNCTION = "arn:${1:aws}:lambda:${2:us-east-1}:${3:123456789012}:function:${4:my-function}";

function wrapper(kind: keyof typeof LAMBDA_INVOCATIONS): string {
  const { version, ending } = LAMBDA_INVOCATIONS[kind];
  return `${ARN}apigateway:\${2:us-east-1}:lambda:path/${version}/functions/${FUNCTION}/${ending}`;
}

const ADDRESSES: Readonly<Record<Form, string>> = {
  "http-url": "https://${1:api.example.com}/${2:path}",
  "lambda-function": FUNCTION,
  "lambda-invoke": wrapper("lambda-invoke"),
  "lambda-stream": wrapper("lambda-stream"),
  "aws-action": `${ARN}apigateway:\${2:us-east-1}:\${3:dynamodb}:action/\${4:PutItem}`,
  "aws-path": `${ARN}apigateway:\${2:us-east-1}:\${3:s3}:path/\${4:my-bucket/my-key}`,
  "elb-listener": `${ARN}elasticloadbalancing:\${2:us-east-1}:\${3:123456789012}:listener/\${4:app}/\${5:my-load-balancer}/\${6:50dc6c495c0c9188}/\${7:f2f7dc8efc522ab2}`,
  elb: `${ARN}elasticloadbalancing:\${2:us-east-1}:\${3:123456789012}:loadbalancer/\${4:app}/\${5:my-load-balancer}/\${6:50dc6c495c0c9188}`,
  "cloud-map": `${ARN}servicediscovery:\${2:us-east-1}:\${3:123456789012}:service/\${4:srv-abcdefghijklmnop}`,
  role: `${ARN}iam::\${2:123456789012}:role/\${3:api-gateway}`,
  "caller-identity": "arn:${1:aws}:iam::*:user/*",
};

const LABELS: Readonly<Record<Form, string>> = {
  "http-url": "https://…",
  "lambda-function": "arn:…:lambda:…:function:…",
  "lambda-invoke": "arn:…:apigateway:…:lambda:path/…/invocations",
  "lambda-stream": "arn:…:apigateway:…:lambda:path/…/response-streaming-invocations",
  "aws-action": "arn:…:apigateway:…:action/…",
  "aws-path": "arn:…:apigateway:…:path/…",
  "elb-listener": "arn:…:elasticloadbalancing:…:listener/…",
  elb: "arn:…:elasticloadbalancing:…:loadbalancer/…",
  "cloud-map": "arn:…:servicediscovery:…:service/…",
  role: "arn:…:iam::…:role/…",
  "caller-identity": "arn:…:iam::*:user/*",
};

/** Returns the URIs and ARNs that fit the other members of the integration. */
export function skeletonsFor(source: CompletionSource, role: UriRole): readonly UriSkeleton[] {
  return formsFor(source, role).map((form) => ({
    label: LABELS[form],
    uri: parseSnippet(ADDRESSES[form]),
    documentation: capital(`${URI_NAMES[form satisfies UriKind]}.`),
  }));
}

/** Returns how the integration refers to a Lambda function; undefined if it does not call one. */
export function lambdaFormFor(
  source: Pick<CompletionSource, "root" | "operation" | "protocol">,
): "lambda-function" | "lambda-invoke" | "lambda-stream" | undefined {
  // Service actions have no URI.
  if (memberText(source.root, source.operation, "subtype")) return undefined;
  return uriForms(source).find(
    (form) => form === "lambda-function" || form === "lambda-invoke" || form === "lambda-stream",
  );
}

function formsFor({ root, operation, protocol }: CompletionSource, role: UriRole): readonly Form[] {
  switch (role) {
    case "credentials":
      // AWS service integrations require a role.
      return memberText(root, operation, "subtype") === undefined ? ["role", "caller-identity"] : ["role"];
    case "target":
      return ["elb-listener", "elb"];
    case "uri":
      return uriForms({ root, operation, protocol });
  }
}

function uriForms({
  root,
  operation,
  protocol,
}: Pick<CompletionSource, "root" | "operation" | "protocol">): readonly Form[] {
  const type = memberText(root, operation, "type");
  if (operation.family === "apigateway") {
    return restForms(type, memberText(root, operation, "transferMode") === "STREAM");
  }
  if (protocol === "WEBSOCKET") return webSocketForms(type);
  // Only HTTP APIs have private integrations.
  const isPrivate = memberText(root, operation, "connectionType") === "VPC_LINK";
  const forms = httpForms(type, isPrivate);
  return protocol === "HTTP" || isPrivate ? forms : [...new Set([...forms, ...webSocketForms(type)])];
}

function httpForms(type: string | undefined, isPrivate: boolean): readonly Form[] {
  if (isPrivate) return ["elb-listener", "cloud-map"];
  if (type === "AWS_PROXY") return ["lambda-function", "lambda-invoke"];
  if (type === "HTTP_PROXY") return ["http-url"];
  return type === undefined ? ["lambda-function", "http-url", "elb-listener", "cloud-map"] : [];
}

function webSocketForms(type: string | undefined): readonly Form[] {
  switch (type) {
    case "AWS_PROXY":
      return ["lambda-invoke"];
    case "AWS":
      return ["lambda-invoke", "aws-action", "aws-path"];
    case "HTTP":
    case "HTTP_PROXY":
      return ["http-url"];
    case "MOCK":
      return [];
    default:
      return ["lambda-invoke", "http-url", "aws-action", "aws-path"];
  }
}

function restForms(type: string | undefined, streams: boolean): readonly Form[] {
  const invoke: Form = streams ? "lambda-stream" : "lambda-invoke";
  return webSocketForms(type).map((form) => (form === "lambda-invoke" ? invoke : form));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
