import * as vscode from "vscode";
import { matchFile } from "../../../../server/src/lsp/fileMatch";
import { readSettings } from "../../../../server/src/lsp/readSettings";
import type { ApiFacts } from "../../../../server/src/model/apiFacts";
import { operationOfInput } from "../../../../server/src/model/recognize";
import { type Analysis, analyze, formatOfFileName, parse } from "../../../../server/src/service";
import { settingsPath } from "../../candidates";

/** Looks at a file as the language server does at those that are open. */
export function analysisOf(uri: vscode.Uri, text: string, facts: ApiFacts | undefined): Analysis {
  const own = vscode.workspace.getConfiguration("apigw", uri);
  const settings = readSettings({ files: own.get("files"), pins: own.get("pins"), rules: own.get("rules") });
  const format = formatOfFileName(uri.path);
  const path = settingsPath(uri);
  const match = matchFile(path, text, settings, format);
  const document = match?.document ?? parse(text, format);
  const protocol = match?.pinnedProtocol;
  return analyze(text, match?.operation ?? operationOfInput(path, document.root), {
    format,
    document,
    rules: settings.rules,
    ...(protocol && { protocol }),
    ...(facts && { facts }),
  });
}
