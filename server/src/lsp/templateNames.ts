import {
  type Connection,
  DocumentHighlightKind,
  ErrorCodes,
  type InitializeParams,
  type LocationLink,
  ResponseError,
} from "vscode-languageserver/node";
import {
  definitionsAt,
  type Highlight,
  highlightsAt,
  type Refusal,
  referencesAt,
  renamableAt,
  renameEdits,
} from "../service";
import { toTextEdit } from "./convert";
import type { AnalysisAt } from "./inputs";

const kinds: Readonly<Record<Highlight["kind"], DocumentHighlightKind>> = {
  read: DocumentHighlightKind.Read,
  write: DocumentHighlightKind.Write,
  text: DocumentHighlightKind.Text,
};

/** The capabilities for the names in templates. */
export const NAME_CAPABILITIES = {
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  renameProvider: { prepareProvider: true },
} as const;

/** Registers definition, references, highlights and rename, for the names in templates. */
export function registerTemplateNames(
  connection: Connection,
  analysisAt: AnalysisAt,
  { capabilities: { textDocument } }: InitializeParams,
): void {
  const hasLinks = textDocument?.definition?.linkSupport ?? false;

  connection.onDefinition(async ({ textDocument: { uri }, position }) => {
    const at = await analysisAt(uri);
    const links = at && definitionsAt(at.analysis, at.document.offsetAt(position));
    if (!links) return null;
    const { lines } = at.analysis;
    if (!hasLinks) return links.map(({ name }) => ({ uri, range: lines.range(name) }));
    return links.map(
      ({ origin, name, statement }): LocationLink => ({
        originSelectionRange: lines.range(origin),
        targetUri: uri,
        targetRange: lines.range(statement),
        targetSelectionRange: lines.range(name),
      }),
    );
  });

  connection.onReferences(async ({ textDocument: { uri }, position, context }) => {
    const at = await analysisAt(uri);
    if (!at) return null;
    const { analysis, document } = at;
    const spans = referencesAt(analysis, document.offsetAt(position), context.includeDeclaration);
    return spans?.map((span) => ({ uri, range: analysis.lines.range(span) })) ?? null;
  });

  connection.onDocumentHighlight(async ({ textDocument: { uri }, position }) => {
    const at = await analysisAt(uri);
    if (!at) return null;
    const { analysis, document } = at;
    const found = highlightsAt(analysis, document.offsetAt(position));
    return found?.map(({ span, kind }) => ({ range: analysis.lines.range(span), kind: kinds[kind] })) ?? null;
  });

  connection.onPrepareRename(async ({ textDocument: { uri }, position }) => {
    const at = await analysisAt(uri);
    const found = at && renamableAt(at.analysis, at.document.offsetAt(position));
    if (!found) return null;
    if ("refusal" in found) return refused(found);
    return { range: at.analysis.lines.range(found.span), placeholder: found.name };
  });

  connection.onRenameRequest(async ({ textDocument: { uri }, position, newName }) => {
    const at = await analysisAt(uri);
    const edits = at && renameEdits(at.analysis, at.document.offsetAt(position), newName);
    if (!edits) return null;
    if ("refusal" in edits) return refused(edits);
    return { changes: { [uri]: edits.map((each) => toTextEdit(each, at.analysis)) } };
  });
}

/** Editors show the message to the user. */
function refused({ refusal }: Refusal): ResponseError<void> {
  return new ResponseError(ErrorCodes.InvalidRequest, refusal);
}
