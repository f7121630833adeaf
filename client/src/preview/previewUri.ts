import * as vscode from "vscode";

/** The scheme of the read-only documents that show what a template prints. */
export const PREVIEW_SCHEME = "apigw-preview";

/** A template of a file: the names that lead to it, none in a file that is one template. */
export interface PreviewedTemplate {
  readonly source: vscode.Uri;
  readonly path: readonly string[];
}

/** The address of a template's preview. Its name ends as its content does, so that it gets its colours. */
export function previewUri({ source, path }: PreviewedTemplate): vscode.Uri {
  const file = source.path.split("/").at(-1) ?? "";
  const ending = path.length === 0 || /json/i.test(path.at(-1) ?? "") ? "json" : "txt";
  const title = [file, ...path.map((name) => name.replaceAll("/", "∕"))].join(" ");
  return vscode.Uri.from({
    scheme: PREVIEW_SCHEME,
    path: `/${title}.preview.${ending}`,
    query: JSON.stringify([source.toString(), ...path]),
  });
}

/** The template behind a preview's address; undefined where it is none of ours. */
export function previewedTemplate(uri: vscode.Uri): PreviewedTemplate | undefined {
  if (uri.scheme !== PREVIEW_SCHEME) return undefined;
  const [source, ...path]: readonly string[] = JSON.parse(uri.query);
  return source === undefined ? undefined : { source: vscode.Uri.parse(source), path };
}
