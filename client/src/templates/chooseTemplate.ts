import * as vscode from "vscode";
import type { HostedText } from "../../../server/src/protocol";
import type { LanguageServer } from "../languageServer";
import { findTemplate, templatesIn } from "./hostFile";
import { locationOf, type TemplateLocation } from "./templateUri";

/** A template, with its text in its file. */
export interface ChosenTemplate extends TemplateLocation {
  readonly text: string;
}

/** Returns the place for a template that does not exist yet. */
type NewPlace = (host: vscode.Uri) => Promise<TemplateLocation | undefined>;

/**
 * Finds the template that a command is for: the given one, the one that is open, that at the cursor or in its line, the
 * only one, or the one that the user picks. Says so if there is none.
 */
export function chooseTemplate(
  server: LanguageServer,
  title: string,
  given: vscode.Uri | undefined,
  givenPath: readonly string[] | undefined,
): Promise<ChosenTemplate | undefined>;
/** Also offers a new template, whose place is asked for. */
export function chooseTemplate(
  server: LanguageServer,
  title: string,
  given: vscode.Uri | undefined,
  givenPath: readonly string[] | undefined,
  newPlace: NewPlace,
): Promise<TemplateLocation | undefined>;
export async function chooseTemplate(
  server: LanguageServer,
  title: string,
  given: vscode.Uri | undefined,
  givenPath: readonly string[] | undefined,
  newPlace?: NewPlace,
): Promise<TemplateLocation | undefined> {
  const active = vscode.window.activeTextEditor;
  const uri = given ?? active?.document.uri;
  if (!uri) {
    void vscode.window.showInformationMessage("Open an integration file first.");
    return undefined;
  }
  const { host, path = givenPath }: Partial<TemplateLocation> & { host: vscode.Uri } = locationOf(uri) ?? {
    host: uri,
  };
  const templates = await templatesIn(server, host);
  const cursor = active?.document.uri.toString() === host.toString() ? active.selection.active : undefined;
  const known = path
    ? findTemplate(templates, path)
    : (cursor && templateAt(templates, cursor)) || (newPlace ? undefined : only(templates));
  if (known) return { ...known, host };
  if (templates.length === 0) {
    if (newPlace) return newPlace(host);
    void vscode.window.showInformationMessage("This file has no mapping template.");
    return undefined;
  }
  if (path) return undefined;
  const picked = await pick(templates, title, newPlace !== undefined);
  if (picked === "new") return newPlace?.(host);
  return picked && { ...picked, host };
}

/** A file may be a single line with many templates. */
function templateAt(templates: readonly HostedText[], cursor: vscode.Position): HostedText | undefined {
  const { line } = cursor;
  return (
    templates.find(({ range: { start, end } }) =>
      new vscode.Range(start.line, start.character, end.line, end.character).contains(cursor),
    ) ?? templates.find(({ range: { start, end } }) => start.line <= line && line <= end.line)
  );
}

function only(templates: readonly HostedText[]): HostedText | undefined {
  return templates.length === 1 ? templates[0] : undefined;
}

async function pick(
  templates: readonly HostedText[],
  title: string,
  canAdd: boolean,
): Promise<HostedText | "new" | undefined> {
  const items: readonly (vscode.QuickPickItem & { readonly choice: HostedText | "new" })[] = [
    ...templates.map((template) => ({
      label: template.path.at(-1) ?? "",
      description: [template.of, template.path.at(-2)].filter((text) => text !== undefined).join(" · "),
      detail: template.text.split("\n", 1)[0]?.slice(0, 100) ?? "",
      choice: template,
    })),
    ...(canAdd ? [{ label: "New template…", choice: "new" as const }] : []),
  ];
  return (await vscode.window.showQuickPick(items, { title, placeHolder: "Select a template" }))?.choice;
}
