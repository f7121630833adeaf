/** Commands of curl. */
import { bodyOf, type NewSample, newSample, ValueList } from "../newSample";
import { shellWords } from "./shellWords";
import { contextOfUrl, readUrl, stageNote, titleOf } from "./url";

export type FromCommand =
  | { readonly kind: "sample"; readonly sample: NewSample }
  /** A sentence. */
  | { readonly kind: "refused"; readonly reason: string };

/** Whether a text is a command of curl, with or without a prompt. */
export function isCurl(text: string): boolean {
  return /^\s*(?:[$>%#]\s+)?curl(?:\.exe)?\s/i.test(text.slice(0, 1000));
}

/** What an option with a value does; `ignored` has no effect on the request. */
type Action =
  | "method"
  | "header"
  | "data"
  | "rawData"
  | "encodedData"
  | "json"
  | "form"
  | "upload"
  | "user"
  | "agent"
  | "referer"
  | "cookie"
  | "range"
  | "url"
  | "urlQuery"
  | "bearer"
  | "ignored";

const WITH_VALUE: Readonly<Record<string, Action>> = {
  request: "method",
  header: "header",
  data: "data",
  "data-ascii": "data",
  "data-binary": "data",
  "data-raw": "rawData",
  "data-urlencode": "encodedData",
  json: "json",
  form: "form",
  "form-string": "form",
  "upload-file": "upload",
  user: "user",
  "user-agent": "agent",
  referer: "referer",
  cookie: "cookie",
  range: "range",
  url: "url",
  "url-query": "urlQuery",
  "oauth2-bearer": "bearer",
};

/** Options with a value that say nothing about the request. */
const IGNORED = new Set(
  "output max-time connect-timeout proxy proxy-user proxy-header cacert capath cert cert-type key key-type pass retry retry-delay retry-max-time write-out cookie-jar dump-header resolve connect-to aws-sigv4 interface limit-rate continue-at config max-redirs keepalive-time ciphers tls-max tls13-ciphers noproxy socks5 socks5-hostname stderr trace trace-ascii netrc-file unix-socket dns-servers local-port speed-time speed-limit time-cond request-target expect100-timeout variable output-dir pinnedpubkey rate hostpubmd5 engine".split(
    " ",
  ),
);

const SHORT: Readonly<Record<string, string>> = {
  X: "request",
  H: "header",
  d: "data",
  F: "form",
  T: "upload-file",
  u: "user",
  A: "user-agent",
  e: "referer",
  b: "cookie",
  r: "range",
  o: "output",
  m: "max-time",
  x: "proxy",
  U: "proxy-user",
  E: "cert",
  w: "write-out",
  c: "cookie-jar",
  D: "dump-header",
  C: "continue-at",
  K: "config",
  y: "speed-time",
  Y: "speed-limit",
  z: "time-cond",
  G: "get",
  I: "head",
};

/** Words that end a command, where they are not quoted. */
const ENDS = new Set(["|", "||", "&&", ";", ">", ">>", "2>", "&"]);

interface Command {
  method: string | undefined;
  url: string | undefined;
  readonly headers: ValueList;
  readonly removed: Set<string>;
  readonly data: string[];
  readonly query: string[];
  readonly notes: string[];
  hasData: boolean;
  isJson: boolean;
  isGet: boolean;
  isHead: boolean;
  refusal: string | undefined;
}

/** Makes a sample request from a command of curl. Never throws. */
export function sampleFromCurl(text: string): FromCommand {
  const words = shellWords(text);
  const first = words.findIndex((word) => /^curl(?:\.exe)?$/i.test(word));
  const command: Command = {
    method: undefined,
    url: undefined,
    headers: new ValueList(true),
    removed: new Set(),
    data: [],
    query: [],
    notes: [],
    hasData: false,
    isJson: false,
    isGet: false,
    isHead: false,
    refusal: undefined,
  };
  read(command, words.slice(first + 1));
  if (command.refusal !== undefined) return { kind: "refused", reason: command.refusal };
  if (command.url === undefined) return { kind: "refused", reason: "The curl command has no URL." };
  return { kind: "sample", sample: finished(command, command.url) };
}

function read(command: Command, words: readonly string[]): void {
  let onlyUrls = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (ENDS.has(word)) return;
    if (onlyUrls || !word.startsWith("-") || word === "-") {
      if (command.url === undefined || (!looksLikeUrl(command.url) && looksLikeUrl(word))) command.url = word;
    } else if (word === "--") onlyUrls = true;
    else if (word === "--next" || word === "-:") {
      command.notes.push("The command has several requests, of which this is the first.");
      return;
    } else if (word.startsWith("--")) {
      const name = word.slice(2);
      if (takesValue(name)) apply(command, name, words[++at] ?? "");
      else flag(command, name);
    } else at += readShort(command, word, words[at + 1]);
  }
}

/** Reads `-sSL`, `-XPOST` or `-d`. Returns how many of the next words belong to it. */
function readShort(command: Command, word: string, next: string | undefined): 0 | 1 {
  for (let index = 1; index < word.length; index++) {
    const name = SHORT[word.charAt(index)];
    if (name === undefined) continue;
    if (!takesValue(name)) {
      flag(command, name);
      continue;
    }
    const rest = word.slice(index + 1);
    apply(command, name, rest === "" ? (next ?? "") : rest);
    return rest === "" ? 1 : 0;
  }
  return 0;
}

function takesValue(name: string): boolean {
  return Object.hasOwn(WITH_VALUE, name) || IGNORED.has(name);
}

function flag(command: Command, name: string): void {
  if (name === "get") command.isGet = true;
  if (name === "head") command.isHead = true;
}

function looksLikeUrl(word: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/|^localhost\b|^[\w-]+(?:\.[\w-]+)+(?:[:/?]|$)/i.test(word.slice(0, 300));
}

function apply(command: Command, name: string, value: string): void {
  const { headers } = command;
  switch (WITH_VALUE[name] ?? "ignored") {
    case "method":
      command.method = value.toUpperCase();
      break;
    case "header":
      applyHeader(command, value);
      break;
    case "data":
      addData(command, value.startsWith("@") ? fileNote(command, value) : value);
      break;
    case "rawData":
      addData(command, value);
      break;
    case "encodedData":
      addData(command, encodedField(command, value));
      break;
    case "json":
      command.isJson = true;
      if (command.hasData && !value.startsWith("@")) command.data.push((command.data.pop() ?? "") + value);
      else addData(command, value.startsWith("@") ? fileNote(command, value) : value);
      break;
    case "form":
      command.refusal ??=
        "The curl command sends a form with parts (-F), whose boundary curl chooses. Use -d with the body instead, or write the body into the sample request.";
      break;
    case "upload":
      command.refusal ??= "The curl command uploads a file (-T), which is not read.";
      break;
    case "user":
      // Redacted with the other credentials.
      headers.add("Authorization", "Basic CREDENTIALS");
      command.notes.push("The user and the password became a placeholder in the header Authorization.");
      break;
    case "bearer":
      headers.add("Authorization", `Bearer ${value}`);
      break;
    case "agent":
      headers.add("User-Agent", value);
      break;
    case "referer":
      headers.add("Referer", value.replace(/;auto$/, ""));
      break;
    case "cookie":
      if (value.includes("=")) headers.add("Cookie", value);
      else command.notes.push(`The cookies are in the file ${value}, which is not read.`);
      break;
    case "range":
      headers.add("Range", `bytes=${value}`);
      break;
    case "url":
      command.url ??= value;
      break;
    case "urlQuery":
      command.query.push(value.startsWith("+") ? value.slice(1) : (encodedField(command, value) ?? ""));
      break;
    case "ignored":
      break;
  }
}

function addData(command: Command, value: string | undefined): void {
  command.hasData = true;
  if (value !== undefined) command.data.push(value);
}

function fileNote(command: Command, value: string): undefined {
  command.notes.push(`The body is in the file ${value.replace(/^[^@]*@/, "")}, which is not read.`);
  return undefined;
}

/** `name=text`, `=text`, `text`, `name@file` and `@file`, of which the text is encoded. */
function encodedField(command: Command, value: string): string | undefined {
  const [, name = "", sign = "", text = ""] = /^([^=@]*)([=@])(.*)$/s.exec(value) ?? ["", "", "", value];
  if (sign === "@") return fileNote(command, value);
  return (name === "" ? "" : `${name}=`) + encoded(text);
}

function encoded(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    // Half of a surrogate pair.
    return text;
  }
}

/** `Name: value`; `Name:` removes the header, and `Name;` sends it without a value. */
function applyHeader(command: Command, line: string): void {
  const [, name = "", colon = "", value = ""] = /^([^:;]*)([:;]?)(.*)$/s.exec(line) ?? [];
  const trimmed = name.trim();
  // HTTP/2 has pseudo-headers such as `:authority`.
  if (trimmed === "") return;
  if (colon === ";" && value.trim() === "") command.headers.add(trimmed, "");
  else if (value.trim() === "") command.removed.add(trimmed);
  else command.headers.add(trimmed, value.trim());
}

function finished(command: Command, target: string): NewSample {
  const { headers, hasData, isJson, isGet, isHead, notes } = command;
  const url = readUrl(target);
  const fields = [...command.query, ...(isGet ? command.data : [])];
  const withFields = readUrl(
    `${target.split("#", 1)[0]}${target.includes("?") ? "&" : "?"}${fields.join("&")}`,
  );
  const sendsData = hasData && !isGet;
  const setsDefault = (name: string, value: string): void => {
    if (!headers.has(name) && ![...command.removed].some((each) => each.toLowerCase() === name.toLowerCase()))
      headers.add(name, value);
  };
  if (isJson) {
    setsDefault("Content-Type", "application/json");
    setsDefault("Accept", "application/json");
  } else if (sendsData) setsDefault("Content-Type", "application/x-www-form-urlencoded");
  const method = command.method ?? (isHead ? "HEAD" : sendsData ? "POST" : "GET");
  const parts = {
    method,
    path: url.path,
    queryStringParameters: withFields.query.all,
    headers: headers.all,
    body: sendsData && command.data.length > 0 ? bodyOf(command.data.join("&")) : undefined,
    context: contextOfUrl(url),
  };
  return newSample(parts, titleOf(method, url.path), [...new Set(notes), ...stageNote(url)]);
}
