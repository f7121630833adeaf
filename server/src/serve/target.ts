/** What an integration calls. */
import { parseUri } from "../expressions";
import { TIMEOUTS } from "../model/timeouts";
import { callsLambda, type IntegrationConfig, isProxy, typeOf } from "../simulate";

export type Target =
  | { readonly kind: "mock" }
  | { readonly kind: "http"; readonly isProxy: boolean }
  | {
      readonly kind: "lambda";
      readonly isProxy: boolean;
      /** The format of the event; for proxies of HTTP APIs only. */
      readonly version: "1.0" | "2.0";
      /** The name of the function, if it is known. */
      readonly functionName?: string;
    }
  | { readonly kind: "service" };

/**
 * Returns what an integration calls. A function that the file does not name counts as one.
 * @param uri the URI as its file has it, with names in angle brackets for what the file leaves open
 */
export function targetOf(integration: IntegrationConfig, uri: string): Target {
  const proxies = isProxy(integration);
  const type = typeOf(integration);
  if (type === "MOCK") return { kind: "mock" };
  if (type === "HTTP" || type === "HTTP_PROXY") return { kind: "http", isProxy: proxies };
  const hasSubtype = Boolean(integration.source.input.text("IntegrationSubtype"));
  const isFunction = callsLambda(integration) || (type === "AWS_PROXY" && !hasSubtype);
  if (!isFunction) return { kind: "service" };
  const functionName = functionNameIn(uri);
  return {
    kind: "lambda",
    isProxy: proxies,
    version: integration.source.input.text("PayloadFormatVersion") === "2.0" ? "2.0" : "1.0",
    ...(functionName !== undefined && { functionName }),
  };
}

function functionNameIn(uri: string): string | undefined {
  // The name of a resource: `<Orders.Arn>`, `<aws_lambda_function.orders.invoke_arn>`.
  const [, reference] = /(?:^|\/functions\/|:function:)<([^<>]+)>/.exec(uri) ?? [];
  if (reference !== undefined) {
    const parts = reference
      .split(".")
      .filter((part) => !/^(?:Arn|arn|invoke_arn|qualified_\w+|Alias)$/.test(part));
    return parts.at(-1);
  }
  const parsed = parseUri(uri);
  const isFunction =
    parsed.kind === "lambda-invoke" || parsed.kind === "lambda-stream" || parsed.kind === "lambda-function";
  return isFunction ? parsed.function?.name?.text : undefined;
}

/** Returns how long API Gateway waits for the backend, in milliseconds. */
export function timeoutOf(integration: IntegrationConfig): number {
  const { protocol } = integration;
  const value = integration.source.input.value(integration.name("timeout"));
  const given =
    value?.kind === "number" ? value.value : value?.kind === "string" ? Number(value.value) : undefined;
  const isValid = given !== undefined && Number.isFinite(given) && given > 0;
  return isValid ? given : TIMEOUTS[protocol].maximum;
}
