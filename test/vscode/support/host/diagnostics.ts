import * as vscode from "vscode";
import { openWith } from "./files";

const limitMs = 20_000;

/** Waits until the diagnostics of a file are as wanted, looking again whenever some change. */
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
      reject(new Error(`The wanted diagnostics did not come. There are: ${found.join("; ") || "none"}`));
    }, limitMs);
    const stop = (): void => {
      subscription.dispose();
      clearTimeout(timer);
    };
    look();
  });
}

/** Waits for diagnostics of ours with exactly these codes, in the order of the text. */
export function oursWithCodes(
  uri: vscode.Uri,
  codes: readonly string[],
): Promise<readonly vscode.Diagnostic[]> {
  return diagnosticsWhen(uri, (all) => String(ours(all).map(codeOf)) === String(codes)).then(ours);
}

/** Those of our extension, in the order of the text. */
export function ours(diagnostics: readonly vscode.Diagnostic[]): readonly vscode.Diagnostic[] {
  return diagnostics
    .filter(({ source }) => source === "apigw")
    .sort((a, b) => a.range.start.compareTo(b.range.start));
}

export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

/** Code, range and message, such as `AG0003 2:3-2:9 CreateIntegration has no member …`. */
export function describe(diagnostic: vscode.Diagnostic): string {
  return `${diagnostic.source} ${codeOf(diagnostic)} ${rangeOf(diagnostic)} ${diagnostic.message}`;
}

/** A diagnostic's range as an editor shows it: `line:column-line:column`, from 1. */
export function rangeOf({ range: { start, end } }: vscode.Diagnostic): string {
  return `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`;
}

/**
 * Waits until the server has looked at everything that was opened before: it takes files in the order they
 * come, so it is done with the others once it has reported something of one more.
 */
export async function serverLookedAtAll(): Promise<void> {
  const { document } = await openWith("last.integration.json", '{ "NoSuchMember": 1 }');
  await diagnosticsWhen(document.uri, (diagnostics) => ours(diagnostics).length > 0);
}
