import * as vscode from "vscode";
import { TEMPLATE_SCHEME } from "../../../server/src/protocol";
import { printAddress, readAddress } from "../../../server/src/service";

/** A template: the file that it is written in, and its member and key; in a host file, after the ID of the input. */
export interface TemplateLocation {
  readonly host: vscode.Uri;
  readonly path: readonly string[];
}

/**
 * The URI of the document that shows a template. It says where the template is, so that VS Code can restore an unsaved
 * document after a restart. Its last segment is the title of the tab.
 */
export function templateUri({ host, path }: TemplateLocation): vscode.Uri {
  const file = host.path.split("/").at(-1) ?? "";
  // VS Code would cut the title at a slash, and content types have one.
  const title = [...path.slice(-1), path.slice(0, -2).join(" "), file]
    .filter((name) => name !== "")
    .map((name) => name.replaceAll("/", "∕"))
    .join(" – ");
  return vscode.Uri.from({
    scheme: TEMPLATE_SCHEME,
    // Two files of the same name are told apart by their folders, as VS Code does for files.
    path: `${host.path.slice(0, host.path.lastIndexOf("/"))}/${title}.vtl`,
    query: printAddress({ host: host.toString(), path }),
  });
}

/** Returns the template that a document shows; undefined for any other URI. */
export function locationOf(uri: vscode.Uri): TemplateLocation | undefined {
  if (uri.scheme !== TEMPLATE_SCHEME) return undefined;
  const address = readAddress(uri.query);
  return address && { host: vscode.Uri.parse(address.host), path: address.path };
}

/** Returns the file that a document belongs to: the input that a template is written in, or the document's own. */
export function fileOf(uri: vscode.Uri): vscode.Uri {
  return locationOf(uri)?.host ?? uri;
}

/** The name of a template for messages, such as `requestTemplates › application/json`. */
export function templateName(path: readonly string[]): string {
  return path.join(" › ");
}
