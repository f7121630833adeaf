import { type CodeAction, CodeActionKind } from "vscode-languageserver";
import { templateRefactorings } from "../service";
import type { Span } from "../syntax/nodes";
import { toTextEdit } from "./convert";
import type { AnyAnalysis } from "./inputs";

/** The kinds of the refactorings in templates. */
export const REFACTORING_KINDS: readonly CodeActionKind[] = [
  CodeActionKind.RefactorExtract,
  CodeActionKind.RefactorInline,
  CodeActionKind.RefactorRewrite,
];

/** Returns the refactorings of the template at the span, of the kinds that are wanted. */
export function refactoringsAt(
  analysis: AnyAnalysis,
  uri: string,
  span: Span,
  wants: (kind: string) => boolean,
): CodeAction[] {
  if (!REFACTORING_KINDS.some(wants)) return [];
  return templateRefactorings(analysis, span)
    .filter(({ kind }) => wants(kind))
    .map(({ title, kind, edits }) => ({
      title,
      kind,
      edit: { changes: { [uri]: edits.map((edit) => toTextEdit(edit, analysis)) } },
    }));
}
