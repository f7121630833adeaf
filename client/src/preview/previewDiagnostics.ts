import * as vscode from "vscode";

/** The source of these diagnostics, which tells them from those of the language server. */
const SOURCE = "apigw preview";

/** A problem at a place of a file. */
export interface PlacedProblem {
  readonly uri: vscode.Uri;
  readonly range: vscode.Range;
  readonly message: string;
  readonly severity: "error" | "warning";
  readonly code?: string;
}

/**
 * The problems of the open previews: in the templates, in the sample files and in the outputs. What others report at the
 * same place is not reported again.
 */
export class PreviewDiagnostics implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection("apigw-preview");
  readonly #byPreview = new Map<string, readonly PlacedProblem[]>();
  readonly #subscription = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
    for (const uri of uris) if (this.#files().has(uri.toString())) this.#publish(uri);
  });

  /** Replaces the problems of a preview. */
  set(preview: vscode.Uri, problems: readonly PlacedProblem[]): void {
    const before = this.#byPreview.get(preview.toString()) ?? [];
    this.#byPreview.set(preview.toString(), problems);
    const files = new Map([...before, ...problems].map(({ uri }) => [uri.toString(), uri]));
    for (const uri of files.values()) this.#publish(uri);
  }

  /** Removes the problems of closed previews. */
  keepOnly(isOpen: (preview: vscode.Uri) => boolean): void {
    for (const key of [...this.#byPreview.keys()]) {
      const preview = vscode.Uri.parse(key);
      if (isOpen(preview)) continue;
      this.set(preview, []);
      this.#byPreview.delete(key);
    }
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#collection.dispose();
  }

  #files(): ReadonlySet<string> {
    return new Set([...this.#byPreview.values()].flat().map(({ uri }) => uri.toString()));
  }

  #publish(file: vscode.Uri): void {
    const key = file.toString();
    const others = vscode.languages.getDiagnostics(file).filter(({ source }) => source !== SOURCE);
    const found = new Map<string, vscode.Diagnostic>();
    for (const problem of [...this.#byPreview.values()].flat()) {
      if (problem.uri.toString() !== key || others.some((other) => isSame(other, problem))) continue;
      // Several previews may show the same template.
      found.set(JSON.stringify([problem.range, problem.message]), diagnosticOf(problem));
    }
    const before = this.#collection.get(file) ?? [];
    const after = [...found.values()];
    const isEqual =
      before.length === after.length &&
      before.every(({ range, message }, index) => {
        const other = after[index];
        return other !== undefined && range.isEqual(other.range) && message === other.message;
      });
    if (!isEqual) this.#collection.set(file, after);
  }
}

function diagnosticOf({ range, message, severity, code }: PlacedProblem): vscode.Diagnostic {
  const level = severity === "error" ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  const diagnostic = new vscode.Diagnostic(range, message, level);
  diagnostic.source = SOURCE;
  if (code !== undefined) diagnostic.code = code;
  return diagnostic;
}

/** Whether another extension or the language server reports a problem: the same one, or the cause of a broken sample. */
function isSame(other: vscode.Diagnostic, { range, message, code }: PlacedProblem): boolean {
  if (other.range.start.line !== range.start.line && !other.range.intersection(range)) return false;
  if (other.message === message) return true;
  const otherCode = typeof other.code === "object" ? other.code.value : other.code;
  if (code !== undefined) return otherCode === code;
  return other.severity === vscode.DiagnosticSeverity.Error;
}
