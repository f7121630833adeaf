/** The input of `aws apigateway test-invoke-method`: as JSON, or as the command. */
import { isRecord, type Json, toJson } from "../../syntax/json";
import { parseJson } from "../../syntax/parseJson";
import { addAll, bodyOf, type NewSample, newSample, scalarText, textsOf, ValueList } from "../newSample";
import type { FromCommand } from "./curl";
import { shellWords } from "./shellWords";
import { readUrl, titleOf } from "./url";

type JsonObject = { readonly [name: string]: Json };

const MEMBERS = new Set([
  "restApiId",
  "resourceId",
  "httpMethod",
  "pathWithQueryString",
  "body",
  "headers",
  "multiValueHeaders",
  "clientCertificateId",
  "stageVariables",
]);

/** Whether a value is such an input. Inputs of other operations have members of their own. */
export function isTestInvoke(value: Json | undefined): value is JsonObject {
  if (!isRecord(value) || value.httpMethod === undefined) return false;
  const names = Object.keys(value);
  return (
    (value.restApiId !== undefined || value.pathWithQueryString !== undefined) &&
    names.every((name) => MEMBERS.has(name))
  );
}

export function isTestInvokeCommand(text: string): boolean {
  return /^\s*(?:[$>%#]\s+)?aws\s[^\n]{0,300}?\btest-invoke-method\b/.test(text.slice(0, 1000));
}

/** Makes a sample request from an input. */
export function sampleFromTestInvoke(input: JsonObject): NewSample {
  const method = scalarText(input.httpMethod) || "GET";
  const url = readUrl(pathOnly(scalarText(input.pathWithQueryString) ?? ""));
  const headers = new ValueList(true);
  addAll(
    headers,
    isRecord(input.multiValueHeaders) && Object.keys(input.multiValueHeaders).length > 0
      ? { ...without(input.headers, input.multiValueHeaders), ...input.multiValueHeaders }
      : input.headers,
  );
  const body = scalarText(input.body);
  const hasPath = input.pathWithQueryString !== undefined && input.pathWithQueryString !== "";
  const parts = {
    method,
    ...(hasPath && { path: url.path }),
    queryStringParameters: url.query.all,
    headers: headers.all,
    body: body === undefined || body === "" ? undefined : bodyOf(body),
    stageVariables: textsOf(input.stageVariables),
  };
  return newSample(parts, titleOf(method, hasPath ? url.path : "/"));
}

/** A path is not a URL, even if it starts with two slashes. */
function pathOnly(path: string): string {
  return `//x${path.startsWith("/") ? "" : "/"}${path}`;
}

function without(source: Json | undefined, other: JsonObject): JsonObject {
  if (!isRecord(source)) return {};
  return Object.fromEntries(Object.entries(source).filter(([name]) => !Object.hasOwn(other, name)));
}

/** The options of the command, with the members that they set. */
const OPTIONS: Readonly<Record<string, string>> = {
  "rest-api-id": "restApiId",
  "resource-id": "resourceId",
  "http-method": "httpMethod",
  "path-with-query-string": "pathWithQueryString",
  body: "body",
  headers: "headers",
  "multi-value-headers": "multiValueHeaders",
  "stage-variables": "stageVariables",
};

/** Makes a sample request from the command. Never throws. */
export function sampleFromTestInvokeCommand(text: string): FromCommand {
  const input: Record<string, Json> = {};
  const words = shellWords(text);
  for (let at = 0; at < words.length; at++) {
    const [, name = "", , inline] = /^--([a-z-]+)(=(.*))?$/s.exec(words[at] ?? "") ?? [];
    if (name === "cli-input-json" || Object.hasOwn(OPTIONS, name)) {
      const value = inline ?? words[++at] ?? "";
      if (/^fileb?:\/\//.test(value)) {
        return {
          kind: "refused",
          reason: `--${name} names the file ${value.replace(/^fileb?:\/\//, "")}, which is not read. Use its text instead.`,
        };
      }
      if (name === "cli-input-json") {
        const json = toJson(parseJson(value).root);
        if (!isRecord(json))
          return { kind: "refused", reason: "The value of --cli-input-json is not a JSON object." };
        // Options take precedence over the input.
        for (const [member, given] of Object.entries(json)) input[member] ??= given;
      } else {
        const member = OPTIONS[name] ?? name;
        input[member] = /eaders$|ariables$/.test(member) ? mapOf(value) : value;
      }
    }
  }
  if (input.httpMethod === undefined) return { kind: "refused", reason: "The command has no --http-method." };
  return { kind: "sample", sample: sampleFromTestInvoke(input) };
}

/** JSON, or the shorthand `a=b,c=d`. */
function mapOf(value: string): JsonObject {
  if (/^\s*\{/.test(value)) {
    const json = toJson(parseJson(value).root);
    return isRecord(json) ? json : {};
  }
  const entries = value.split(",").flatMap((pair) => {
    const equals = pair.indexOf("=");
    return equals < 0 ? [] : [[pair.slice(0, equals).trim(), pair.slice(equals + 1)] as const];
  });
  return Object.fromEntries(entries);
}
