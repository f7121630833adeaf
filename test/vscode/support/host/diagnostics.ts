import * as vscode from "vscode";
import { openWith } from "./files";

const limitMs = 20_000;

/** Waits until the diagnostics of a file satisfy the predicate. Rejects after 20 seconds. */
export function diagnosticsWhen(
  uri: vscode.Uri,
  wanted: (diagnostics: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const diagnostics = vscode.languages.getDiagnostics(uri);
      if (!wanted(diagnostics)) return;
      stop();
      resolve(diagnostics);
    };
    const subscription = vscode.languages.onDidChangeDiagnostics(look);
    const timer = setTimeout(() => {
      stop();
      const found = vscode.languages.getDiagnostics(uri).map(describe);
      reject(
        new Error(`The expected diagnostics were not reported. Reported: ${found.join("; ") || "none"}`),
      );
    }, limitMs);
    const stop = (): void => {
      subscription.dispose();
      clearTimeout(timer);
    };
    look();
  });
}

/** Waits for our diagnostics to have exactly these codes, in text order. */
export function oursWithCodes(
  uri: vscode.Uri,
  codes: readonly string[],
): Promise<readonly vscode.Diagnostic[]> {
  return diagnosticsWhen(uri, (all) => String(ours(all).map(codeOf)) === String(codes)).then(ours);
}

/** Our extension's diagnostics, in text order. */
export function ours(diagnostics: readonly vscode.Diagnostic[]): readonly vscode.Diagnostic[] {
  return diagnostics
    .filter(({ source }) => source === "apigw")
    .sort((a, b) => a.range.start.compareTo(b.range.start));
}

export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

/** Code, range and message, such as `AG0003 2:3-2:9 "Nope" is not a member of CreateIntegration.`. */
export function describe(diagnostic: vscode.Diagnostic): string {
  return `${diagnostic.source} ${codeOf(diagnostic)} ${rangeOf(diagnostic)} ${diagnostic.message}`;
}

/** A diagnostic's range as an editor shows it: `line:column-line:column`, from 1. */
export function rangeOf({ range: { start, end } }: vscode.Diagnostic): string {
  return `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`;
}

/**
 * Waits until the server has checked everything opened so far. It checks files in order, so it is done with the
 * others once it reports a problem in one more file.
 */
export async function serverLookedAtAll(): Promise<void> {
  const { document } = await openWith(
    "last.integration.json",
    '{ "IntegrationType": "MOCK", "NoSuchMember": 1 }',
  );
  await diagnosticsWhen(document.uri, (diagnostics) => ours(diagnostics).length > 0);
}
