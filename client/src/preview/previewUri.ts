import * as vscode from "vscode";

/** The URI scheme of the read-only documents that show the output of a template. */
export const PREVIEW_SCHEME = "apigw-preview";

/** A template: its file, and the member names that lead to it. The path is empty in a template file. */
export interface PreviewedTemplate {
  readonly source: vscode.Uri;
  readonly path: readonly string[];
}

/** The URI of a template's preview. Its path is the title of the tab. */
export function previewUri({ source, path }: PreviewedTemplate): vscode.Uri {
  const file = source.path.split("/").at(-1) ?? "";
  // VS Code would cut the title at a slash, and content types have one.
  const title = [...path.slice(-1), file].map((name) => name.replaceAll("/", "∕")).join(" – ");
  return vscode.Uri.from({
    scheme: PREVIEW_SCHEME,
    path: `/Preview ${title}`,
    query: JSON.stringify([source.toString(), ...path]),
  });
}

/** The template that a preview URI refers to; undefined for any other URI. */
export function previewedTemplate(uri: vscode.Uri): PreviewedTemplate | undefined {
  if (uri.scheme !== PREVIEW_SCHEME) return undefined;
  const [source, ...path]: readonly string[] = JSON.parse(uri.query);
  return source === undefined ? undefined : { source: vscode.Uri.parse(source), path };
}
