import * as vscode from "vscode";
import { type AwsError, locateFailure, type PreparedPlan } from "../../../deployment/src";

/** Problems reported by AWS, shown in the file until it is edited or deployed. */
export class DeployProblems implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection("apigw-deploy");
  readonly #subscription = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length > 0) this.clear(document.uri);
  });

  clear(uri: vscode.Uri): void {
    this.#collection.delete(uri);
  }

  /** Shows a rejection at the member that caused it; false if the file did not cause it. */
  show(document: vscode.TextDocument, { analysis }: PreparedPlan, failure: AwsError): boolean {
    const problem = locateFailure(analysis, failure);
    if (!problem) return false;
    const range = new vscode.Range(
      document.positionAt(problem.span.start),
      document.positionAt(problem.span.end),
    );
    const diagnostic = new vscode.Diagnostic(range, `AWS answers: ${failure.messageWithAdvice}`);
    diagnostic.source = "apigw-deploy";
    if (problem.code !== undefined) diagnostic.code = problem.code;
    this.#collection.set(document.uri, [diagnostic]);
    return true;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#collection.dispose();
  }
}
