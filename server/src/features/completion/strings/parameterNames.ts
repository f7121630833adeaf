import type { ApiFacts } from "../../../model/apiFacts";
import { declaredNames, pathParameterNames } from "../../../model/knownNames";

/** The name of a part of a request, and what is known of it. */
export interface ParameterName {
  readonly name: string;
  readonly detail?: string;
  readonly rank: number;
}

/**
 * Names of parameters, headers and so on of the caller's request: first what a REST method declares, where that
 * is known, then what else they may be.
 */
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
