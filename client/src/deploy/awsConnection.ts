import * as vscode from "vscode";
import {
  type ApiGateway,
  AwsError,
  type CommandContext,
  type ConnectionOptions,
  connect,
  regionOf,
} from "../../../deployment/src";

/** What a person chose in this workspace; it wins over the settings until those change. */
interface Choice {
  readonly profile?: string;
  readonly region?: string;
}

const CHOICE_KEY = "apigw.aws.choice";

/**
 * The way to AWS for all views and commands: made when it is first needed, and made anew after another profile
 * or region is chosen. Holds no secret: credentials stay in the AWS SDK.
 */
export class AwsConnection implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  /** Another profile, region or endpoint was chosen. */
  readonly onDidChange = this.#changed.event;
  readonly #item = vscode.window.createStatusBarItem("apigw.connection", vscode.StatusBarAlignment.Left);
  #gateway: Promise<ApiGateway> | undefined;
  readonly #subscription = vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration("apigw.aws")) void this.choose(undefined);
  });

  constructor(private readonly state: vscode.Memento) {
    this.#item.name = "API Gateway: AWS connection";
    this.#item.command = "apigw.selectProfile";
  }

  get options(): ConnectionOptions {
    const { profile, region } = this.#choice;
    const settings = vscode.workspace.getConfiguration("apigw.aws");
    const set = (name: string): string | undefined => settings.get<string>(name) || undefined;
    const chosenProfile = profile ?? set("profile");
    const chosenRegion = region ?? set("region");
    const endpointUrl = set("endpointUrl");
    return {
      ...(chosenProfile !== undefined && { profile: chosenProfile }),
      ...(chosenRegion !== undefined && { region: chosenRegion }),
      ...(endpointUrl !== undefined && { endpointUrl }),
    };
  }

  /** What commands of the AWS CLI need to reach the same account and region. */
  get commandContext(): CommandContext {
    return this.options;
  }

  /** Rejects with an `AwsError`, and tries again the next time. */
  gateway(): Promise<ApiGateway> {
    this.#gateway ??= this.#connect().catch((error: unknown) => {
      this.#gateway = undefined;
      throw error;
    });
    return this.#gateway;
  }

  /** Takes another profile or region from now on; undefined goes back to the settings. */
  async choose(choice: Choice | undefined): Promise<void> {
    await this.state.update(CHOICE_KEY, choice && { ...this.#choice, ...choice });
    await this.forget();
    this.#changed.fire();
  }

  /** Lets go of the connection, so that the next use looks for credentials again. */
  async forget(): Promise<void> {
    const gateway = this.#gateway;
    this.#gateway = undefined;
    // One that never came about has nothing to close.
    (await gateway?.catch(() => undefined))?.close();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#item.dispose();
    this.#changed.dispose();
    void this.forget();
  }

  get #choice(): Choice {
    return this.state.get<Choice>(CHOICE_KEY, {});
  }

  async #connect(): Promise<ApiGateway> {
    const { options } = this;
    await this.#show(options);
    return connect({ ...options, mfaCode: askForMfaCode });
  }

  /** Not there before AWS is first asked for something. */
  async #show({ profile, region, endpointUrl }: ConnectionOptions): Promise<void> {
    const shown = region ?? (await regionOf(profile)) ?? "no region";
    this.#item.text = `$(cloud) ${profile === undefined ? "" : `${profile} · `}${shown}`;
    this.#item.tooltip = `API Gateway asks ${endpointUrl ?? "AWS"}. Click for another profile.`;
    this.#item.show();
  }
}

async function askForMfaCode(serial: string): Promise<string> {
  const code = await vscode.window.showInputBox({
    title: "AWS asks for a second factor",
    prompt: `The code that ${serial} shows`,
    ignoreFocusOut: true,
    validateInput: (text) => (/^\d*$/.test(text.trim()) ? undefined : "Six digits"),
  });
  if (code) return code.trim();
  throw new AwsError(
    "no-credentials",
    "No code of the MFA device was given.",
    "Try again, or choose another profile.",
  );
}
