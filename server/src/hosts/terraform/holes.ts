/** What is known about interpolations, and Velocity references that Terraform takes for interpolations. */
import type { Hole, MistakenReference, Span } from "../../syntax/nodes";
import { typicalOf } from "./references";
import type { MakeHole, TemplateSource } from "./template";

/** Returns what makes the holes of a template. */
export function holeMaker(text: string, source: TemplateSource): MakeHole {
  return ({ start, end }, from, to) => {
    const written = text.slice(start, end);
    const expression = expressionIn(written);
    const typical = expression === undefined ? undefined : typicalOf(expression);
    const mistaken = mistakenReference(written, { start, end }, source);
    const hole: Hole = { start: from, end: to };
    return mistaken ? { ...hole, mistaken } : typical ? { ...hole, typical } : hole;
  };
}

/** The expression of an interpolation, which is neither a directive nor open. */
export function expressionIn(written: string): string | undefined {
  const end = written.trimEnd();
  if (!end.startsWith("${") || !end.endsWith("}")) return undefined;
  return end.slice(end[2] === "~" ? 3 : 2, end.at(-2) === "~" ? -2 : -1).trim();
}

/** Variables of mapping templates and mapping expressions. No value in Terraform has such a name. */
const VELOCITY = /^\$\{(?:input|context|util|stageVariables)(?:[.[(]|\})/;
/** Terraform has functions, but no methods. */
const CALL_OF_METHOD = /^\$\{[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)+\(/;
const NAME = /^\$\{([A-Za-z][\w-]*)(?:\.[A-Za-z][\w.]*(?:\(.*)?)?\}$/s;

/**
 * Returns the Velocity reference that an interpolation is meant to be; undefined for one of Terraform. A variable that
 * the template sets is one, unless Terraform has values of that name.
 */
function mistakenReference(
  written: string,
  source: Span,
  { text, from, to }: TemplateSource,
): MistakenReference | undefined {
  const reference: MistakenReference = { host: "Terraform", escaped: `$${written}`, source };
  if (VELOCITY.test(written) || CALL_OF_METHOD.test(written)) return reference;
  const name = NAME.exec(written)?.[1];
  if (name === undefined || ROOTS.has(name) || name.includes("_")) return undefined;
  return setsVariable(text.slice(from, to), name) ? reference : undefined;
}

/** What sets a variable in a template. */
const SET = /#(?:set|foreach)\s*\(\s*\$!?\{?([A-Za-z][\w-]*)/g;

function setsVariable(template: string, name: string): boolean {
  return [...template.matchAll(SET)].some(([, variable]) => variable === name);
}

/** What an expression of Terraform may begin with besides types of resources. */
const ROOTS: ReadonlySet<string> = new Set([
  "var",
  "local",
  "module",
  "data",
  "each",
  "count",
  "path",
  "terraform",
  "self",
]);
