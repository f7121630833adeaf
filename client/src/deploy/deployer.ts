import * as vscode from "vscode";
import {
  apiIdOf,
  commandsText,
  type DeployResult,
  deploy,
  type Plan,
  type PreparedPlan,
  planText,
  stepTitle,
  subjectOf,
  twinsText,
} from "../../../deployment/src";
import type { StatusItem } from "../statusItem";
import { consoleUrl } from "./address";
import type { AwsConnection } from "./awsConnection";
import type { AwsFacts } from "./awsFacts";
import type { DeployProblems } from "./deployProblems";
import { showFailure } from "./failure";
import { formatOf, nameOf, requestFor } from "./inputFile";
import { askToRemove, offersFor, settled } from "./offers";
import type { PlanDocuments } from "./planDocuments";
import { type Answers, prepareFile, showErrors } from "./prepareFile";

export interface DeployerParts {
  readonly connection: AwsConnection;
  readonly status: StatusItem;
  readonly documents: PlanDocuments;
  readonly problems: DeployProblems;
  readonly facts: AwsFacts;
}

interface Planned {
  readonly uri: vscode.Uri;
  readonly prepared: PreparedPlan;
}

interface Deployed {
  readonly uri: vscode.Uri;
  /** True if AWS now has what the file says. */
  readonly isInSync: boolean;
}

const DEPLOY = "$(cloud-upload) Deploy";
const COPY = "$(copy) Copy as AWS CLI Commands";
const WARNINGS = "$(warning) Show Warnings First";

/** Deploys a file from the editor: plan, show the diff, confirm, apply, report. */
export class Deployer implements vscode.Disposable {
  readonly #planned = new vscode.EventEmitter<Planned>();
  /** Fires when a plan was made, so that the live state is known. */
  readonly onDidPlan = this.#planned.event;
  readonly #deployed = new vscode.EventEmitter<Deployed>();
  /** Fires when something changed on AWS. */
  readonly onDidDeploy = this.#deployed.event;

  constructor(private readonly parts: DeployerParts) {}

  /** Plans a deployment. Undefined if the user cancels or the file has errors, which are shown. Rejects with an `AwsError`. */
  async plan(document: vscode.TextDocument, answers: Answers = {}): Promise<PreparedPlan | undefined> {
    const { connection, status, problems } = this.parts;
    problems.clear(document.uri);
    const request = requestFor(document, status);
    const prepared = await prepareFile(() => connection.gateway(), request, answers);
    if (prepared.kind === "cancelled") return undefined;
    if (prepared.facts) await this.parts.facts.learn([document.uri, prepared.facts]);
    if (prepared.kind === "invalid") {
      await showErrors(document, prepared);
      return undefined;
    }
    this.#planned.fire({ uri: document.uri, prepared });
    return prepared;
  }

  /** Shows the plan in the diff editor. Undefined as in `plan`. */
  async compare(document: vscode.TextDocument, answers?: Answers): Promise<PreparedPlan | undefined> {
    const prepared = await this.plan(document, answers);
    if (prepared) await this.#showDiff(document, prepared.plan);
    return prepared;
  }

  async deploy(document: vscode.TextDocument, answers: Answers = {}): Promise<void> {
    const prepared = await this.#wanted(document, answers);
    if (!prepared) return;
    const result = await this.#apply(document, prepared);
    const isInSync = result.outcome === "done" || result.outcome === "in-sync";
    if (isInSync || result.steps.some(({ state }) => state !== "not-done")) {
      this.notifyDeployed({ uri: document.uri, isInSync });
    }
    // Not awaited: a notification stays until it is closed.
    void this.#showResult(document, prepared, result);
  }

  /** Tells the views that the deployed version of a file changed. */
  notifyDeployed(deployed: Deployed): void {
    this.#deployed.fire(deployed);
  }

  dispose(): void {
    this.#planned.dispose();
    this.#deployed.dispose();
  }

  /** The plan that the user confirms, planned again with each addition; undefined if cancelled. */
  async #wanted(document: vscode.TextDocument, answers: Answers): Promise<PreparedPlan | undefined> {
    for (let given = answers; ; ) {
      const prepared = await this.plan(document, given);
      if (!prepared) return undefined;
      const { plan } = prepared;
      const [obstacle] = plan.obstacles;
      if (!obstacle && (plan.isInSync || given.yes)) return prepared;
      const choice = obstacle
        ? await askToRemove(nameOf(document.uri), obstacle, given, () => this.parts.connection.destination())
        : await this.#choose(document, prepared, given);
      if (!choice) return undefined;
      if (choice === "deploy") return prepared;
      given = { ...settled(given, plan), ...choice };
    }
  }

  #showDiff(document: vscode.TextDocument, plan: Plan): Promise<void> {
    const { documents, connection } = this.parts;
    return documents.show(document.uri, plan, formatOf(document), connection.endpointNote);
  }

  /** Shows the plan and asks what to do: "deploy", answers for another plan, or undefined if cancelled. */
  async #choose(
    document: vscode.TextDocument,
    { plan, analysis }: PreparedPlan,
    given: Answers,
  ): Promise<"deploy" | Answers | undefined> {
    const { uri } = document;
    await this.#showDiff(document, plan);
    const offers = await offersFor(await this.parts.connection.gateway(), plan, given);
    const destination = await this.parts.connection.destination();
    // A row each: the end of a long one, such as "(authorization NONE)", is what matters.
    const steps = plan.steps.map((step, index) => ({
      label: `${index + 1}. ${stepTitle(step)}`,
      alwaysShow: true,
    }));
    const warnings = analysis.problems.filter(({ severity }) => severity === "warning").length;
    const items = [
      { label: DEPLOY, description: `to ${destination}` },
      ...offers.map(({ label }) => ({ label })),
      { label: COPY, description: "without deploying" },
      ...(warnings > 0 ? [{ label: WARNINGS, description: String(warnings) }] : []),
      separator("Steps"),
      ...steps,
      ...(plan.notices.length > 0 ? [separator("Notes")] : []),
      ...plan.notices.map((notice) => ({ label: `$(info) ${notice}`, alwaysShow: true })),
    ];
    const choice = await vscode.window.showQuickPick(items, {
      title: `${nameOf(uri)}: ${subjectOf(plan)}`,
      placeHolder: "Review the plan, then choose what to do",
      // Users click into the diff to read the plan first.
      ignoreFocusOut: true,
    });
    if (choice?.label === COPY) await this.copyCommands(plan);
    if (choice?.label === WARNINGS) {
      await vscode.window.showTextDocument(uri);
      await vscode.commands.executeCommand("workbench.actions.view.problems");
    }
    if (choice?.label === DEPLOY) return "deploy";
    // A step or a note is only there to be read: ask again.
    if (
      steps.some(({ label }) => label === choice?.label) ||
      plan.notices.some((notice) => choice?.label === `$(info) ${notice}`)
    )
      return given;
    // Cancelling the follow-up question returns to this one.
    const offer = offers.find(({ label }) => label === choice?.label);
    return offer && ((await offer.take()) ?? given);
  }

  /** Opens the plan as text, with the equivalent AWS CLI commands. */
  async showPlan(document: vscode.TextDocument, answers?: Answers): Promise<void> {
    const prepared = await this.plan(document, answers);
    if (!prepared) return;
    const { plan } = prepared;
    const words = planText(nameOf(document.uri), plan);
    const commands = commandsText(plan, this.parts.connection.commandContext);
    const text = [words, commands].filter((part) => part !== "").join("\n");
    await this.parts.documents.showText(document.uri, text);
  }

  /** Copies the AWS CLI commands that are equivalent to the plan. */
  async copyCommands(plan: Plan): Promise<void> {
    await vscode.env.clipboard.writeText(commandsText(plan, this.parts.connection.commandContext));
    vscode.window.setStatusBarMessage("$(copy) Copied AWS CLI commands", 5_000);
  }

  async #apply({ uri }: vscode.TextDocument, prepared: PreparedPlan): Promise<DeployResult> {
    const gateway = await this.parts.connection.gateway();
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: `Deploying ${nameOf(uri)}`,
      cancellable: true,
    };
    return vscode.window.withProgress(options, (progress, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      return deploy(gateway, prepared, {
        signal: controller.signal,
        onProgress: (step, state) => {
          if (state === "started") progress.report({ message: `${stepTitle(step)}…` });
        },
      });
    });
  }

  async #showResult(
    document: vscode.TextDocument,
    prepared: PreparedPlan,
    { outcome, failure, id, recordFailure, differing, twins }: DeployResult,
  ): Promise<void> {
    const name = nameOf(document.uri);
    const { plan } = prepared;
    if (recordFailure !== undefined) {
      void vscode.window.showWarningMessage(`The deployment of ${name} was not recorded: ${recordFailure}`);
    }
    if (twins.length > 0) void vscode.window.showWarningMessage(`${name}: ${twinsText(outcome, twins)}`);
    switch (outcome) {
      case "failed":
        if (failure && this.parts.problems.show(document, prepared, failure)) {
          void vscode.window.showErrorMessage(`AWS rejected ${name}: ${failure.messageWithAdvice}`);
        } else if (failure) await showFailure(failure);
        return;
      case "changed-elsewhere":
        void vscode.window.showWarningMessage(
          `${name} was not deployed: the live configuration changed after the plan was made. Compare again.`,
        );
        return;
      case "cancelled":
        void vscode.window.showWarningMessage(`The deployment of ${name} was cancelled before it finished.`);
        return;
      case "in-sync":
        void vscode.window.showInformationMessage(`${name} is in sync with ${subjectOf(plan)}.`);
        return;
      default:
        await this.#showSuccess(name, plan, id, differing.length > 0);
    }
  }

  async #showSuccess(
    name: string,
    plan: Plan,
    id: string | undefined,
    isStoredDifferently: boolean,
  ): Promise<void> {
    const { api } = plan.state;
    const where = `${api.name} (${apiIdOf(plan.target)})`;
    const note = isStoredDifferently
      ? " AWS stored some values differently from the file. Compare to see them."
      : "";
    const show = "Show in Tree";
    const openConsole = "Open in AWS Console";
    const choice = await vscode.window.showInformationMessage(
      `Deployed ${name} to ${id === undefined ? where : `${id} in ${where}`}.${note}`,
      show,
      openConsole,
    );
    if (choice === show) await vscode.commands.executeCommand("apigw.showInTree", plan.target, id);
    if (choice === openConsole) {
      const { region } = await this.parts.connection.gateway();
      await vscode.env.openExternal(vscode.Uri.parse(consoleUrl({ api }, region)));
    }
  }
}

function separator(label: string): vscode.QuickPickItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
