import {
  type CodeAction,
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type InitializationOptions, STATUS_NOTIFICATION } from "../protocol";
import { complete, hover } from "../service";
import { codeActionsAt } from "./codeActions";
import { type ClientFeatures, toCompletionItem, toMarkup } from "./convert";
import { diagnosticsOf, statusOf } from "./diagnostics";
import { Files } from "./files";
import { SettingsStore } from "./settings";
import { WorkspacePaths } from "./workspacePaths";

/** Answers an editor. The only place that knows the connection; every handler looks up, calls and returns. */
export function startServer(connection: Connection): void {
  const documents = new TextDocuments(TextDocument);
  connection.onInitialize((params) => {
    serve(connection, documents, params);
    return capabilities;
  });
  documents.listen(connection);
  connection.listen();
}

const capabilities: InitializeResult = {
  serverInfo: { name: "API Gateway Integrations" },
  capabilities: {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    completionProvider: { triggerCharacters: ['"', ":"] },
    hoverProvider: true,
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  },
};

function serve(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  params: InitializeParams,
): void {
  const client = featuresOf(params);
  const options: InitializationOptions = params.initializationOptions ?? {};
  const settings = new SettingsStore(connection, {
    hasConfiguration: params.capabilities.workspace?.configuration ?? false,
    editorValidatesJson: options.editorValidatesJson ?? false,
  });
  const paths = new WorkspacePaths(params.workspaceFolders ?? []);
  const files = new Files(settings, (uri) => paths.relative(uri));

  /** Changes that come in one burst are answered once, right behind it. */
  const waiting = new Set<string>();
  const publishSoon = (uri: string): void => {
    if (waiting.size === 0) setImmediate(publishWaiting);
    waiting.add(uri);
  };
  const publishWaiting = (): void => {
    const uris = [...waiting];
    waiting.clear();
    for (const uri of uris) {
      publish(uri).catch((error: unknown) => connection.console.error(`Checking failed: ${String(error)}`));
    }
  };
  const publish = async (uri: string): Promise<void> => {
    const document = documents.get(uri);
    if (!document) return;
    const state = await files.state(document);
    if (documents.get(uri) !== document) return;
    const diagnostics = diagnosticsOf(state, uri, document.languageId, client);
    await connection.sendDiagnostics({ uri, version: document.version, diagnostics });
    await connection.sendNotification(STATUS_NOTIFICATION, statusOf(state, uri));
  };
  /** The analysis of an open integration input's latest version, with the document to find offsets in. */
  const inputAt = async (uri: string) => {
    const document = documents.get(uri);
    const state = document && (await files.state(document));
    return document && state?.kind === "input" ? { document, state } : undefined;
  };

  documents.onDidChangeContent(({ document }) => publishSoon(document.uri));
  documents.onDidClose(({ document: { uri } }) => {
    files.forget(uri);
    void connection.sendDiagnostics({ uri, diagnostics: [] });
  });

  connection.onCompletion(async ({ textDocument, position }) => {
    const input = await inputAt(textDocument.uri);
    if (!input) return null;
    const { analysis } = input.state;
    return complete(analysis, input.document.offsetAt(position)).map((item) =>
      toCompletionItem(item, analysis, client),
    );
  });

  connection.onHover(async ({ textDocument, position }) => {
    const input = await inputAt(textDocument.uri);
    const found = input && hover(input.state.analysis, input.document.offsetAt(position));
    if (!found) return null;
    return {
      contents: toMarkup(found.markdown, client),
      range: input.state.analysis.lines.range(found.span),
    };
  });

  connection.onCodeAction(async ({ textDocument, range, context }): Promise<CodeAction[] | null> => {
    const input = await inputAt(textDocument.uri);
    if (!input) return null;
    const span = { start: input.document.offsetAt(range.start), end: input.document.offsetAt(range.end) };
    return codeActionsAt(input.state.analysis, textDocument.uri, span, context);
  });

  connection.onDidChangeConfiguration(() => {
    files.forgetSettings();
    for (const { uri } of documents.all()) publishSoon(uri);
  });

  connection.onInitialized(() => {
    if (params.capabilities.workspace?.didChangeConfiguration?.dynamicRegistration) {
      const section = ["apigw", "json.validate.enable"];
      void connection.client.register(DidChangeConfigurationNotification.type, { section });
    }
    if (!params.capabilities.workspace?.workspaceFolders) return;
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      paths.change(added, removed);
      files.forgetSettings();
      for (const { uri } of documents.all()) publishSoon(uri);
    });
  });
}

function featuresOf({ capabilities: { textDocument } }: InitializeParams): ClientFeatures {
  const completion = textDocument?.completion?.completionItem;
  const formats = textDocument?.hover?.contentFormat;
  return {
    snippets: completion?.snippetSupport ?? false,
    markdown: formats === undefined || formats.includes("markdown"),
    relatedInformation: textDocument?.publishDiagnostics?.relatedInformation ?? false,
    codeDescription: textDocument?.publishDiagnostics?.codeDescriptionSupport ?? false,
  };
}
