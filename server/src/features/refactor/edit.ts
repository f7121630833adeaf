/** A rewritten template, and whether it does what the refactoring promises. */
import type { Template } from "../../rules/engine/template";
import { applyEdits } from "../../syntax/applyEdits";
import type { TextPiece } from "../../syntax/change";
import type { TemplateNode } from "../../vtl/syntax/nodes";
import { parseTemplate } from "../../vtl/syntax/parse";

/** A change of a template that a user can choose. */
export interface Refactoring {
  readonly title: string;
  readonly kind: RefactoringKind;
  /** What to replace, in text order. */
  readonly pieces: readonly TextPiece[];
  /** True if the template prints the same afterwards, for every request. */
  readonly keepsOutput: boolean;
}

/** The kinds of the Language Server Protocol. */
export type RefactoringKind = "refactor.extract" | "refactor.inline" | "refactor.rewrite";

/** A rewritten template. */
export interface Rewritten {
  readonly text: string;
  readonly tree: TemplateNode;
}

/** Returns the template after the change; undefined if Velocity could not parse it. */
export function rewritten({ text }: Template, pieces: readonly TextPiece[]): Rewritten | undefined {
  const changed = applyEdits(
    text,
    pieces.map((piece) => ({ span: piece.span, newText: piece.text })),
  );
  const { root, problems } = parseTemplate(changed);
  return problems.length === 0 ? { text: changed, tree: root } : undefined;
}

export function replacement(start: number, end: number, text: string): TextPiece {
  return { span: { start, end }, text };
}

/** Returns pieces in text order. Those that touch become one, because editors disagree about their order. */
export function inOrder(pieces: readonly TextPiece[]): readonly TextPiece[] {
  const ordered: TextPiece[] = [];
  for (const piece of [...pieces].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
    const last = ordered.at(-1);
    if (last?.span.end !== piece.span.start) ordered.push(piece);
    else ordered[ordered.length - 1] = replacement(last.span.start, piece.span.end, last.text + piece.text);
  }
  return ordered;
}
