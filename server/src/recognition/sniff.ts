/**
 * Recognizes an integration input by its member names alone. Cheap enough to run on every file that is opened.
 */

import { foreignOperation } from "./foreign";
import { mayHoldPatches, mayHoldPatchList } from "./patches";
import { mayHoldValue } from "./valueFiles";

/** Top-level names that are common in `apigatewayv2` inputs and rare elsewhere. */
const V2_TELLTALES: readonly string[] = [
  "IntegrationType",
  "IntegrationUri",
  "IntegrationMethod",
  "IntegrationSubtype",
  "IntegrationResponseKey",
  "IntegrationResponseId",
];

/** The same for `apigateway`. camelCase names are common, so another member has to confirm them. */
const REST_TELLTALES: readonly string[] = [
  "integrationHttpMethod",
  "passthroughBehavior",
  "requestTemplates",
  "cacheKeyParameters",
  "selectionPattern",
  "responseTemplates",
];

/** Members that only count together with a distinctive member or an ID of `apigateway`. */
const REST_COMPANY: readonly string[] = ["type", "uri", "contentHandling", "responseParameters"];

const REST_IDENTIFIERS: readonly string[] = ["restApiId", "resourceId", "httpMethod", "statusCode"];

/** Whether the top-level names of a file are those of an integration input. */
export function hasTelltale(names: ReadonlySet<string>): boolean {
  if (foreignOperation(names) !== undefined) return false;
  const count = (known: readonly string[]): number => known.filter((name) => names.has(name)).length;
  if (count(V2_TELLTALES) > 0 || (names.has("ApiId") && names.has("IntegrationId"))) return true;
  const telltales = count(REST_TELLTALES);
  const company = count(REST_COMPANY);
  const identifiers = count(REST_IDENTIFIERS);
  return telltales > 0
    ? telltales + company + identifiers > 1
    : company > 0 && (names.has("restApiId") || names.has("resourceId"));
}

/** How much text `mayHoldIntegration` scans: distinctive members come early, and other files may be large. */
const SNIFFED_LENGTH = 50_000;

/** A cheap test that rules out almost every other JSON or YAML file without parsing it. */
export function mayHoldIntegration(text: string): boolean {
  const names = topLevelNames(text);
  return (
    hasTelltale(names) ||
    mayHoldValue(names) ||
    mayHoldMappings(names, text) ||
    mayHoldPatches(names) ||
    mayHoldPatchList(text.slice(0, SNIFFED_LENGTH))
  );
}

const MAPPINGS: readonly string[] = [
  "requestParameters",
  "responseParameters",
  "RequestParameters",
  "ResponseParameters",
];

const MAPPING_KEY = /(?:integration\.request|method\.response)\.\w|(?:append|overwrite|remove):\w/;

/** Whether the file may have no other telling member than its parameter mappings. */
function mayHoldMappings(names: ReadonlySet<string>, text: string): boolean {
  return (
    foreignOperation(names) === undefined &&
    MAPPINGS.some((name) => names.has(name)) &&
    MAPPING_KEY.test(text.slice(0, SNIFFED_LENGTH))
  );
}

/** The member names of the outermost object, found without parsing. */
export function topLevelNames(text: string): ReadonlySet<string> {
  const head = (text.length > SNIFFED_LENGTH ? text.slice(0, SNIFFED_LENGTH) : text).trimStart();
  return /^(?:\{|\/[/*])/.test(head) ? namesInJson(head) : namesInYaml(head);
}

// The pattern never backtracks, so the time is linear for any text.
const JSON_TOKEN = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"((?:[^"\\\n]|\\.)*)"?(\s*:)?|[[\]{}]/g;

/** Matches member names of the outermost object; deeper ones belong to a template or another document. */
function namesInJson(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  let depth = 0;
  for (const [token, name, colon] of text.matchAll(JSON_TOKEN)) {
    if (token === "{" || token === "[") depth++;
    else if (token === "}" || token === "]") depth--;
    else if (name !== undefined && colon !== undefined && depth === 1) names.add(name);
  }
  return names;
}

// A name may have a colon, but only between other characters: `overwrite:header.x`.
const YAML_KEY = /^(["']?)([\w$][\w$./+*=;-]*(?::[\w$./+*=;-]+)*)\1[ \t]*:(?=\s|$)/gm;

function namesInYaml(text: string): ReadonlySet<string> {
  return new Set(Array.from(text.matchAll(YAML_KEY), ([, , name = ""]) => name));
}
