/** Names for new variables. */
import type { Template } from "../../rules/engine/template";
import { isRoot } from "../../vtl/analysis/library";
import { nameOfPart } from "../../vtl/analysis/parts";
import type { Expression, ReferencePart } from "../../vtl/syntax/nodes";

/** Returns a name for the value of an expression that no other variable of the template has. */
export function newName(template: Template, node: Expression, count: number | undefined): string {
  const wanted = described(node, count) ?? "value";
  const taken = namesIn(template);
  let name = wanted;
  for (let number = 2; taken.has(name) || isRoot(name); number++) name = `${wanted}${number}`;
  return name;
}

/** Also the names in text that looks like a reference: `\$name` prints differently where the variable is set. */
function namesIn({ text, facts }: Template): ReadonlySet<string> {
  const written = Array.from(text.matchAll(/\$[!\\{]*([A-Za-z_][\w-]*)/g), ([, name = ""]) => name);
  return new Set([...written, ...facts.definitions.keys()]);
}

function described(node: Expression, count: number | undefined): string | undefined {
  switch (node.kind) {
    case "reference": {
      const parts = node.parts.slice(0, count);
      if (parts.length === 0) return identifier(node.name);
      for (const part of [...parts].reverse()) {
        const name = nameOf(part);
        if (name !== undefined) return name;
      }
      return undefined;
    }
    case "group":
      return described(node.expression, undefined);
    case "string":
      return "text";
    case "integer":
    case "float":
      return "number";
    case "list":
    case "range":
      return "list";
    case "map":
      return "map";
    case "boolean":
    case "not":
      return "isTrue";
    case "binary":
      return /^(?:and|or|[=!<>]=?)$/.test(node.operator) ? "isTrue" : undefined;
    default:
      return undefined;
  }
}

function nameOf(part: ReferencePart): string | undefined {
  const named = nameOfPart(part);
  if (named) return identifier(named.name);
  if (part.kind !== "method") return undefined;
  const [argument] = part.arguments;
  if (part.name === "params") return argument?.kind === "string" ? identifier(argument.value) : "params";
  if (part.name === "path" || part.name === "json") {
    const last = argument?.kind === "string" ? /([\w-]+)[^\w]*$/.exec(argument.value)?.[1] : undefined;
    return (last === undefined ? undefined : identifier(last)) ?? "body";
  }
  if (argument && part.arguments.length === 1) {
    const inner = described(argument, undefined);
    if (inner !== undefined && argument.kind === "reference") return inner;
  }
  // `replaceAll` and the like only change what they are called on.
  if (part.arguments.length > 0) return undefined;
  return identifier(part.name.replace(/^get(?=[A-Z])/, ""));
}

/** Returns a name in camel case: `x-api-key` becomes `xApiKey`. */
function identifier(name: string): string | undefined {
  const [first = "", ...others] = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const joined = [first, ...others.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join("");
  const lower = joined.charAt(0).toLowerCase() + joined.slice(1);
  return /^[a-z]/.test(lower) ? lower.slice(0, 40) : undefined;
}
