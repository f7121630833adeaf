import * as vscode from "vscode";
import type { HostStatus, StatusParams } from "../../server/src/protocol";
import { API_NAME, type Protocol } from "../../server/src/service";

type Status = NonNullable<StatusParams["status"]>;

const OPERATION_REASONS: Readonly<Record<Status["operationFrom"], string>> = {
  pin: "set in the settings",
  name: "detected from the file name",
  content: "detected from the file's content",
};

const PROTOCOL_REASONS: Readonly<Record<Status["protocolFrom"], (status: Status) => string>> = {
  pin: () => "set in the settings",
  aws: () => "read from AWS",
  // One piece of evidence, or the link next to it does not fit into the popup.
  content: ({ evidence: [first = "the file"] }) => `inferred from ${shortened(first)}`,
  unknown: ({ evidence }) =>
    evidence.length > 0 ? "the file has members of both" : "not specified in the file",
};

/** The context key with the active file's operation, for the `when` clauses of commands. */
const OPERATION_CONTEXT = "apigw.operation";

/** The context key with the active file's host, such as `openapi`. */
const HOST_CONTEXT = "apigw.host";

const CHANGE_OPERATION: vscode.Command = { title: "Change", command: "apigw.selectOperation" };

/** The context keys with the paths of the open files that are inputs, and of those that only have such a name. */
const INPUTS_CONTEXT = "apigw.inputFiles";
const OTHERS_CONTEXT = "apigw.otherFiles";

/** How much of a piece of evidence is shown; a mapping's name can be as long as its author likes. */
const MAX_EVIDENCE = 32;

function shortened(text: string): string {
  return text.length > MAX_EVIDENCE ? `${text.slice(0, MAX_EVIDENCE - 1)}…` : text;
}

/** The link that lets users change the protocol. Its tooltip has the complete reason. */
function changeProtocol({ protocolFrom, evidence }: Status): vscode.Command {
  const from = protocolFrom === "content" ? { tooltip: `Inferred from ${evidence.join(", ")}` } : {};
  return { title: "Change", command: "apigw.selectProtocol", ...from };
}

/** Shows the active file's operation and protocol in the language status, and lets users change them. */
export class StatusItem implements vscode.Disposable {
  #contextOperation: string | undefined;
  #contextHost: string | undefined;
  readonly #byFile = new Map<string, Status>();
  readonly #hosts = new Map<string, HostStatus>();
  readonly #inputs = new Set<string>();
  readonly #others = new Set<string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  /** Fires with a file when the server has said what it is. */
  readonly onDidChange = this.#changed.event;
  readonly #operation = createItem("apigw.operation", "API Gateway operation", CHANGE_OPERATION);
  readonly #protocol = createItem("apigw.status", "API Gateway protocol", {
    title: "Change",
    command: "apigw.selectProtocol",
  });
  readonly #subscriptions = vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(() => this.#show()),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      this.#byFile.delete(uri.toString());
      this.#hosts.delete(uri.toString());
    }),
  );

  /** The last status that the server sent for a file; undefined if it is not an integration input. */
  of(uri: vscode.Uri): Status | undefined {
    return this.#byFile.get(uri.toString());
  }

  /** What the server said about a file that holds integrations among other things. */
  hostOf(uri: vscode.Uri): HostStatus | undefined {
    return this.#hosts.get(uri.toString());
  }

  update({ uri, status, host }: StatusParams): void {
    // The server may spell a URI differently than VS Code does.
    const key = vscode.Uri.parse(uri).toString();
    if (status) this.#byFile.set(key, status);
    else this.#byFile.delete(key);
    if (host) this.#hosts.set(key, host);
    else this.#hosts.delete(key);
    this.#setFileContexts(vscode.Uri.parse(uri).fsPath, status !== undefined);
    this.#show();
    this.#changed.fire(vscode.Uri.parse(uri));
  }

  dispose(): void {
    this.#operation.dispose();
    this.#protocol.dispose();
    this.#subscriptions.dispose();
    this.#changed.dispose();
  }

  /** Sets the context key only when it changes: a status arrives with every edit. */
  #setOperationContext(operation: string | undefined): void {
    if (operation === this.#contextOperation) return;
    this.#contextOperation = operation;
    void vscode.commands.executeCommand("setContext", OPERATION_CONTEXT, operation);
  }

  #setHostContext(host: string | undefined): void {
    if (host === this.#contextHost) return;
    this.#contextHost = host;
    void vscode.commands.executeCommand("setContext", HOST_CONTEXT, host);
  }

  /** A host file has no operation and no protocol to choose: its integrations say what they are. */
  #showHost(document: vscode.TextDocument, { title, integrations, responses, protocols }: HostStatus): void {
    this.#operation.selector = this.#protocol.selector = { pattern: document.uri.fsPath };
    this.#operation.command = this.#protocol.command = undefined;
    this.#operation.text = `${title}: ${counted(integrations, "integration")}`;
    this.#operation.detail = responses > 0 ? counted(responses, "integration response") : "";
    this.#protocol.text = protocols.length > 0 ? protocols.map(protocolName).join(", ") : "HTTP or REST API";
    this.#protocol.detail = protocols.length > 0 ? "inferred from the file" : "not specified in the file";
  }

  /** Keeps what the server said about a file after it is closed: the Explorer's menu depends on it. */
  #setFileContexts(path: string, isInput: boolean): void {
    const [to, from] = isInput ? [this.#inputs, this.#others] : [this.#others, this.#inputs];
    if (to.has(path)) return;
    to.add(path);
    from.delete(path);
    void vscode.commands.executeCommand("setContext", INPUTS_CONTEXT, [...this.#inputs]);
    void vscode.commands.executeCommand("setContext", OTHERS_CONTEXT, [...this.#others]);
  }

  #show(): void {
    const document = vscode.window.activeTextEditor?.document;
    const status = document && this.of(document.uri);
    this.#setOperationContext(status?.operation);
    const host = document && this.hostOf(document.uri);
    this.#setHostContext(host?.name);
    if (document && host) {
      this.#showHost(document, host);
      return;
    }
    if (!document || !status) {
      // VS Code hides an item whose selector matches nothing.
      this.#operation.selector = this.#protocol.selector = [];
      return;
    }
    this.#operation.selector = this.#protocol.selector = { pattern: document.uri.fsPath };
    this.#operation.command = CHANGE_OPERATION;
    this.#operation.text = status.member ? `${status.operation}: ${status.member}` : status.operation;
    this.#operation.detail = OPERATION_REASONS[status.operationFrom];
    // REST operations leave nothing to choose.
    this.#protocol.command = status.protocol === "REST" ? undefined : changeProtocol(status);
    this.#protocol.text = status.tooLarge ? "File too large to check" : protocolName(status.protocol);
    this.#protocol.detail = status.tooLarge ? "" : PROTOCOL_REASONS[status.protocolFrom](status);
  }
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
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
