import type { Connection, TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import {
  FORMAT_TEMPLATE_REQUEST,
  type FormatTemplateParams,
  type FormatTemplateResult,
  REPLACE_TEMPLATE_REQUEST,
  type ReplaceTemplateParams,
  type ReplaceTemplateResult,
  TEMPLATES_REQUEST,
  type TemplatesParams,
  type TemplatesResult,
} from "../protocol";
import {
  formatHostedTemplate,
  formatTemplateFile,
  insertFile,
  replaceOrAddTemplate,
  templateAtPath,
  templatesIn,
} from "../service";
import { toTextEdit } from "./convert";
import type { AnalysisAt, InputAt } from "./inputs";

/** Registers what a client needs to show the templates of an input as documents of their own, and to change them. */
export function registerTemplateDocuments(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  inputAt: InputAt,
  analysisAt: AnalysisAt,
): void {
  connection.onRequest(TEMPLATES_REQUEST, async ({ uri }: TemplatesParams): Promise<TemplatesResult> => {
    const found = await inputAt(uri);
    if (!found?.analysis.input) return [];
    const { input, lines } = found.analysis;
    return templatesIn(input.root).flatMap(({ path, keyNode, node }) =>
      // The text of an alias is written elsewhere.
      node.anchored
        ? []
        : {
            path,
            text: node.value,
            range: lines.range({ start: keyNode.span.start, end: node.span.end }),
          },
    );
  });

  connection.onRequest<ReplaceTemplateResult, void>(
    REPLACE_TEMPLATE_REQUEST,
    async ({ uri, path, text, canAdd = false, isFile = false }: ReplaceTemplateParams) => {
      const found = await inputAt(uri);
      if (!found) return { kind: "missing" };
      // The document may have changed while it was analyzed.
      if (documents.get(uri)?.version !== found.document.version) return { kind: "outdated" };
      const write = isFile ? insertFile : replaceOrAddTemplate;
      const replaced = write(found.analysis, path, text, { canAdd });
      if (replaced.kind !== "edits") return replaced;
      return {
        kind: "edits",
        version: found.document.version,
        edits: replaced.edits.map((edit) => toTextEdit(edit, found.analysis)),
      };
    },
  );

  connection.onRequest<FormatTemplateResult, void>(
    FORMAT_TEMPLATE_REQUEST,
    async ({ uri, path, options }: FormatTemplateParams) => {
      const found = await analysisAt(uri);
      const hosted = found && templateAtPath(found.analysis, path);
      if (!hosted) return { kind: "missing" };
      const { analysis, document } = found;
      const edits =
        "operation" in analysis
          ? formatHostedTemplate(analysis, hosted)
          : formatTemplateFile(analysis, options);
      return {
        kind: "edits",
        version: document.version,
        edits: edits.map((edit) => toTextEdit(edit, analysis)),
      };
    },
  );
}
