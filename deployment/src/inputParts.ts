/** Parts of inputs that the SDK and the AWS CLI take alike. */

/** What makes a route of an HTTP or WebSocket API lead to the integration. */
export function routeTarget(integrationId: string): string {
  return `integrations/${integrationId}`;
}

/** The parameters as `put-method-response` declares them; none is required of the backend. */
export function responseParametersMap(names: readonly string[]): Readonly<Record<string, boolean>> {
  return Object.fromEntries(names.map((name) => [name, false]));
}

/** What `update-method-response` is patched with to declare the parameters. */
export function responseParametersPatch(names: readonly string[]) {
  return names.map((name) => ({
    op: "add" as const,
    // A path is a JSON pointer.
    path: `/responseParameters/${name.replaceAll("~", "~0")}`,
    value: "false",
  }));
}
