import { parseCacheKey } from "../../expressions";
import type { IntegrationInput } from "../../model/input";
import type { StringNode } from "../../syntax/nodes";
import type { InputRule } from "../engine/rule";
import { put } from "../shared/examples";
import { spanIn } from "../shared/part";
import { PREFLIGHT, REFERENCE } from "../shared/sources";
import { HTTP } from "./examples";
import { PUT, startsOpen } from "./integration";
import { mappingsOf } from "./mapping";

const TAGS = "method.request.multivaluequerystring.tag";
const CACHED = {
  ...HTTP,
  requestParameters: { "integration.request.querystring.tag": TAGS },
  cacheKeyParameters: [TAGS],
};

export const badCacheKey: InputRule = {
  code: "AG1028",
  title: "Invalid cache key",
  severity: "error",
  description:
    "A cache key must be a parameter of the method request: `method.request.path.id`, `…querystring.id`, `…header.id`, `…multivaluequerystring.id` or `…multivalueheader.id`.",
  aws: "Invalid cache key parameter specified",
  confidence: "verified-aws-third-party",
  sources: [`${PREFLIGHT}/pf-apigw-integration-cache-key-parameters`],
  bad: put({ ...CACHED, cacheKeyParameters: ["tag"] }),
  good: put(CACHED),
  on: "input",
  operations: PUT,
  check(input, report) {
    for (const node of cacheKeys(input)) {
      const [fault] = parseCacheKey(node.value).faults;
      if (!fault && node.value !== "") continue;
      report({
        span: fault ? spanIn(input, node, fault.span) : node.span,
        message:
          "Invalid cache key. Expected method.request.path.NAME, …querystring.NAME, …header.NAME or one of the multivalue forms.",
      });
    }
  },
};

export const cacheKeyUnmapped: InputRule = {
  code: "AG1029",
  title: "Cache key without a mapping",
  severity: "hint",
  description:
    "The method must declare every cache key as a request parameter. A mapping that reads the same parameter usually indicates that it does, but no mapping reads this one. If the declarations of the method are known, the rule compares the key with those instead.",
  confidence: "docs",
  sources: [REFERENCE],
  bad: put({ ...HTTP, cacheKeyParameters: [TAGS] }),
  good: put(CACHED),
  on: "input",
  operations: PUT,
  check(input, report) {
    const declared = input.facts?.requestParameters;
    const used = new Set(declared ?? mappingsOf(input).map(({ value }) => value?.parsed.text));
    for (const node of cacheKeys(input)) {
      const parameter = declared ? node.value.replace(".multivalue", ".") : node.value;
      if (node.value === "" || used.has(parameter) || parseCacheKey(node.value).faults.length > 0) continue;
      report({
        span: node.span,
        message: declared
          ? `The method does not declare ${parameter}, as cache keys require.`
          : `No mapping reads ${node.value}. Make sure that the method declares it (put-method), as cache keys require.`,
      });
    }
  },
};

function cacheKeys(input: IntegrationInput): readonly StringNode[] {
  const list = input.value("cacheKeyParameters");
  if (list?.kind !== "array") return [];
  return list.items.filter((item) => item.kind === "string").filter(({ value }) => !startsOpen(value));
}
