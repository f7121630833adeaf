import * as vscode from "vscode";
import {
  API_NAME,
  type Format,
  newSnippet,
  OPERATION_NAMES,
  type OperationName,
  type Protocol,
  print,
  type Target,
  targetsOf,
} from "../../../server/src/service";
import { openNew } from "./openNew";

/** What a caller of the command, such as a key binding, has chosen already; the rest is asked for. */
interface Choices {
  readonly operation?: string;
  readonly protocol?: string;
  /** A target's id, as `apigw new --target` takes it. */
  readonly target?: string;
  readonly format?: string;
}

interface Item<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** The command that opens a new integration input, made of a few picks, with its places to fill in. */
export function registerNewFileCommand(): vscode.Disposable {
  return vscode.commands.registerCommand("apigw.newFile", async (choices: Choices = {}) => {
    const operation = await pick(operations, choices.operation, "Which operation reads it?");
    if (!operation) return;
    const protocol = await pick(protocolsOf(operation), choices.protocol, "Of what kind of API?");
    if (!protocol) return;
    const targets = targetsOf(operation, protocol).map((value) => ({ label: value.title, value }));
    const target = await pick(targets, choices.target, TARGET_QUESTIONS[operation], ({ id }) => id);
    if (!target) return;
    const format = await pick(formats, choices.format, "In which format?");
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

const BEHIND = "What stands behind it?";
const RESPONSE = "What kind of response?";

const TARGET_QUESTIONS: Readonly<Record<OperationName, string>> = {
  "create-integration": BEHIND,
  "update-integration": BEHIND,
  "create-integration-response": RESPONSE,
  "update-integration-response": RESPONSE,
  "put-integration": BEHIND,
  "put-integration-response": RESPONSE,
};

function protocolsOf(operation: OperationName): readonly Item<Protocol>[] {
  const protocols = new Set(targetsOf(operation).map(({ protocol }) => protocol));
  return Array.from(protocols, (value) => ({ label: API_NAME[value], value }));
}

/** Asks, unless that is settled or leaves no choice. Undefined where the person turns away. */
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

async function show(operation: OperationName, target: Target, format: Format): Promise<void> {
  const editor = await openNew(operation, format);
  const snippet = newSnippet(target, (value) => print(value, format));
  await editor.insertSnippet(new vscode.SnippetString(snippet));
}
