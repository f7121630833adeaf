import * as vscode from "vscode";

/** The scheme of the read-only documents that show what a template prints. */
export const PREVIEW_SCHEME = "apigw-preview";

/** A template of a file: the names that lead to it, none in a file that is one template. */
export interface PreviewedTemplate {
  readonly source: vscode.Uri;
  readonly path: readonly string[];
}

/** The address of a template's preview; its path is what the tab says. */
export function previewUri({ source, path }: PreviewedTemplate): vscode.Uri {
  const file = source.path.split("/").at(-1) ?? "";
  // A slash would end the name, and content types have one.
  const title = [...path.slice(-1), file].map((name) => name.replaceAll("/", "∕")).join(" – ");
  return vscode.Uri.from({
    scheme: PREVIEW_SCHEME,
    path: `/Preview ${title}`,
    query: JSON.stringify([source.toString(), ...path]),
  });
}

/** The template behind a preview's address; undefined where it is none of ours. */
export function previewedTemplate(uri: vscode.Uri): PreviewedTemplate | undefined {
  if (uri.scheme !== PREVIEW_SCHEME) return undefined;
  const [source, ...path]: readonly string[] = JSON.parse(uri.query);
  return source === undefined ? undefined : { source: vscode.Uri.parse(source), path };
}
