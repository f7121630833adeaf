/** The command that creates an integration, in a bundle of its own: its tables are not needed to start. */
import * as vscode from "vscode";
import {
  API_NAME,
  type Format,
  filesWithNew,
  type NewInputTarget,
  newSnippet,
  OPERATION_NAMES,
  type OperationName,
  type Protocol,
  printInput,
  targetsOf,
} from "../../../server/src/service";
import { offerPolicies } from "./newFilePolicies";
import { freeUri, openNew } from "./openNew";
import { createWithSamples, insertSnippet } from "./saveNew";

/** Choices passed by the caller, such as a key binding. The user is asked for the rest. */
export interface NewFileChoices {
  readonly operation?: string;
  readonly protocol?: string;
  /** A target's ID, as in `apigw new --target`. */
  readonly target?: string;
  readonly format?: string;
  /** `all` to save the integration with its samples and responses, `input` for an unsaved file. */
  readonly files?: string;
  /** The URI of the integration to save. */
  readonly uri?: string;
}

interface Item<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** Creates an integration as a snippet, after a few quick picks. */
export async function newFile(choices: NewFileChoices): Promise<void> {
  const operation = await pick(operations, choices.operation, "Select an operation");
  if (!operation) return;
  const protocol = await pick(protocolsOf(operation), choices.protocol, "Select an API type");
  if (!protocol) return;
  const targets = targetsOf(operation, protocol).map((value) => ({
    label: value.title,
    ...(value.permissions.length > 0 && {
      detail: `Required permission: ${value.permissions.map(({ action }) => action).join(", ")}`,
    }),
    value,
  }));
  const target = await pick(targets, choices.target, TARGET_QUESTIONS[operation], ({ id }) => id);
  if (!target) return;
  const format = await pick(formats, choices.format, "Select a format");
  if (!format) return;
  const suggested = await freeUri(operation, format);
  const files = await pick(
    filesToCreate(target, operation, suggested, format),
    // Whoever passes the format in, which is otherwise asked last, is not asked for more.
    choices.files ?? (choices.format === undefined ? undefined : "input"),
    "Select the files to create",
  );
  if (!files) return;
  const document =
    files === "input"
      ? await open(operation, target, format)
      : await createWithSamples({ target, operation, suggested, ...(choices.uri && { uri: choices.uri }) });
  if (document) offerPolicies(target, document);
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
const CHANGE = "Select a change";

const TARGET_QUESTIONS: Readonly<Record<OperationName, string>> = {
  "create-integration": INTEGRATION,
  "update-integration": INTEGRATION,
  "create-integration-response": RESPONSE,
  "update-integration-response": RESPONSE,
  "put-integration": INTEGRATION,
  "put-integration-response": RESPONSE,
  "apigateway update-integration": CHANGE,
  "apigateway update-integration-response": CHANGE,
};

function protocolsOf(operation: OperationName): readonly Item<Protocol>[] {
  const protocols = new Set(targetsOf(operation).map(({ protocol }) => protocol));
  return Array.from(protocols, (value) => ({ label: API_NAME[value], value }));
}

/** One item if there is nothing to choose: without samples, or without a folder to save them in. */
function filesToCreate(
  target: NewInputTarget,
  operation: OperationName,
  suggested: vscode.Uri | undefined,
  format: Format,
): readonly Item<"all" | "input">[] {
  const input: Item<"all" | "input"> = {
    label: "Integration only",
    description: "unsaved file",
    value: "input",
  };
  const others = filesWithNew(target, operation, suggested?.path ?? "", format);
  if (!suggested || others.length === 0) return [input];
  const hasResponses = target.responses.length > 0 && others.length > 1;
  return [
    {
      label: hasResponses
        ? "Integration, sample request and integration responses"
        : "Integration and sample request",
      description: "saved files",
      detail: others.map(({ path }) => path.split("/").at(-1)).join(", "),
      value: "all",
    },
    input,
  ];
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

async function open(
  operation: OperationName,
  target: NewInputTarget,
  format: Format,
): Promise<vscode.TextDocument> {
  const editor = await openNew(operation, format);
  await insertSnippet(
    editor,
    newSnippet(target, (value) => printInput(value, format)),
  );
  return editor.document;
}
