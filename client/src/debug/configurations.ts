/** Launch configurations: completed, or made from the cursor, so that nobody needs a launch.json. */
import * as vscode from "vscode";
import {
  DEBUG_TARGET_REQUEST,
  type DebugTargetParams,
  type DebugTargetResult,
} from "../../../server/src/protocol";
import type { LanguageServer } from "../languageServer";
import type { DebugContext } from "./debugContext";
import { DEBUG_TYPE, type Launch, pathOfUri } from "./launch";

export class DebugConfigurations implements vscode.DebugConfigurationProvider {
  constructor(
    private readonly server: LanguageServer,
    private readonly context: DebugContext,
  ) {}

  async resolveDebugConfiguration(
    _folder: vscode.WorkspaceFolder | undefined,
    configuration: vscode.DebugConfiguration,
  ): Promise<vscode.DebugConfiguration | undefined> {
    await this.context.starting();
    const { program, testFile } = configuration;
    if (typeof program === "string" || typeof testFile === "string") return configuration;
    const editor = vscode.window.activeTextEditor;
    const found = editor && (await this.at(editor.document.uri, { position: editor.selection.active }));
    if (found) return { ...found, ...configuration, name: configuration.name || found.name };
    void vscode.window.showInformationMessage("Open an integration file or a template first.");
    return undefined;
  }

  /** The configuration for the template or the integration at a place; undefined if there is none. */
  async at(
    uri: vscode.Uri,
    place: Pick<DebugTargetParams, "path" | "position">,
  ): Promise<(vscode.DebugConfiguration & Launch) | undefined> {
    await vscode.workspace.openTextDocument(uri);
    const target = await this.server.request<DebugTargetParams, DebugTargetResult>(DEBUG_TARGET_REQUEST, {
      uri: uri.toString(),
      ...place,
    });
    if (target.kind === "none") return undefined;
    const { kind, path, title } = target;
    // The path to a template in its input: the member and the key.
    const own = kind === "template" ? path.slice(-2) : [];
    const id = path.slice(0, path.length - own.length);
    return {
      type: DEBUG_TYPE,
      request: "launch",
      name: title,
      program: pathOfUri(uri),
      ...(id.length > 0 && { input: id.join("/") }),
      ...(own.length > 0 && { template: own.join("/") }),
    };
  }
}
