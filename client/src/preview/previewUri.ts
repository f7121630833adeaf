import * as vscode from "vscode";

/** The URI scheme of the read-only documents that show the output of a template. */
export const PREVIEW_SCHEME = "apigw-preview";

/** A template: its file, and the member names that lead to it. The path is empty in a template file. */
export interface PreviewedTemplate {
  readonly source: vscode.Uri;
  readonly path: readonly string[];
  /** In a host file: the name of the integration in the names of its sample files. */
  readonly sampleName?: string;
}

/** The URI of a template's preview. Its path is the title of the tab. */
export function previewUri({ source, path, sampleName }: PreviewedTemplate): vscode.Uri {
  const file = source.path.split("/").at(-1) ?? "";
  // VS Code would cut the title at a slash, and content types have one.
  const title = [...path.slice(-1), path.slice(0, -2).join(" "), file]
    .filter((name) => name !== "")
    .map((name) => name.replaceAll("/", "∕"))
    .join(" – ");
  return vscode.Uri.from({
    scheme: PREVIEW_SCHEME,
    path: `/Preview ${title}`,
    query: JSON.stringify([source.toString(), ...path]),
    ...(sampleName !== undefined && { fragment: sampleName }),
  });
}

/** The template that a preview URI refers to; undefined for any other URI. */
export function previewedTemplate(uri: vscode.Uri): PreviewedTemplate | undefined {
  if (uri.scheme !== PREVIEW_SCHEME) return undefined;
  const [source, ...path]: readonly string[] = JSON.parse(uri.query);
  if (source === undefined) return undefined;
  return {
    source: vscode.Uri.parse(source),
    path,
    ...(uri.fragment !== "" && { sampleName: uri.fragment }),
  };
}
