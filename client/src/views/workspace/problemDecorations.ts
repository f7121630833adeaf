import * as vscode from "vscode";
import type { Problem } from "../../../../server/src/service";

/** VS Code decorates `file:` URIs of open files itself; with our own scheme, only we decorate the nodes. */
const SCHEME = "apigw-input";

/** The URI under which a node is decorated according to its problems. */
export function decoratedUri(uri: vscode.Uri, problems: readonly Problem[]): vscode.Uri {
  const { errors, warnings } = countsOf(problems);
  return uri.with({ scheme: SCHEME, query: `${errors},${warnings}` });
}

/** Colors nodes that have problems, and shows how many. */
export const problemDecorations: vscode.FileDecorationProvider = {
  provideFileDecoration({ scheme, query }) {
    if (scheme !== SCHEME) return undefined;
    const [errors = 0, warnings = 0] = query.split(",").map(Number);
    const count = errors + warnings;
    if (count === 0) return undefined;
    const color = errors > 0 ? "list.errorForeground" : "list.warningForeground";
    return new vscode.FileDecoration(
      count > 9 ? "9+" : String(count),
      undefined,
      new vscode.ThemeColor(color),
    );
  },
};

/** The number of problems as text: `2 errors, 1 warning`. Empty if there are none. */
export function problemCountText(problems: readonly Problem[]): string {
  const { errors, warnings } = countsOf(problems);
  const part = (count: number, what: string) =>
    count === 0 ? [] : [`${count} ${what}${count === 1 ? "" : "s"}`];
  return [...part(errors, "error"), ...part(warnings, "warning")].join(", ");
}

interface Counts {
  readonly errors: number;
  readonly warnings: number;
}

function countsOf(problems: readonly Problem[]): Counts {
  const of = (severity: string) => problems.filter((problem) => problem.severity === severity).length;
  return { errors: of("error"), warnings: of("warning") };
}
