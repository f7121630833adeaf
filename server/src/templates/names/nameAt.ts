/** What the name at an offset of a template refers to. */
import type { Template } from "../../rules/engine/template";
import { collectMacros } from "../../vtl/evaluate/macros";
import type { MacroNode, Span } from "../../vtl/syntax/nodes";
import { type KeyMention, keysIn, putsOf } from "./keys";
import { type BlockWords, type MacroMention, type Mention, mentionsIn } from "./mentions";
import { definitionsOf, variableOf } from "./variables";

export type NameAt =
  | { readonly kind: "variable"; readonly span: Span; readonly mention: Mention }
  | { readonly kind: "macro"; readonly span: Span; readonly mention: MacroMention }
  | { readonly kind: "key"; readonly span: Span; readonly key: KeyMention };

/** A place that defines a name, or mentions it. */
export interface NamePlace {
  readonly span: Span;
  /** The statement or entry that defines the name; undefined for a use. */
  readonly definition?: Span;
}

/**
 * Returns the name at the offset. The `$` and the brace before a variable's name belong to it, unless the offset
 * touches another name.
 */
export function nameAt(template: Template, offset: number): NameAt | undefined {
  const mentions = mentionsIn(template);
  const isAt = ({ span }: { readonly span: Span }): boolean => touches(span, offset);
  let atSign: Mention | undefined;
  for (const list of mentions.variables.values()) {
    for (const mention of list) {
      if (isAt(mention)) return { kind: "variable", span: mention.span, mention };
      if (mention.node.start <= offset && offset <= mention.span.start) atSign = mention;
    }
  }
  for (const list of mentions.macros.values()) {
    const mention = list.find(isAt);
    if (mention) return { kind: "macro", span: mention.span, mention };
  }
  if (atSign) return { kind: "variable", span: atSign.span, mention: atSign };
  const key = keysIn(template).find(isAt);
  return key && { kind: "key", span: key.span, key };
}

/** Returns where the name is defined; empty for predefined names. */
export function definitionPlaces(template: Template, found: NameAt): readonly NamePlace[] {
  switch (found.kind) {
    case "variable": {
      const { mention } = found;
      const { keyword, kind } = mention.scope;
      const definitions = definitionsOf(template, mention);
      if (template.facts.readsObject(mention.node)) {
        // `$foreach` and `$velocityCount` come from the loop.
        return kind === "loop" ? [{ span: keyword, definition: keyword }] : [];
      }
      return definitions.map(placeOfMention);
    }
    case "macro": {
      const all = mentionsIn(template).macros.get(found.mention.name) ?? [];
      const runs = macrosOf(template).get(found.mention.name);
      return all.filter(({ node }) => node === runs).map(placeOfMacro);
    }
    case "key":
      return putsOf(template, found.key).map(placeOfKey);
  }
}

/** Returns all places that mention the name, in the order of the text. */
export function placesOf(template: Template, found: NameAt): readonly NamePlace[] {
  switch (found.kind) {
    case "variable":
      return variableOf(template, found.mention).mentions.map(placeOfMention);
    case "macro":
      return (mentionsIn(template).macros.get(found.mention.name) ?? []).map(placeOfMacro);
    case "key":
      return keysIn(template)
        .filter(({ id }) => id === found.key.id)
        .map(placeOfKey)
        .sort((one, other) => one.span.start - other.span.start);
  }
}

/** Returns the words of the directive whose `#if`, `#else`, `#end` or the like is at the offset. */
export function blockWordsAt(template: Template, offset: number): BlockWords | undefined {
  return mentionsIn(template).blocks.find((words) => words.some((word) => touches(word, offset)));
}

/** The macros that run when they are called: of those with the same name, Velocity keeps one. */
function macrosOf({ tree }: Template): ReadonlyMap<string, MacroNode> {
  const macros = new Map<string, MacroNode>();
  collectMacros(tree.body, macros);
  return macros;
}

function placeOfMention({ span, definition }: Mention): NamePlace {
  return { span, ...(definition && { definition: definition.statement }) };
}

function placeOfMacro({ span, node }: MacroMention): NamePlace {
  const { start, end } = node.kind === "macro" ? { start: node.start, end: node.body.start } : span;
  return { span, ...(node.kind === "macro" && { definition: { start, end } }) };
}

function placeOfKey({ span, put }: KeyMention): NamePlace {
  return { span, ...(put && { definition: put }) };
}

function touches({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}
