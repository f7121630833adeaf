/** Lines of access logs, in the formats that the console of API Gateway offers. */
import { isRecord, type Json } from "../../syntax/json";
import { type NewSample, newSample, scalarText } from "../newSample";
import { titleOf } from "./url";

/** What a line says, by the names of `$context` that the console uses. */
export type LogRecord = Readonly<Record<string, string>>;

/** `01/Jan/2025:00:00:00 +0000`. */
const TIME = /\d{2}\/[A-Z][a-z]{2}\/\d{4}:\d{2}:\d{2}:\d{2} [+-]\d{4}/;

/** Longer lines are not lines of an access log. */
const MAX_LINE = 20_000;

/** The names in the console's JSON format that are not those of `$context`. */
const ALIASES: Readonly<Record<string, string>> = {
  ip: "identity.sourceIp",
  sourceIp: "identity.sourceIp",
  caller: "identity.caller",
  user: "identity.user",
  userAgent: "identity.userAgent",
  userArn: "identity.userArn",
  method: "httpMethod",
  resource: "resourcePath",
};

/** Reads a line; undefined for anything else. */
export function readLogLine(text: string): LogRecord | undefined {
  const line = text.trim();
  if (line.length > MAX_LINE || line === "") return undefined;
  if (line.startsWith("<")) return xmlRecord(line);
  return clfRecord(line) ?? csvRecord(line);
}

/** Reads a line in a JSON format; undefined for an object that is something else. */
export function jsonLogRecord(value: Json | undefined): LogRecord | undefined {
  if (!isRecord(value)) return undefined;
  const entries = Object.entries(value).flatMap(([name, member]) => {
    const text = scalarText(member);
    return text === undefined ? [] : [[ALIASES[name] ?? name, text] as const];
  });
  const record = present(Object.fromEntries(entries));
  const hasTarget =
    record.resourcePath !== undefined ||
    record.routeKey !== undefined ||
    (record.path !== undefined && record.httpMethod !== undefined);
  const isLog =
    record.requestId !== undefined || record.requestTime !== undefined || record.status !== undefined;
  return hasTarget && isLog && value.requestContext === undefined ? record : undefined;
}

/** `IP CALLER USER [TIME]"METHOD PATH PROTOCOL" STATUS LENGTH REQUESTID …`. */
function clfRecord(line: string): LogRecord | undefined {
  const [, ip, caller, user, requestTime, call, rest = ""] =
    /^(\S+) (\S+) (\S+) \[([^\]]+)\] ?"([^"]*)" ?(.*)$/.exec(line) ?? [];
  if (ip === undefined || !requestTime || !TIME.test(requestTime) || call === undefined) return undefined;
  const words = call.split(" ");
  const first = words[0] ?? "";
  const last = words.at(-1) ?? "";
  const middle = words.slice(1, -1).join(" ");
  const [status] = rest.split(" ");
  return {
    ...present({
      "identity.sourceIp": ip,
      "identity.caller": caller,
      "identity.user": user,
      requestTime,
      status,
    }),
    ...calledRecord(first, middle, last),
    ...present({ requestId: requestIdIn(rest.split(" ").slice(1)) }),
  };
}

/** After the status and the length of the response, the first column is the request ID. */
function requestIdIn(columns: readonly string[]): string | undefined {
  return columns.find((column) => !/^\d*$/.test(column));
}

/** `IP,CALLER,USER,TIME,METHOD,PATH,PROTOCOL,STATUS,LENGTH,REQUESTID,…`. */
function csvRecord(line: string): LogRecord | undefined {
  const columns = line.split(",").map((column) => column.trim());
  const time = columns.findIndex((column) => TIME.test(column) && column.length < 40);
  if (time < 1 || time > 4) return undefined;
  const [ip, caller, user] = columns.slice(0, time);
  const [method, target, protocol, status, ...others] = columns.slice(time + 1);
  if (method === undefined || target === undefined || !/^[A-Z]+$/.test(method)) return undefined;
  return {
    ...present({
      "identity.sourceIp": ip,
      "identity.caller": caller,
      "identity.user": user,
      requestTime: columns[time],
      status,
      requestId: requestIdIn(others),
    }),
    ...calledRecord(method, target, protocol ?? ""),
  };
}

/** The three columns of the call. For WebSocket APIs they are the event, the route and the connection. */
function calledRecord(first: string, middle: string, last: string): LogRecord {
  if (/^(?:CONNECT|MESSAGE|DISCONNECT)$/.test(first)) {
    return present({ eventType: first, routeKey: middle, connectionId: last });
  }
  const isRoute = /^[A-Z]+ \//.test(middle) || middle === "$default";
  return present({
    httpMethod: first,
    ...(isRoute ? { routeKey: middle } : { resourcePath: middle }),
    protocol: last,
  });
}

/** `<request id="ID"> <ip>…</ip> … </request>`. */
function xmlRecord(line: string): LogRecord | undefined {
  const [, id, inner = ""] = /^<request id="([^"]*)">(.*)<\/request>$/s.exec(line) ?? [];
  if (id === undefined) return undefined;
  const record: Record<string, string | undefined> = { requestId: id };
  for (const [, name = "", value] of inner.matchAll(/<(\w{1,40})>([^<]*)<\/\w{1,40}>/g)) {
    record[ALIASES[name] ?? name] = value;
  }
  const known = present(record);
  return known.resourcePath === undefined && known.routeKey === undefined ? undefined : known;
}

/** API Gateway writes `-` for a variable without a value. */
function present(record: Readonly<Record<string, string | undefined>>): LogRecord {
  return Object.fromEntries(
    Object.entries(record).flatMap(([name, value]) =>
      value === undefined || value === "-" || value === "" ? [] : [[name, value] as const],
    ),
  );
}

/** The variables of a line that are of use in a sample. Others say how the request ended. */
const KEPT: ReadonlySet<string> = new Set([
  "accountId",
  "apiId",
  "connectionId",
  "domainName",
  "eventType",
  "identity.caller",
  "identity.sourceIp",
  "identity.user",
  "identity.userAgent",
  "identity.userArn",
  "messageId",
  "requestId",
  "requestTime",
  "routeKey",
  "stage",
]);

/** Makes a sample request from a line. */
export function sampleFromLog(record: LogRecord): NewSample {
  const { httpMethod, resourcePath, routeKey, path, stage, integrationStatus } = record;
  const fromRoute = /^\S+ (\/.*)$/s.exec(routeKey ?? "")?.[1];
  const resource = resourcePath ?? fromRoute;
  const isWebSocket = record.eventType !== undefined || (httpMethod === undefined && resource === undefined);
  const context: Record<string, Json> = {};
  for (const [name, value] of Object.entries(record)) {
    if (!KEPT.has(name)) continue;
    const [outer = name, inner] = name.split(".");
    if (inner === undefined) context[outer] = value;
    else context[outer] = { ...(isRecord(context[outer]) ? context[outer] : {}), [inner]: value };
  }
  const status = Number(integrationStatus);
  const inStage = stage !== undefined && path?.startsWith(`/${stage}/`) ? path.slice(stage.length + 1) : path;
  const title = isWebSocket
    ? `${record.eventType ?? "MESSAGE"} ${routeKey ?? ""}`.trim()
    : titleOf(httpMethod ?? "GET", inStage ?? resource ?? "/");
  const parts = isWebSocket
    ? { context }
    : {
        method: httpMethod,
        path: inStage,
        ...(resource?.startsWith("/") && { resourcePath: resource }),
        context,
        ...(Number.isInteger(status) && status >= 100 && status <= 599 && { backend: { status } }),
      };
  return newSample(parts, title, [
    "A line of an access log has no headers, parameters and body. Add those that the templates read.",
  ]);
}
