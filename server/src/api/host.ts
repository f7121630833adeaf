/** Host files in the module API: files such as an OpenAPI document, in which integrations stand among other things. */
import {
  analyzeHost,
  findHosted,
  type HostAnalysis,
  type HostedAnalysis,
  type HostName,
  type HostSettings,
  hostPath,
  onlyHosts,
} from "../service";
import { type InputOptions, pinnedProtocol } from "./input";

/** Which hosts to look for. */
export interface HostFileOptions {
  /** The hosts to look for, such as `["openapi", "cloudformation"]`; all by default. */
  readonly hosts?: readonly HostName[];
}

/** Analyzes a text as a host file; undefined if it is read as something else or has no integrations. */
export function readHost(text: string, options: InputOptions & HostFileOptions): HostAnalysis | undefined {
  if (!isForHosts(options)) return undefined;
  return analyzeHost(text, nameForHosts(text, options), {
    ...pinnedProtocol(options),
    ...chosenHosts(options),
  });
}

/** False if the options say that the text is an input. */
export function isForHosts({ format, operation }: InputOptions): boolean {
  return format === undefined && operation === undefined;
}

/** The file name, from which hosts tell the format. */
export function nameForHosts(text: string, { fileName = "" }: InputOptions): string {
  return hostPath(fileName, text);
}

export function chosenHosts({ hosts }: HostFileOptions): { readonly hosts?: HostSettings } {
  return hosts ? { hosts: onlyHosts(hosts) } : {};
}

/** Returns the input with that title or ID, or the only integration. Throws a RangeError if there is none. */
export function chosenInput(analysis: HostAnalysis, name: string | undefined): HostedAnalysis {
  const found = findHosted(analysis, name);
  if (found.kind === "found") return found.input;
  const names = found.names.join(", ");
  if (name === undefined) throw new RangeError(`The file has several integrations: ${names}`);
  throw new RangeError(
    found.kind === "unknown" ? `Unknown input: ${name} (known: ${names})` : `Several inputs: ${names}`,
  );
}
