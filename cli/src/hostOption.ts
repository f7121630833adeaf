import { HOST_NAMES, type HostName, onlyHosts } from "../../server/src/service";
import { oneOf } from "./arguments";

/** The option that limits the kinds of host files. */
export const HOSTS_OPTION = {
  value: "NAMES",
  description: `the kinds of files to find integrations in, besides inputs of the AWS CLI: any of ${HOST_NAMES.join(", ")}, separated by commas, or none; all by default`,
} as const;

/** Returns the kinds of host files that are chosen; undefined for all. */
export function hostNames(text: string | undefined): readonly HostName[] | undefined {
  if (text === undefined) return undefined;
  if (text === "none") return [];
  return text.split(",").map((name) => oneOf("host", name.trim(), HOST_NAMES));
}

/** Returns the settings for the kinds that are chosen. */
export function hostSettings(names: readonly HostName[] | undefined) {
  return names ? onlyHosts(names) : {};
}
