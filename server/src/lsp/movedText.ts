import type { Connection, Position } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import {
  COPY_REQUEST,
  type CopyParams,
  type CopyResult,
  PASTE_REQUEST,
  type PasteParams,
  type PasteResult,
} from "../protocol";
import { decodedText, pastedText } from "../service";
import type { ParsedDocument } from "../syntax/nodes";
import type { FileAt, PlaceAt } from "./inputs";

interface InputFile {
  readonly document: TextDocument;
  readonly parsed: ParsedDocument;
}

/** Registers what a client needs to move text into the strings of an input and out of them. */
export function registerMovedText(connection: Connection, fileAt: FileAt, placeAt: PlaceAt): void {
  /** The parsed file, if the position is in an input. */
  const inputAt = async (uri: string, position: Position): Promise<InputFile | undefined> => {
    const { document, analysis } = (await fileAt(uri)) ?? {};
    if (!document || !analysis || "template" in analysis || !(await placeAt(uri, position))) return undefined;
    return { document, parsed: analysis.document };
  };

  connection.onRequest(
    PASTE_REQUEST,
    async ({ uri, range, text, copied }: PasteParams): Promise<PasteResult> => {
      const found = await inputAt(uri, range.start);
      if (!found) return null;
      const { parsed, document } = found;
      const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      return pastedText(parsed, span, text, copied) ?? null;
    },
  );

  connection.onRequest(COPY_REQUEST, async ({ uri, range, source }: CopyParams): Promise<CopyResult> => {
    const found = await inputAt(uri, range.start);
    if (!found) return null;
    const { parsed, document } = found;
    const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
    const isSame = withoutReturns(document.getText(range)) === withoutReturns(source);
    return (isSame ? decodedText(parsed, span) : undefined) ?? null;
  });
}

/** Editors copy line breaks as they see fit. */
function withoutReturns(text: string): string {
  return text.replaceAll("\r", "");
}
