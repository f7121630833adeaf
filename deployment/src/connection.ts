import { AwsError } from "./awsError";
import type { ApiGateway } from "./gateway";
import { accountIn, chosenProfile, endpointIn, profileNames, regionIn } from "./sharedConfig";

export interface ConnectionOptions {
  /** A profile of the shared config files; the environment's profile or `default` if absent. */
  readonly profile?: string;
  /** The environment's or the profile's region if absent. */
  readonly region?: string;
  /** Overrides AWS's own endpoints and those in the environment and the profile. */
  readonly endpointUrl?: string;
  /** Asks the user for the code of the MFA device with that serial number. */
  readonly mfaCode?: (serial: string) => Promise<string>;
  /** The timeout of one attempt of a call in milliseconds; 30,000 by default. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 30_000;

/**
 * Opens a connection to API Gateway. Credentials are resolved by the first call. Throws an `AwsError` if no
 * region is configured.
 */
export async function connect(options: ConnectionOptions = {}): Promise<ApiGateway> {
  const environment = ownEnvironment();
  const { profile, endpointUrl, mfaCode } = options;
  const { openGateway, readSharedConfig } = await loadSdk();
  const config = await readSharedConfig();
  const region = options.region ?? regionIn(config, profile, environment);
  if (region === undefined) {
    throw new AwsError(
      "no-region",
      `No region is configured, neither in the environment nor in the profile ${chosenProfile(profile, environment)}.`,
      "Specify a region, or set one for the profile.",
    );
  }
  const v2 = endpointUrl ?? endpointIn(config, profile, environment, "apigatewayv2");
  const rest = endpointUrl ?? endpointIn(config, profile, environment, "api_gateway");
  const lambda = endpointUrl ?? endpointIn(config, profile, environment, "lambda");
  const iam = endpointUrl ?? endpointIn(config, profile, environment, "iam");
  const account = accountIn(config, profile, environment);
  return openGateway({
    region,
    endpoints: {
      ...(v2 !== undefined && { apigatewayv2: v2 }),
      ...(rest !== undefined && { apigateway: rest }),
      ...(lambda !== undefined && { lambda }),
      ...(iam !== undefined && { iam }),
    },
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    ...(profile !== undefined && { profile }),
    ...(account !== undefined && { account }),
    ...(mfaCode && { mfaCode }),
  });
}

/** Lists the profiles of the shared config and credentials files, `default` first. */
export async function listProfiles(): Promise<readonly string[]> {
  const { readSharedConfig } = await loadSdk();
  return profileNames(await readSharedConfig());
}

/** Returns the region in effect with or without a profile; undefined if none is configured. */
export async function regionOf(profile?: string): Promise<string | undefined> {
  const { readSharedConfig } = await loadSdk();
  return regionIn(await readSharedConfig(), profile, ownEnvironment());
}

/** Loads the bundle with the AWS SDK, which most sessions never need. */
function loadSdk() {
  return import("./sdk");
}

/** The environment without its empty variables, which count as unset. */
function ownEnvironment(): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
}
