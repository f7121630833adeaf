/** What the AWS CLI's configuration says about profiles, regions and endpoints. Credentials are left to the SDK. */

/** The settings of a section by their names; nested ones as `section.key`. */
type Section = Readonly<Record<string, string | undefined>>;

export interface SharedConfig {
  /** The sections of the config file: profiles by their names, others as `services.x`. */
  readonly config: Readonly<Record<string, Section>>;
  /** The names of the profiles in the credentials file. */
  readonly credentialNames: readonly string[];
}

/** Service identifiers in environment variables and services sections. */
export type ServiceId = "apigatewayv2" | "api_gateway" | "lambda" | "iam";

type Environment = Readonly<Record<string, string | undefined>>;

/** Returns the profiles' names: `default` first, the others in alphabetical order. */
export function profileNames({ config, credentialNames }: SharedConfig): readonly string[] {
  const configured = Object.keys(config).filter((name) => !OTHER_SECTION.test(name));
  const names = new Set([...configured, ...credentialNames]);
  const others = [...names].filter((name) => name !== "default").sort((a, b) => a.localeCompare(b));
  return names.has("default") ? ["default", ...others] : others;
}

const OTHER_SECTION = /^(?:sso-session|services)\./;

/** Returns the profile in effect: the named one, else the environment's, else `default`. */
export function chosenProfile(named: string | undefined, environment: Environment): string {
  return named ?? environment.AWS_PROFILE ?? "default";
}

/** Returns the region: the environment's unless a profile is named, then the profile's. */
export function regionIn(
  { config }: SharedConfig,
  profile: string | undefined,
  environment: Environment,
): string | undefined {
  const own = config[chosenProfile(profile, environment)]?.region;
  const fromEnvironment = environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION;
  return profile === undefined ? (fromEnvironment ?? own) : (own ?? fromEnvironment);
}

/** Returns the endpoint that the environment or the profile sets for a service; undefined for AWS's own. */
export function endpointIn(
  { config }: SharedConfig,
  profile: string | undefined,
  environment: Environment,
  service: ServiceId,
): string | undefined {
  const own = config[chosenProfile(profile, environment)] ?? {};
  const isIgnored = environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS ?? own.ignore_configured_endpoint_urls;
  if (isIgnored?.toLowerCase() === "true") return undefined;
  return (
    environment[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] ??
    environment.AWS_ENDPOINT_URL ??
    config[`services.${own.services ?? ""}`]?.[`${service}.endpoint_url`] ??
    own.endpoint_url
  );
}

/** Returns the account of the role that the profile or the environment signs in with; undefined if none is named. */
export function accountIn(
  { config }: SharedConfig,
  profile: string | undefined,
  environment: Environment,
): string | undefined {
  const isChosen = profile !== undefined || environment.AWS_PROFILE !== undefined;
  // Keys in the environment take precedence, and do not reveal their account.
  if (!isChosen && environment.AWS_ACCESS_KEY_ID !== undefined) return undefined;
  const own = config[chosenProfile(profile, environment)] ?? {};
  const role = own.role_arn ?? (isChosen ? undefined : environment.AWS_ROLE_ARN);
  return own.sso_account_id ?? /^arn:[^:]*:iam::(\d{12}):/.exec(role ?? "")?.[1];
}
