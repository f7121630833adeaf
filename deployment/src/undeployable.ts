import { type Analysis, isPatchOperation, untouchedMembers } from "../../server/src/service";

/** Why a file that may be correct cannot be deployed, as sentences; undefined if it can. */
export function reasonNotDeployable(analysis: Analysis): string | undefined {
  const { input, member, operation } = analysis;
  const unset = input ? untouchedMembers(input.root, operation) : [];
  if (unset.length > 0) {
    const [first] = unset;
    return `The file is a skeleton that is not filled in yet: ${first?.key.value} and ${unset.length - 1} other members are not set. Remove them first.`;
  }
  if (!isPatchOperation(operation.name) && isPatch(analysis)) {
    return `The file is a list of changes (patchOperations) and not an input of ${operation.name}. Changes of integrations and integration responses are deployed as apigateway update-integration and apigateway update-integration-response. Pass others to the AWS CLI command that they are for.`;
  }
  if (member === undefined) return undefined;
  const flag = operation.members.get(member)?.flag;
  const use =
    flag === undefined ? "" : ` Pass it to ${operation.command} with ${flag}, or deploy a whole input.`;
  return `The file only has the value of ${member}, so it cannot be deployed by itself.${use}`;
}

/** True for the input of an update of `aws apigateway`: its patch operations, and IDs of what they change. */
function isPatch({ document: { root }, operation }: Analysis): boolean {
  if (root?.kind !== "object") return false;
  const others = root.members.filter(({ key }) => key.value !== "patchOperations");
  return (
    others.length < root.members.length &&
    // With members of an integration, `patchOperations` is one too many, and is reported as such.
    others.every(({ key }) => operation.members.get(key.value)?.inPath !== false)
  );
}
