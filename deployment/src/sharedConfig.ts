/** The AWS CLI's configuration: what of it is no secret. The credentials themselves are left to the SDK. */
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";

/** The settings of the sections of an ini file, nested ones as `section.key`. */
export type Sections = ReadonlyMap<string, ReadonlyMap<string, string>>;

export interface SharedConfig {
  /** `config`, by section: `default`, `profile x`, `services y`. */
  readonly config: Sections;
  /** The names alone of the sections of `credentials`. */
  readonly credentialNames: readonly string[];
}

/** Service identifiers in environment variables and services sections. */
export type ServiceId = "apigatewayv2" | "api_gateway";

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads both files anew, for people edit them beside a running editor; one that is not there is empty. */
export async function readSharedConfig(environment: Environment): Promise<SharedConfig> {
  const folder = join(homedir(), ".aws");
  const [config, credentials] = await Promise.all([
    textOf(environment.AWS_CONFIG_FILE ?? join(folder, "config")),
    textOf(environment.AWS_SHARED_CREDENTIALS_FILE ?? join(folder, "credentials")),
  ]);
  return { config: parseSections(config), credentialNames: [...parseSections(credentials).keys()] };
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file.replace(/^~(?=[/\\])/, homedir()), "utf8");
  } catch {
    return "";
  }
}

/** Reads an ini file as the AWS CLI does; what is no setting is passed over. */
export function parseSections(text: string): Sections {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | undefined;
  let parent = "";
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(?:[#;]|$)/.test(line)) continue;
    const header = /^\[\s*([^\]]*?)\s*\]/.exec(line);
    if (header) {
      const name = (header[1] ?? "").replace(/\s+/g, " ").replaceAll('"', "");
      section = sections.get(name) ?? new Map();
      sections.set(name, section);
      parent = "";
      continue;
    }
    const setting = /^(\s*)([^=\s]+)\s*=\s*(.*?)(?:\s[#;].*)?\s*$/.exec(line);
    if (!setting || !section) continue;
    const [, indentation = "", key = "", value = ""] = setting;
    if (indentation === "") parent = value === "" ? key : "";
    const isNested = indentation !== "" && parent !== "";
    if (value !== "") section.set(isNested ? `${parent}.${key}` : key, value);
  }
  return sections;
}

/** The profiles' names, `default` first, then by the alphabet. */
export function profileNames({ config, credentialNames }: SharedConfig): readonly string[] {
  const configured = [...config.keys()].flatMap((name) =>
    name === "default" ? [name] : (/^profile (.+)$/.exec(name)?.slice(1) ?? []),
  );
  const names = new Set([...configured, ...credentialNames]);
  const others = [...names].filter((name) => name !== "default").sort((a, b) => a.localeCompare(b));
  return names.has("default") ? ["default", ...others] : others;
}

/** The profile that holds when none is named. */
export function chosenProfile(named: string | undefined, environment: Environment): string {
  return named ?? environment.AWS_PROFILE ?? "default";
}

/** The region: the environment's unless a profile is named, then the profile's. */
export function regionIn(
  { config }: SharedConfig,
  profile: string | undefined,
  environment: Environment,
): string | undefined {
  const own = settings(config, chosenProfile(profile, environment)).get("region");
  const fromEnvironment = environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION;
  return profile === undefined ? (fromEnvironment ?? own) : (own ?? fromEnvironment);
}

/** The endpoint that the environment or the profile gives a service; undefined for AWS's own. */
export function endpointIn(
  { config }: SharedConfig,
  profile: string | undefined,
  environment: Environment,
  service: ServiceId,
): string | undefined {
  const own = settings(config, chosenProfile(profile, environment));
  const isIgnored =
    environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS ?? own.get("ignore_configured_endpoint_urls");
  if (isIgnored?.toLowerCase() === "true") return undefined;
  const services = config.get(`services ${own.get("services") ?? ""}`);
  return (
    environment[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] ??
    environment.AWS_ENDPOINT_URL ??
    services?.get(`${service}.endpoint_url`) ??
    own.get("endpoint_url")
  );
}

/** The account of the role that the profile or the environment signs in with; undefined where none is named. */
export function accountIn(
  { config }: SharedConfig,
  profile: string | undefined,
  environment: Environment,
): string | undefined {
  const isChosen = profile !== undefined || environment.AWS_PROFILE !== undefined;
  // Keys in the environment come first, and do not say whose they are.
  if (!isChosen && environment.AWS_ACCESS_KEY_ID !== undefined) return undefined;
  const own = settings(config, chosenProfile(profile, environment));
  const role = own.get("role_arn") ?? (isChosen ? undefined : environment.AWS_ROLE_ARN);
  return own.get("sso_account_id") ?? /^arn:[^:]*:iam::(\d{12}):/.exec(role ?? "")?.[1];
}

function settings(config: Sections, profile: string): ReadonlyMap<string, string> {
  const named = config.get(`profile ${profile}`);
  return (profile === "default" ? (config.get("default") ?? named) : named) ?? new Map();
}
