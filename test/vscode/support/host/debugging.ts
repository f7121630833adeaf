import type { DebugProtocol } from "@vscode/debugprotocol";
import * as vscode from "vscode";

const LIMIT_MS = 20_000;

/** Watches our debug sessions, and asks the last one. */
export class DebugWatch implements vscode.Disposable {
  readonly #messages: DebugProtocol.ProtocolMessage[] = [];
  readonly #arrived = new vscode.EventEmitter<void>();
  #seen = 0;
  readonly #subscription = vscode.debug.registerDebugAdapterTrackerFactory("apigw", {
    createDebugAdapterTracker: () => ({
      onDidSendMessage: (message: DebugProtocol.ProtocolMessage) => {
        this.#messages.push(message);
        this.#arrived.fire();
      },
    }),
  });

  dispose(): void {
    this.#subscription.dispose();
    vscode.debug.removeBreakpoints([...vscode.debug.breakpoints]);
  }

  /** The next event of a kind that has not been waited for. */
  async next<Event extends DebugProtocol.Event>(name: Event["event"]): Promise<Event> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        while (this.#seen < this.#messages.length) {
          const message = this.#messages[this.#seen++];
          if (message?.type !== "event" || !isEvent<Event>(message, name)) continue;
          stop();
          resolve(message);
          return;
        }
      };
      const subscription = this.#arrived.event(look);
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`No event ${name}. Messages: ${JSON.stringify(this.#messages)}`));
      }, LIMIT_MS);
      const stop = (): void => {
        subscription.dispose();
        clearTimeout(timer);
      };
      look();
    });
  }

  /** What the debug console has shown of the output, log messages and problems. */
  get console(): string {
    return this.#messages
      .filter((message) => message.type === "event")
      .map((message) => (isEvent<DebugProtocol.OutputEvent>(message, "output") ? message.body.output : ""))
      .join("");
  }

  /** Waits for a stop, and returns the text that VS Code highlights. */
  async stopped(): Promise<string> {
    await this.next("stopped");
    const { stackFrames } = await ask<DebugProtocol.StackTraceResponse["body"]>("stackTrace", {
      threadId: 1,
    });
    const [frame] = stackFrames;
    const { line = 1, column = 1, endLine = 1, endColumn = 1, source } = frame ?? {};
    // In a remote window, VS Code names a file by its remote URI.
    const path = source?.path ?? "";
    const at = /^[a-z-]{2,}:/.test(path) ? vscode.Uri.parse(path).path : path;
    const document = vscode.workspace.textDocuments.find(({ uri }) => uri.path === at);
    return document?.getText(new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1)) ?? path;
  }

  /** The type and value of an expression. */
  async value(expression: string): Promise<string> {
    const { result, type } = await ask<DebugProtocol.EvaluateResponse["body"]>("evaluate", {
      expression,
      frameId: 0,
      context: "watch",
    });
    return `${type} ${result}`;
  }
}

/** Sends a request of the debug protocol to the active session. */
export async function ask<Body>(command: string, argument: object): Promise<Body> {
  const session = vscode.debug.activeDebugSession;
  if (!session) throw new Error("There is no debug session.");
  return session.customRequest(command, argument);
}

/** Sets a breakpoint at an offset. */
export function breakAt({ uri, positionAt }: vscode.TextDocument, offset: number): void {
  const position = positionAt(offset);
  vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(new vscode.Location(uri, position))]);
}

function isEvent<Event extends DebugProtocol.Event>(
  message: DebugProtocol.ProtocolMessage,
  name: string,
): message is Event {
  return "event" in message && message.event === name;
}
