import type { Analysis } from "../../server/src/service";

/** Why a file that may be correct cannot be deployed, as sentences; undefined if it can. */
export function reasonNotDeployable({ member, operation }: Analysis): string | undefined {
  if (member === undefined) return undefined;
  const flag = operation.members.get(member)?.flag;
  const use =
    flag === undefined ? "" : ` Pass it to ${operation.command} with ${flag}, or deploy a whole input.`;
  return `The file only has the value of ${member}, so it cannot be deployed by itself.${use}`;
}
