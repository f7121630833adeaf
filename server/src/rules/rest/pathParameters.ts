import { type PathParameter, pathParametersOf } from "../../expressions";
import type { IntegrationInput } from "../../model/input";
import { templateIn } from "../../model/templates";
import { gatherFacts } from "../../vtl/analysis/facts";
import { overriddenPathParameters } from "../../vtl/analysis/overrides";
import type { Fix } from "../engine/finding";
import type { InputRule } from "../engine/rule";
import { put } from "../shared/examples";
import { typeOf } from "../shared/restType";
import { emulated, guide } from "../shared/sources";
import { HTTP } from "./examples";
import { insert, replaced, write } from "./fixes";
import { PUT, type RestUri, uriOf } from "./integration";
import { mappingsOf } from "./mapping";

const PREFIX = "integration.request.path.";
/** A real uri has a handful; each report costs a pass over the whole uri. */
const MAX_REPORTED = 50;
const FILLED = {
  ...HTTP,
  uri: "https://example.com/orders/{id}",
  requestParameters: { [`${PREFIX}id`]: "context.requestId" },
};

export const mappingWithoutPlaceholder: InputRule = {
  code: "AG1016",
  title: "Path mapping without a placeholder",
  severity: "warning",
  description:
    "`integration.request.path.id` fills in `{id}` in `uri`. If `uri` has no such placeholder, API Gateway ignores the mapping.",
  confidence: "derived",
  sources: [guide("request-response-data-mappings")],
  bad: put({ ...FILLED, uri: "https://example.com/orders" }),
  good: put(FILLED),
  on: "input",
  operations: PUT,
  check(input, report) {
    const found = uriOf(input);
    // A placeholder of another style may contain braces once it is filled in.
    if (!found || typeOf(input) === "MOCK" || found.uri.placeholders.some(({ style }) => style !== "brace"))
      return;
    if (["stage-variable", "unknown", "arn"].includes(found.uri.kind)) return;
    const names = new Set(parametersOf(found).map(({ name }) => name.text));
    for (const { key } of mappingsOf(input)) {
      const { reference, faults } = key.parsed;
      if (faults.length > 0 || reference?.location?.text !== "path" || !reference.name) continue;
      const name = reference.name.text;
      if (names.has(name)) continue;
      report({
        span: key.at(reference.name.span),
        message: `The uri has no placeholder {${name}}, so API Gateway ignores this mapping.`,
        related: [{ span: found.node.span, message: "The uri is specified here." }],
      });
    }
  },
};

export const placeholderWithoutMapping: InputRule = {
  code: "AG1017",
  title: "Placeholder without a mapping",
  severity: "warning",
  description:
    "`{id}` in `uri` requires a mapping for `integration.request.path.id`, or a template that sets `$context.requestOverride.path.id`. Otherwise AWS accepts the file, but API Gateway sends the placeholder to the backend unchanged.",
  confidence: "emulator",
  sources: [emulated("test_uri_interpolation.py")],
  bad: put({ ...HTTP, uri: "https://example.com/orders/{id}" }),
  good: put(FILLED),
  on: "input",
  operations: PUT,
  check(input, report) {
    const found = uriOf(input);
    const parameters = input.value("requestParameters");
    if (!found || typeOf(input) === "MOCK" || (parameters && parameters.kind !== "object")) return;
    const overridden = overriddenIn(input);
    if (!overridden) return;
    const mapped = new Set(mappingsOf(input).map(({ key }) => key.node.value));
    for (const { name, span, greedy } of parametersOf(found).slice(0, MAX_REPORTED)) {
      const key = PREFIX + name.text;
      // AG1018 reports a placeholder with a plus sign first.
      if (greedy || name.text === "" || mapped.has(key)) continue;
      mapped.add(key);
      if (overridden.has(name.text)) continue;
      report({
        span: found.at(span),
        message: `No mapping fills in {${name.text}}. AWS accepts the file, but sends the placeholder to the backend unchanged.`,
        fixes: [mapIt(input, key, `method.request.path.${name.text}`)],
      });
    }
  },
};

export const greedyPlaceholder: InputRule = {
  code: "AG1018",
  title: "Plus sign in a URI placeholder",
  severity: "warning",
  description:
    "In a resource path, `{proxy+}` matches the rest of the request path. In `uri`, write `{proxy}` and map it from `method.request.path.proxy`.",
  confidence: "docs",
  sources: [guide("setup-http-integrations")],
  bad: put({ ...HTTP, uri: "https://example.com/{proxy+}" }),
  good: put({
    ...HTTP,
    uri: "https://example.com/{proxy}",
    requestParameters: { [`${PREFIX}proxy`]: "'orders'" },
  }),
  on: "input",
  operations: PUT,
  check(input, report) {
    const found = uriOf(input);
    const fixed = (offset: number): string =>
      replaced(found?.node.value ?? "", { start: offset, end: offset + 1 }, "");
    for (const { name, greedy } of found ? parametersOf(found) : []) {
      if (!found || !greedy) continue;
      const plus = name.span.end;
      report({
        span: found.at({ start: plus, end: plus + 1 }),
        message: `Placeholders in uri have no plus sign. Write {${name.text}}.`,
        fixes: [write(found.node, fixed(plus), `Write {${name.text}}`)],
      });
      // Only the first is reported: each fix carries the whole uri.
      return;
    }
  },
};

/** Returns the placeholders in the uri, without `{stageVariables.x}`, which is a stage variable that lacks its dollar sign. */
function parametersOf({ uri }: RestUri): readonly PathParameter[] {
  return pathParametersOf(uri).filter(({ name }) => !name.text.startsWith("stageVariables."));
}

/** Returns the path parameters that templates set; undefined if a template computes the name. */
function overriddenIn(input: IntegrationInput): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const { value } of input.entries("requestTemplates")) {
    if (value?.kind !== "string" || !value.value.includes("requestOverride")) continue;
    const found = overriddenPathParameters(gatherFacts(templateIn(value).root.body));
    if (!found) return undefined;
    for (const name of found) names.add(name);
  }
  return names;
}

function mapIt(input: IntegrationInput, name: string, value: string): Fix {
  const object = input.value("requestParameters");
  const title = `Map from ${value}`;
  return object?.kind === "object"
    ? { title, change: { kind: "insertMember", object, name, value } }
    : insert(input, "requestParameters", { [name]: value }, title);
}
