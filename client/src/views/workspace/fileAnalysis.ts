import type * as vscode from "vscode";
import {
  type Analysis,
  type ApiFacts,
  analyze,
  formatOfFileName,
  inputKindOf,
  matchFile,
  parse,
} from "../../../../server/src/service";
import { settingsOf, settingsPath } from "../../fileSettings";

/** Analyzes a file the same way as the language server analyzes open documents. */
export function analysisOf(uri: vscode.Uri, text: string, facts: ApiFacts | undefined): Analysis {
  const settings = settingsOf(uri);
  const format = formatOfFileName(uri.path);
  const path = settingsPath(uri);
  const match = matchFile(path, text, settings, format);
  const document = match?.document ?? parse(text, format);
  const protocol = match?.pinnedProtocol;
  const { operation, member } = match ?? inputKindOf(path, document.root);
  return analyze(text, operation, {
    format,
    document,
    rules: settings.rules,
    ...(protocol && { protocol }),
    ...(facts && { facts }),
    ...(member !== undefined && { member }),
  });
}
