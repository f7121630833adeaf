import { type Part, parseUri } from "../../expressions";
import { SUBTYPE_PARAMETERS } from "../../expressions/subtypes";
import type { IntegrationInput } from "../../model/input";
import { typeOf } from "./restType";
import { V2_INTEGRATIONS } from "./scope";

/** Returns whether a member must not be empty, because a more specific rule reports that it is. */
export function isNeeded(input: IntegrationInput, name: string): boolean {
  if (input.operation.name === "put-integration") return isNeededByRest(input, name);
  return V2_INTEGRATIONS.includes(input.operation.name) && isNeededByV2(input, name);
}

function isNeededByRest(input: IntegrationInput, name: string): boolean {
  const type = typeOf(input);
  switch (name) {
    case "uri":
    case "integrationHttpMethod":
      return type !== undefined && type !== "MOCK";
    case "connectionId":
      return type !== "MOCK" && input.text("connectionType") === "VPC_LINK";
    case "credentials":
      return serviceWithRole(input) !== undefined;
    default:
      return false;
  }
}

function isNeededByV2(input: IntegrationInput, name: string): boolean {
  const type = input.text("IntegrationType") ?? "";
  const subtype = input.text("IntegrationSubtype");
  const isPrivate = input.text("ConnectionType") === "VPC_LINK";
  switch (name) {
    case "IntegrationUri":
      return (needsTarget(type) || isPrivate) && !subtype;
    case "IntegrationMethod":
      return type === "HTTP" || type === "HTTP_PROXY";
    case "PayloadFormatVersion":
      return input.protocol === "HTTP" && (subtype !== undefined || needsTarget(type));
    case "ConnectionId":
      return isPrivate && input.protocol !== "WEBSOCKET";
    case "CredentialsArn":
      return Boolean(subtype) && input.protocol !== "WEBSOCKET";
    case "IntegrationSubtype":
      return (
        type === "AWS_PROXY" &&
        !input.text("IntegrationUri") &&
        input.entries("RequestParameters").some(({ key }) => SUBTYPE_PARAMETERS.has(key.value))
      );
    default:
      return false;
  }
}

/** Returns whether an integration type of HTTP and WebSocket APIs calls a backend. */
export function needsTarget(type: string): boolean {
  return ["AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY"].includes(type);
}

/** Returns the AWS service that a REST integration calls with the role in `credentials`; undefined if it needs none. */
export function serviceWithRole(input: IntegrationInput): Part | undefined {
  const uri = typeOf(input) === "AWS" ? parseUri(input.text("uri") ?? "") : undefined;
  if (uri?.kind !== "aws-path" && uri?.kind !== "aws-action") return undefined;
  const service = uri.awsService;
  return service.text === "" || service.text === "lambda" || /[${}<>]/.test(service.text)
    ? undefined
    : service;
}
