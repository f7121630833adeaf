import type { Connection, TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import {
  type HighlightedTemplates,
  highlightSpan,
  highlightTemplates,
  TOKEN_MODIFIERS,
  TOKEN_TYPES,
} from "../service";
import { changes, encode } from "./encodeTokens";
import type { FileAnalysis, FileAt } from "./inputs";

/** The capabilities for semantic tokens. */
export const TOKEN_CAPABILITIES = {
  semanticTokensProvider: {
    legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
    full: { delta: true },
    range: true,
  },
};

/** What was sent last for a file, to send only the changes next time. */
interface Sent {
  readonly resultId: string;
  readonly data: readonly number[];
  readonly highlighted: HighlightedTemplates;
}

/**
 * No answer, instead of one without tokens: VS Code takes the tokens of a single extension, and those of another one may
 * be there. The protocol has this answer, but the types of the library do not.
 */
const NONE = null as unknown as { readonly data: number[] };

/** Terraform's own extensions highlight a whole file. */
function isColoredByOthers({ document: { format } }: FileAnalysis): boolean {
  return format === "hcl";
}

/** Registers semantic tokens: of a whole file, of its changes, and of a range. */
export function registerSemanticTokens(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  fileAt: FileAt,
): void {
  const lastSent = new Map<string, Sent>();
  let results = 0;
  const highlight = (uri: string, analysis: FileAnalysis): Sent => {
    const highlighted = highlightTemplates(analysis, lastSent.get(uri)?.highlighted);
    results++;
    const data = encode(highlighted.tokens, analysis.lines);
    const sent = { resultId: String(results), data, highlighted };
    // The request may have been waiting while the file was closed.
    if (documents.get(uri)) lastSent.set(uri, sent);
    return sent;
  };
  documents.onDidClose(({ document }) => lastSent.delete(document.uri));

  connection.languages.semanticTokens.on(async ({ textDocument: { uri } }) => {
    const { analysis } = (await fileAt(uri)) ?? {};
    if (!analysis || isColoredByOthers(analysis)) return NONE;
    const { resultId, data } = highlight(uri, analysis);
    return { resultId, data: [...data] };
  });

  connection.languages.semanticTokens.onDelta(async ({ textDocument: { uri }, previousResultId }) => {
    const { analysis } = (await fileAt(uri)) ?? {};
    if (!analysis || isColoredByOthers(analysis)) return NONE;
    const before = lastSent.get(uri);
    const { resultId, data } = highlight(uri, analysis);
    if (before?.resultId !== previousResultId) return { resultId, data: [...data] };
    return { resultId, edits: changes(before.data, data) };
  });

  connection.languages.semanticTokens.onRange(async ({ textDocument: { uri }, range }) => {
    const { analysis, document } = (await fileAt(uri)) ?? {};
    if (!analysis || !document || isColoredByOthers(analysis)) return NONE;
    const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
    return { data: encode(highlightSpan(analysis, span), analysis.lines) };
  });
}
