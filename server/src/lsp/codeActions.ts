import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  CodeActionTriggerKind,
  type Diagnostic,
  type Position,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { memberName } from "../model/memberNames";
import {
  CONVERT_COMMAND,
  INSERT_FUNCTION_COMMAND,
  INSERT_ROLE_COMMAND,
  type InitializationOptions,
} from "../protocol";
import {
  type Analysis,
  type ConversionTarget,
  conversionsOf,
  fixAllEdits,
  fixEditor,
  type Problem,
  sortMembers,
  type TextEdit,
} from "../service";
import type { Span } from "../syntax/nodes";
import { toTextEdit } from "./convert";
import type { FileAnalysis, OpenPlace } from "./inputs";
import { refactoringsAt } from "./refactorings";
import { type TemplateAbilities, templateActionsAt } from "./templateActions";

/** The kind of the action with all fixes that are safe without review, for `editor.codeActionsOnSave`. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.apigw`;

/** The most fixes to offer at once: with a whole large file selected, there are thousands, each with its edits. */
const MAX_FIXES = 500;

const CONVERSIONS: Readonly<Record<ConversionTarget, string>> = {
  json: "Convert to JSON",
  yaml: "Convert to YAML",
  apigateway: "Convert to a REST API's put-integration input",
  apigatewayv2: "Convert to a create-integration input",
};

/** The commands that the client has, for actions that the server cannot carry out itself. */
type CommandSupport = Pick<InitializationOptions, "canConvert" | "canInsertArns">;

/** What the client can do. */
export interface ActionAbilities extends CommandSupport, TemplateAbilities {}

/** Returns the actions at the span: fixes for the problems that it touches, and changes to the whole file. */
export function codeActionsAt(
  analysis: FileAnalysis,
  place: OpenPlace | undefined,
  uri: string,
  span: Span,
  context: CodeActionContext,
  abilities: ActionAbilities,
): CodeAction[] {
  const wants = (kind: string): boolean =>
    !context.only ||
    context.only.some((asked) => asked === "" || kind === asked || kind.startsWith(`${asked}.`));
  const fixes = wants(CodeActionKind.QuickFix) ? quickFixes(analysis, uri, span, context) : [];
  // Only if requested by kind: in the menu it would appear next to every fix.
  const fixAll = context.only && wants(FIX_ALL) ? fixAllAction(analysis, uri) : [];
  // Rewrites are available everywhere. Offered automatically, they would show a light bulb on every line.
  const isAsked = context.triggerKind !== CodeActionTriggerKind.Automatic;
  const refactorings = isAsked && place ? refactoringsAt(place.analysis, uri, span, wants) : [];
  const onTemplate =
    isAsked && place && "operation" in place.analysis
      ? templateActionsAt(place.analysis, place.id, uri, span.start, wants, abilities)
      : [];
  return [
    ...fixes,
    ...fixAll,
    ...refactorings,
    ...onTemplate,
    // What is done to a whole input is not done to a part of a file.
    ...(isAsked && "operation" in analysis && wants(CodeActionKind.RefactorRewrite)
      ? [...insertions(analysis, uri, span, abilities), ...rewrites(analysis, uri, abilities)]
      : []),
  ];
}

function quickFixes(
  analysis: FileAnalysis,
  uri: string,
  span: Span,
  { diagnostics }: CodeActionContext,
): CodeAction[] {
  const byPlace = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const key = keyOf(diagnostic.code, diagnostic.range.start);
    const atPlace = byPlace.get(key);
    if (atPlace) atPlace.push(diagnostic);
    else byPlace.set(key, [diagnostic]);
  }
  const editsOf = fixEditor(analysis.document);
  return analysis.problems
    .filter((problem) => reachOf(problem).some(({ start, end }) => start <= span.end && span.start <= end))
    .flatMap(({ code, span, fixes = [] }) => {
      const diagnostics = byPlace.get(keyOf(code, analysis.lines.range(span).start)) ?? [];
      return fixes.map((fix, index) => ({ fix, diagnostics, isPreferred: index === 0 }));
    })
    .slice(0, MAX_FIXES)
    .flatMap(({ fix, diagnostics, isPreferred }): CodeAction[] => {
      const edits = editsOf(fix);
      if (!edits) return [];
      const edit = workspaceEdit(analysis, uri, edits);
      return [{ title: fix.title, kind: CodeActionKind.QuickFix, diagnostics, isPreferred, edit }];
    });
}

/** Where a problem's fixes are offered. After a paste, the cursor is not at the first line break of the string. */
function reachOf(problem: Problem): readonly Span[] {
  // The fixes of other problems may have to be made first, so they are left alone.
  if (problem.alsoReportedBy !== "syntax") return [problem.span];
  const { span, fixes = [] } = problem;
  return [span, ...fixes.flatMap(({ change }) => (change.kind === "escapeControls" ? change.span : []))];
}

function keyOf(code: Diagnostic["code"], { line, character }: Position): string {
  return `${code} ${line}:${character}`;
}

function fixAllAction(analysis: FileAnalysis, uri: string): CodeAction[] {
  const edits = fixAllEdits(analysis);
  if (edits.length === 0) return [];
  const title = "Fix all auto-fixable problems";
  return [{ title, kind: FIX_ALL, edit: workspaceEdit(analysis, uri, edits) }];
}

/** The commands that ask AWS for the value of the member at the span. */
function insertions(
  { document: { root }, operation }: Analysis,
  uri: string,
  { start }: Span,
  { canInsertArns = false }: CommandSupport,
): CodeAction[] {
  if (!canInsertArns || root?.kind !== "object") return [];
  const member = root.members.find(({ span }) => span.start <= start && start <= span.end);
  const action = INSERTIONS.find(({ role }) => member?.key.value === memberName(operation.family, role));
  if (!action) return [];
  const { title, command } = action;
  return [{ title, kind: CodeActionKind.RefactorRewrite, command: { title, command, arguments: [uri] } }];
}

const INSERTIONS = [
  { role: "uri", title: "Insert a Lambda function from AWS…", command: INSERT_FUNCTION_COMMAND },
  { role: "credentials", title: "Insert a role from AWS…", command: INSERT_ROLE_COMMAND },
] as const;

function rewrites(analysis: Analysis, uri: string, { canConvert = false }: CommandSupport): CodeAction[] {
  const sorting = sortMembers(analysis.document, analysis.operation);
  const kind = CodeActionKind.RefactorRewrite;
  return [
    ...(sorting.length > 0
      ? [{ title: "Sort members in the AWS CLI's order", kind, edit: workspaceEdit(analysis, uri, sorting) }]
      : []),
    ...(canConvert
      ? conversionsOf(analysis.document, analysis.operation).map((target) => {
          const title = CONVERSIONS[target];
          return { title, kind, command: { title, command: CONVERT_COMMAND, arguments: [uri, target] } };
        })
      : []),
  ];
}

function workspaceEdit(analysis: FileAnalysis, uri: string, edits: readonly TextEdit[]): WorkspaceEdit {
  return { changes: { [uri]: edits.map((change) => toTextEdit(change, analysis)) } };
}
