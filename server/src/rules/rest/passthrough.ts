import type { InputRule } from "../engine/rule";
import { notAmong } from "../shared/enumValues";
import { put } from "../shared/examples";
import { typeOf } from "../shared/restType";
import { guide, REFERENCE } from "../shared/sources";
import { joinWords } from "../shared/words";
import { HTTP } from "./examples";
import { write } from "./fixes";
import { isProxy, PUT, startsOpen } from "./integration";

const BEHAVIORS = ["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"];
const GUIDE = guide("integration-passthrough-behaviors");
const TEMPLATES = { requestTemplates: { "application/json": '{"id": 1}' } };

export const unknownBehavior: InputRule = {
  code: "AG1020",
  title: "Unknown passthrough behavior",
  severity: "error",
  description:
    "`passthroughBehavior` must be `WHEN_NO_MATCH`, `WHEN_NO_TEMPLATES` or `NEVER`, in uppercase. The lowercase spellings such as `when_no_match` are for OpenAPI documents.",
  confidence: "docs",
  sources: [REFERENCE],
  bad: put({ ...HTTP, passthroughBehavior: "when_no_match" }),
  good: put({ ...HTTP, passthroughBehavior: "WHEN_NO_MATCH" }),
  on: "input",
  operations: PUT,
  check(input, report) {
    const node = input.string("passthroughBehavior");
    if (!node?.value || BEHAVIORS.includes(node.value) || startsOpen(node.value)) return;
    report({ span: node.span, ...notAmong(node, "passthroughBehavior", BEHAVIORS) });
  },
};

export const neverWithoutTemplates: InputRule = {
  code: "AG1021",
  title: "NEVER without templates",
  severity: "warning",
  description:
    "`NEVER` rejects every request whose content type matches no template. Without templates, AWS accepts the file, but API Gateway answers every request with `415 Unsupported Media Type`.",
  confidence: "docs",
  sources: [GUIDE],
  bad: put({ ...HTTP, passthroughBehavior: "NEVER" }),
  good: put({ ...HTTP, passthroughBehavior: "NEVER", ...TEMPLATES }),
  on: "input",
  operations: PUT,
  check(input, report) {
    const behavior = input.string("passthroughBehavior");
    const type = typeOf(input);
    const templates = input.value("requestTemplates");
    if (behavior?.value !== "NEVER" || !type || isProxy(type)) return;
    if (input.has("requestTemplates") && !(templates?.kind === "object" && templates.members.length === 0))
      return;
    report({
      span: behavior.span,
      message:
        "NEVER requires templates. AWS accepts the file, but every request is rejected with 415 because no template matches.",
      fixes: [write(behavior, "WHEN_NO_MATCH")],
    });
  },
};

export const otherTypesRefused: InputRule = {
  code: "AG1022",
  title: "Other content types rejected",
  severity: "hint",
  description:
    "If there is at least one template, `WHEN_NO_TEMPLATES` rejects requests with any other content type with `415 Unsupported Media Type`. That is usually intended.",
  confidence: "docs",
  sources: [GUIDE],
  bad: put({ ...HTTP, passthroughBehavior: "WHEN_NO_TEMPLATES", ...TEMPLATES }),
  good: put({ ...HTTP, passthroughBehavior: "WHEN_NO_MATCH", ...TEMPLATES }),
  on: "input",
  operations: PUT,
  check(input, report) {
    const behavior = input.string("passthroughBehavior");
    const type = typeOf(input);
    const templates = input.entries("requestTemplates");
    if (behavior?.value !== "WHEN_NO_TEMPLATES" || !type || isProxy(type) || templates.length === 0) return;
    if (templates.some(({ key }) => key.value === "$default")) return;
    report({
      span: behavior.span,
      message: `Requests with a content type other than ${joinWords(
        templates.slice(0, 3).map(({ key }) => key.value),
        "or",
      )} are rejected with 415.`,
    });
  },
};
