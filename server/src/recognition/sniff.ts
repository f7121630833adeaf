/**
 * What tells an integration input from any other file by its member names alone, so cheap that it can be
 * asked of every file that is opened.
 */

/** Names that an input of `apigatewayv2` has and other files hardly have at their top. */
const V2_TELLTALES: readonly string[] = [
  "IntegrationType",
  "IntegrationUri",
  "IntegrationMethod",
  "IntegrationSubtype",
  "IntegrationResponseKey",
  "IntegrationResponseId",
];

/** The same of `apigateway`; camelCase is common, so it takes another of its members beside. */
const REST_TELLTALES: readonly string[] = [
  "integrationHttpMethod",
  "passthroughBehavior",
  "requestTemplates",
  "cacheKeyParameters",
  "selectionPattern",
  "responseTemplates",
];

/** Members that tell only beside a telltale or an identifier of `apigateway`. */
const REST_COMPANY: readonly string[] = ["type", "uri", "contentHandling", "responseParameters"];

const REST_IDENTIFIERS: readonly string[] = ["restApiId", "resourceId", "httpMethod", "statusCode"];

/** Members of other operations that take the same identifiers. */
const FOREIGN: readonly string[] = [
  "patchOperations",
  "responseType",
  "responseModels",
  "requestModels",
  "authorizationType",
  "authorizerUri",
];

/** Whether the names at a file's top are those of an integration input. */
export function hasTelltale(names: ReadonlySet<string>): boolean {
  if (belongsElsewhere(names)) return false;
  const count = (known: readonly string[]): number => known.filter((name) => names.has(name)).length;
  if (count(V2_TELLTALES) > 0 || (names.has("ApiId") && names.has("IntegrationId"))) return true;
  const telltales = count(REST_TELLTALES);
  const company = count(REST_COMPANY);
  const identifiers = count(REST_IDENTIFIERS);
  return telltales > 0
    ? telltales + company + identifiers > 1
    : company > 0 && (names.has("restApiId") || names.has("resourceId"));
}

/** Whether the file is the input of an operation that we do not know, such as `aws apigateway update-integration`. */
export function belongsElsewhere(names: ReadonlySet<string>): boolean {
  return FOREIGN.some((name) => names.has(name));
}

/** How far `mayHoldIntegration` looks: a telltale comes early, and other files may be large. */
const SNIFFED_LENGTH = 50_000;

/** A cheap test that rules out almost every other JSON or YAML file without parsing it. */
export function mayHoldIntegration(text: string): boolean {
  const head = (text.length > SNIFFED_LENGTH ? text.slice(0, SNIFFED_LENGTH) : text).trimStart();
  return hasTelltale(/^(?:\{|\/[/*])/.test(head) ? namesInJson(head) : namesInYaml(head));
}

// Nothing here is given back once it is taken, so that the time stays linear whatever the text.
const JSON_TOKEN = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"((?:[^"\\\n]|\\.)*)"?(\s*:)?|[[\]{}]/g;

/** The names of the outermost object's members; deeper ones are a template's or a document's. */
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

const YAML_KEY = /^(["']?)([A-Za-z]\w*)\1[ \t]*:(?=\s|$)/gm;

function namesInYaml(text: string): ReadonlySet<string> {
  return new Set(Array.from(text.matchAll(YAML_KEY), ([, , name = ""]) => name));
}
