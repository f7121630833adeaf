import type { SimulatedInput } from "../simulate";
import { pairedInputs, type ReadInput } from "./pairing";
import { readInput, type ServedFile } from "./readInput";

/** The inputs of a simulation, and the file of each. */
export interface InputsOfFiles {
  readonly inputs: readonly SimulatedInput[];
  readonly sources: readonly string[];
}

/**
 * Finds what belongs to an input of the AWS CLI in the files next to it: the integration responses of an integration, or
 * the integration of a response with its other responses. Without any, only the input itself.
 */
export function withNeighbors(own: ReadInput, neighbors: readonly ServedFile[]): InputsOfFiles {
  const others = neighbors
    .flatMap((file) => readInput(file, undefined) ?? [])
    // A file that is being written next to this one does not stop its simulation.
    .filter(({ input }) => input.document.problems.every(({ kind }) => kind !== "syntax"));
  const { integrations } = pairedInputs([own, ...others]);
  const found = integrations.find(({ inputs }) => inputs.includes(own.input));
  return found ?? { inputs: [own.input], sources: [own.file] };
}
