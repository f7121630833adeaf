import type * as vscode from "vscode";
import {
  type Analysis,
  type ApiFacts,
  analyze,
  formatOfFileName,
  matchFile,
  operationOfInput,
  parse,
} from "../../../../server/src/service";
import { settingsOf, settingsPath } from "../../fileSettings";

/** Looks at a file as the language server does at those that are open. */
export function analysisOf(uri: vscode.Uri, text: string, facts: ApiFacts | undefined): Analysis {
  const settings = settingsOf(uri);
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
