/** The extension's entry point. Starts the language server once the first integration input is opened. */
import * as vscode from "vscode";
import { isCandidate } from "./candidates";
import { registerConvertCommand } from "./commands/convert";
import { registerCopyAsCommands } from "./commands/copyAs";
import { registerEditTemplateCommand } from "./commands/editTemplate";
import { registerFormatTemplateCommand } from "./commands/formatTemplate";
import { registerNewFileCommand } from "./commands/newFileCommand";
import { registerNewSampleCommand } from "./commands/newSampleRequest";
import { registerPinCommands } from "./commands/pin";
import { registerPreviewCommands } from "./commands/preview";
import { registerRestartCommand } from "./commands/restartServer";
import { registerTemplateTextCommands } from "./commands/templateText";
import { registerDebug } from "./debug/registerDebug";
import { LanguageServer } from "./languageServer";
import { registerLazyDeployment, type Views } from "./lazyDeployment";
import { ChosenSamples } from "./preview/chosenSample";
import { CommittedTexts } from "./preview/committedTexts";
import { registerComparisons } from "./preview/comparisons";
import { Following } from "./preview/following";
import { Previews } from "./preview/previews";
import { SampleStatus } from "./preview/sampleStatus";
import { SequencePanels } from "./preview/sequencePanels";
import { Simulations } from "./preview/simulations";
import { Simulator } from "./preview/simulator";
import { TemplatesAtCursor } from "./preview/templateAtCursor";
import { TraceHighlights } from "./preview/traceHighlights";
import { Traces } from "./preview/traces";
import { SampleTexts } from "./sampleTexts";
import { registerServeCommands } from "./serve/serveCommands";
import { StatusItem } from "./statusItem";
import { Bases } from "./templates/bases";
import { registerCloseBlocks } from "./templates/closeBlocks";
import { registerPasteEdits } from "./templates/pasteEdits";
import { Redirects } from "./templates/redirects";
import { TemplateFiles } from "./templates/templateFiles";
import { type LoadTests, registerLazyTesting } from "./testing/lazyTesting";

let server: LanguageServer | undefined;

/** For other extensions and for tests. */
export interface Api extends Views {
  readonly loadTests: LoadTests;
}

export function activate(context: vscode.ExtensionContext): Api {
  const status = new StatusItem();
  const started = new LanguageServer(context, (params) => status.update(params));
  server = started;
  const samples = new ChosenSamples(context.workspaceState);
  const simulator = new Simulator(started, samples);
  const cursor = new TemplatesAtCursor(started, status);
  const committed = new CommittedTexts();
  const previews = new Previews(started, samples, committed);
  const following = new Following(previews, cursor);
  const traces = new Traces(started, previews);
  context.subscriptions.push(
    status,
    samples,
    cursor,
    committed,
    following,
    new SampleStatus(cursor, samples),
    traces.register(),
    new TraceHighlights(traces, cursor),
    registerComparisons(cursor, previews, samples, committed),
    registerPinCommands(status),
    registerRestartCommand(started),
    registerConvertCommand(started, status),
    registerCopyAsCommands(started),
    registerNewFileCommand(),
    registerPreviewCommands(started, samples, following),
    registerNewSampleCommand(started, samples),
    registerEditTemplateCommand(started),
    registerFormatTemplateCommand(started),
    registerServeCommands(context),
    registerTemplateTextCommands(started, status),
    registerPasteEdits(started),
    new TemplateFiles(
      started,
      new Redirects(context.workspaceState),
      new Bases(context.workspaceState),
    ).register(),
    registerCloseBlocks(started),
    registerDebug(started, samples),
    previews.register(),
    simulator.register(),
    new Simulations(simulator).register(),
    new SequencePanels(simulator).register(),
    new SampleTexts(started, samples).register(),
  );

  // Most JSON files are not ours, and users who open only those should not pay for a server process.
  const waiting = vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument((document) => look(document)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => look(document)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("apigw")) vscode.workspace.textDocuments.forEach(look);
    }),
  );
  context.subscriptions.push(waiting);
  const look = (document: vscode.TextDocument): void => {
    if (!isCandidate(document)) return;
    waiting.dispose();
    started.start();
  };
  vscode.workspace.textDocuments.forEach(look);
  const views = registerLazyDeployment(context, started, status);
  return { ...views, loadTests: registerLazyTesting(context, started) };
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
