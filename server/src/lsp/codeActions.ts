import { type CodeAction, type CodeActionContext, CodeActionKind } from "vscode-languageserver";
import { type Analysis, editJson } from "../service";
import type { Span } from "../syntax/nodes";
import { toTextEdit } from "./convert";

/** The fixes of the problems that the span touches, each tied to the diagnostic that it mends. */
export function codeActionsAt(
  analysis: Analysis,
  uri: string,
  span: Span,
  { only, diagnostics }: CodeActionContext,
): CodeAction[] {
  if (only && !only.some((kind) => kind === "" || kind === CodeActionKind.QuickFix)) return [];
  return analysis.problems
    .filter((problem) => problem.span.start <= span.end && span.start <= problem.span.end)
    .flatMap((problem) => {
      const { start } = analysis.lines.range(problem.span);
      const mended = diagnostics.filter(
        ({ code, range }) =>
          code === problem.code &&
          range.start.line === start.line &&
          range.start.character === start.character,
      );
      return (problem.fixes ?? []).map(
        (fix, index): CodeAction => ({
          title: fix.title,
          kind: CodeActionKind.QuickFix,
          diagnostics: mended,
          isPreferred: index === 0,
          edit: {
            changes: {
              [uri]: editJson(analysis.document, fix.change).map((edit) => toTextEdit(edit, analysis)),
            },
          },
        }),
      );
    });
}
