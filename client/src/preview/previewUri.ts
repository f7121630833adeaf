import * as vscode from "vscode";

/** The URI scheme of the read-only documents that show the output of a template. */
export const PREVIEW_SCHEME = "apigw-preview";

/** A template: its file, and the member names that lead to it. The path is empty in a template file. */
export interface PreviewedTemplate {
  readonly source: vscode.Uri;
  readonly path: readonly string[];
  /** In a host file: the name of the integration in the names of its sample files. */
  readonly sampleName?: string;
  /** One side of a comparison: the sample request to use, in place of the chosen one. */
  readonly request?: vscode.Uri;
  /** One side of a comparison: the template is read from the last commit. */
  readonly isCommitted?: boolean;
}

/** What the query of a preview URI contains. */
interface Query {
  readonly source: string;
  readonly path: readonly string[];
  readonly sampleName?: string;
  readonly request?: string;
  readonly isCommitted?: boolean;
}

/** The URI of a template's preview. Its path is the title of the tab. */
export function previewUri({
  source,
  path,
  sampleName,
  request,
  isCommitted,
}: PreviewedTemplate): vscode.Uri {
  const query: Query = {
    source: source.toString(),
    path,
    ...(sampleName !== undefined && { sampleName }),
    ...(request && { request: request.toString() }),
    ...(isCommitted && { isCommitted }),
  };
  return vscode.Uri.from({
    scheme: PREVIEW_SCHEME,
    path: `/Preview ${templateTitle({ source, path })}`,
    query: JSON.stringify(query),
  });
}

/** The name of a template in titles: its key, its member, and its file. */
export function templateTitle({ source, path }: Pick<PreviewedTemplate, "source" | "path">): string {
  const file = source.path.split("/").at(-1) ?? "";
  // VS Code would cut the title at a slash, and content types have one.
  return [...path.slice(-1), path.slice(0, -2).join(" "), file]
    .filter((name) => name !== "")
    .map((name) => name.replaceAll("/", "∕"))
    .join(" – ");
}

/** The template that a preview URI refers to; undefined for any other URI. */
export function previewedTemplate(uri: vscode.Uri): PreviewedTemplate | undefined {
  if (uri.scheme !== PREVIEW_SCHEME) return undefined;
  const { source, path, sampleName, request, isCommitted }: Query = JSON.parse(uri.query);
  return {
    source: vscode.Uri.parse(source),
    path,
    ...(sampleName !== undefined && { sampleName }),
    ...(request !== undefined && { request: vscode.Uri.parse(request) }),
    ...(isCommitted && { isCommitted }),
  };
}
