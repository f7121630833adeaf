/** Host files as arguments of commands that work on one input. */
import {
  analyzeHost,
  findHosted,
  type HostAnalysis,
  type HostedAnalysis,
  hostPath,
  type Protocol,
} from "../../server/src/service";
import { UsageError } from "./usageError";

/** The option that chooses an input of a host file. */
export const INPUT_OPTION = {
  value: "TITLE",
  description:
    'the integration or integration response to take from an OpenAPI document, CloudFormation template or the like, such as "GET /pets" or "GET /pets 200"; required if there are several',
} as const;

/** Analyzes a file if it is a host file with integrations. */
export function readHost(text: string, fileName: string, protocol?: Protocol): HostAnalysis | undefined {
  return analyzeHost(text, hostPath(fileName, text), protocol ? { protocol } : {});
}

const MOST_NAMES = 30;

/** Returns the chosen input, or the only integration. Throws a `UsageError` that lists the inputs. */
export function chosenInput(file: string, host: HostAnalysis, name: string | undefined): HostedAnalysis {
  const found = findHosted(host, name);
  if (found.kind === "found") return found.input;
  const { kind, names } = found;
  const shown = names.slice(0, MOST_NAMES).join(", ");
  const list = names.length > MOST_NAMES ? `${shown}, … ${names.length - MOST_NAMES} more` : shown;
  if (name === undefined) throw new UsageError(`${file} has several integrations: add --input (${list})`);
  throw new UsageError(
    kind === "unknown"
      ? `unknown input: ${name} (known: ${list})`
      : `several inputs: ${name} (add one of: ${list})`,
  );
}

/** Throws a `UsageError` if an input is chosen in a file that is itself one. */
export function refuseInput(name: string | undefined): void {
  if (name !== undefined) {
    throw new UsageError(
      "--input is only for files such as OpenAPI documents, in which integrations stand among other things",
    );
  }
}
