/** The list of hosts. Each is a folder, and nothing else knows what is in it. */
import type { Format } from "../syntax/nodes";
import { cloudformation } from "./cloudformation";
import { HOST_NAMES, type Host, type HostCandidate, type HostName, type HostSettings } from "./host";
import { openapi } from "./openapi";
import { serverless } from "./serverless";
import { terraform } from "./terraform";

export type { HostSettings } from "./host";

export const HOSTS: readonly Host[] = [openapi, cloudformation, terraform, serverless];

/** Returns the settings that switch off all hosts but these. */
export function onlyHosts(names: readonly HostName[]): HostSettings {
  return Object.fromEntries(HOST_NAMES.map((name) => [name, names.includes(name)]));
}

/** A host that a file may belong to, with the file's format. */
export interface HostCandidateMatch {
  readonly host: Host;
  readonly format: Format;
}

/** Returns the hosts that a file may belong to, by a look at its name and text. */
export function hostsFor(
  candidate: HostCandidate,
  settings: HostSettings = {},
): readonly HostCandidateMatch[] {
  return HOSTS.flatMap((host) => {
    if (settings[host.name] === false) return [];
    const format = host.formatOf(candidate);
    return format ? [{ host, format }] : [];
  });
}
