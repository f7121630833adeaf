import { type CodeAction, CodeActionKind, type WorkspaceEdit } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { EDIT_TEMPLATE_COMMAND } from "../protocol";
import {
  type Analysis,
  formatHostedTemplate,
  type HostedTemplate,
  insertFile,
  stringAt,
  type TextEdit,
  templateFileName,
  templatePositionAt,
  toLiteral,
  toQuoted,
} from "../service";
import { toTextEdit } from "./convert";

/** What the client can do with templates. */
export interface TemplateAbilities {
  /** Whether it opens a template as a document of its own. */
  readonly canEditTemplates?: boolean;
  /** Whether it creates a file as part of a code action. */
  readonly canCreateFiles?: boolean;
  /** The documents that are open in it. */
  readonly openDocuments?: () => readonly TextDocument[];
}

/** The kind of the action that formats a template. */
const FORMAT_TEMPLATE = `${CodeActionKind.RefactorRewrite}.formatTemplate`;

/** Returns the actions for the string at the offset: other ways to write it, and to edit it as a file. */
export function templateActionsAt(
  analysis: Analysis,
  id: readonly string[],
  uri: string,
  offset: number,
  wants: (kind: string) => boolean,
  abilities: TemplateAbilities,
): CodeAction[] {
  const hosted = templatePositionAt(analysis, offset)?.hosted;
  const path = [...id, ...(hosted?.path ?? [])];
  return [
    ...(hosted && abilities.canEditTemplates && wants(CodeActionKind.Refactor)
      ? [editTemplate(uri, path)]
      : []),
    ...(hosted && wants(CodeActionKind.RefactorExtract) ? extract(uri, path, hosted, abilities) : []),
    ...(hosted && wants(CodeActionKind.RefactorInline) ? insert(analysis, uri, path, hosted, abilities) : []),
    ...(wants(CodeActionKind.RefactorRewrite) ? restyle(analysis, uri, offset) : []),
    ...(hosted && wants(FORMAT_TEMPLATE) ? format(analysis, uri, hosted) : []),
  ];
}

/** Opens the template in an editor of its own. */
function editTemplate(uri: string, path: readonly string[]): CodeAction {
  const title = "Edit template in its own editor";
  const command = { title, command: EDIT_TEMPLATE_COMMAND, arguments: [uri, path] };
  return { title, kind: CodeActionKind.Refactor, command };
}

/** Copies the template to a new file next to its host. An existing file is never overwritten: the client refuses. */
function extract(
  uri: string,
  path: readonly string[],
  { template }: HostedTemplate,
  { canEditTemplates, canCreateFiles }: TemplateAbilities,
): CodeAction[] {
  const file = fileFor(uri, path);
  // A client that edits templates on its own has a command that asks for the place.
  if (!file || canEditTemplates || !canCreateFiles) return [];
  const start = { line: 0, character: 0 };
  const edit: WorkspaceEdit = {
    documentChanges: [
      { kind: "create", uri: file.uri, options: { overwrite: false, ignoreIfExists: false } },
      {
        textDocument: { uri: file.uri, version: null },
        edits: [{ range: { start, end: start }, newText: template.text }],
      },
    ],
  };
  return [{ title: `Extract template to ${file.name}`, kind: CodeActionKind.RefactorExtract, edit }];
}

/** Writes the open document that the template was extracted to back into its string. */
function insert(
  analysis: Analysis,
  uri: string,
  path: readonly string[],
  hosted: HostedTemplate,
  { openDocuments = () => [] }: TemplateAbilities,
): CodeAction[] {
  const file = fileFor(uri, path);
  const open = file && openDocuments().find((document) => isSameUri(document.uri, file.uri));
  const inserted = open && insertFile(analysis, hosted.path, open.getText(), { canAdd: false });
  if (!file || inserted?.kind !== "edits" || inserted.edits.length === 0) return [];
  return [
    {
      title: `Insert ${file.name} into this string`,
      kind: CodeActionKind.RefactorInline,
      edit: editOf(analysis, uri, inserted.edits),
    },
  ];
}

/** Template files are formatted by the editor's own command. */
function format(analysis: Analysis, uri: string, hosted: HostedTemplate): CodeAction[] {
  const edits = formatHostedTemplate(analysis, hosted);
  if (edits.length === 0) return [];
  return [{ title: "Format template", kind: FORMAT_TEMPLATE, edit: editOf(analysis, uri, edits) }];
}

function restyle(analysis: Analysis, uri: string, offset: number): CodeAction[] {
  const { document } = analysis;
  const node = stringAt(document, offset);
  const action = (title: string, edit: TextEdit | undefined): CodeAction[] =>
    edit ? [{ title, kind: CodeActionKind.RefactorRewrite, edit: editOf(analysis, uri, [edit]) }] : [];
  // A host writes what it composes in its own way.
  if (!node || node.composition || node.tag !== undefined) return [];
  return [
    ...action("Turn into block scalar", toLiteral(document, node)),
    ...action("Turn into quoted string", toQuoted(document, node)),
  ];
}

/** The file for a template; undefined for a host without a folder. */
function fileFor(
  uri: string,
  path: readonly string[],
): { readonly uri: string; readonly name: string } | undefined {
  const slash = uri.lastIndexOf("/");
  if (slash < 0) return undefined;
  const name = templateFileName(decoded(uri.slice(slash + 1)), path);
  return { uri: uri.slice(0, slash + 1) + encodeURIComponent(name), name };
}

/** Clients escape different characters. */
function isSameUri(one: string, other: string): boolean {
  return decoded(one) === decoded(other);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function editOf(analysis: Analysis, uri: string, edits: readonly TextEdit[]): WorkspaceEdit {
  return { changes: { [uri]: edits.map((edit) => toTextEdit(edit, analysis)) } };
}
