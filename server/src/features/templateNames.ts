/** Shows in a file what the names in its templates refer to: definitions, references, highlights and renames. */
import { edit, type TextEdit } from "../syntax/edit";
import type { Span } from "../syntax/nodes";
import {
  type HostedTemplate,
  type TemplateHost,
  type TemplatePosition,
  templatePositionAt,
} from "../templates/hostedTemplate";
import {
  blockWordsAt,
  definitionPlaces,
  type NameAt,
  type NamePlace,
  nameAt,
  placesOf,
} from "../templates/names/nameAt";
import { type Refusal, type Renamable, renamable, renamed } from "../templates/names/rename";

import { trimmed } from "../templates/trimmed";

export type { Refusal, Renamable } from "../templates/names/rename";

/** Leads from a name to a place that defines it. All spans are in the file. */
export interface DefinitionLink {
  /** The name at the cursor. */
  readonly origin: Span;
  /** The name where it is defined. */
  readonly name: Span;
  /** The statement or entry that defines it. */
  readonly statement: Span;
}

export interface Highlight {
  readonly span: Span;
  /** `text` for the words of a directive. */
  readonly kind: "read" | "write" | "text";
}

/** Returns the definitions of the name at the offset; undefined if there is no name. */
export function definitionsAt(host: TemplateHost, offset: number): readonly DefinitionLink[] | undefined {
  const at = namedAt(host, offset);
  if (!at) return undefined;
  const { hosted, found } = at;
  const { start, end } = found.span;
  // With the cursor on the `$`, the origin starts there.
  const origin = hosted.map.toSource({ start: Math.min(start, at.offset), end });
  return definitionPlaces(hosted.template, found).map(({ span, definition = span }) => {
    const name = hosted.map.toSource(span);
    return { origin, name, statement: around(hosted, definition, name) };
  });
}

/** Returns the spans that mention the name at the offset, with or without its definitions. */
export function referencesAt(
  host: TemplateHost,
  offset: number,
  withDefinitions: boolean,
): readonly Span[] | undefined {
  const places = placesAt(host, offset);
  return places?.filter(({ definition }) => withDefinitions || !definition).map(({ span }) => span);
}

/** Returns what belongs together with the name at the offset, or with the word of a directive. */
export function highlightsAt(host: TemplateHost, offset: number): readonly Highlight[] | undefined {
  const places = placesAt(host, offset);
  if (places) {
    return places.map(({ span, definition }) => ({ span, kind: definition ? "write" : "read" }));
  }
  const position = templatePositionAt(host, offset);
  const words = position && blockWordsAt(position.hosted.template, position.offset);
  return words?.map((word) => ({ span: position?.hosted.map.toSource(word) ?? word, kind: "text" }));
}

/** Returns the name at the offset, to change it, or why it cannot be changed; undefined if there is no name. */
export function renamableAt(host: TemplateHost, offset: number): Renamable | Refusal | undefined {
  const at = namedAt(host, offset);
  if (!at) return undefined;
  const found = renamable(at.hosted.template, at.found);
  return "refusal" in found ? found : { ...found, span: at.hosted.map.toSource(found.span) };
}

/**
 * Returns the edits that change the name at the offset everywhere in its template, or why it cannot be changed.
 * Each template is evaluated by itself, so no other template changes.
 */
export function renameEdits(
  host: TemplateHost,
  offset: number,
  newName: string,
): readonly TextEdit[] | Refusal | undefined {
  const at = namedAt(host, offset);
  if (!at) return undefined;
  const pieces = renamed(at.hosted.template, at.found, newName);
  if ("refusal" in pieces) return pieces;
  return edit(host.document, { kind: "replaceText", node: at.hosted.node, pieces });
}

function namedAt(
  host: TemplateHost,
  offset: number,
): (TemplatePosition & { readonly found: NameAt }) | undefined {
  const position = templatePositionAt(host, offset);
  const found = position && nameAt(position.hosted.template, position.offset);
  return found && { ...position, found };
}

function placesAt(host: TemplateHost, offset: number): readonly NamePlace[] | undefined {
  const at = namedAt(host, offset);
  if (!at) return undefined;
  const { map, template } = at.hosted;
  return placesOf(template, at.found).map((place) => ({ ...place, span: map.toSource(place.span) }));
}

/** A span of the template in the file, which editors require to contain the name. */
function around({ map, template }: HostedTemplate, span: Span, name: Span): Span {
  const { start, end } = map.toSource(trimmed(template.text, span));
  return { start: Math.min(start, name.start), end: Math.max(end, name.end) };
}
