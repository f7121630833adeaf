/** The part of the gateway for the policies of functions. Loaded when a function's policy is first needed. */
import {
  AddPermissionCommand,
  GetPolicyCommand,
  LambdaClient,
  type LambdaClientConfig,
} from "@aws-sdk/client-lambda";
import { type Call, isAwsError } from "../awsError";
import type { InvocationPermission, LambdaTarget } from "../gateway";
import { attempt, attemptWrite } from "./calls";

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

/** Functions may be in another region than the API. */
async function withClient<T>(
  config: LambdaClientConfig,
  { region }: LambdaTarget,
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
