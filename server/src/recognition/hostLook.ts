/**
 * A look at a file's name and text that tells whether it may hold integrations among other things. For the extension,
 * which asks about every file that is opened: the hosts themselves come with all that is known about integrations.
 */
import type { HostCandidate, HostName, HostSettings } from "../hosts/host";

interface Look {
  readonly file: RegExp;
  /** At least one of the texts is in the file. */
  readonly texts: readonly string[];
}

const LOOKS: Readonly<Record<HostName, Look>> = {
  openapi: { file: /\.(?:json|ya?ml|template|swagger|oas)$/i, texts: ["x-amazon-apigateway-integration"] },
  cloudformation: {
    file: /\.(?:json|ya?ml|template|cfn|cform|sam)$/i,
    texts: ["AWS::ApiGateway", "AWS::Serverless::"],
  },
  terraform: { file: /\.(?:tf|tofu)(?:\.json)?$/i, texts: ["aws_api_gateway_", "aws_apigatewayv2_"] },
  serverless: {
    file: /\.(?:json|ya?ml)$/i,
    texts: ["apiGatewayServiceProxies", "AWS::ApiGateway", "http:", '"http"'],
  },
};

/** Returns whether a file may be one of the hosts that are on. */
export function mayBeHost({ path, text }: HostCandidate, settings: HostSettings = {}): boolean {
  return (Object.entries(LOOKS) as [HostName, Look][]).some(
    ([name, { file, texts }]) =>
      settings[name] !== false &&
      file.test(path) &&
      (name !== "serverless" || isServerless(path, text)) &&
      texts.some((part) => text.includes(part)),
  );
}

/** The name is free, but hardly ever another one; a part of a configuration has the functions or the proxies. */
function isServerless(path: string, text: string): boolean {
  return (
    /(?:^|[/\\])[^/\\]*serverless[^/\\]*$/i.test(path) ||
    text.includes("apiGatewayServiceProxies") ||
    /^(?:functions|provider):/m.test(text)
  );
}
