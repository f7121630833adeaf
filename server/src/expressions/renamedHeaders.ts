/** Headers of a response that API Gateway renames for the client of a REST API. */

const PREFIX = "x-amzn-Remapped-";

/** Names that API Gateway needs for its own headers, in lower case. */
const OWN = ["connection", "content-length", "date", "server"];

/** Names that it also renames if the response of a custom integration sets them. */
const CUSTOM = [
  ...OWN,
  "authorization",
  "content-md5",
  "expect",
  "host",
  "max-forwards",
  "proxy-authenticate",
  "trailer",
  "upgrade",
  "user-agent",
  "www-authenticate",
];

/** An integration whose response headers are mapped, or an `HTTP_PROXY`, whose headers pass through. */
export type ResponseHeaderSource = "custom" | "httpProxy";

/**
 * Returns the name under which the client receives a header: the same name, another one, or none if API Gateway
 * drops the header. The case of the given name is ignored and kept.
 */
export function clientHeaderName(name: string, source: ResponseHeaderSource): string | undefined {
  const lower = name.toLowerCase();
  if (lower === "transfer-encoding") return undefined;
  const renamed = source === "custom" ? CUSTOM : OWN;
  return renamed.includes(lower) ? PREFIX + name : name;
}
