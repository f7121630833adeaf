/** What the `$context` variables contain: maps, free text that a caller or an authorizer chooses, or plain text. */

/** Claims that Amazon Cognito sets, and whose values contain neither quotes nor apostrophes. */
const PLAIN_CLAIMS: ReadonlySet<string> = new Set([
  "sub",
  "iss",
  "aud",
  "exp",
  "iat",
  "auth_time",
  "token_use",
  "event_id",
  "jti",
  "client_id",
  "origin_jti",
  "email_verified",
  "phone_number_verified",
]);

const MAPS: ReadonlySet<string> = new Set([
  "",
  "authorizer",
  "authorizer.claims",
  "error",
  "identity",
  "identity.clientCert",
  "identity.clientCert.validity",
  "requestOverride",
  "requestOverride.header",
  "requestOverride.path",
  "requestOverride.querystring",
  "responseOverride",
  "responseOverride.header",
]);

/** Returns whether a `$context` variable is a map of others. */
export function isContextMap(name: string): boolean {
  return MAPS.has(name);
}

/** Names after `$context.authorizer.` that no authorizer chooses. */
const OF_AUTHORIZER: ReadonlySet<string> = new Set([
  "error",
  "latency",
  "status",
  "requestId",
  "integrationLatency",
]);

/** Returns whether a `$context` variable, by the names in its path, contains free text. */
export function isFreeContextText(names: readonly string[]): boolean {
  const [group, name, claim] = names;
  if (group === "identity") return name === "userAgent" && names.length === 2;
  if (group !== "authorizer") return false;
  if (name !== "claims") return name === undefined || !OF_AUTHORIZER.has(name);
  return claim === undefined || !PLAIN_CLAIMS.has(claim);
}
