/** The part of the gateway for Lambda functions and their policies. Loaded when the first of them is needed. */
import {
  AddPermissionCommand,
  GetPolicyCommand,
  LambdaClient,
  type LambdaClientConfig,
  ListFunctionsCommand,
} from "@aws-sdk/client-lambda";
import { type Call, isAwsError } from "../awsError";
import type { FunctionEntry, InvocationPermission, LambdaTarget, ListLimits, PartialList } from "../gateway";
import { attempt, attemptWrite, pagesUpTo } from "./calls";
import { needed } from "./replies";

/**
 * Reads the policy of a function, version or alias; undefined if it has none. Rejects if there is no such function,
 * which AWS reports with the same exception as a missing policy.
 */
export function readPolicy(config: LambdaClientConfig, called: LambdaTarget): Promise<string | undefined> {
  return withClient(config, called, (client) =>
    attempt(callOf("GetPolicy", "GET", called), async () => {
      const { Policy } = await client.send(new GetPolicyCommand(nameOf(called)));
      return Policy;
    }).catch((error: unknown) => {
      if (isAwsError(error) && error.kind === "not-found" && !/function not found/i.test(error.message))
        return undefined;
      throw error;
    }),
  );
}

/** Adds a permission to the policy of a function, version or alias. Sent once, like every write. */
export async function addPermission(
  config: LambdaClientConfig,
  { function: called, statementId, sourceArn }: InvocationPermission,
): Promise<void> {
  const command = new AddPermissionCommand({
    ...nameOf(called),
    StatementId: statementId,
    Action: "lambda:InvokeFunction",
    Principal: "apigateway.amazonaws.com",
    SourceArn: sourceArn,
  });
  await withClient({ ...config, maxAttempts: 1 }, called, (client) =>
    attemptWrite(callOf("AddPermission", "POST", called), () => client.send(command)),
  );
}

/** Lists the functions of a region. */
export function listFunctions(
  config: LambdaClientConfig,
  region: string,
  limits: ListLimits,
): Promise<PartialList<FunctionEntry>> {
  const call: Call = { service: "lambda", operation: "ListFunctions", method: "GET", path: "*", region };
  return withClient(config, { region }, (client) =>
    pagesUpTo(call, limits, async (Marker) => {
      const page = await client.send(new ListFunctionsCommand({ Marker }), { abortSignal: limits.signal });
      const items = (page.Functions ?? []).map(({ FunctionArn, FunctionName }) => ({
        arn: needed(FunctionArn, "FunctionArn", call),
        name: needed(FunctionName, "FunctionName", call),
      }));
      return { items, next: page.NextMarker };
    }),
  );
}

/** Functions may be in another region than the API. */
async function withClient<T>(
  config: LambdaClientConfig,
  { region }: Pick<LambdaTarget, "region">,
  use: (client: LambdaClient) => Promise<T>,
): Promise<T> {
  const client = new LambdaClient({ ...config, region });
  try {
    return await use(client);
  } finally {
    client.destroy();
  }
}

function nameOf({ functionArn, qualifier }: LambdaTarget) {
  return { FunctionName: functionArn, ...(qualifier !== undefined && { Qualifier: qualifier }) };
}

function callOf(operation: string, method: Call["method"], { functionArn, region }: LambdaTarget): Call {
  return { service: "lambda", operation, method, path: functionArn, region };
}
