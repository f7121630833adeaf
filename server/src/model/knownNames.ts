/** Names that are known from an API's facts, for completion, rules and previews. */
import type { ApiFacts, MethodResponseFacts } from "./apiFacts";

/** Returns the variables of all stages, sorted by name. */
export function stageVariableNames(facts: ApiFacts | undefined): readonly string[] {
  const names = (facts?.stages ?? []).flatMap(({ variables }) => Object.keys(variables));
  return [...new Set(names)].sort();
}

/** Returns the path parameters of the routes: `id` and `proxy` for `GET /pets/{id}/{proxy+}`. */
export function pathParameterNames(routes: readonly string[] = []): readonly string[] {
  const names = routes.flatMap((route) =>
    Array.from(route.matchAll(/\{([^{}+]+)\+?\}/g), ([, name = ""]) => name),
  );
  return [...new Set(names)];
}

/** Returns the parameter names that a REST method declares at a location of its requests; undefined if unknown. */
export function declaredNames(facts: ApiFacts | undefined, location: string): readonly string[] | undefined {
  const prefix = `method.request.${location.replace(/^multivalue/, "")}.`;
  return facts?.requestParameters
    ?.filter((parameter) => parameter.startsWith(prefix))
    .map((parameter) => parameter.slice(prefix.length));
}

/** Returns the names of the headers that a REST method response declares. */
export function declaredHeaders({ responseParameters }: MethodResponseFacts): readonly string[] {
  const prefix = "method.response.header.";
  return responseParameters
    .filter((parameter) => parameter.startsWith(prefix))
    .map((parameter) => parameter.slice(prefix.length));
}
