/** Pastes text into the strings of inputs as they need it, and text from them as what it stands for. */
import * as vscode from "vscode";
import {
  COPY_REQUEST,
  type CopyParams,
  type CopyResult,
  PASTE_REQUEST,
  type PasteParams,
  type PasteResult,
} from "../../../server/src/protocol";
import { isCandidate } from "../candidates";
import type { LanguageServer } from "../languageServer";
import { INPUT_LANGUAGES, TEMPLATE_LANGUAGES } from "../languages";

/** The type of what is copied along with the source of a string: a JSON list of the source and the decoded text. */
const COPIED_TYPE = "application/vnd.apigw.template-text";

const KIND = vscode.DocumentDropOrPasteEditKind.Empty.append("apigw");
const ESCAPED = KIND.append("escaped");
const DECODED = KIND.append("template");

/** Registers what copies and pastes text in inputs and in all documents that text is copied to. */
export function registerPasteEdits(server: LanguageServer): vscode.Disposable {
  const kinds = { providedPasteEditKinds: [ESCAPED, DECODED] };
  return vscode.Disposable.from(
    vscode.languages.registerDocumentPasteEditProvider(
      INPUT_LANGUAGES.map((language) => ({ language })),
      new InputPasteEdits(server),
      { ...kinds, copyMimeTypes: [COPIED_TYPE], pasteMimeTypes: ["text/plain"] },
    ),
    vscode.languages.registerDocumentPasteEditProvider(
      { pattern: "**" },
      { provideDocumentPasteEdits: pasteDecoded },
      { ...kinds, pasteMimeTypes: [COPIED_TYPE] },
    ),
  );
}

class InputPasteEdits implements vscode.DocumentPasteEditProvider {
  constructor(private readonly server: LanguageServer) {}

  async prepareDocumentPaste(
    document: vscode.TextDocument,
    [range, ...others]: readonly vscode.Range[],
    data: vscode.DataTransfer,
    token: vscode.CancellationToken,
  ): Promise<void> {
    if (!range || others.length > 0 || range.isEmpty || !isCandidate(document)) return;
    const source = document.getText(range);
    const params = { uri: document.uri.toString(), range: toRange(range), source };
    const decoded = await this.server.request<CopyParams, CopyResult>(COPY_REQUEST, params);
    if (decoded !== null && !token.isCancellationRequested) {
      data.set(COPIED_TYPE, new vscode.DataTransferItem(JSON.stringify([source, decoded])));
    }
  }

  async provideDocumentPasteEdits(
    document: vscode.TextDocument,
    [range, ...others]: readonly vscode.Range[],
    data: vscode.DataTransfer,
  ): Promise<vscode.DocumentPasteEdit[]> {
    const text = await data.get("text/plain")?.asString();
    // Several cursors may be in strings of different kinds.
    if (!range || others.length > 0 || !text || !isCandidate(document)) return [];
    const copied = await copiedText(data);
    const params = { uri: document.uri.toString(), range: toRange(range), text };
    const pasted = await this.server.request<PasteParams, PasteResult>(PASTE_REQUEST, {
      ...params,
      ...(copied !== undefined && { copied }),
    });
    return pasted ? editsFor(pasted, (source, edit) => insert(document, range, source, edit)) : [];
  }
}

type Insert = (source: string, edit: vscode.DocumentPasteEdit) => void;

/** The likely edit comes first: VS Code applies it, and offers the others, with the plain text among them. */
function editsFor(
  { escaped, unescaped, likely }: NonNullable<PasteResult>,
  insert: Insert,
): vscode.DocumentPasteEdit[] {
  const choices = [
    { is: "escaped", source: escaped, title: "Paste as Escaped Text", kind: ESCAPED },
    { is: "unescaped", source: unescaped, title: "Paste as Template Text", kind: DECODED },
  ];
  return choices.flatMap(({ is, source, title, kind }) => {
    if (source === undefined) return [];
    const edit = new vscode.DocumentPasteEdit("", title, kind);
    insert(source, edit);
    if (is !== likely) edit.yieldTo = [vscode.DocumentDropOrPasteEditKind.Text];
    return [edit];
  });
}

/**
 * Makes the edit insert exactly this source. VS Code indents the further lines of a pasted text like the line that it is
 * pasted into, so that much is taken off first.
 */
function insert(
  document: vscode.TextDocument,
  { start, end }: vscode.Range,
  source: string,
  edit: vscode.DocumentPasteEdit,
): void {
  const indentation = /^[ \t]*/.exec(document.lineAt(start).text.slice(0, start.character))?.[0] ?? "";
  const [first = "", ...rest] = source.split("\n");
  if (rest.every((line) => line.startsWith(indentation))) {
    edit.insertText = [first, ...rest.map((line) => line.slice(indentation.length))].join("\n");
    return;
  }
  edit.additionalEdit = new vscode.WorkspaceEdit();
  edit.additionalEdit.insert(document.uri, end, source);
}

async function pasteDecoded(
  { languageId }: vscode.TextDocument,
  _ranges: readonly vscode.Range[],
  data: vscode.DataTransfer,
): Promise<vscode.DocumentPasteEdit[]> {
  const copied = await copiedText(data);
  // In inputs, the string decides.
  if (copied === undefined || INPUT_LANGUAGES.includes(languageId)) return [];
  const edit = new vscode.DocumentPasteEdit(copied, "Paste as Template Text", DECODED);
  if (!TEMPLATE_LANGUAGES.includes(languageId)) edit.yieldTo = [vscode.DocumentDropOrPasteEditKind.Text];
  return [edit];
}

/** Returns what the pasted text stands for, if it was copied from a string. */
async function copiedText(data: vscode.DataTransfer): Promise<string | undefined> {
  const copied = await data.get(COPIED_TYPE)?.asString();
  if (copied === undefined) return undefined;
  const [source, decoded]: readonly string[] = JSON.parse(copied);
  const pasted = await data.get("text/plain")?.asString();
  // The document may have changed before it was asked: by the same key, if the text was cut.
  return pasted !== undefined && withoutReturns(source) === withoutReturns(pasted) ? decoded : undefined;
}

/** Line breaks are copied as the system or as the document has them. */
function withoutReturns(text = ""): string {
  return text.replaceAll("\r", "");
}

function toRange({ start, end }: vscode.Range): PasteParams["range"] {
  return {
    start: { line: start.line, character: start.character },
    end: { line: end.line, character: end.character },
  };
}
