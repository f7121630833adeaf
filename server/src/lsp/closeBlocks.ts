import type { Connection } from "vscode-languageserver";
import { CLOSE_BLOCK_REQUEST, type CloseBlockParams, type CloseBlockResult } from "../protocol";
import { closeBlock } from "../service";
import { toTextEdit } from "./convert";
import type { PlaceAt } from "./inputs";

/** The capability to add `#end` while typing. */
export const CLOSE_CAPABILITIES = { documentOnTypeFormattingProvider: { firstTriggerCharacter: "\n" } };

/** Registers the insertion of `#end`. A client that asks for it itself gets no edits for what is typed. */
export function registerCloseBlocks(connection: Connection, placeAt: PlaceAt, isAskedFor: boolean): void {
  connection.onDocumentOnTypeFormatting(async ({ textDocument, position }) => {
    const at = isAskedFor ? undefined : await placeAt(textDocument.uri, position);
    const edit = at && closeBlock(at.analysis, at.offset);
    return at && edit ? [toTextEdit(edit, at.analysis)] : null;
  });

  connection.onRequest(
    CLOSE_BLOCK_REQUEST,
    async ({ uri, position }: CloseBlockParams): Promise<CloseBlockResult> => {
      const at = await placeAt(uri, position);
      const edit = at && closeBlock(at.analysis, at.offset);
      return at && edit ? toTextEdit(edit, at.analysis) : null;
    },
  );
}
