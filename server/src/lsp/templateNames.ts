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
import type { PlaceAt } from "./inputs";

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
  placeAt: PlaceAt,
  { capabilities: { textDocument } }: InitializeParams,
): void {
  const hasLinks = textDocument?.definition?.linkSupport ?? false;

  connection.onDefinition(async ({ textDocument: { uri }, position }) => {
    const at = await placeAt(uri, position);
    const links = at && definitionsAt(at.analysis, at.offset);
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
    const at = await placeAt(uri, position);
    if (!at) return null;
    const { analysis, offset } = at;
    const spans = referencesAt(analysis, offset, context.includeDeclaration);
    return spans?.map((span) => ({ uri, range: analysis.lines.range(span) })) ?? null;
  });

  connection.onDocumentHighlight(async ({ textDocument: { uri }, position }) => {
    const at = await placeAt(uri, position);
    if (!at) return null;
    const { analysis, offset } = at;
    const found = highlightsAt(analysis, offset);
    return found?.map(({ span, kind }) => ({ range: analysis.lines.range(span), kind: kinds[kind] })) ?? null;
  });

  connection.onPrepareRename(async ({ textDocument: { uri }, position }) => {
    const at = await placeAt(uri, position);
    const found = at && renamableAt(at.analysis, at.offset);
    if (!found) return null;
    if ("refusal" in found) return refused(found);
    return { range: at.analysis.lines.range(found.span), placeholder: found.name };
  });

  connection.onRenameRequest(async ({ textDocument: { uri }, position, newName }) => {
    const at = await placeAt(uri, position);
    const edits = at && renameEdits(at.analysis, at.offset, newName);
    if (!edits) return null;
    if ("refusal" in edits) return refused(edits);
    return { changes: { [uri]: edits.map((each) => toTextEdit(each, at.analysis)) } };
  });
}

/** Editors show the message to the user. */
function refused({ refusal }: Refusal): ResponseError<void> {
  return new ResponseError(ErrorCodes.InvalidRequest, refusal);
}
