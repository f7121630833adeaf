/** Semantic tokens of templates, where they are written. */
import type { Span, StringNode } from "../../syntax/nodes";
import { type HostedTemplate, hostedTemplates, type TemplateHost } from "../../templates/hostedTemplate";
import { templateTokens } from "./templateTokens";
import type { SemanticToken } from "./token";

export { type SemanticToken, TOKEN_MODIFIERS, TOKEN_TYPES } from "./token";

/** The tokens of a file, to highlight its next version with: a keystroke changes one template of many. */
export interface HighlightedTemplates {
  /** In the order of the text. No token spans lines, and none overlap. */
  readonly tokens: readonly SemanticToken[];
  /** By the source of the template. Their offsets start at the string. */
  readonly known: ReadonlyMap<string, readonly SemanticToken[]>;
}

/**
 * Returns the tokens of all templates in a file, in the file's offsets. What else the file contains is left to the
 * editor.
 *
 * @param previous the tokens of an earlier version of the file
 */
export function highlightTemplates(
  host: TemplateHost,
  previous?: HighlightedTemplates,
): HighlightedTemplates {
  const known = new Map<string, readonly SemanticToken[]>();
  const tokens: SemanticToken[] = [];
  for (const hosted of inOrder(hostedTemplates(host))) {
    const key = keyOf(host, hosted);
    const found = known.get(key) ?? previous?.known.get(key) ?? sourceTokens(host.document.text, hosted);
    known.set(key, found);
    const { start } = hosted.node.span;
    for (const token of found) {
      tokens.push({ ...token, start: start + token.start, end: start + token.end });
    }
  }
  return { tokens, known };
}

/** Returns the tokens of the templates that a span of the file touches. */
export function highlightSpan(host: TemplateHost, { start, end }: Span): readonly SemanticToken[] {
  return inOrder(hostedTemplates(host)).flatMap((hosted) => {
    const { span } = hosted.node;
    if (span.end < start || end < span.start) return [];
    return sourceTokens(host.document.text, hosted)
      .map((token) => ({ ...token, start: span.start + token.start, end: span.start + token.end }))
      .filter((token) => token.start < end && start < token.end);
  });
}

/** YAML can merge a mapping from elsewhere in the file, so templates may be listed twice or out of order. */
function inOrder(list: readonly HostedTemplate[]): readonly HostedTemplate[] {
  const sorted = [...list].sort((a, b) => a.node.span.start - b.node.span.start);
  return sorted.filter(({ node }, index) => index === 0 || isAfter(node, sorted[index - 1]?.node));
}

function isAfter({ span }: StringNode, before: StringNode | undefined): boolean {
  return before === undefined || before.span.end <= span.start;
}

/** What the tokens of a template depend on: its source, how that is read, and what it prints. */
function keyOf({ document }: TemplateHost, { node, path }: HostedTemplate): string {
  const { style, indentation = "", span } = node;
  return `${path.join(" ")} ${style}${indentation}\n${document.text.slice(span.start, span.end)}`;
}

/** Returns the tokens of a template in its source, from the start of the string. */
function sourceTokens(text: string, { template, node, map }: HostedTemplate): readonly SemanticToken[] {
  const tokens: SemanticToken[] = [];
  let last = node.span.start;
  for (const token of templateTokens(template)) {
    const source = map.toSource(token);
    for (const { start, end } of linesOf(text, source)) {
      // In a folded scalar, a line break may be the source of two characters.
      const from = Math.max(start, last);
      if (from >= end) continue;
      last = end;
      tokens.push({ ...token, start: from - node.span.start, end: end - node.span.start });
    }
  }
  return tokens;
}

/** Returns the pieces of a span on each line, without the blanks around them. */
function linesOf(text: string, { start, end }: Span): readonly Span[] {
  const source = text.slice(start, end);
  if (!/[\r\n]/.test(source)) return [{ start, end }];
  return Array.from(source.matchAll(/[^\s](?:[^\r\n]*[^\s])?/g), ({ 0: piece, index }) => ({
    start: start + index,
    end: start + index + piece.length,
  }));
}
