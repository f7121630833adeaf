import type { Connection } from "vscode-languageserver";
import {
  COPY_REQUEST,
  type CopyParams,
  type CopyResult,
  PASTE_REQUEST,
  type PasteParams,
  type PasteResult,
} from "../protocol";
import { decodedText, pastedText } from "../service";
import type { InputAt } from "./inputs";

/** Registers what a client needs to move text into the strings of an input and out of them. */
export function registerMovedText(connection: Connection, inputAt: InputAt): void {
  connection.onRequest(
    PASTE_REQUEST,
    async ({ uri, range, text, copied }: PasteParams): Promise<PasteResult> => {
      const found = await inputAt(uri);
      if (!found) return null;
      const { analysis, document } = found;
      const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      return pastedText(analysis.document, span, text, copied) ?? null;
    },
  );

  connection.onRequest(COPY_REQUEST, async ({ uri, range, source }: CopyParams): Promise<CopyResult> => {
    const found = await inputAt(uri);
    if (!found) return null;
    const { analysis, document } = found;
    const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
    const isSame = withoutReturns(document.getText(range)) === withoutReturns(source);
    return (isSame ? decodedText(analysis.document, span) : undefined) ?? null;
  });
}

/** Editors copy line breaks as they see fit. */
function withoutReturns(text: string): string {
  return text.replaceAll("\r", "");
}
