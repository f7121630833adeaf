/** Which parts of templates ran, as VS Code shows it. */
import * as vscode from "vscode";
import type { CoveredFile, CoveredRange } from "../../../server/src/protocol";
import { toRange } from "./ranges";

/** Adds up what the tests of several test files run, by tested file. */
export class CoverageSum {
  readonly #files = new Map<string, { readonly uri: vscode.Uri; readonly covered: CoveredFile }>();

  add(uri: vscode.Uri, covered: CoveredFile): void {
    const other = this.#files.get(uri.toString())?.covered;
    this.#files.set(uri.toString(), { uri, covered: other ? sumOf(other, covered) : covered });
  }

  /** The files with templates, and what is known about each. */
  files(): readonly { readonly uri: vscode.Uri; readonly details: vscode.FileCoverageDetail[] }[] {
    return [...this.#files.values()]
      .filter(({ covered }) => covered.templates.length > 0)
      .map(({ uri, covered }) => ({ uri, details: detailsOf(covered) }));
  }
}

/** If the text changed in between, only the later one counts. */
function sumOf(one: CoveredFile, other: CoveredFile): CoveredFile {
  const isSame =
    one.templates.length === other.templates.length && one.statements.length === other.statements.length;
  if (!isSame) return other;
  return {
    ...other,
    templates: sumRanges(one.templates, other.templates),
    statements: other.statements.map((statement, index) => ({
      ...statement,
      count: statement.count + (one.statements[index]?.count ?? 0),
      branches: sumRanges(one.statements[index]?.branches ?? [], statement.branches),
    })),
  };
}

function sumRanges(one: readonly CoveredRange[], other: readonly CoveredRange[]): readonly CoveredRange[] {
  return other.map((range, index) => ({ ...range, count: range.count + (one[index]?.count ?? 0) }));
}

function detailsOf({ templates, statements }: CoveredFile): vscode.FileCoverageDetail[] {
  return [
    ...templates.map(
      ({ label = "template", range, count }) => new vscode.DeclarationCoverage(label, count, toRange(range)),
    ),
    ...statements.map(
      ({ range, count, branches }) =>
        new vscode.StatementCoverage(
          count,
          toRange(range),
          branches.map(
            (branch) => new vscode.BranchCoverage(branch.count, toRange(branch.range), branch.label),
          ),
        ),
    ),
  ];
}
