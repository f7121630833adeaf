import {
  ARN_FIELDS,
  type Arn,
  type ArnField,
  isAt,
  type ParsedUri,
  parseUri,
  URI_NAMES,
} from "../../expressions";
import type { ApiFacts } from "../../model/apiFacts";
import { explainPartition, explainRegion, explainStageVariable } from "../docs/explain";
import type { Hover } from "./hover";

/** What the part of an address at the offset means; between parts, what the whole is. */
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
  if (uri.kind !== "http-url" && uri.kind !== "aws-path") return undefined;
  const parameter = uri.parameters.find(({ span }) => isAt(span, at));
  if (!parameter) return undefined;
  const { text } = parameter.name;
  const greedy = parameter.greedy ? " It takes the rest of the path, slashes included." : "";
  return {
    span: parameter.span,
    markdown: `**{${text}}** · path parameter\n\nFilled in by the mapping \`integration.request.path.${text}\`, or, by an HTTP API, with what the route's path has in its place.${greedy}`,
  };
}

/** What an address is as a whole, for one with no parts to tell of. */
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
  const isWrapper = service?.text === "apigateway";
  switch (field) {
    case "prefix":
      return `**arn** · ${whole === "function" ? "a Lambda function's ARN" : URI_NAMES[whole.kind]}`;
    case "partition":
      return explainPartition(text);
    case "service":
      return isWrapper
        ? "**apigateway** · wrapper\n\nAPI Gateway makes the call: the service that it calls and what it asks of it come behind the region."
        : `**${text}** · service`;
    case "region":
      return explainRegion(text);
    case "account":
      if (isWrapper) return explainCalled(text);
      return `**${text}** · ${text === "*" ? "any account" : "account\n\nThe AWS account that owns it."}`;
    case "resource":
      return explainResource(text, whole);
  }
}

function explainCalled(text: string): string {
  const dot = text.lastIndexOf(".");
  const subdomain = dot < 0 ? "" : ` at the host's subdomain \`${text.slice(0, dot)}\``;
  return `**${text}** · service to call\n\nAPI Gateway calls \`${text.slice(dot + 1)}\`${subdomain}.`;
}

function explainResource(text: string, whole: ParsedUri | "function"): string {
  if (whole === "function") return explainFunction(text);
  switch (whole.kind) {
    case "lambda-function":
      return explainFunction(text);
    case "lambda-invoke":
      return "**path** · invokes a function\n\nCalls Lambda's `Invoke` for the function between `functions/` and `/invocations`, and waits for its whole answer.";
    case "lambda-stream":
      return "**path** · invokes a function\n\nCalls Lambda for the function between `functions/` and `/response-streaming-invocations`, and passes its answer on as it comes.";
    case "aws-path":
      return `**path** · requests a path of the service\n\nCalls \`/${whole.path.text}\` of \`${whole.awsService.text}\`.`;
    case "aws-action":
      return `**action** · ${whole.action.text}\n\nAsks \`${whole.awsService.text}\` for the action \`${whole.action.text}\`.`;
    case "caller-identity":
      return "**user/\\*** · the caller's identity\n\nAPI Gateway calls the backend as whoever has signed the request.";
    case "role":
      return "**role** · IAM role\n\nAPI Gateway assumes this role for the call; the role must trust `apigateway.amazonaws.com`.";
    default:
      return `**${text}** · resource\n\n${capital(URI_NAMES[whole.kind])}.`;
  }
}

function explainFunction(text: string): string {
  const [, name = "", qualifier] = text.split(":");
  const which =
    qualifier === undefined
      ? ""
      : /^\d+$/.test(qualifier)
        ? ` Its version ${qualifier}.`
        : ` By the qualifier \`${qualifier}\`, an alias or a version.`;
  return `**${name}** · Lambda function${which && `\n\n${which.trim()}`}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
