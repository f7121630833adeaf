import { AwsError } from "./awsError";
import type { ApiGateway } from "./gateway";
import {
  accountIn,
  chosenProfile,
  endpointIn,
  profileNames,
  readSharedConfig,
  regionIn,
} from "./sharedConfig";

export interface ConnectionOptions {
  /** A profile of the shared files; the environment's, or `default`, when absent. */
  readonly profile?: string;
  /** The environment's or the profile's when absent. */
  readonly region?: string;
  /** Takes the place of AWS's own endpoints and of those in the environment and the profile. */
  readonly endpointUrl?: string;
  /** Asks the person for the code that the MFA device of that serial number shows. */
  readonly mfaCode?: (serial: string) => Promise<string>;
  /** How long one try of a call may take, in milliseconds; 30,000 when absent. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 30_000;

/**
 * Opens a connection to API Gateway. The SDK is loaded here, and not before; credentials are looked for with
 * the first call. Throws an `AwsError` where no region is to be found.
 */
export async function connect(options: ConnectionOptions = {}): Promise<ApiGateway> {
  const environment = ownEnvironment();
  const { profile, endpointUrl, mfaCode } = options;
  const config = await readSharedConfig(environment);
  const region = options.region ?? regionIn(config, profile, environment);
  if (region === undefined) {
    throw new AwsError(
      "no-region",
      `No region is given, neither by the environment nor by the profile ${chosenProfile(profile, environment)}.`,
      "Name a region, or give the profile one.",
    );
  }
  const v2 = endpointUrl ?? endpointIn(config, profile, environment, "apigatewayv2");
  const rest = endpointUrl ?? endpointIn(config, profile, environment, "api_gateway");
  const account = accountIn(config, profile, environment);
  const { openGateway } = await import("./sdk");
  return openGateway({
    region,
    endpoints: {
      ...(v2 !== undefined && { apigatewayv2: v2 }),
      ...(rest !== undefined && { apigateway: rest }),
    },
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    ...(profile !== undefined && { profile }),
    ...(account !== undefined && { account }),
    ...(mfaCode && { mfaCode }),
  });
}

/** The profiles of the shared config and credentials files, `default` first. */
export async function listProfiles(): Promise<readonly string[]> {
  return profileNames(await readSharedConfig(ownEnvironment()));
}

/** The region that holds for a profile, or without one; undefined where none is set. */
export async function regionOf(profile?: string): Promise<string | undefined> {
  const environment = ownEnvironment();
  return regionIn(await readSharedConfig(environment), profile, environment);
}

/** A variable that is set to nothing counts as not set. */
function ownEnvironment(): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
}
