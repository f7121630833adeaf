/** VS Code's language client, in a bundle of its own: most JSON files need none. */
import * as vscode from "vscode";
import {
  CloseAction,
  type CloseHandlerResult,
  ErrorAction,
  type ErrorHandler,
  LanguageClient,
  type LanguageClientOptions,
  ProgressType,
  type ServerOptions,
  State,
  TransportKind,
} from "vscode-languageclient/node";
import {
  type InitializationOptions,
  STATUS_NOTIFICATION,
  type StatusParams,
} from "../../server/src/protocol";
import { PLAN_SCHEME, SELECTOR } from "./languages";
import { PREVIEW_SCHEME } from "./preview/previewUri";

export type { LanguageClient };

export interface ClientEvents {
  readonly onStatus: (params: StatusParams) => void;
  /** Called after every start of the server, also after a crash. */
  readonly onRunning: () => void;
}

/**
 * Creates the client of the language server, which it does not start yet.
 * @param module the path of the server's bundle
 */
export function createLanguageClient(module: string, { onStatus, onRunning }: ClientEvents): LanguageClient {
  const serverOptions: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ["--nolazy", "--inspect=6019"] } },
  };
  const initializationOptions: InitializationOptions = {
    editorValidatesJson: true,
    canConvert: true,
    canPreview: true,
    canDebug: true,
    canSimulate: true,
    canInsertArns: true,
    closesBlocks: true,
    canEditTemplates: true,
  };
  const clientOptions: LanguageClientOptions = {
    documentSelector: [...SELECTOR],
    initializationOptions,
    middleware: {
      // An output may look like an integration input, and its title ends like the name of one.
      didOpen: async (document, next) => (isOutput(document) ? undefined : next(document)),
      didChange: async (change, next) => (isOutput(change.document) ? undefined : next(change)),
      didClose: async (document, next) => (isOutput(document) ? undefined : next(document)),
      handleDiagnostics: (uri, diagnostics, next) => next(uri, isEditable(uri) ? diagnostics : []),
    },
    errorHandler: {
      // Messages to a server that crashed fail until its end is noticed. The default handler would stop the client after
      // three of them, for good. Whether to restart is decided once the connection is closed.
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => closed(client, errorHandler),
    },
  };
  const client = new LanguageClient("apigw", "API Gateway Integrations", serverOptions, clientOptions);
  const errorHandler = client.createDefaultErrorHandler();
  client.onNotification(STATUS_NOTIFICATION, onStatus);
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Running) onRunning();
  });
  return client;
}

let requests = 0;

/** Sends a request that reports parts of its result as they come, and passes them on. */
export async function requestParts<Params extends object, Part, Result>(
  client: LanguageClient,
  method: string,
  params: Params,
  { onPart, token }: { readonly onPart: (part: Part) => void; readonly token: vscode.CancellationToken },
): Promise<Result> {
  const partialResultToken = `${method} ${requests++}`;
  const progress = client.onProgress(new ProgressType<Part>(), partialResultToken, onPart);
  try {
    return await client.sendRequest<Result>(method, { ...params, partialResultToken }, token);
  } finally {
    progress.dispose();
  }
}

function isOutput({ uri }: vscode.TextDocument): boolean {
  return uri.scheme === PREVIEW_SCHEME;
}

/**
 * False for the old or planned side of a comparison, where problems help nobody. A scheme that VS Code knows nothing
 * about is editable: in a remote window, that is true of `file`.
 */
function isEditable({ scheme }: vscode.Uri): boolean {
  return scheme !== PLAN_SCHEME && vscode.workspace.fs.isWritableFileSystem(scheme) !== false;
}

/** Reports a server crash. The default handler stops restarting after five crashes in three minutes. */
async function closed(client: LanguageClient, errorHandler: ErrorHandler): Promise<CloseHandlerResult> {
  const result = await errorHandler.closed();
  if (result.action === CloseAction.Restart) {
    void vscode.window.showWarningMessage(
      "The API Gateway language server stopped unexpectedly and is being restarted.",
    );
    return { ...result, handled: true };
  }
  const restart = "Restart";
  void vscode.window
    .showErrorMessage("The API Gateway language server keeps crashing and will not be restarted.", restart)
    .then((choice) => (choice === restart ? client.restart() : undefined));
  return { ...result, handled: true };
}
