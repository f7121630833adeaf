import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  CompletionItemKind,
  type Diagnostic,
  DiagnosticSeverity,
  InsertTextFormat,
  InsertTextMode,
  type CompletionItem as LspCompletionItem,
  type TextEdit as LspTextEdit,
  MarkupKind,
} from "vscode-languageserver";
import { plainText } from "../features/docs/markdown";
import type { Severity } from "../rules/engine/finding";
import { type CompletionItem, messageOf, type Problem, type TextEdit } from "../service";
import type { LineIndex } from "../syntax/lines";

/** The analysis of an input or a template, which has lines. */
interface Lined {
  readonly lines: LineIndex;
}

/** The client's capabilities that change what the server sends. */
export interface ClientFeatures {
  readonly snippets: boolean;
  readonly markdown: boolean;
  /** Whether the completion list shows the details of all items, not only of the focused one. */
  readonly labelDetails: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const kinds: Readonly<Record<CompletionItem["kind"], CompletionItemKind>> = {
  member: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  snippet: CompletionItemKind.Snippet,
};

/** The rule pages, at the same path relative to the bundle in the extension and in the npm package. */
const pages = join(__dirname, "..", "docs", "rules");

function pageOf(code: string): string | undefined {
  const page = join(pages, `${code}.md`);
  return existsSync(page) ? pathToFileURL(page).href : undefined;
}

const pageHrefs = new Map<string, string | undefined>();

export function toDiagnostic(
  problem: Problem,
  { lines }: Lined,
  uri: string,
  client: ClientFeatures,
): Diagnostic {
  if (!pageHrefs.has(problem.code)) pageHrefs.set(problem.code, pageOf(problem.code));
  const href = pageHrefs.get(problem.code);
  return {
    range: lines.range(problem.span),
    severity: severities[problem.severity],
    code: problem.code,
    source: "apigw",
    message: messageOf(problem),
    ...(client.codeDescription && href !== undefined && { codeDescription: { href } }),
    ...(client.relatedInformation &&
      problem.related && {
        relatedInformation: problem.related.map(({ span, message }) => ({
          location: { uri, range: lines.range(span) },
          message,
        })),
      }),
  };
}

export function toCompletionItem(
  item: CompletionItem,
  analysis: Lined,
  client: ClientFeatures,
): LspCompletionItem {
  return {
    label: item.label,
    kind: kinds[item.kind],
    ...(item.detail &&
      (client.labelDetails ? { labelDetails: { description: item.detail } } : { detail: item.detail })),
    documentation: toMarkup(item.documentation, client),
    filterText: item.filterText,
    // Sorts before `$schema`, which VS Code's JSON support offers first and the AWS CLI rejects.
    sortText: `!${item.sortText}`,
    insertTextFormat: client.snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    insertTextMode: InsertTextMode.adjustIndentation,
    textEdit: {
      range: analysis.lines.range(item.replace),
      newText: client.snippets ? item.snippet : withoutPlaceholders(item.snippet),
    },
    ...(item.alsoEdit && { additionalTextEdits: item.alsoEdit.map((edit) => toTextEdit(edit, analysis)) }),
    ...(item.offersMore && {
      command: { title: "Suggest values", command: "editor.action.triggerSuggest" },
    }),
  };
}

export function toTextEdit({ span, newText }: TextEdit, { lines }: Lined): LspTextEdit {
  return { range: lines.range(span), newText };
}

export function toMarkup(
  markdown: string,
  client: ClientFeatures,
): { readonly kind: MarkupKind; readonly value: string } {
  return client.markdown
    ? { kind: MarkupKind.Markdown, value: markdown }
    : { kind: MarkupKind.PlainText, value: plainText(markdown) };
}

/** Converts a snippet to plain text for editors without snippets: `${1:text}` becomes `text`. */
function withoutPlaceholders(snippet: string): string {
  return snippet.replace(/\$\{\d+:([^}]*)\}|\$\d+|\\([\\$}])/g, (_, text, escaped) => text ?? escaped ?? "");
}
