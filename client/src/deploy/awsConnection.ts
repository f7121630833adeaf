import * as vscode from "vscode";
import {
  type ApiGateway,
  AwsError,
  type CommandContext,
  type ConnectionOptions,
  connect,
  regionOf,
} from "../../../deployment/src";
import { CHOICE_KEY } from "./choiceKey";

/** The profile and region selected in this workspace. They override the settings until those change. */
interface Choice {
  readonly profile?: string;
  readonly region?: string;
}

/**
 * The connection to AWS for all views and commands: opened on first use, and again after another profile or
 * region is selected. Holds no secrets: credentials stay in the AWS SDK.
 */
export class AwsConnection implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  /** Fires when another profile, region or endpoint is selected. */
  readonly onDidChange = this.#changed.event;
  readonly #item = vscode.window.createStatusBarItem("apigw.connection", vscode.StatusBarAlignment.Left);
  #gateway: Promise<ApiGateway> | undefined;
  readonly #subscription = vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration("apigw.aws")) void this.choose(undefined);
  });

  /** @param observed returns the gateway to use in place of one that was opened */
  constructor(
    private readonly state: vscode.Memento,
    private readonly observed: (gateway: ApiGateway) => ApiGateway = (gateway) => gateway,
  ) {
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

  /**
   * Where requests go instead of to AWS, for plans and confirmations: ` at http://localhost:5000`. Empty for AWS. The
   * settings of a folder can redirect signed requests, so this must not go unnoticed.
   */
  get endpointNote(): string {
    const { endpointUrl } = this.options;
    return endpointUrl === undefined ? "" : ` at ${endpointUrl}`;
  }

  /**
   * What is about to change, for confirmations: `account 123456789012, eu-west-1 at http://localhost:5000`. The account
   * is left out if the credentials do not reveal it. Rejects with an `AwsError`.
   */
  async destination(): Promise<string> {
    const gateway = await this.gateway();
    const account = await gateway.account();
    return `${account === undefined ? "" : `account ${account}, `}${gateway.region}${this.endpointNote}`;
  }

  /** The options with which the AWS CLI reaches the same account and region. */
  get commandContext(): CommandContext {
    return this.options;
  }

  /** Connects on first use. Rejects with an `AwsError`; the next call tries again. */
  gateway(): Promise<ApiGateway> {
    this.#gateway ??= this.#connect().catch((error: unknown) => {
      this.#gateway = undefined;
      throw error;
    });
    return this.#gateway;
  }

  /** Switches to another profile or region; undefined returns to the settings. */
  async choose(choice: Choice | undefined): Promise<void> {
    await this.state.update(CHOICE_KEY, choice && { ...this.#choice, ...choice });
    await this.forget();
    this.#changed.fire();
  }

  /** Closes the connection, so that the next use looks up credentials again. */
  async forget(): Promise<void> {
    const gateway = this.#gateway;
    this.#gateway = undefined;
    // A connection that failed has nothing to close.
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
    return this.observed(await connect({ ...options, mfaCode: askForMfaCode }));
  }

  /** Shows the status bar item, which is hidden until AWS is first called. */
  async #show({ profile, region, endpointUrl }: ConnectionOptions): Promise<void> {
    const shown = region ?? (await regionOf(profile)) ?? "no region";
    this.#item.text = `$(cloud) ${profile === undefined ? "" : `${profile} · `}${shown}`;
    this.#item.tooltip = `Connected to ${endpointUrl ?? "AWS"}. Click to select another profile.`;
    this.#item.show();
  }
}

async function askForMfaCode(serial: string): Promise<string> {
  const code = await vscode.window.showInputBox({
    title: "Multi-Factor Authentication",
    prompt: `Enter the code for the MFA device ${serial}`,
    ignoreFocusOut: true,
    validateInput: (text) => (/^\d*$/.test(text.trim()) ? undefined : "Enter the six-digit code."),
  });
  if (code) return code.trim();
  throw new AwsError("no-credentials", "No MFA code was entered.", "Try again, or select another profile.");
}
