/** Parts of inputs that are the same for the SDK and the AWS CLI. */

/** Returns the target of a route to the integration. */
export function routeTarget(integrationId: string): string {
  return `integrations/${integrationId}`;
}

/** Returns the parameters as `put-method-response` declares them, none of them required. */
export function responseParametersMap(names: readonly string[]): Readonly<Record<string, boolean>> {
  return Object.fromEntries(names.map((name) => [name, false]));
}

/** Returns the patch operations with which `update-method-response` declares the parameters. */
export function responseParametersPatch(names: readonly string[]) {
  return names.map((name) => ({
    op: "add" as const,
    // A path is a JSON pointer.
    path: `/responseParameters/${name.replaceAll("~", "~0")}`,
    value: "false",
  }));
}
