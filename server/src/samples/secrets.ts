/** Credentials in sample messages: sample files are usually committed, so they must hold none. */
import type { Json } from "../syntax/json";
import { isRecord } from "../syntax/json";
import type { StringNode, ValueNode } from "../syntax/nodes";

/** What stands in place of a credential. */
export const REDACTED = "REDACTED";

/** Names of headers, parameters and members that hold credentials, in lowercase and without `-` and `_`. */
const NAMES = new Set([
  "auth",
  "authorization",
  "proxyauthorization",
  "authorizationtoken",
  "cookie",
  "cookies",
  "setcookie",
  "jwt",
  "passwd",
  "passphrase",
  "pwd",
  "sessionid",
  "sig",
  "xamzcredential",
]);

const ENDS = /(?:token|secret|password|apikey|privatekey|accesskey|accesskeyid|secretkey|signature)$/;

/** Tokens of pages and of repeated requests, which give access to nothing. */
const HARMLESS =
  /^(?:next|page|nextpage|paging|pagination|continuation|start|starting|client|clientrequest|idempotency|cancellation)token$/;

/** Whether what has this name is a credential by its name. */
export function isSecretName(name: string): boolean {
  const plain = name.toLowerCase().replace(/[-_.]/g, "");
  if (HARMLESS.test(plain) || plain.length > 100) return false;
  return NAMES.has(plain) || ENDS.test(plain);
}

/** Credentials with a typical form. They start where a word starts, so that searching takes linear time. */
const TOKENS =
  /(?<![\w-])(?:eyJ[\w-]{6,}\.eyJ[\w-]{6,}\.[\w-]{6,}|(?:AKIA|ASIA)[A-Z0-9]{16}(?!\w)|gh[pousr]_\w{30,}|glpat-[\w-]{20,}|xox[abposr]-[\w-]{10,}|[rs]k_(?:live|test)_\w{16,}|sk-[\w-]{20,}|AIza[\w-]{35})|-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]*(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?/g;

/** Words by which people mark a value as none that works. */
const PLACEHOLDER =
  /example|redacted|placeholder|dummy|sample|fake|secret|changeme|your|xxx|\*\*\*|\.\.\.|[<>{}$]|\b(?:test|token|value|key|credentials)\b/i;

/** `Bearer`, `Basic` and the like, which stay. */
const SCHEME = /^(?:Bearer|Basic|Digest|Token|ApiKey|Negotiate|AWS4-HMAC-SHA256)\s+/i;

/** Whether a value that should be a credential by its name looks like one that works. */
function looksReal(value: string): boolean {
  const text = value.replace(SCHEME, "");
  if (text.length < 12 || PLACEHOLDER.test(text)) return false;
  return [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(text)).length > 1;
}

/** Returns the value with placeholders for its credentials; the value itself if it has none. */
export function redactedValue(name: string, value: string): string {
  if (!isSecretName(name))
    return value.replace(TOKENS, (token) => (/EXAMPLE/.test(token) ? token : REDACTED));
  const plain = name.toLowerCase().replace(/[-_]/g, "");
  if (plain === "cookie" || plain === "cookies") return value.split(";").map(redactedPair).join(";");
  if (plain === "setcookie") {
    const [first = "", ...attributes] = value.split(";");
    return [redactedPair(first), ...attributes].join(";");
  }
  if (value === "") return value;
  return `${SCHEME.exec(value)?.[0].trimEnd().concat(" ") ?? ""}${REDACTED}`;
}

function redactedPair(pair: string): string {
  const equals = pair.indexOf("=");
  return equals < 0 || equals === pair.length - 1 ? pair : `${pair.slice(0, equals)}=${REDACTED}`;
}

/** Returns text of a body with placeholders: those of its tokens, and of the fields of a form. */
function redactedText(text: string): string {
  const plain = redactedValue("", text);
  if (!/^[^\s=&]+=\S*$/.test(plain)) return plain;
  const fields = plain.split("&");
  return fields
    .map((field) => (isSecretName(field.split("=", 1)[0] ?? "") ? redactedPair(field) : field))
    .join("&");
}

/**
 * Returns the JSON value with placeholders for credentials, and adds the paths of those to the list. `name` is what the
 * value belongs to.
 */
export function redacted(value: Json, name: string, path: string, found: string[]): Json {
  if (typeof value === "string") {
    const safe = name === "body" ? redactedText(value) : redactedValue(name, value);
    if (safe !== value) found.push(path);
    return safe;
  }
  if (Array.isArray(value)) {
    return value.map((item: Json, index) => redacted(item, name, `${path}[${index}]`, found));
  }
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      redacted(member, key, path === "" ? key : `${path}.${key}`, found),
    ]),
  );
}

/** A string in a sample file that looks like a credential that works. */
export interface FoundSecret {
  /** Of the string, with its quotes. */
  readonly node: StringNode;
  /** In the string's text. */
  readonly replacement: string;
}

const MOST_SECRETS = 50;

/** Returns the strings in a file that look like credentials that work. */
export function secretsIn(root: ValueNode | undefined): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  const waiting: { readonly node: ValueNode; readonly name: string }[] = root
    ? [{ node: root, name: "" }]
    : [];
  for (let next = waiting.pop(); next && found.length < MOST_SECRETS; next = waiting.pop()) {
    const { node, name } = next;
    if (node.kind === "object") {
      for (const { key, value } of node.members) if (value) waiting.push({ node: value, name: key.value });
    } else if (node.kind === "array") {
      for (const item of node.items) waiting.push({ node: item, name });
    } else if (node.kind === "string" && node.closed) {
      const replacement = secretReplacement(name, node.value);
      if (replacement !== undefined) found.push({ node, replacement });
    }
  }
  return found.sort((a, b) => a.node.span.start - b.node.span.start);
}

function secretReplacement(name: string, value: string): string | undefined {
  if (value.length > 20_000) return undefined;
  if (isSecretName(name) && looksReal(value)) return redactedValue(name, value);
  const safe = redactedValue("", value);
  return safe === value ? undefined : safe;
}

/** Returns the source of the string with placeholders. */
export function replacedSecret({ replacement }: FoundSecret): string {
  return JSON.stringify(replacement);
}

/** The message about a string that looks like a credential. */
export const SECRET_MESSAGE =
  "This looks like a credential that works. Sample files are usually committed: use a placeholder instead.";
