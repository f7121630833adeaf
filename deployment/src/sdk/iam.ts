/** The part of the gateway for roles. Loaded when they are first listed. */
import { IAMClient, type IAMClientConfig, ListRolesCommand } from "@aws-sdk/client-iam";
import type { Call } from "../awsError";
import type { ListLimits, PartialList, RoleEntry } from "../gateway";
import { pagesUpTo } from "./calls";
import { needed } from "./replies";

/** The most items that IAM returns at once. */
const PAGE = 1_000;

/** Lists the account's roles. IAM is global, and the region only says in which partition. */
export async function listRoles(
  config: IAMClientConfig,
  region: string,
  limits: ListLimits,
): Promise<PartialList<RoleEntry>> {
  const call: Call = { service: "iam", operation: "ListRoles", method: "GET", path: "*", region };
  const client = new IAMClient(config);
  const MaxItems = Math.min(PAGE, limits.most);
  try {
    return await pagesUpTo(call, limits, async (Marker) => {
      const command = new ListRolesCommand({ Marker, MaxItems });
      const page = await client.send(command, { abortSignal: limits.signal });
      const items = (page.Roles ?? []).map(({ Arn, RoleName, AssumeRolePolicyDocument }) => ({
        arn: needed(Arn, "Arn", call),
        name: needed(RoleName, "RoleName", call),
        isForApiGateway: namesApiGateway(AssumeRolePolicyDocument ?? ""),
      }));
      return { items, next: page.IsTruncated === true ? page.Marker : undefined };
    });
  } finally {
    client.destroy();
  }
}

/** Whether a trust policy, percent-encoded as IAM returns it, names API Gateway. */
function namesApiGateway(policy: string): boolean {
  return /apigateway\.amazonaws\.com/i.test(policy);
}
