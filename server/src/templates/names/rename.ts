/** Renames variables and macros of a template without changing what it prints. */
import type { Template } from "../../rules/engine/template";
import type { TextPiece } from "../../syntax/change";
import { isRoot } from "../../vtl/analysis/library";
import type { Span } from "../../vtl/syntax/nodes";
import type { SyntaxProblemKind } from "../../vtl/syntax/problems";
import { type Mention, mentionsIn, type Scope } from "./mentions";
import { type NameAt, placesOf } from "./nameAt";
import { grouped, variableOf } from "./variables";

/** Why a name cannot be changed, as a sentence for the user. */
export interface Refusal {
  readonly refusal: string;
}

/** A name that can be changed. */
export interface Renamable {
  readonly name: string;
  readonly span: Span;
}

/** Returns the name to change, or why it cannot be changed. */
export function renamable(template: Template, found: NameAt): Renamable | Refusal {
  if (found.kind === "key") {
    return { refusal: "Only variables, macros and `#define` blocks can be renamed, not keys or properties." };
  }
  const { name, span } = found.mention;
  if (found.kind === "variable" && isPredefined(name)) {
    return { refusal: `\`$${name}\` is predefined, so it cannot be renamed.` };
  }
  const problem = template.problems.find(({ kind }) => !HARMLESS.has(kind));
  if (problem) {
    return {
      refusal: `Parts of this template cannot be read because of a syntax error, so a rename might miss some of them: ${problem.message}`,
    };
  }
  return { name, span };
}

/** Returns the pieces of the template to replace, or why the name cannot be changed to the new one. */
export function renamed(template: Template, found: NameAt, newName: string): readonly TextPiece[] | Refusal {
  const old = renamable(template, found);
  if ("refusal" in old) return old;
  const name = newName.replace(found.kind === "macro" ? /^#/ : /^\$/, "");
  if (name === old.name) return [];
  const refusal =
    found.kind === "macro"
      ? faultOfMacro(template, name)
      : found.kind === "variable" && faultOfVariable(template, found.mention, name);
  if (refusal) return { refusal };
  return placesOf(template, found).map(({ span }) => ({ span, text: name }));
}

/** Problems after which the parser still reads all of the text. */
const HARMLESS: ReadonlySet<SyntaxProblemKind> = new Set([
  "danglingSign",
  "missingEnd",
  "strayEnd",
  "strayElse",
  "directiveArguments",
  "wordArgument",
  "macroName",
  "refusedDirective",
]);

const VARIABLE_NAME = /^[A-Za-z_][\w-]*$/;
const MACRO_NAME = /^[A-Za-z_]\w*$/;

/** The words that start or end a directive, which cannot name a macro. */
const DIRECTIVES: ReadonlySet<string> = new Set([
  "break",
  "define",
  "else",
  "elseif",
  "end",
  "evaluate",
  "foreach",
  "if",
  "include",
  "literal",
  "macro",
  "parse",
  "set",
  "stop",
]);

function isPredefined(name: string): boolean {
  // Velocity sets `$bodyContent` in a macro that is called with a body.
  return isRoot(name) || name === "bodyContent";
}

function faultOfVariable(template: Template, mention: Mention, name: string): string | undefined {
  if (!VARIABLE_NAME.test(name)) {
    return `\`${name}\` is not a valid variable name: it must start with a letter or an underscore and contain only letters, digits, underscores and hyphens.`;
  }
  if (isPredefined(name)) return `\`$${name}\` is predefined, so no variable can have this name.`;
  const { mentions } = variableOf(template, mention);
  const others = mentionsIn(template).variables.get(name) ?? [];
  if (others.length === 0 || areApart(mentions, others)) return undefined;
  return `\`$${name}\` is already used in this template, and one variable would replace the other.`;
}

function faultOfMacro(template: Template, name: string): string | undefined {
  if (!MACRO_NAME.test(name)) {
    return `\`${name}\` is not a valid macro name: it must start with a letter or an underscore and contain only letters, digits and underscores.`;
  }
  if (DIRECTIVES.has(name)) return `\`#${name}\` is a directive, so no macro can have this name.`;
  const { macros, called } = mentionsIn(template);
  if (macros.has(name)) return `This template already has a macro named \`${name}\`.`;
  // The call is text now.
  return called.has(name)
    ? `This template already contains \`#${name}\`, which would call the macro.`
    : undefined;
}

/** Returns whether both lists mean the same variables as now if all mentions have the same name. */
function areApart(mentions: readonly Mention[], others: readonly Mention[]): boolean {
  const all = [...mentions, ...others].sort((one, other) => one.span.start - other.span.start);
  const own = new Set(mentions);
  return (
    keepScopes(all) &&
    grouped(all).every(
      (group) => group.every((each) => own.has(each)) || !group.some((each) => own.has(each)),
    )
  );
}

/** Returns whether each of the sorted mentions is in its own scope, and not in another one inside that. */
function keepScopes(mentions: readonly Mention[]): boolean {
  const scopes = [...new Set(mentions.map(({ scope }) => scope))].sort(
    ({ span: one }, { span: other }) => one.start - other.start || other.end - one.end,
  );
  const open: Scope[] = [];
  let next = 0;
  for (const { span, scope } of mentions) {
    for (let inner = scopes[next]; inner && inner.span.start <= span.start; inner = scopes[++next]) {
      closeBefore(open, inner.span.start);
      // A loop in a macro also assigns to the macro's parameter.
      if (open.some(({ kind }) => kind === "macro")) return false;
      open.push(inner);
    }
    closeBefore(open, span.start);
    if (open.at(-1) !== scope) return false;
  }
  return true;
}

function closeBefore(open: Scope[], offset: number): void {
  while ((open.at(-1)?.span.end ?? offset + 1) <= offset) open.pop();
}
