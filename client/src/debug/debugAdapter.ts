/** The debug adapter, in a bundle of its own: it is loaded with the first debug session. */
import * as vscode from "vscode";
import { DEBUG_END_NOTIFICATION, type DebugEndParams } from "../../../server/src/protocol";
import type { LanguageServer } from "../languageServer";
import type { ChosenSamples } from "../preview/chosenSample";
import { pathOfUri, prepareLaunch, uriOfPath } from "./launch";
import { TemplateDebugSession } from "./templateDebugSession";

export function createAdapter(server: LanguageServer, samples: ChosenSamples): vscode.DebugAdapter {
  return new TemplateDebugSession({
    request: (method, params) => server.request(method, params),
    end: (session) => server.notify<DebugEndParams>(DEBUG_END_NOTIFICATION, { session }),
    prepare: (configuration) => prepareLaunch(configuration, server, samples),
    pathOf: (uri) => pathOfUri(vscode.Uri.parse(uri)),
    uriOf: (path) => uriOfPath(path).toString(),
  });
}
