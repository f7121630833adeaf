import * as vscode from "vscode";
import type { StatusParams } from "../../server/src/protocol";
import { API_NAME, type Protocol } from "../../server/src/service";

type Status = NonNullable<StatusParams["status"]>;

const REASONS: Readonly<Record<Status["protocolFrom"], (status: Status) => string>> = {
  pin: () => "pinned in the settings",
  aws: () => "as the API is at AWS",
  content: ({ evidence }) => `because of ${evidence.slice(0, 3).join(", ")}`,
  nowhere: ({ evidence }) =>
    evidence.length > 0 ? "the file holds members of both" : "the file does not tell HTTP from WebSocket",
};

/** Names the active file's operation, for the `when` clauses of the commands. */
const OPERATION_CONTEXT = "apigw.operation";

const CHANGE_PROTOCOL: vscode.Command = { title: "Change", command: "apigw.selectProtocol" };

/** Shows in the language status what the active editor's file is taken for; a click changes it. */
export class StatusItem implements vscode.Disposable {
  #toldOperation: string | undefined;
  readonly #byFile = new Map<string, Status>();
  readonly #operation = createItem("apigw.operation", "API Gateway operation", {
    title: "Change",
    command: "apigw.selectOperation",
  });
  readonly #protocol = createItem("apigw.status", "API Gateway protocol", CHANGE_PROTOCOL);
  readonly #subscriptions = vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(() => this.#show()),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#byFile.delete(uri.toString())),
  );

  /** What the server last said of a file; undefined for one that is no integration input. */
  of(uri: vscode.Uri): Status | undefined {
    return this.#byFile.get(uri.toString());
  }

  update({ uri, status }: StatusParams): void {
    // The server may write a URI another way than VS Code does.
    const key = vscode.Uri.parse(uri).toString();
    if (status) this.#byFile.set(key, status);
    else this.#byFile.delete(key);
    this.#show();
  }

  dispose(): void {
    this.#operation.dispose();
    this.#protocol.dispose();
    this.#subscriptions.dispose();
  }

  /** The status comes with every change of the text, and the context hardly ever changes with it. */
  #tellOperation(operation: string | undefined): void {
    if (operation === this.#toldOperation) return;
    this.#toldOperation = operation;
    void vscode.commands.executeCommand("setContext", OPERATION_CONTEXT, operation);
  }

  #show(): void {
    const document = vscode.window.activeTextEditor?.document;
    const status = document && this.of(document.uri);
    this.#tellOperation(status?.operation);
    if (!document || !status) {
      // An item whose selector matches nothing is not shown.
      this.#operation.selector = this.#protocol.selector = [];
      return;
    }
    this.#operation.selector = this.#protocol.selector = { pattern: document.uri.fsPath };
    this.#operation.text = status.operation;
    this.#operation.detail = `known by its ${status.operationFrom === "pin" ? "pin in the settings" : status.operationFrom}`;
    // An operation of REST APIs leaves nothing to choose.
    this.#protocol.command = status.protocol === "REST" ? undefined : CHANGE_PROTOCOL;
    this.#protocol.text = status.tooLarge ? "Too large to be checked" : protocolName(status.protocol);
    this.#protocol.detail = status.tooLarge ? "" : REASONS[status.protocolFrom](status);
  }
}

function protocolName(protocol: Protocol | undefined): string {
  return protocol ? API_NAME[protocol] : "HTTP or WebSocket API";
}

function createItem(id: string, name: string, command: vscode.Command): vscode.LanguageStatusItem {
  const item = vscode.languages.createLanguageStatusItem(id, []);
  item.name = name;
  item.command = command;
  return item;
}
