import { edit, type TextEdit } from "../syntax/edit";
import type { Span } from "../syntax/nodes";
import { type TemplateHost, templatePositionAt } from "../templates/hostedTemplate";
import { type RefactoringKind, refactorings } from "./refactor";

/** A refactoring of a template, as edits of the file that it is written in. */
export interface TemplateRefactoring {
  readonly title: string;
  readonly kind: RefactoringKind;
  readonly edits: readonly TextEdit[];
  /** True if the template prints the same afterwards, for every request. */
  readonly keepsOutput: boolean;
}

/** Returns the refactorings of the template that the span of the host is in. */
export function templateRefactorings(host: TemplateHost, span: Span): readonly TemplateRefactoring[] {
  const start = templatePositionAt(host, span.start);
  const end = span.start === span.end ? start : templatePositionAt(host, span.end);
  if (!start || end?.hosted !== start.hosted || isBroken(host)) return [];
  const { template, node } = start.hosted;
  return refactorings(template, { start: start.offset, end: end.offset }).map(
    ({ title, kind, pieces, keepsOutput }) => ({
      title,
      kind,
      edits: edit(host.document, { kind: "replaceText", node, pieces }),
      keepsOutput,
    }),
  );
}

/** In a text that cannot be read, a string may end elsewhere than it seems. */
function isBroken({ document }: TemplateHost): boolean {
  return document.format !== "vtl" && document.problems.some(({ kind }) => kind === "syntax");
}
