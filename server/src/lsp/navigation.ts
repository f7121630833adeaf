import {
  type Connection,
  type DocumentSymbol as LspDocumentSymbol,
  type SelectionRange as LspSelectionRange,
  SymbolKind,
} from "vscode-languageserver";
import {
  type DocumentSymbol,
  documentLinks,
  folds,
  outline,
  selections,
  selectionsInTemplate,
} from "../service";
import type { Span } from "../syntax/nodes";
import type { FileAnalysis, FileAt } from "./inputs";

const kinds: Readonly<Record<DocumentSymbol["kind"], SymbolKind>> = {
  object: SymbolKind.Object,
  array: SymbolKind.Array,
  string: SymbolKind.String,
  number: SymbolKind.Number,
  boolean: SymbolKind.Boolean,
  null: SymbolKind.Null,
  variable: SymbolKind.Variable,
  function: SymbolKind.Function,
  block: SymbolKind.Namespace,
};

/** Registers outline, folding, selection ranges and links. For JSON, the editor may provide all except links. */
export function registerNavigation(connection: Connection, fileAt: FileAt): void {
  connection.onDocumentSymbol(async ({ textDocument }) => {
    // VS Code would show an outline of the templates in a JSON file beside its own, instead of inside it.
    const { analysis, editorKnowsFormat } = (await fileAt(textDocument.uri)) ?? {};
    if (editorKnowsFormat) return null;
    return analysis ? outline(analysis).map((symbol) => toSymbol(symbol, analysis)) : null;
  });

  connection.onFoldingRanges(async ({ textDocument }) => {
    // A template in a JSON string is on one line.
    const { analysis, editorKnowsFormat } = (await fileAt(textDocument.uri)) ?? {};
    if (editorKnowsFormat) return null;
    return analysis ? [...folds(analysis)] : null;
  });

  connection.onSelectionRanges(async ({ textDocument, positions }) => {
    const { analysis, document, editorKnowsFormat } = (await fileAt(textDocument.uri)) ?? {};
    if (!analysis || !document) return null;
    const offsets = positions.map((position) => document.offsetAt(position));
    if (!editorKnowsFormat) {
      return offsets.map((offset) => toSelectionRange(selections(analysis, offset), analysis));
    }
    // The editor adds its own ranges around those in templates.
    const inside = offsets.map((offset) => selectionsInTemplate(analysis, offset));
    if (inside.every((spans) => spans.length === 0)) return null;
    return inside.map((spans, index) => {
      const at = offsets[index] ?? 0;
      return toSelectionRange(spans.length > 0 ? spans : [{ start: at, end: at }], analysis);
    });
  });

  connection.onDocumentLinks(async ({ textDocument }) => {
    const { analysis } = (await fileAt(textDocument.uri)) ?? {};
    if (!analysis || "template" in analysis) return null;
    const inputs = "inputs" in analysis ? analysis.inputs : [analysis];
    const seen = new Set<number>();
    return inputs
      .flatMap(({ document, operation }) => documentLinks(document, operation))
      .filter(({ span: { start } }) => !seen.has(start) && seen.add(start))
      .map(({ span, target, tooltip }) => ({ range: analysis.lines.range(span), target, tooltip }));
  });
}

function toSymbol(symbol: DocumentSymbol, analysis: FileAnalysis): LspDocumentSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: kinds[symbol.kind],
    range: analysis.lines.range(symbol.span),
    selectionRange: analysis.lines.range(symbol.nameSpan),
    children: symbol.children.map((child) => toSymbol(child, analysis)),
  };
}

/** Ranges nest as deep as the text, and deeply nested responses cannot be serialized. */
const MAX_SELECTION_RANGES = 200;

/** Converts spans, innermost first, to a range with its parents. */
function toSelectionRange(spans: readonly Span[], { lines }: FileAnalysis): LspSelectionRange {
  const shown = [...spans.slice(0, MAX_SELECTION_RANGES), ...spans.slice(MAX_SELECTION_RANGES).slice(-1)];
  const [outermost, ...inner] = shown.map((span) => lines.range(span)).reverse();
  const whole: LspSelectionRange = { range: outermost ?? lines.range({ start: 0, end: 0 }) };
  return inner.reduce((parent, range) => ({ range, parent }), whole);
}
