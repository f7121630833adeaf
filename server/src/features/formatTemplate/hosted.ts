/** Formats templates where they are written. */
import type { TextEdit } from "../../syntax/change";
import type { Span } from "../../syntax/nodes";
import type { HostedTemplate, TemplateHost } from "../../templates/hostedTemplate";
import { replaceTemplate } from "../../templates/writeTemplate";
import { formatTemplate, type Indentation, replacePieces } from ".";

/** Returns the edits that format a template file, or the part of it that a span touches; none for other files. */
export function formatTemplateFile(
  host: TemplateHost,
  indentation: Indentation,
  within?: Span,
): readonly TextEdit[] {
  if (!("template" in host)) return [];
  return formatTemplate(host.template, indentation, within).map(({ span, text }) => ({
    span,
    newText: text,
  }));
}

/** Returns the edits that format a template of an input in its string; none if it is formatted already. */
export function formatHostedTemplate(
  host: TemplateHost,
  { template, node }: HostedTemplate,
  indentation: Indentation = { tabSize: 2, insertSpaces: true },
): readonly TextEdit[] {
  const pieces = formatTemplate(template, indentation);
  return pieces.length === 0
    ? []
    : replaceTemplate(host.document, node, replacePieces(template.text, pieces));
}
