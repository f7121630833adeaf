import type { ApiFacts } from "../../../model/apiFacts";
import { declaredNames, pathParameterNames } from "../../../model/knownNames";

/** The name of a request parameter, header and so on. */
export interface ParameterName {
  readonly name: string;
  readonly detail?: string;
  readonly rank: number;
}

/** Returns names of parameters of the caller's request: those that the REST method declares first, then guesses. */
export function parameterNames(
  facts: ApiFacts | undefined,
  location: string,
  guesses: readonly string[] = [],
): readonly ParameterName[] {
  const declared = declaredNames(facts, location);
  const paths = location === "path" ? pathParameterNames(facts?.routes) : [];
  const others = [...new Set([...paths, ...guesses])].filter((name) => !declared?.includes(name));
  return [
    ...(declared ?? []).map((name) => ({ name, detail: "declared", rank: 0 })),
    ...others.map((name) => (declared ? { name, detail: "not declared", rank: 1 } : { name, rank: 0 })),
  ];
}
