/** Choosing among the inputs of a host file by the names that people give. */
import type { HostAnalysis, HostedAnalysis } from "./analyzeHost";

/** The input that a name stands for, or why there is none. */
export type FoundHosted =
  | { readonly kind: "found"; readonly input: HostedAnalysis }
  | { readonly kind: "unknown" | "ambiguous"; readonly names: readonly string[] };

/**
 * Finds an input by its title, such as `GET /pets`, in any case, or by its ID with slashes between the parts. Without a
 * name, the only integration in the file.
 */
export function findHosted({ inputs }: Pick<HostAnalysis, "inputs">, name: string | undefined): FoundHosted {
  const found = name === undefined ? inputs.filter(isIntegration) : named(inputs, name);
  const [only, ...others] = found;
  if (!only && name === undefined && inputs.length === 1 && inputs[0])
    return { kind: "found", input: inputs[0] };
  if (!only) return { kind: "unknown", names: inputs.map(titleOf) };
  if (others.length === 0) return { kind: "found", input: only };
  return { kind: "ambiguous", names: found.map(name === undefined ? titleOf : idOf) };
}

function named(inputs: readonly HostedAnalysis[], name: string): readonly HostedAnalysis[] {
  const byId = inputs.filter((input) => idOf(input) === name);
  if (byId.length > 0) return byId;
  const byTitle = inputs.filter((input) => titleOf(input) === name);
  if (byTitle.length > 0) return byTitle;
  return inputs.filter((input) => titleOf(input).toLowerCase() === name.toLowerCase());
}

/** Returns the integration responses of an integration, in the order of the file. */
export function responsesOf(
  { inputs }: Pick<HostAnalysis, "inputs">,
  { hosted }: HostedAnalysis,
): readonly HostedAnalysis[] {
  const id = hosted.id.join("\n");
  return inputs.filter((input) => input.hosted.integration?.join("\n") === id);
}

/** False for an integration response. */
export function isIntegration({ operation }: Pick<HostedAnalysis, "operation">): boolean {
  return !operation.name.endsWith("-response");
}

function titleOf({ hosted }: HostedAnalysis): string {
  return hosted.title;
}

function idOf({ hosted }: HostedAnalysis): string {
  return hosted.id.join("/");
}
