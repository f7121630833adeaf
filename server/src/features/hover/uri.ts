import {
  ARN_FIELDS,
  type Arn,
  type ArnField,
  isAt,
  type ParsedUri,
  parseUri,
  pathParametersOf,
  URI_NAMES,
} from "../../expressions";
import type { ApiFacts } from "../../model/apiFacts";
import { explainPartition, explainRegion, explainStageVariable } from "../docs/explain";
import { code, escaped } from "../docs/markdown";
import type { Hover } from "./hover";

/** Explains the part of a URI or ARN at the offset; between parts, the whole. */
export function hoverUri(text: string, at: number, facts: ApiFacts | undefined): Hover | undefined {
  const uri = parseUri(text);
  return (
    variableAt(uri, at, facts) ??
    (isWrapped(uri) && uri.function?.arn && isAt(uri.function.arn.span, at)
      ? fieldOf(uri.function.arn, at, "function")
      : undefined) ??
    ("arn" in uri ? fieldOf(uri.arn, at, uri) : wholeOf(uri))
  );
}

function isWrapped(uri: ParsedUri): uri is ParsedUri & { readonly kind: "lambda-invoke" | "lambda-stream" } {
  return uri.kind === "lambda-invoke" || uri.kind === "lambda-stream";
}

function variableAt(uri: ParsedUri, at: number, facts: ApiFacts | undefined): Hover | undefined {
  const variable = uri.stageVariables.find(({ span }) => isAt(span, at));
  if (variable) return { span: variable.span, markdown: explainStageVariable(variable.name.text, facts) };
  const parameter = pathParametersOf(uri).find(({ span }) => isAt(span, at));
  if (!parameter) return undefined;
  const { text } = parameter.name;
  const greedy = parameter.greedy ? " It matches the rest of the path, including slashes." : "";
  return {
    span: parameter.span,
    markdown: `**${escaped(`{${text}}`)}** · path parameter\n\nFilled in by the mapping ${code(`integration.request.path.${text}`)} or, on an HTTP API, by the path parameter of the route.${greedy}`,
  };
}

/** Explains a URI as a whole, for kinds whose parts need no explanation. */
function wholeOf(uri: ParsedUri): Hover | undefined {
  if (uri.kind === "unknown") return undefined;
  return { span: uri.span, markdown: `**${capital(URI_NAMES[uri.kind])}**` };
}

function fieldOf(arn: Arn, at: number, whole: ParsedUri | "function"): Hover | undefined {
  const field = ARN_FIELDS.find((name) => {
    const part = arn[name];
    return part !== undefined && isAt(part.span, at);
  });
  const part = field && arn[field];
  if (!field || !part || part.text === "") return undefined;
  const markdown = explainField(field, part.text, arn, whole);
  return markdown === undefined ? undefined : { span: part.span, markdown };
}

function explainField(
  field: ArnField,
  text: string,
  { service }: Arn,
  whole: ParsedUri | "function",
): string | undefined {
  const isApiGateway = service?.text === "apigateway";
  switch (field) {
    case "prefix":
      return `**arn** · ${whole === "function" ? "a Lambda function's ARN" : URI_NAMES[whole.kind]}`;
    case "partition":
      return explainPartition(text);
    case "service":
      return isApiGateway
        ? "**apigateway** · service\n\nAPI Gateway makes the call. The service to call and the request to make follow the region."
        : `**${escaped(text)}** · service`;
    case "region":
      return explainRegion(text);
    case "account":
      if (isApiGateway) return explainCalled(text);
      return `**${escaped(text)}** · ${text === "*" ? "any account" : "account\n\nThe AWS account that owns the resource."}`;
    case "resource":
      return explainResource(text, whole);
  }
}

function explainCalled(text: string): string {
  const dot = text.lastIndexOf(".");
  const subdomain = dot < 0 ? "" : ` at the subdomain ${code(text.slice(0, dot))}`;
  return `**${escaped(text)}** · service to call\n\nAPI Gateway calls ${code(text.slice(dot + 1))}${subdomain}.`;
}

function explainResource(text: string, whole: ParsedUri | "function"): string {
  if (whole === "function") return explainFunction(text);
  switch (whole.kind) {
    case "lambda-function":
      return explainFunction(text);
    case "lambda-invoke":
      return "**path** · invokes a function\n\nCalls `Invoke` on the Lambda function between `functions/` and `/invocations`, and waits for the complete response.";
    case "lambda-stream":
      return "**path** · invokes a function\n\nCalls the Lambda function between `functions/` and `/response-streaming-invocations`, and streams its response to the caller.";
    case "aws-path":
      return `**path** · requests a path of the service\n\nCalls the path ${code(`/${whole.path.text}`)} of ${code(whole.awsService.text)}.`;
    case "aws-action":
      return `**action** · ${escaped(whole.action.text)}\n\nCalls the action ${code(whole.action.text)} of ${code(whole.awsService.text)}.`;
    case "caller-identity":
      return "**user/\\*** · the caller's identity\n\nAPI Gateway calls the backend with the credentials of the caller who signed the request.";
    case "role":
      return "**role** · IAM role\n\nAPI Gateway assumes this role to make the call. The role must trust `apigateway.amazonaws.com`.";
    default:
      return `**${escaped(text)}** · resource\n\n${capital(URI_NAMES[whole.kind])}.`;
  }
}

function explainFunction(text: string): string {
  const [, name = "", qualifier] = text.split(":");
  const which =
    qualifier === undefined
      ? ""
      : /^\d+$/.test(qualifier)
        ? ` Version ${qualifier}.`
        : ` Qualifier ${code(qualifier)}: an alias or a version.`;
  return `**${escaped(name)}** · Lambda function${which && `\n\n${which.trim()}`}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
