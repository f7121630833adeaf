import type { InputRule } from "../engine/rule";
import { nearest } from "../shared/nearest";
import { guide, REFERENCE } from "../shared/sources";
import { HTTP, put } from "./examples";
import { write } from "./fixes";
import { isProxy, PUT, startsOpen, typeOf } from "./integration";

const BEHAVIORS = ["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"];
const GUIDE = guide("integration-passthrough-behaviors");
const TEMPLATES = { requestTemplates: { "application/json": '{"id": 1}' } };

export const unknownBehavior: InputRule = {
  code: "AG1020",
  title: "Unknown pass-through behaviour",
  severity: "error",
  description:
    "`passthroughBehavior` is `WHEN_NO_MATCH`, `WHEN_NO_TEMPLATES` or `NEVER`, in capital letters; `when_no_match` and the like belong to OpenAPI documents.",
  confidence: "docs",
  sources: [REFERENCE],
  bad: put({ ...HTTP, passthroughBehavior: "when_no_match" }),
  good: put({ ...HTTP, passthroughBehavior: "WHEN_NO_MATCH" }),
  on: "input",
  operations: PUT,
  check(input, report) {
    const node = input.string("passthroughBehavior");
    if (!node?.value || BEHAVIORS.includes(node.value) || startsOpen(node.value)) return;
    const near = nearest(node.value, BEHAVIORS);
    report({
      span: node.span,
      message: `"${node.value}" is no passthroughBehavior. It takes ${BEHAVIORS.join(", ")}.`,
      fixes: near === undefined ? [] : [write(node, near)],
    });
  },
};

export const neverWithoutTemplates: InputRule = {
  code: "AG1021",
  title: "NEVER without templates",
  severity: "warning",
  description:
    "`NEVER` lets only bodies through that a template takes. Without a template that is none: the put passes, and every request is answered with `415 Unsupported Media Type`.",
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
        "NEVER takes templates. The put passes, but at run time every request is answered with 415, for no template takes it.",
      fixes: [write(behavior, "WHEN_NO_MATCH")],
    });
  },
};

export const otherTypesRefused: InputRule = {
  code: "AG1022",
  title: "Requests of other types refused",
  severity: "hint",
  description:
    "As soon as there is a template, `WHEN_NO_TEMPLATES` refuses requests of every other content type with `415 Unsupported Media Type`. Mostly that is what is wanted.",
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
      message: `Requests of another type than ${templates
        .map(({ key }) => key.value)
        .slice(0, 3)
        .join(", ")} are answered with 415.`,
    });
  },
};
