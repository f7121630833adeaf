/** The inputs of a simulation of an integration in a host file. */
import type { SimulatedInput, SimulationOptions } from "../simulate";
import { defined } from "../syntax/defined";
import type { HostAnalysis, HostedAnalysis } from "./analyzeHost";
import { responsesOf } from "./hostInputs";

/** What to simulate. */
export type HostedSimulation = { readonly inputs: readonly SimulatedInput[] } & Pick<
  SimulationOptions,
  "isComplete" | "facts"
>;

/** Returns the integration with its integration responses in the file, and with those that are given from elsewhere. */
export function hostedSimulation(
  analysis: HostAnalysis,
  integration: HostedAnalysis,
  others: readonly SimulatedInput[] = [],
): HostedSimulation {
  const inputs = [integration, ...responsesOf(analysis, integration)].map(simulatedInput);
  return {
    inputs: [...inputs, ...others],
    ...defined({ facts: integration.facts }),
  };
}

/** The problems of the rest of the file do not matter to the input. */
function simulatedInput({ document, operation, protocol }: HostedAnalysis): SimulatedInput {
  return { document: { ...document, problems: [] }, operation: operation.name, ...defined({ protocol }) };
}
