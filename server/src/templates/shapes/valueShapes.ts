/** What is known about the values in a template. */
import type { Template } from "../../rules/engine/template";
import type { Json } from "../../syntax/json";
import type { Expression, ReferenceNode } from "../../vtl/syntax/nodes";
import { JsonShape } from "./jsonShape";
import { originsOf, type Root } from "./origins";
import { type Shape, stepsInto } from "./shape";
import { type Use, useIn } from "./useShape";

/** What is known about the body of the message. */
export interface KnownBody {
  /** From its sample and its schema. */
  readonly shapes: readonly Shape[];
  /** How other templates of the same message use it. */
  readonly uses: readonly Use[];
}

/** Returns what is known about the whole body. */
export function bodyShapes(template: Template, { shapes, uses }: KnownBody): readonly Shape[] {
  return [...shapes, useIn(template).body, ...uses.map(({ body }) => body)];
}

/** Returns what is known about the value of a reference; empty if nothing is. */
export function shapesOf(template: Template, node: ReferenceNode, body: KnownBody): readonly Shape[] {
  return originsOf(template, node).flatMap(({ root, steps }) =>
    stepsInto(rootShapes(template, root, body), steps),
  );
}

function rootShapes(template: Template, root: Root, body: KnownBody): readonly Shape[] {
  switch (root.kind) {
    case "body":
      return bodyShapes(template, body);
    case "literal":
      return [new JsonShape(literalValue(root.node, 0), "template")];
    case "variable": {
      const use = useIn(template).variables.get(root.name);
      return use ? [use] : [];
    }
  }
}

const DEEPEST = 10;

/** The value of a map or list in a template, with null for what is computed. */
function literalValue(node: Expression, depth: number): Json {
  if (depth > DEEPEST) return null;
  switch (node.kind) {
    case "string":
      return node.template ? null : node.value;
    case "integer":
    case "float":
      return Number(node.text);
    case "boolean":
      return node.value;
    case "group":
      return literalValue(node.expression, depth + 1);
    case "list":
      return node.items.map((item) => literalValue(item, depth + 1));
    case "map":
      return Object.fromEntries(
        node.entries.flatMap(({ key, value }) =>
          key.kind === "string" && !key.template
            ? [[key.value, literalValue(value, depth + 1)] as const]
            : [],
        ),
      );
    default:
      return null;
  }
}
