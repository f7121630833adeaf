/** "Serve API Locally": a local endpoint for the active file, in a terminal. */
import { basename, dirname } from "node:path";
import * as vscode from "vscode";
import { type Ended, ServeTerminal } from "./serveTerminal";

/** The context key for the `when` clause of the command that stops endpoints. */
const SERVING_CONTEXT = "apigw.isServing";

/** A running endpoint. */
interface Running {
  readonly file: vscode.Uri;
  readonly address: string;
  readonly terminal: vscode.Terminal;
  readonly process: ServeTerminal;
  readonly item: vscode.StatusBarItem;
}

/** Registers the commands. The first one resolves to the address, or to undefined if nothing is served. */
export function registerServeCommands(context: vscode.ExtensionContext): vscode.Disposable {
  return new ServeCommands(vscode.Uri.joinPath(context.extensionUri, "dist", "serve.js").fsPath).register();
}

class ServeCommands {
  readonly #running = new Map<string, Running>();

  constructor(private readonly program: string) {}

  register(): vscode.Disposable {
    const { registerCommand } = vscode.commands;
    return vscode.Disposable.from(
      registerCommand("apigw.serve", (uri?: unknown) => this.#serve(uri)),
      registerCommand("apigw.stopServing", (uri?: unknown) => this.#stop(uri)),
      registerCommand("apigw.showServed", (uri?: unknown) => this.#show(uri)),
      {
        dispose: () => {
          for (const running of this.#running.values()) close(running);
        },
      },
    );
  }

  async #serve(given: unknown): Promise<string | undefined> {
    const file = given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri;
    if (!file) return undefined;
    if (!vscode.workspace.isTrusted) {
      void vscode.window.showWarningMessage("APIs are served in trusted workspaces only.");
      return undefined;
    }
    if (file.scheme !== "file") {
      void vscode.window.showWarningMessage(
        "Only an API in a file on disk can be served. Save the file first.",
      );
      return undefined;
    }
    const running = this.#running.get(file.toString());
    if (running) {
      announce(running);
      return running.address;
    }
    await vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString())?.save();
    return this.#start(file);
  }

  #start(file: vscode.Uri): Promise<string | undefined> {
    const name = basename(file.fsPath);
    const process = new ServeTerminal(this.program, argumentsFor(file), dirname(file.fsPath));
    return new Promise((resolve) => {
      process.onDidListen((address) => {
        const running = { file, address, terminal, process, item: itemFor(file, address) };
        this.#running.set(file.toString(), running);
        this.#setContext();
        announce(running);
        resolve(address);
      });
      process.onDidEnd(({ isStopped, lastLine }: Ended) => {
        this.#running.get(file.toString())?.item.dispose();
        this.#running.delete(file.toString());
        this.#setContext();
        if (!isStopped) {
          const reason = lastLine.replace(/^apigw: /, "");
          void vscode.window.showErrorMessage(`${name} is not served: ${reason}`);
        }
        resolve(undefined);
      });
      const terminal = vscode.window.createTerminal({
        name: `API: ${name}`,
        pty: process,
        iconPath: new vscode.ThemeIcon("broadcast"),
        isTransient: true,
      });
      terminal.show(true);
    });
  }

  async #stop(given: unknown): Promise<void> {
    const running = await this.#choose(given);
    if (!running) return;
    const ended = new Promise((resolve) => running.process.onDidEnd(resolve));
    running.process.stop();
    await ended;
  }

  /** What the item in the status bar offers. */
  async #show(given: unknown): Promise<void> {
    const running = await this.#choose(given);
    if (!running) return;
    const actions: readonly (vscode.QuickPickItem & { readonly run: () => unknown })[] = [
      { label: "$(link-external) Open in Browser", run: () => openInBrowser(running) },
      { label: "$(copy) Copy Address", run: () => copy(running) },
      { label: "$(terminal) Show Log", run: () => running.terminal.show() },
      { label: "$(debug-stop) Stop Serving", run: () => running.process.stop() },
    ];
    const title = `${basename(running.file.fsPath)}: ${running.address}`;
    const chosen = await vscode.window.showQuickPick(actions, { title });
    await chosen?.run();
  }

  /** The endpoint of a file, the only one, or the one that the user picks. */
  async #choose(given: unknown): Promise<Running | undefined> {
    const own = typeof given === "string" ? this.#running.get(given) : undefined;
    if (own) return own;
    const all = [...this.#running.values()];
    const [first, second] = all;
    if (!second) return first;
    const items = all.map((running) => ({
      label: basename(running.file.fsPath),
      description: running.address,
      running,
    }));
    return (await vscode.window.showQuickPick(items, { placeHolder: "Select an API" }))?.running;
  }

  #setContext(): void {
    void vscode.commands.executeCommand("setContext", SERVING_CONTEXT, this.#running.size > 0);
  }
}

/** The file, with what the settings say about its backends. */
function argumentsFor(file: vscode.Uri): readonly string[] {
  const settings = vscode.workspace.getConfiguration("apigw.serve", file);
  const text = (name: string): string => settings.get<string>(name, "").trim();
  const [backend, lambda] = [text("backend"), text("lambdaCommand")];
  return [
    `--port=${settings.get<number>("port", 0)}`,
    ...(backend ? [`--backend=${backend}`] : []),
    ...(lambda ? [`--lambda=${lambda}`] : []),
    // A file whose name looks like an option is still a file.
    "--",
    basename(file.fsPath),
  ];
}

function itemFor(file: vscode.Uri, address: string): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem("apigw.served", vscode.StatusBarAlignment.Left);
  item.name = "Local API";
  item.text = `$(broadcast) ${new URL(address).host}`;
  item.tooltip = `${basename(file.fsPath)} is served at ${address}`;
  item.command = { title: "Show", command: "apigw.showServed", arguments: [file.toString()] };
  item.show();
  return item;
}

function announce(running: Running): void {
  const message = `${basename(running.file.fsPath)} is served at ${running.address}`;
  const [open, copied, stop] = ["Open in Browser", "Copy Address", "Stop"] as const;
  void vscode.window.showInformationMessage(message, open, copied, stop).then((chosen) => {
    if (chosen === open) return openInBrowser(running);
    if (chosen === copied) return copy(running);
    if (chosen === stop) running.process.stop();
    return undefined;
  });
}

async function openInBrowser({ address }: Running): Promise<void> {
  await vscode.env.openExternal(await vscode.env.asExternalUri(vscode.Uri.parse(address)));
}

function copy({ address }: Running): Thenable<void> {
  return vscode.env.clipboard.writeText(address);
}

function close({ process, item, terminal }: Running): void {
  process.stop();
  item.dispose();
  terminal.dispose();
}
