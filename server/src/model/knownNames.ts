/** The names that an API's facts tell, for completion, rules and previews. */
import type { ApiFacts, MethodResponseFacts } from "./apiFacts";

/** The variables that any stage has, in the order of the alphabet. */
export function stageVariableNames(facts: ApiFacts | undefined): readonly string[] {
  const names = (facts?.stages ?? []).flatMap(({ variables }) => Object.keys(variables));
  return [...new Set(names)].sort();
}

/** The names between braces in the routes' paths: `id` and `proxy` of `GET /pets/{id}/{proxy+}`. */
export function pathParameterNames(routes: readonly string[] = []): readonly string[] {
  const names = routes.flatMap((route) =>
    Array.from(route.matchAll(/\{([^{}+]+)\+?\}/g), ([, name = ""]) => name),
  );
  return [...new Set(names)];
}

/** The names that a REST method declares of a part of its requests; undefined where that is not known. */
export function declaredNames(facts: ApiFacts | undefined, location: string): readonly string[] | undefined {
  const prefix = `method.request.${location.replace(/^multivalue/, "")}.`;
  return facts?.requestParameters
    ?.filter((parameter) => parameter.startsWith(prefix))
    .map((parameter) => parameter.slice(prefix.length));
}

/** The names of the headers that a REST method's response declares. */
export function declaredHeaders({ responseParameters }: MethodResponseFacts): readonly string[] {
  const prefix = "method.response.header.";
  return responseParameters
    .filter((parameter) => parameter.startsWith(prefix))
    .map((parameter) => parameter.slice(prefix.length));
}
