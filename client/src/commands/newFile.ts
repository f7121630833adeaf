import * as vscode from "vscode";
import {
  API_NAME,
  type Format,
  type NewInputTarget,
  newSnippet,
  OPERATION_NAMES,
  type OperationName,
  type Protocol,
  printInput,
  targetsOf,
} from "../../../server/src/service";
import { openNew } from "./openNew";

/** Choices passed by the caller, such as a key binding. The user is asked for the rest. */
interface Choices {
  readonly operation?: string;
  readonly protocol?: string;
  /** A target's ID, as in `apigw new --target`. */
  readonly target?: string;
  readonly format?: string;
}

interface Item<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** Registers the command that opens a new integration input as a snippet, after a few quick picks. */
export function registerNewFileCommand(): vscode.Disposable {
  return vscode.commands.registerCommand("apigw.newFile", async (choices: Choices = {}) => {
    const operation = await pick(operations, choices.operation, "Select an operation");
    if (!operation) return;
    const protocol = await pick(protocolsOf(operation), choices.protocol, "Select an API type");
    if (!protocol) return;
    const targets = targetsOf(operation, protocol).map((value) => ({
      label: value.title,
      ...(value.permissions.length > 0 && { detail: `Required permission: ${value.permissions.join(", ")}` }),
      value,
    }));
    const target = await pick(targets, choices.target, TARGET_QUESTIONS[operation], ({ id }) => id);
    if (!target) return;
    const format = await pick(formats, choices.format, "Select a format");
    if (format) await show(operation, target, format);
  });
}

const formats: readonly Item<Format>[] = [
  { label: "JSON", description: "--cli-input-json", value: "json" },
  { label: "YAML", description: "--cli-input-yaml, AWS CLI version 2", value: "yaml" },
];

const operations: readonly Item<OperationName>[] = OPERATION_NAMES.map((value) => ({
  label: value,
  description: protocolsOf(value)
    .map(({ label }) => label)
    .join(", "),
  value,
}));

const INTEGRATION = "Select a backend";
const RESPONSE = "Select a response";

const TARGET_QUESTIONS: Readonly<Record<OperationName, string>> = {
  "create-integration": INTEGRATION,
  "update-integration": INTEGRATION,
  "create-integration-response": RESPONSE,
  "update-integration-response": RESPONSE,
  "put-integration": INTEGRATION,
  "put-integration-response": RESPONSE,
};

function protocolsOf(operation: OperationName): readonly Item<Protocol>[] {
  const protocols = new Set(targetsOf(operation).map(({ protocol }) => protocol));
  return Array.from(protocols, (value) => ({ label: API_NAME[value], value }));
}

/** Shows a quick pick, unless the choice was passed in or there is only one. Undefined if cancelled. */
async function pick<T>(
  items: readonly Item<T>[],
  chosen: string | undefined,
  placeHolder: string,
  idOf: (value: T) => unknown = (value) => value,
): Promise<T | undefined> {
  const settled = items.length === 1 ? items[0] : items.find(({ value }) => idOf(value) === chosen);
  const options = { title: "New Integration File", placeHolder, matchOnDescription: true };
  return (settled ?? (await vscode.window.showQuickPick([...items], options)))?.value;
}

async function show(operation: OperationName, target: NewInputTarget, format: Format): Promise<void> {
  const editor = await openNew(operation, format);
  const snippet = newSnippet(target, (value) => printInput(value, format));
  await editor.insertSnippet(new vscode.SnippetString(snippet));
}
