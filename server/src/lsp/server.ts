import {
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  DocumentFormattingRequest,
  DocumentRangeFormattingRequest,
  type InitializeParams,
  type InitializeResult,
  type ServerCapabilities,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { NO_LISTS } from "../model/accountLists";
import {
  ACCOUNT_LISTS_NOTIFICATION,
  AWS_FACTS_NOTIFICATION,
  CHOSEN_SAMPLES_NOTIFICATION,
  FILE_TEXTS_NOTIFICATION,
  type InitializationOptions,
} from "../protocol";
import { LSP_INPUT_FILES } from "../recognition/fileNames";
import { forgetTemplates } from "../service";
import { readAccountLists } from "./accountLists";
import { readAwsFacts } from "./awsFacts";
import { CLOSE_CAPABILITIES, registerCloseBlocks } from "./closeBlocks";
import { FIX_ALL } from "./codeActions";
import type { ClientFeatures } from "./convert";
import { registerCopyAs } from "./copyAs";
import { registerCustomRequests } from "./customRequests";
import { registerDebug } from "./debug";
import { Files } from "./files";
import { registerInlayHints } from "./inlayHints";
import { filesAt, inputsOf, placesAt } from "./inputs";
import { registerLanguageFeatures } from "./languageFeatures";
import { registerMovedText } from "./movedText";
import { registerNavigation } from "./navigation";
import { registerNewSample } from "./newSample";
import { registerNewTest } from "./newTest";
import { registerPreview } from "./preview";
import { Previewables } from "./previewables";
import { Publisher } from "./publisher";
import { REFACTORING_KINDS } from "./refactorings";
import { SampleFiles } from "./sampleFiles";
import { SampleTextStore } from "./sampleTexts";
import { registerSemanticTokens, TOKEN_CAPABILITIES } from "./semanticTokens";
import { SettingsStore } from "./settings";
import { registerSignatureHelp } from "./signatureHelp";
import { registerSimulate } from "./simulate";
import { registerTemplateDocuments } from "./templateDocuments";
import { NAME_CAPABILITIES, registerTemplateNames } from "./templateNames";
import { TestFiles } from "./testFiles";
import { registerTesting } from "./testing";
import { registerTrace } from "./trace";
import { WorkspacePaths } from "./workspacePaths";

/** Serves an editor over the connection. Every handler looks up the file, calls the service and returns. */
export function startServer(connection: Connection): void {
  const documents = new TextDocuments(TextDocument);
  connection.onInitialize((params) => {
    serve(connection, documents, params);
    return { ...result, capabilities: { ...result.capabilities, ...staticFormatting(params) } };
  });
  documents.listen(connection);
  connection.listen();
}

const result: InitializeResult = {
  serverInfo: { name: "API Gateway Integrations" },
  capabilities: {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    completionProvider: { triggerCharacters: ['"', ":", " ", ".", "$", "{", "#", "'", "["] },
    signatureHelpProvider: { triggerCharacters: ["(", ","] },
    hoverProvider: true,
    inlayHintProvider: true,
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Refactor, ...REFACTORING_KINDS, FIX_ALL],
    },
    ...NAME_CAPABILITIES,
    ...CLOSE_CAPABILITIES,
    ...TOKEN_CAPABILITIES,
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentLinkProvider: {},
    codeLensProvider: {},
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
  const {
    editorValidatesJson = false,
    canPreview = false,
    canEditTemplates = false,
    canSimulate = false,
    canDebug = false,
  } = options;
  const { workspace } = params.capabilities;
  const settings = new SettingsStore(connection, {
    hasConfiguration: workspace?.configuration ?? false,
    editorValidatesJson,
  });
  const paths = new WorkspacePaths(params.workspaceFolders ?? []);
  const files = new Files(
    settings,
    (uri) => paths.relative(uri),
    (uri) => documents.get(uri),
  );
  const sampleFiles = new SampleFiles(documents, files, editorValidatesJson, client);
  const testFiles = new TestFiles(documents, settings, (uri) => paths.relative(uri), client);
  const publisher = new Publisher(connection, documents, files, sampleFiles, testFiles, client);
  const inputAt = inputsOf(documents, files, editorValidatesJson);
  const fileAt = filesAt(documents, files, editorValidatesJson);
  const placeAt = placesAt(documents, files, fileAt);
  let accountLists = NO_LISTS;
  const analyzeAgain = (): void => {
    files.forgetSettings();
    publisher.publishAllSoon();
  };

  documents.onDidChangeContent(({ document: { uri } }) => {
    publisher.publishSoon(uri);
    // Their problems depend on what the input says about the template.
    for (const template of files.templatesOf(uri)) {
      files.forget(template);
      publisher.publishSoon(template);
    }
  });
  documents.onDidOpen(({ document }) => publisher.publishSamplesSoon(document.uri));
  documents.onDidClose(({ document: { uri } }) => {
    files.forget(uri);
    testFiles.forget(uri);
    forgetTemplates();
    // With the last document, nothing is left to remember.
    if (documents.all().length === 0) forgetTemplates();
    publisher.clear(uri);
    publisher.publishSamplesSoon(uri);
  });

  const abilities = {
    ...options,
    canCreateFiles:
      (workspace?.workspaceEdit?.documentChanges &&
        workspace.workspaceEdit.resourceOperations?.includes("create")) ??
      false,
    openDocuments: () => documents.all(),
  };
  const samples = new SampleTextStore(documents, settings, paths);
  const samplesOf = samples.of.bind(samples);
  registerLanguageFeatures(
    connection,
    placeAt,
    fileAt,
    client,
    abilities,
    () => accountLists,
    samplesOf,
    sampleFiles,
    testFiles,
  );
  registerSignatureHelp(connection, placeAt, samplesOf, client);
  connection.onNotification(FILE_TEXTS_NOTIFICATION, (params: unknown) => {
    samples.add(params);
    refreshHints();
  });
  connection.onNotification(CHOSEN_SAMPLES_NOTIFICATION, (params: unknown) => {
    samples.choose(params);
    refreshHints();
  });
  registerNavigation(connection, fileAt);
  registerTemplateNames(connection, placeAt, params);
  registerCloseBlocks(connection, placeAt, options.closesBlocks ?? false);
  const refreshHints = registerInlayHints(connection, documents, fileAt, settings, samplesOf, params);
  registerSemanticTokens(connection, documents, fileAt);
  registerCustomRequests(connection, inputAt);
  registerCopyAs(connection, inputAt);
  const previewables = new Previewables(documents, files, fileAt);
  registerPreview(connection, documents, fileAt, previewables, {
    canPreview,
    canEditTemplates,
    canSimulate,
    canDebug,
  });
  registerTrace(connection, documents, previewables);
  registerNewSample(connection, documents, previewables, placeAt);
  registerSimulate(connection, fileAt);
  registerTesting(connection, (uri, texts) => {
    if (testFiles.sent(uri, texts)) publisher.publishSoon(uri);
  });
  registerNewTest(connection, fileAt);
  registerDebug(connection, documents, fileAt, previewables);
  registerTemplateDocuments(connection, documents, fileAt);
  registerMovedText(connection, fileAt, placeAt);
  connection.onNotification(AWS_FACTS_NOTIFICATION, (params: unknown) => {
    files.setAwsFacts(readAwsFacts(params));
    publisher.publishAllSoon();
  });
  connection.onNotification(ACCOUNT_LISTS_NOTIFICATION, (params: unknown) => {
    accountLists = readAccountLists(params);
  });
  connection.onDidChangeConfiguration(() => {
    analyzeAgain();
    refreshHints();
  });

  connection.onInitialized(() => {
    registerDynamically(connection, params, editorValidatesJson);
    if (!workspace?.workspaceFolders) return;
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      paths.change(added, removed);
      analyzeAgain();
    });
  });
}

/**
 * Announces the formatter to clients that cannot register it while the server runs. They ask it about every file of the
 * languages, and get no answer for those that are not inputs.
 */
function staticFormatting({ capabilities: { textDocument } }: InitializeParams): ServerCapabilities {
  return {
    ...(!textDocument?.formatting?.dynamicRegistration && { documentFormattingProvider: true }),
    ...(!textDocument?.rangeFormatting?.dynamicRegistration && { documentRangeFormattingProvider: true }),
  };
}

/** The languages of template files. */
const TEMPLATES = [{ language: "vtl" }, { language: "velocity" }];

/** Registers what depends on the client and on what it can register while the server runs. */
function registerDynamically(
  connection: Connection,
  { capabilities }: InitializeParams,
  editorValidatesJson: boolean,
): void {
  if (capabilities.workspace?.didChangeConfiguration?.dynamicRegistration) {
    const section = ["apigw", "json.validate.enable"];
    void connection.client.register(DidChangeConfigurationNotification.type, { section });
  }
  if (capabilities.textDocument?.formatting?.dynamicRegistration) {
    // Only for inputs: users would have to choose between two formatters for a whole language.
    const languages = editorValidatesJson ? ["yaml"] : ["yaml", "json", "jsonc"];
    const inputs = languages.flatMap((language) => LSP_INPUT_FILES.map((pattern) => ({ language, pattern })));
    const documentSelector = [...inputs, ...TEMPLATES];
    void connection.client.register(DocumentFormattingRequest.type, { documentSelector });
  }
  if (capabilities.textDocument?.rangeFormatting?.dynamicRegistration) {
    const documentSelector = [...TEMPLATES];
    void connection.client.register(DocumentRangeFormattingRequest.type, { documentSelector });
  }
}

function featuresOf({ capabilities: { textDocument } }: InitializeParams): ClientFeatures {
  const completion = textDocument?.completion?.completionItem;
  const formats = textDocument?.hover?.contentFormat;
  return {
    snippets: completion?.snippetSupport ?? false,
    markdown: formats === undefined || formats.includes("markdown"),
    labelDetails: completion?.labelDetailsSupport ?? false,
    relatedInformation: textDocument?.publishDiagnostics?.relatedInformation ?? false,
    codeDescription: textDocument?.publishDiagnostics?.codeDescriptionSupport ?? false,
  };
}
