import { type Analysis, untouchedMembers } from "../../server/src/service";

/** Why a file that may be correct cannot be deployed, as sentences; undefined if it can. */
export function reasonNotDeployable({ input, member, operation }: Analysis): string | undefined {
  const unset = input ? untouchedMembers(input.root, operation) : [];
  if (unset.length > 0) {
    const [first] = unset;
    return `The file is a skeleton that is not filled in yet: ${first?.key.value} and ${unset.length - 1} other members are not set. Remove them first.`;
  }
  if (member === undefined) return undefined;
  const flag = operation.members.get(member)?.flag;
  const use =
    flag === undefined ? "" : ` Pass it to ${operation.command} with ${flag}, or deploy a whole input.`;
  return `The file only has the value of ${member}, so it cannot be deployed by itself.${use}`;
}
