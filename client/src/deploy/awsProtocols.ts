import type * as vscode from "vscode";
import type { Protocol } from "../../../server/src/model/protocol";
import type { LanguageServer } from "../languageServer";

const KEY = "apigw.aws.protocols";

type Protocols = Readonly<Record<string, Protocol>>;

/** What is known from AWS of the APIs that files belong to, for the language server; kept for the workspace. */
export class AwsProtocols {
  constructor(
    private readonly state: vscode.Memento,
    private readonly server: LanguageServer,
  ) {
    server.tellAwsProtocols({ protocols: this.#protocols });
  }

  async learn(uri: vscode.Uri, protocol: Protocol): Promise<void> {
    const protocols = { ...this.#protocols, [uri.toString()]: protocol };
    this.server.tellAwsProtocols({ protocols });
    await this.state.update(KEY, protocols);
  }

  get #protocols(): Protocols {
    return this.state.get<Protocols>(KEY, {});
  }
}
